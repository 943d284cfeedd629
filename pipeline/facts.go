package pipeline

import "time"

// The kinds of events, in the order of a quiet day.
const (
	KindStorySubmitted    Kind = "story.submitted"
	KindArticleSegmented  Kind = "article.segmented"
	KindSegmentsAnnotated Kind = "segments.annotated"
	KindTasksOpened       Kind = "tasks.opened"
	KindTaskClaimed       Kind = "task.claimed"
	KindTaskReleased      Kind = "task.released"
	KindTaskExpired       Kind = "task.expired"
	KindSegmentTranslated Kind = "segment.translated"
	KindSegmentSuggested  Kind = "segment.suggested"
	KindSegmentReviewed   Kind = "segment.reviewed"
	KindTaskCompleted     Kind = "task.completed"
	KindTaskReturned      Kind = "task.returned"
	KindStoryAssembled    Kind = "story.assembled"
	KindStoryPublished    Kind = "story.published"
	KindDeliveryMade      Kind = "delivery.made"
	KindStoryArchived     Kind = "story.archived"
	KindEntryParked       Kind = "entry.parked"
	KindEntryRetried      Kind = "entry.retried"
	KindEntryDropped      Kind = "entry.dropped"
)

// StorySubmitted: an editor gave in a source article. Written by intake.
type StorySubmitted struct {
	Slug     Slug       `json:"slug"`
	Desk     DeskID     `json:"desk"`
	Priority Priority   `json:"priority"`
	Deadline *time.Time `json:"deadline,omitempty"`
	Embargo  *time.Time `json:"embargo,omitempty"`
	Skills   []Skill    `json:"skills,omitempty"` // that its tasks ask for
	Document Document   `json:"document"`
	Article  Article    `json:"article"`
	Sketch   Sketch     `json:"sketch,omitempty"`
}

// Document is the file a story came in: its bytes lie in the vault.
type Document struct {
	Name   string `json:"name"`
	Digest string `json:"digest"` // SHA-256 of the bytes, in hex
	Bytes  int    `json:"bytes"`
	// Source is the page that the document is, when it was submitted by address.
	Source *Snapshot `json:"source,omitempty"`
}

// ArticleSegmented: the article was cut into segments. Written by the
// segmenter. Of a revision it says which segments the article had before: those
// with the same id.
type ArticleSegmented struct {
	Segments []SegmentCut `json:"segments"`
}

// SegmentCut is where a segment lies in its block. Source and Tags are given
// where the text has tags; otherwise the source is just the text there.
type SegmentCut struct {
	ID     SegmentID `json:"id"`
	Block  BlockID   `json:"block"`
	Span   Span      `json:"span"`
	Text   Span      `json:"text"`
	Source string    `json:"source,omitempty"`
	Tags   []int     `json:"tags,omitempty"`
	// Was is the segment that stood here before with another text.
	Was SegmentID `json:"was,omitempty"`
}

// SegmentsAnnotated: the glossary was looked up. Written by the annotator.
type SegmentsAnnotated struct {
	Revision    int                        `json:"revision"` // of the termbase
	Annotations map[SegmentID][]Annotation `json:"annotations"`
}

// TasksOpened: work is offered to people. Written by the router (translation)
// and the reviewer (review).
type TasksOpened struct {
	Tasks []TaskOffer `json:"tasks"`
}

// TaskOffer is one piece of work.
type TaskOffer struct {
	ID       TaskID      `json:"id"`
	Kind     TaskKind    `json:"kind"`
	Segments []SegmentID `json:"segments"`
	Words    int         `json:"words"`           // of source text
	After    TaskID      `json:"after,omitempty"` // of a review: the translation it reads, the first of several
	Reads    []TaskID    `json:"reads,omitempty"` // of a review of several translations: all of them
}

// TaskClaimed: somebody took the task. The event's sequence is the claim's
// fencing token.
type TaskClaimed struct {
	LeaseUntil time.Time     `json:"lease_until"`
	Lease      time.Duration `json:"lease"`
}

// TaskReleased: the holder gave the task back.
type TaskReleased struct {
	Claim uint64 `json:"claim"`
}

// TaskExpired: the lease ran out without a heartbeat.
type TaskExpired struct {
	Claim uint64 `json:"claim"`
}

