package pipeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Damage is a place where the record is not what was written: an event that
// is gone, changed or out of its place, or bytes that are.
type Damage struct {
	Sequence uint64     `json:"seq,omitempty"` // of the event, or the first of several that are gone
	Story    StoryID    `json:"story,omitempty"`
	Task     TaskID     `json:"task,omitempty"`
	Base     BaseID     `json:"base,omitempty"`
	Kind     Kind       `json:"kind,omitempty"`
	Time     *time.Time `json:"time,omitempty"`
	Object   string     `json:"object,omitempty"` // digest of bytes in the vault
	What     string     `json:"what"`
}

// String is a sentence that names the place and what is wrong there.
func (b Damage) String() string {
	var at []string
	if b.Sequence > 0 {
		at = append(at, fmt.Sprintf("entry %d", b.Sequence))
	}
	if b.Kind != "" {
		at = append(at, string(b.Kind))
	}
	for _, part := range []struct{ name, id string }{
		{"story", string(b.Story)}, {"task", string(b.Task)}, {"termbase", string(b.Base)}, {"object", b.Object},
	} {
		if part.id != "" {
			at = append(at, part.name+" "+part.id)
		}
	}
	if b.Time != nil {
		at = append(at, "of "+b.Time.UTC().Format(time.RFC3339))
	}
	return strings.TrimPrefix(strings.Join(at, ", ")+": "+b.What, ": ")
}

// Same reports whether b and c are the same damage.
func (b Damage) Same(c Damage) bool {
	b.Time, c.Time = nil, nil
	return b == c
}

// A Loss is damage that somebody accepted: the newsroom goes on with what is
// left, and the record of that stays.
type Loss struct {
	Time   time.Time `json:"time"`
	By     string    `json:"by"`
	Reason string    `json:"reason"`
	Broken []Damage  `json:"broken"`
}

// Verification is what came of checking the whole record.
type Verification struct {
	OK         bool     `json:"ok"`
	Events     int      `json:"events"`
	Aggregates int      `json:"aggregates"` // stories, tasks and termbases: each a chain
	Archived   int      `json:"archived"`   // events of finished stories, in the archive
	Objects    int      `json:"objects"`    // in the vault
	Bytes      int64    `json:"bytes"`      // of the objects
	Heads      int      `json:"heads"`      // ends of chains that were kept apart, and compared
	Broken     []Damage `json:"broken"`     // the first one first
	Accepted   []Loss   `json:"accepted,omitempty"`
}

// Settle sorts what is broken, takes out what was accepted before, and says
// whether the rest is nothing.
func (v *Verification) Settle(accepted []Loss) {
	v.Accepted = accepted
	v.Broken = slices.DeleteFunc(v.Broken, func(b Damage) bool {
		return slices.ContainsFunc(accepted, func(l Loss) bool {
			return slices.ContainsFunc(l.Broken, b.Same)
		})
	})
	slices.SortStableFunc(v.Broken, func(a, b Damage) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), strings.Compare(a.Object, b.Object))
	})
	v.OK = len(v.Broken) == 0
	if v.OK {
		v.Broken = []Damage{} // a list in JSON, too
	}
}

// place orders damage by sequence; those of the vault, which have none, last.
func place(b Damage) uint64 {
	if b.Sequence == 0 {
		return 1<<64 - 1
	}
	return b.Sequence
}

// Damaged is the error that names the first of what is broken. Its kind is
// Internal: no try mends it.
func Damaged(broken []Damage) *Error {
	more := ""
	if n := len(broken) - 1; n > 0 {
		more = fmt.Sprintf(" (and %d more)", n)
	}
	return Errorf(Internal, "the record is damaged at %s%s", broken[0], more).
		WithHint("`tovmach verify --data DIR` lists all of it; `tovmach restore FILE --data NEWDIR` goes back to a backup; " +
			"`tovmach verify --data DIR --accept REASON` goes on with what is left")
}
