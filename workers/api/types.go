package api

import (
	"encoding/json"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/align"
	"github.com/tovmach/tovmach/pipeline/check"
	"github.com/tovmach/tovmach/pipeline/codec"
)

// The documents of the API, shared by the server and the client. Their JSON is
// a public contract: fields are added, never renamed.

// Submitted answers a submission.
type Submitted struct {
	Story    pipeline.StoryID `json:"story"`
	Slug     pipeline.Slug    `json:"slug"`
	Revision int              `json:"revision"`
	Notices  []codec.Notice   `json:"notices" doc:"what was guessed, repaired, dropped or kept as it is"`
}

// Revised answers the submission of a newer source: what became of the segments.
type Revised struct {
	Story     pipeline.StoryID `json:"story"`
	Slug      pipeline.Slug    `json:"slug"`
	Revision  int              `json:"revision"`
	Changed   bool             `json:"changed" doc:"false when the story had this source already"`
	Unchanged int              `json:"unchanged" doc:"segments that keep what was done with them"`
	Stale     int              `json:"stale" doc:"segments whose translation is of a text that changed"`
	New       int              `json:"new"`
	Gone      int              `json:"gone"`
	Notices   []codec.Notice   `json:"notices" doc:"what was guessed, repaired, dropped or kept as it is"`
}

// Status is where a story stands.
type Status struct {
	Story    pipeline.StoryID    `json:"story"`
	Slug     pipeline.Slug       `json:"slug"`
	Desk     pipeline.DeskID     `json:"desk"`
	State    pipeline.StoryState `json:"state"`
	Priority pipeline.Priority   `json:"priority"`
	Headline string              `json:"headline"`
	Revision int                 `json:"revision"`
	Segments SegmentCounts       `json:"segments"`
	Tasks    []Task              `json:"tasks"`
	Findings FindingCounts       `json:"findings"`
	Outlets  []Receipt           `json:"outlets"`
	Parked   []Parked            `json:"parked"`
	Alerts   []Source            `json:"alerts,omitempty" doc:"pages it cites that changed or are gone since they were kept"`

	PublishedRevision int  `json:"published_revision" doc:"of the source, that what was published is the translation of; 0 when nothing was"`
	Outdated          bool `json:"outdated" doc:"the source moved on since: what was published is not the translation of its newest revision"`
}

// SegmentCounts counts segments by how far they have come.
type SegmentCounts struct {
	Total      int `json:"total"`
	Translated int `json:"translated"` // with a translation, reviewed ones included
	Reviewed   int `json:"reviewed"`
	Stale      int `json:"stale"` // whose source changed since
}

// FindingCounts counts findings by severity.
type FindingCounts struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
}

// Receipt tells that an outlet has an edition of the story.
type Receipt struct {
	Outlet   string `json:"outlet"`
	Edition  int    `json:"edition"`
	Receipt  string `json:"receipt"`
	Corrects int    `json:"corrects,omitempty" doc:"the edition that the outlet had before"`
}

// Parked is an entry that a worker could not process.
type Parked struct {
	Story    pipeline.StoryID `json:"story,omitempty" doc:"none when the entry cannot even be read"`
	Slug     pipeline.Slug    `json:"slug,omitempty"`
	Worker   string           `json:"worker"`
	Sequence uint64           `json:"sequence"`
	Reason   string           `json:"reason"`
	Tries    int              `json:"tries"`
	Time     time.Time        `json:"time"`
}

// Drop lets a parked entry be.
type Drop struct {
	Sequence uint64 `json:"sequence" minimum:"1"`
	Worker   string `json:"worker,omitempty" maxLength:"64" doc:"needed when several workers parked the entry"`
	Reason   string `json:"reason" maxLength:"2000"`
}

// Task is a row of the queue.
type Task struct {
	Task     pipeline.TaskID    `json:"task"`
	Story    pipeline.StoryID   `json:"story"`
	Slug     pipeline.Slug      `json:"slug"`
	Kind     pipeline.TaskKind  `json:"kind"`
	Words    int                `json:"words"`
	Priority pipeline.Priority  `json:"priority"`
	Deadline *time.Time         `json:"deadline" nullable:"true"`
	State    pipeline.TaskState `json:"state"`
	Holder   *pipeline.UserID   `json:"holder" nullable:"true"`
	Note     string             `json:"note,omitempty" doc:"why it was returned"`
	Desk     pipeline.DeskID    `json:"desk"`
	Lang     pipeline.Lang      `json:"lang" doc:"of the source"`
	Skills   []pipeline.Skill   `json:"skills,omitempty" doc:"that it asks for"`

	Escalated pipeline.Escalation `json:"escalated,omitempty" doc:"1 when half of its time went by unclaimed and it is offered beyond its desk, 2 when all of it did and an editor is alerted"`
	Alerts    pipeline.UserID     `json:"alerts,omitempty" doc:"the editor who is alerted"`
}

