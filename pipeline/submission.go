package pipeline

import "time"

// A Submission is what an editor sends in: a document and what to do with it.
type Submission struct {
	Name     string // of the file, for its ending
	Data     []byte
	Slug     Slug // empty: made from the headline
	Desk     DeskID
	Priority Priority
	Deadline *time.Time
	Embargo  *time.Time
	Skills   []Skill
	By       UserID
	Source   *Snapshot // the page that the data is, when it was submitted by address
	Lang     Lang      // that the sender says it is in; empty: its letters must say so
	Repair   bool      // undo its having been taken for another encoding
	Key      string    // idempotency key: the same key by the same person is the same story
	Again    bool      // take it in though it is nearly a story of the house
}
