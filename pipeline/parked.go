package pipeline

import (
	"slices"
	"strings"
	"time"
)

// ParkedEntry is an entry that a worker could not work. It waits for a person,
// who sends it to the worker again or lets it be.
type ParkedEntry struct {
	EntryParked

	At time.Time
}

// setAside returns the story after an event about its parked entries.
func (s Story) setAside(ev Event) (Story, error) {
	switch ev.Kind {
	case KindEntryParked:
		f, err := Decode[EntryParked](ev)
		s.Parked = append(slices.Clip(s.Parked), ParkedEntry{f, ev.Time})
		return s, err
	case KindEntryRetried:
		f, err := Decode[EntryRetried](ev)
		return s.without(f.Worker, f.Sequence), err
	default:
		f, err := Decode[EntryDropped](ev)
		return s.without(f.Worker, f.Sequence), err
	}
}

// without returns the story with that entry no longer parked.
func (s Story) without(worker string, sequence uint64) Story {
	s.Parked = slices.DeleteFunc(slices.Clone(s.Parked), func(p ParkedEntry) bool {
		return p.Worker == worker && p.Sequence == sequence
	})
	return s
}

// parkedBy returns the entry at sequence that is parked by worker; without a
// worker's name, the one that is parked there. Errors: NotFound, and Invalid
// when several workers parked it.
func (s Story) parkedBy(worker string, sequence uint64) (ParkedEntry, error) {
	var found []ParkedEntry
	for _, p := range s.Parked {
		if p.Sequence == sequence && (worker == "" || p.Worker == worker) {
			found = append(found, p)
		}
	}
	switch len(found) {
	case 0:
		return ParkedEntry{}, Errorf(NotFound, "no entry %d of story %s is parked", sequence, s.Slug).
			WithHint("`tovmach parked %s` lists those that are", s.Slug)
	case 1:
		return found[0], nil
	}
	return ParkedEntry{}, Errorf(Invalid, "entry %d is parked by %d workers", sequence, len(found)).
		WithHint("say which one: --worker %s", found[0].Worker)
}

// RetryEntry decides to send a parked entry to its worker again. worker may be
// empty when one alone parked it. Errors: NotFound, Invalid.
func (s Story) RetryEntry(worker string, sequence uint64) (EntryRetried, error) {
	p, err := s.parkedBy(worker, sequence)
	return EntryRetried{Worker: p.Worker, Sequence: p.Sequence}, err
}

// DropEntry decides to let a parked entry be, for a reason. worker may be empty
// when one alone parked it. Errors: NotFound, Invalid.
func (s Story) DropEntry(worker string, sequence uint64, reason string) (EntryDropped, error) {
	if strings.TrimSpace(reason) == "" {
		return EntryDropped{}, Errorf(Invalid, "no reason is given").WithHint("say why the work need not be done: --reason \"…\"")
	}
	p, err := s.parkedBy(worker, sequence)
	return EntryDropped{Worker: p.Worker, Sequence: p.Sequence, Reason: reason}, err
}
