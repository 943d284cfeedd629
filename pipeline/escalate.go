package pipeline

import "time"

// Escalation is how loudly an unclaimed task calls.
type Escalation int

// The levels, in order. Half of the budget brings the first, all of it the
// second.
const (
	Calm    Escalation = iota
	ToAll              // it is offered beyond its desk
	Alarmed            // the editor who submitted the story is alerted
)

// Budgets are how long a task of each urgency may wait for somebody; a priority
// without one never escalates.
type Budgets map[Priority]time.Duration

// EscalateTask decides whether the open task has waited too long, counted from
// when it was offered. Each level comes once, in order.
func (s Story) EscalateTask(t Task, budgets Budgets, now time.Time) (TaskEscalated, bool) {
	budget := budgets[s.Priority]
	if t.State != TaskOpen || budget <= 0 || t.Level >= Alarmed {
		return TaskEscalated{}, false
	}
	next := TaskEscalated{Opened: t.Opened.Sequence, Level: t.Level + 1}
	if next.Level == Alarmed {
		next.Alerts = s.SubmittedBy
	}
	due := t.Opened.Time.Add(budget * time.Duration(next.Level) / time.Duration(Alarmed))
	return next, !now.Before(due)
}
