package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
)

// ErrUnknownKind says that an event is of a kind that this program does not
// know: it is passed over, and whoever folds counts it.
var ErrUnknownKind = errors.New("unknown kind")

// An upgrade turns the payload of one version of a kind into that of the next.
type upgrade func(json.RawMessage) (json.RawMessage, error)

// upgrades are those of each kind, from version 1 on: a kind is at version 1
// plus how many it has here. Fields that are only added need none; a new
// meaning is a new kind. What is stored is never rewritten, so no row is ever
// taken away.
type upgrades map[Kind][]upgrade

// history is the one table of upgrades.
func history() upgrades { return upgrades{} }

// Upgrade returns a stored event as this program writes it today. One that it
// cannot bring there (of a newer version, or whose payload is no such thing)
// stays as it is, and Decode refuses it.
func Upgrade(ev Event) Event { return history().upgrade(ev) }

// Version is the version of the kind that this program writes.
func (k Kind) Version() int { return history().version(k) }

func (u upgrades) version(k Kind) int { return 1 + len(u[k]) }

func (u upgrades) upgrade(ev Event) Event {
	steps := u[ev.Kind]
	if ev.Version < 1 || ev.Version > len(steps) {
		return ev
	}
	data := ev.Data
	for _, step := range steps[ev.Version-1:] {
		var err error
		if data, err = step(data); err != nil {
			return ev
		}
	}
	ev.Data, ev.Version = data, u.version(ev.Kind)
	return ev
}

// readable returns an error when the payload is not of the version that this
// program knows: folded all the same, it would be misread.
func (u upgrades) readable(ev Event) error {
	switch known := u.version(ev.Kind); {
	case ev.Version > known:
		return Errorf(Unavailable, "event %s has version %d of %s; this program knows %d", ev.ID, ev.Version, ev.Kind, known).
			WithHint("run the newer tovmach that wrote it")
	case ev.Version < known && ev.Version > 0:
		return fmt.Errorf("event %s (%s): its payload is not one of version %d", ev.ID, ev.Kind, ev.Version)
	}
	return nil
}
