package pipeline

import "time"

// The kinds of events of a task beside those of a quiet day.
const (
	KindTaskHandedOver Kind = "task.handed_over"
	KindTaskTakenOver  Kind = "task.taken_over"
	KindTaskAssigned   Kind = "task.assigned"
	KindTaskRestored   Kind = "task.restored"
	KindTaskDivided    Kind = "task.divided"
	KindTaskEscalated  Kind = "task.escalated"
)

// TaskHandedOver: the holder gave the task to another person. The event's
// sequence is the new claim's token.
type TaskHandedOver struct {
	Claim      uint64        `json:"claim"` // that ends
	To         UserID        `json:"to"`
	Reason     string        `json:"reason,omitempty"`
	LeaseUntil time.Time     `json:"lease_until"`
	Lease      time.Duration `json:"lease"`
}

// TaskTakenOver: an editor took the task from its holder, for themselves or
// for somebody else. The event's sequence is the new claim's token.
type TaskTakenOver struct {
	Claim      uint64        `json:"claim"` // that ends
	From       UserID        `json:"from"`
	To         UserID        `json:"to"`
	Reason     string        `json:"reason"`
	LeaseUntil time.Time     `json:"lease_until"`
	Lease      time.Duration `json:"lease"`
}

// TaskAssigned: an editor gave an open task to somebody. The event's sequence
// is the claim's token.
type TaskAssigned struct {
	To         UserID        `json:"to"`
	Reason     string        `json:"reason,omitempty"`
	LeaseUntil time.Time     `json:"lease_until"`
	Lease      time.Duration `json:"lease"`
}

// TaskRestored: a release was a mistake and is undone; the claim holds again,
// with its old token.
type TaskRestored struct {
	Claim      uint64        `json:"claim"`
	LeaseUntil time.Time     `json:"lease_until"`
	Lease      time.Duration `json:"lease"`
}

// TaskDivided: an editor cut an open translation into several. The first part
// keeps the task's id; the others are tasks from here on.
type TaskDivided struct {
	Parts []TaskOffer `json:"parts"`
}

// TaskEscalated: nobody took the task in its time. Written by the reaper, once
// for each level of each opening.
type TaskEscalated struct {
	Opened uint64     `json:"opened"` // sequence of the event that offered it
	Level  Escalation `json:"level"`
	Alerts UserID     `json:"alerts,omitempty"` // the editor who has to find somebody
}

func (TaskHandedOver) Kind() Kind { return KindTaskHandedOver }
func (TaskTakenOver) Kind() Kind  { return KindTaskTakenOver }
func (TaskAssigned) Kind() Kind   { return KindTaskAssigned }
func (TaskRestored) Kind() Kind   { return KindTaskRestored }
func (TaskDivided) Kind() Kind    { return KindTaskDivided }
func (TaskEscalated) Kind() Kind  { return KindTaskEscalated }
