package pipeline

import (
	"strconv"
	"time"
)

// A Task is work offered to people: segments to translate, or a translation to
// review.
type Task struct {
	ID       TaskID
	Kind     TaskKind
	Segments []SegmentID
	Words    int
	After    TaskID   // of a review: the translation it reads, the first of several
	Reads    []TaskID // of a review of several translations: all of them
	State    TaskState
	Claim    Claim   // the claim that holds it, or the last one
	Released Release // that ended it, while nobody took the task since
	Note     string  // why it was returned
	Done     UserID  // who completed it
	DoneAt   uint64  // sequence of that event

	Opened Moment     // when it was offered, or offered again after a return
	Level  Escalation // how loudly it has called since then
	Alerts UserID     // the editor who was alerted

	// Head is where the task's own events end.
	Head  Head
	moved uint64 // the last of them that an assembly rests on
}

// TaskKind is what kind of work a task is.
type TaskKind string

// The kinds of tasks.
const (
	Translate TaskKind = "translate"
	Review    TaskKind = "review"
)

// TaskState is where a task stands.
type TaskState string

// The states of a task.
const (
	TaskOpen TaskState = "open"
	TaskHeld TaskState = "claimed"
	TaskDone TaskState = "done"
)

// A Claim is a person's hold on a task.
type Claim struct {
	Token  uint64 // sequence of the claiming event: a later claim has a larger one
	Holder UserID
	Lease  time.Duration // how long it holds without a heartbeat
	Until  time.Time     // as told when it was claimed; heartbeats move it on (board)
}

// A Moment is a place in the journal and its time.
type Moment struct {
	Sequence uint64
	Time     time.Time
}

// A Release is a claim given back.
type Release struct {
	By    UserID
	At    time.Time
	Claim uint64 // its token
}

// String is the claim's token as people and programs pass it around.
func (c Claim) String() string { return strconv.FormatUint(c.Token, 10) }

// HeldBy reports whether user holds the task now.
func (t Task) HeldBy(user UserID) bool {
	return t.State == TaskHeld && t.Claim.Holder == user
}

// Calls reports whether the task waits for user, an editor, to find somebody.
func (t Task) Calls(user UserID) bool {
	return t.State == TaskOpen && t.Level == Alarmed && t.Alerts == user
}

// reads returns the translations that a review reads.
func (t Task) reads() []TaskID {
	if len(t.Reads) > 0 || t.After == "" {
		return t.Reads
	}
	return []TaskID{t.After}
}

// Does returns the role that does tasks of this kind.
func (k TaskKind) Does() Role {
	if k == Review {
		return Reviewer
	}
	return Translator
}
