package pipeline

import (
	"errors"
	"fmt"
	"slices"
)

// passed returns t after an event that gives it to somebody: handed over, taken
// over or assigned.
func (t Task) passed(ev Event) (Task, error) {
	f, err := Decode[TaskHandedOver](ev) // the three have these fields in common
	switch {
	case err != nil:
		return t, err
	case ev.Kind == KindTaskAssigned && t.State != TaskOpen:
		return t, fmt.Errorf("assigned while %s", t.State)
	case ev.Kind != KindTaskAssigned:
		if err := t.holds(f.Claim); err != nil {
			return t, err
		}
	}
	return t.held(f.To, Claim{Token: ev.Sequence, Lease: f.Lease, Until: f.LeaseUntil})
}

// held returns t as who holds it by the claim.
func (t Task) held(who UserID, claim Claim) (Task, error) {
	if who == "" {
		return t, errors.New("held by nobody")
	}
	claim.Holder = who
	t.State, t.Claim, t.Released = TaskHeld, claim, Release{}
	return t, nil
}

// freed returns t, given back by the holder of the claim.
func (t Task) freed(ev Event) (Task, error) {
	f, err := Decode[TaskReleased](ev)
	if err != nil {
		return t, err
	}
	if err := t.holds(f.Claim); err != nil {
		return t, err
	}
	t.State, t.Released = TaskOpen, Release{By: ev.Actor, At: ev.Time, Claim: t.Claim.Token}
	return t, nil
}

// restored returns t with the claim that was released by mistake.
func (t Task) restored(ev Event) (Task, error) {
	f, err := Decode[TaskRestored](ev)
	if err != nil {
		return t, err
	}
	if t.State != TaskOpen || t.Released.By == "" || t.Released.By != ev.Actor || t.Released.Claim != f.Claim {
		return t, fmt.Errorf("claim %d of task %s is not there to be restored", f.Claim, t.ID)
	}
	return t.held(ev.Actor, Claim{Token: f.Claim, Lease: f.Lease, Until: f.LeaseUntil})
}

// escalated returns t one level louder.
func (t Task) escalated(ev Event) (Task, error) {
	f, err := Decode[TaskEscalated](ev)
	if err != nil {
		return t, err
	}
	if t.State != TaskOpen || f.Opened != t.Opened.Sequence || f.Level != t.Level+1 || f.Level > Alarmed {
		return t, fmt.Errorf("task %s does not escalate to %d", t.ID, f.Level)
	}
	t.Level, t.Alerts = f.Level, f.Alerts
	return t, nil
}

// divided returns the story with its open translation i cut into parts.
func (s Story) divided(i int, ev Event) (Story, error) {
	f, err := Decode[TaskDivided](ev)
	if err != nil {
		return s, err
	}
	t := s.Tasks[i]
	if t.State != TaskOpen || t.Kind != Translate {
		return s, fmt.Errorf("a task to %s that is %s is not divided", t.Kind, t.State)
	}
	if err := s.partition(t, f.Parts); err != nil {
		return s, err
	}
	for n, part := range f.Parts {
		if n > 0 {
			s.Tasks = append(s.Tasks, Task{
				ID: part.ID, Kind: t.Kind, Segments: part.Segments, Words: part.Words,
				State: TaskOpen, Note: t.Note, Opened: t.Opened, Level: t.Level, Alerts: t.Alerts,
			})
		}
	}
	t.Segments, t.Words, t.Released = f.Parts[0].Segments, f.Parts[0].Words, Release{}
	s.Tasks[i] = t
	return s, nil
}

// partition refuses parts that overlap, leave out a segment or cut a block.
func (s Story) partition(t Task, parts []TaskOffer) error {
	if len(parts) < 2 || parts[0].ID != t.ID {
		return errors.New("the first part is not the task itself, or the only one")
	}
	seen, blocks, ids := map[SegmentID]bool{}, map[BlockID]int{}, map[TaskID]bool{}
	for n, part := range parts {
		if _, known := s.Task(part.ID); known && n > 0 || part.ID == "" || ids[part.ID] || len(part.Segments) == 0 {
			return fmt.Errorf("part %d is no new task", n+1)
		}
		ids[part.ID] = true
		for _, id := range part.Segments {
			g, _ := s.Segment(id)
			at, known := blocks[g.Block]
			if seen[id] || !slices.Contains(t.Segments, id) || known && at != n {
				return fmt.Errorf("segment %s does not stand in one part alone, with its block", id)
			}
			seen[id], blocks[g.Block] = true, n
		}
	}
	if len(seen) != len(t.Segments) {
		return fmt.Errorf("%d segments are in no part", len(t.Segments)-len(seen))
	}
	return nil
}
