package pipeline

import (
	"strings"
	"time"
)

// The decisions by which a task passes from one person to another. Each gives
// the new holder a token of their own, so the old one is dead at once; they
// start from the last saved text.

// HandTask decides whether who, the holder, may hand the task to another
// person, to whom it must be on offer. ErrorKinds: NotFound, Conflict, Invalid,
// Denied.
func (s Story) HandTask(id TaskID, who UserID, to Person, reason string, lease time.Duration, now time.Time) (Fact, error) {
	t, err := s.Held(id, who)
	if err != nil {
		return nil, err
	}
	if to.Name == who {
		return nil, Errorf(Invalid, "%s holds task %s already", who, id).WithHint("hand it to somebody else: --to NAME")
	}
	if err := s.Offered(t, to); err != nil {
		return nil, err
	}
	return TaskHandedOver{
		Claim: t.Claim.Token, To: to.Name, Reason: reason, LeaseUntil: now.Add(lease).UTC(), Lease: lease,
	}, nil
}

// TakeTask decides whether an editor may give the task to a person, whoever
// holds it: desk, language and skills do not count then, the second pair of
// eyes does. Taking it from a holder needs a reason. A task that the person
// holds already gives no fact. ErrorKinds: NotFound, Conflict, Invalid, Denied.
func (s Story) TakeTask(id TaskID, to Person, reason string, lease time.Duration, now time.Time) (Fact, error) {
	t, ok := s.Task(id)
	switch {
	case !ok:
		return nil, noTask(id)
	case t.State == TaskDone:
		return nil, finished(t)
	case t.HeldBy(to.Name):
		return nil, nil
	}
	if err := s.assignable(t, to); err != nil {
		return nil, err
	}
	until := now.Add(lease).UTC()
	if t.State == TaskOpen {
		return TaskAssigned{To: to.Name, Reason: reason, LeaseUntil: until, Lease: lease}, nil
	}
	if strings.TrimSpace(reason) == "" {
		return nil, Errorf(Invalid, "task %s is held by %s: taking it over needs a reason", id, t.Claim.Holder).
			WithHint(`--reason "…": they will read it`)
	}
	return TaskTakenOver{
		Claim: t.Claim.Token, From: t.Claim.Holder, To: to.Name, Reason: reason, LeaseUntil: until, Lease: lease,
	}, nil
}

// assignable refuses people who could not do the work at all. An editor may
// translate without the translator's role: they answer for the story.
func (s Story) assignable(t Task, to Person) error {
	if t.Kind == Translate && to.Can(Editor) {
		return nil
	}
	if err := t.Kind.allowed(to); err != nil {
		return err.WithHint("name somebody who can: --for NAME")
	}
	return s.secondPair(t, to.Name)
}

// UndoWithin is how long a release can be undone.
const UndoWithin = 10 * time.Minute

// UndoRelease decides whether who gets back the claim that they released by
// mistake: within UndoWithin, if nobody took the task since. The claim is the
// old one, with its token, so that what was pulled under it can be pushed. One
// who holds the task gets no fact: undoing twice is undoing once. ErrorKinds:
// NotFound, Conflict.
func (s Story) UndoRelease(id TaskID, who UserID, lease time.Duration, now time.Time) (Fact, error) {
	t, err := s.free(id, who)
	switch {
	case err != nil || t.HeldBy(who):
		return nil, err
	case t.Released.By != who:
		return nil, Errorf(Conflict, "there is no release of task %s by %s to undo", id, who).
			WithHint("the task is open: `tovmach claim %s` takes it", id)
	case now.After(t.Released.At.Add(UndoWithin)):
		return nil, Errorf(Conflict, "task %s was released more than %d minutes ago", id, UndoWithin/time.Minute).
			WithHint("the task is open: `tovmach claim %s` takes it", id)
	}
	return TaskRestored{Claim: t.Released.Claim, LeaseUntil: now.Add(lease).UTC(), Lease: lease}, nil
}
