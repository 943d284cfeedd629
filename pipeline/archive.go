package pipeline

import (
	"errors"
	"slices"
	"time"
)

// StoryArchived: the story is finished, and the events before this one lie in
// the vault. It tells as much as lists of stories show, so that a start needs
// to read no more. Written by the housekeeper.
type StoryArchived struct {
	Slug        Slug      `json:"slug"`
	Desk        DeskID    `json:"desk"`
	Priority    Priority  `json:"priority"`
	SubmittedBy UserID    `json:"submitted_by"`
	SubmittedAt time.Time `json:"submitted_at"`
	Revision    int       `json:"revision"`
	Edition     int       `json:"edition"`
	Outlets     []string  `json:"outlets"`
	Trace       Trace     `json:"trace,omitempty"`
	Digest      string    `json:"digest"` // of the events, in the vault
	Events      int       `json:"events"` // how many they are
	Tasks       []TaskID  `json:"tasks"`
	UpTo        uint64    `json:"up_to"` // sequence of the newest: it rests on tasks, which may move
	Sketch      Sketch    `json:"sketch,omitempty"`
}

// Kind implements Fact.
func (StoryArchived) Kind() Kind { return KindStoryArchived }

// Archive is where the events of a story lie that left the journal.
type Archive struct {
	At     Head   // the archiving event
	Digest string // in the vault
	Events int
	Tasks  []TaskID
	UpTo   uint64 // sequence of the newest
}

// Archivable reports whether nobody will miss the story in the journal: it is
// published, every outlet has it, nothing waits for a person, and nothing
// happened to it for as long as quiet.
func (s Story) Archivable(now time.Time, quiet time.Duration) bool {
	return !s.Away && s.State() == Published && s.Finished() && len(s.Parked) == 0 &&
		!slices.ContainsFunc(s.Outlets, func(outlet string) bool { return !s.Delivered(outlet, s.Published) }) &&
		now.Sub(s.MovedAt) >= quiet
}

// ArchivedAs returns the fact that the story's events up to now lie in the vault
// by that digest.
func (s Story) ArchivedAs(digest string, events int) StoryArchived {
	tasks := make([]TaskID, len(s.Tasks))
	for i, t := range s.Tasks {
		tasks[i] = t.ID
	}
	return StoryArchived{
		Slug: s.Slug, Desk: s.Desk, Priority: s.Priority, SubmittedBy: s.SubmittedBy, SubmittedAt: s.SubmittedAt,
		Revision: s.Revision, Edition: s.Edition, Outlets: s.Outlets, Trace: s.Trace, Digest: digest, Events: events,
		Tasks: tasks, UpTo: s.Sequence, Sketch: s.Sketch,
	}
}

// archived returns the remnant that is left of a story. While it was archived
// somebody may have written to a task: then the archive is out of date before it
// is known, and the story stays as it is, to be archived again.
func (s Story) archived(ev Event) (Story, error) {
	f, err := Decode[StoryArchived](ev)
	if err != nil {
		return s, err
	}
	if f.Digest == "" {
		return s, errors.New("archived nowhere")
	}
	if slices.ContainsFunc(s.Tasks, func(t Task) bool { return t.Head.Sequence > f.UpTo }) {
		return s, nil
	}
	return Story{
		ID: s.ID, Slug: f.Slug, Desk: f.Desk, Priority: f.Priority, SubmittedBy: f.SubmittedBy, SubmittedAt: f.SubmittedAt,
		Revision: f.Revision, Edition: f.Edition, Published: f.Edition, Assembled: true, Outlets: f.Outlets, Trace: f.Trace, Sketch: f.Sketch,
		Archive: &Archive{At: s.Head, Digest: f.Digest, Events: f.Events, Tasks: f.Tasks, UpTo: f.UpTo}, Away: true,
		MovedAt: s.MovedAt, Head: s.Head, Sequence: s.Sequence,
	}, nil
}

// Unarchived returns the story that the archived events tell, as it goes on
// after the event that archived it. The error is that they tell another story.
func (s Story) Unarchived(events []Event) (Story, error) {
	whole := Fold(slices.DeleteFunc(slices.Clone(events), func(ev Event) bool {
		return ev.Kind == KindStoryArchived // before it went on
	}))
	if whole.ID != s.ID || len(events) != s.Archive.Events {
		return s, errors.New("the archive holds something else")
	}
	whole.Archive, whole.Head, whole.Sequence, whole.MovedAt = s.Archive, s.Head, s.Sequence, s.MovedAt
	return whole, nil
}