// Claim tells of a hold on a task.
type Claim struct {
	Task       pipeline.TaskID `json:"task"`
	Claim      string          `json:"claim"`
	LeaseUntil *time.Time      `json:"lease_until" nullable:"true"`
	Holder     pipeline.UserID `json:"holder,omitempty"`
}

// Work is a task's text, as it is pulled.
type Work struct {
	Task     pipeline.TaskID   `json:"task"`
	Story    pipeline.StoryID  `json:"story"`
	Kind     pipeline.TaskKind `json:"kind"`
	Claim    string            `json:"claim" doc:"the claim of the person who pulls, if it is theirs"`
	Note     string            `json:"note,omitempty"`
	Revision int               `json:"revision" doc:"of the source"`
	Segments []Segment         `json:"segments"`
}

// Segment is one segment of a task's text.
type Segment struct {
	Segment     pipeline.SegmentID    `json:"segment"`
	Source      string                `json:"source"`
	Target      string                `json:"target"`
	State       pipeline.SegmentState `json:"state"`
	Hits        []pipeline.Annotation `json:"hits"`
	Matches     []Match               `json:"matches"`
	Findings    []check.Finding       `json:"findings"`
	Suggestions []pipeline.Suggestion `json:"suggestions,omitempty"`
	Previous    *Previous             `json:"previous,omitempty" doc:"what stood here before the source was revised"`
	Diff        []align.Part          `json:"diff,omitempty" doc:"how the source was changed since, word by word"`
}

// Previous is a text of the source that was revised, and its translation.
type Previous struct {
	Source string `json:"source"`
	Target string `json:"target"`
}

// Match is what the translation memory offers for a segment.
type Match struct {
	Score  int    `json:"score"`
	Kind   string `json:"kind"`
	Source string `json:"source"`
	Target string `json:"target"`
}

// Save is a set of translations to store.
type Save struct {
	Claim    string   `json:"claim,omitempty" doc:"the claim the text was written under; empty is the one that holds now"`
	Done     bool     `json:"done,omitempty" doc:"hand the task on"`
	Segments []Target `json:"segments" maxItems:"20000"`
}

// Target is the translation of one segment.
type Target struct {
	Segment pipeline.SegmentID `json:"segment" maxLength:"80"`
	Target  string             `json:"target" maxLength:"100000"`
}

// Saved tells what became of a push.
type Saved struct {
	Task     pipeline.TaskID    `json:"task"`
	State    pipeline.TaskState `json:"state"`
	Saved    int                `json:"saved"` // segments that changed
	Findings FindingCounts      `json:"findings"`
}

// Verdict is what a reviewer says.
type Verdict struct {
	Verdict string `json:"verdict" enum:"approve,return"`
	Note    string `json:"note,omitempty" maxLength:"10000"`

	Parts []pipeline.TaskID `json:"parts,omitempty" doc:"of a return: the translations to mend; all when left out"`
}

// Happening is an event of a story's history.
type Happening struct {
	Sequence uint64           `json:"seq"`
	Time     time.Time        `json:"time"`
	Kind     pipeline.Kind    `json:"kind"`
	By       pipeline.UserID  `json:"by"`
	ID       pipeline.EventID `json:"id"`
	Story    pipeline.StoryID `json:"story"`
	Task     pipeline.TaskID  `json:"task,omitempty"`
	Cause    pipeline.EventID `json:"cause,omitempty"`
	Trace    string           `json:"trace_id,omitempty" doc:"the way that it belongs to, from a request on"`
	Span     string           `json:"span_id,omitempty" doc:"the step of that way"`
	Data     json.RawMessage  `json:"data,omitempty" doc:"what it tells, but for whole articles"`
}

// NewPerson is a person to add.
type NewPerson struct {
	Name    pipeline.UserID `json:"name"`
	Roles   []pipeline.Role `json:"roles,omitzero" required:"false" doc:"needed of somebody who is not known yet"`
	Seconds int64           `json:"expires_in,omitempty" minimum:"0" doc:"life of the token in seconds; 0 is for ever"`

	Desks  []pipeline.DeskID `json:"desks,omitzero" required:"false" doc:"whose tasks they are offered; none is all"`
	Langs  []pipeline.Lang   `json:"langs,omitzero" required:"false" doc:"that they translate from; none is all"`
	Skills []pipeline.Skill  `json:"skills,omitzero" required:"false" doc:"none is all"`
}

// Token is a person's new token, shown this once.
type Token struct {
	User  pipeline.UserID `json:"user"`
	Token string          `json:"token"`
}