// SegmentTranslated: the holder of a translation saved a segment's text.
type SegmentTranslated struct {
	Claim   uint64    `json:"claim"`
	Segment SegmentID `json:"segment"`
	Text    string    `json:"text"`
}

// SegmentSuggested: a text came from somebody who does not hold the claim; it
// is kept beside the segment.
type SegmentSuggested struct {
	Segment SegmentID `json:"segment"`
	Text    string    `json:"text"`
}

// SegmentReviewed: the reviewer changed a segment's text.
type SegmentReviewed struct {
	Claim   uint64    `json:"claim"`
	Segment SegmentID `json:"segment"`
	Text    string    `json:"text"`
}

// TaskCompleted: the holder is done. Of a review it is the approval.
type TaskCompleted struct {
	Claim uint64 `json:"claim"`
}

// TaskReturned: a reviewer sent the translation back, with a note.
type TaskReturned struct {
	Claim uint64   `json:"claim"`
	Task  TaskID   `json:"task"`            // the translation that is open again
	Tasks []TaskID `json:"tasks,omitempty"` // of several: all of them
	Note  string   `json:"note"`
}

// all returns the translations that are open again.
func (f TaskReturned) all() []TaskID {
	if len(f.Tasks) > 0 {
		return f.Tasks
	}
	return []TaskID{f.Task}
}

// StoryAssembled: the English article stands. It rests on tasks, so it names
// the sequence up to which each was read: a later return makes it out of date.
type StoryAssembled struct {
	Article Article           `json:"article"`
	Tasks   map[TaskID]uint64 `json:"tasks"`
}

// StoryPublished: the story goes out to the outlets named.
type StoryPublished struct {
	Edition  int      `json:"edition"` // counts the assemblies, from 1
	Outlets  []string `json:"outlets"`
	Revision int      `json:"revision,omitempty"` // of the source that it is the translation of
	Corrects int      `json:"corrects,omitempty"` // the edition that went out before
}

// DeliveryMade: an outlet has the story.
type DeliveryMade struct {
	Outlet  string `json:"outlet"`
	Edition int    `json:"edition"`
	Receipt string `json:"receipt"` // what the outlet answered: a path, a sequence

	Corrects int `json:"corrects,omitempty"` // the edition that the outlet had before
}

// EntryParked: a worker could not do its work and says why. The entry waits
// for a person.
type EntryParked struct {
	Worker   string `json:"worker"`
	Sequence uint64 `json:"sequence"`
	Reason   string `json:"reason"`
	Tries    int    `json:"tries"`
}

// EntryRetried: a person sent a parked entry to its worker again.
type EntryRetried struct {
	Worker   string `json:"worker"`
	Sequence uint64 `json:"sequence"`
}

// EntryDropped: a person decided that a parked entry need not be worked.
type EntryDropped struct {
	Worker   string `json:"worker"`
	Sequence uint64 `json:"sequence"`
	Reason   string `json:"reason"`
}

func (StorySubmitted) Kind() Kind    { return KindStorySubmitted }
func (ArticleSegmented) Kind() Kind  { return KindArticleSegmented }
func (SegmentsAnnotated) Kind() Kind { return KindSegmentsAnnotated }
func (TasksOpened) Kind() Kind       { return KindTasksOpened }
func (TaskClaimed) Kind() Kind       { return KindTaskClaimed }
func (TaskReleased) Kind() Kind      { return KindTaskReleased }
func (TaskExpired) Kind() Kind       { return KindTaskExpired }
func (SegmentTranslated) Kind() Kind { return KindSegmentTranslated }
func (SegmentSuggested) Kind() Kind  { return KindSegmentSuggested }
func (SegmentReviewed) Kind() Kind   { return KindSegmentReviewed }
func (TaskCompleted) Kind() Kind     { return KindTaskCompleted }
func (TaskReturned) Kind() Kind      { return KindTaskReturned }
func (StoryAssembled) Kind() Kind    { return KindStoryAssembled }
func (StoryPublished) Kind() Kind    { return KindStoryPublished }
func (DeliveryMade) Kind() Kind      { return KindDeliveryMade }
func (EntryParked) Kind() Kind       { return KindEntryParked }
func (EntryRetried) Kind() Kind      { return KindEntryRetried }
func (EntryDropped) Kind() Kind      { return KindEntryDropped }
