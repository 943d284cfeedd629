package journal

import (
	"fmt"

	"github.com/tovmach/tovmach/pipeline"
)

// A chain follows the hashes of aggregates: every event names the one before
// it in its aggregate. It is fed in the order of the sequences and collects
// what does not follow.
type chain struct {
	whole  bool                        // the reading began with the first event
	ends   map[Aggregate]pipeline.Head // where each aggregate ends so far
	kept   map[Aggregate]pipeline.Head // where it ended when that was last written down
	stored map[pipeline.StoryID]uint64 // archived: the sequence of the event that says so
	left   map[Aggregate]pipeline.Head // where archived tasks ended, as far as that was read
	last   uint64                      // the newest sequence met
	gone   uint64                      // the newest sequence that was missing
	doubts map[Aggregate]doubt         // links that do not hold, until it is known whose fault it is
	damage []pipeline.Damage
}

// doubt is a link that does not hold: one of the two events was changed, and
// the next link tells which.
type doubt struct {
	at     int           // in damage
	before pipeline.Head // the earlier event
}

func newChain(kept map[Aggregate]pipeline.Head) *chain {
	return &chain{
		whole: true, ends: map[Aggregate]pipeline.Head{}, kept: kept,
		doubts: map[Aggregate]doubt{}, stored: map[pipeline.StoryID]uint64{}, left: map[Aggregate]pipeline.Head{},
	}
}

// link takes the next event, of which only its place and hashes matter.
func (c *chain) link(ev pipeline.Event) {
	c.reach(ev.Sequence)
	a := aggregateOf(ev)
	before, seen := c.ends[a]
	kept, known := c.kept[a]
	switch {
	case seen:
		c.follow(a, before, ev)
	case ev.Prev == "":
	case known && kept.Sequence < ev.Sequence && !c.whole:
		c.follow(a, kept, ev)
	case ev.Kind == pipeline.KindStoryArchived: // what was before it left the journal
	case ev.Task != "" && c.stored[ev.Story] > 0: // an archived task goes on
		if end, read := c.left[a]; read {
			c.follow(a, end, ev)
		}
	case c.whole:
		c.broken(ev, "it follows an event that is gone")
	}
	if known && kept.Sequence == ev.Sequence && kept.Hash != ev.Hash {
		c.broken(ev, changed)
		delete(c.doubts, a)
	}
	c.ends[a] = pipeline.Head{Sequence: ev.Sequence, Hash: ev.Hash}
	if ev.Kind == pipeline.KindStoryArchived {
		c.stored[ev.Story] = ev.Sequence
	}
}

// reach notes the next sequence that is there.
func (c *chain) reach(sequence uint64) {
	if c.last > 0 && sequence > c.last+1 {
		c.gone = sequence - 1
	}
	c.last = sequence
}

const changed = "it is not the event that was stored there"

// follow compares ev with the end before it.
func (c *chain) follow(a Aggregate, before pipeline.Head, ev pipeline.Event) {
	d, doubted := c.doubts[a]
	switch holds := ev.Prev == before.Hash; {
	case holds && doubted: // before is as it was stored, so the fault is the one's before it
		c.damage[d.at] = pipeline.Damage{Sequence: d.before.Sequence, Story: a.Story, Task: a.Task, Base: a.Base, What: changed}
		delete(c.doubts, a)
	case holds:
	case doubted: // before fits on neither side
		c.damage[d.at].What = changed
		delete(c.doubts, a)
	case c.gone > before.Sequence:
		c.broken(ev, "it does not follow entry %d: what was between them is gone", before.Sequence)
	default:
		c.doubts[a] = doubt{len(c.damage), before}
		c.broken(ev, "it does not follow entry %d, the one before it: one of the two was changed", before.Sequence)
	}
}

// close compares the ends with those that were kept; from is the sequence at
// which the reading began. An end behind the one that was kept is a loss; an
// end before it, none.
func (c *chain) close(from uint64) {
	for a, kept := range c.kept {
		end, seen := c.ends[a]
		d, doubted := c.doubts[a]
		switch {
		case doubted && end == kept:
			c.damage[d.at] = pipeline.Damage{Sequence: d.before.Sequence, Story: a.Story, Task: a.Task, Base: a.Base, What: changed}
		case kept.Sequence < c.stored[a.Story]: // in the archive
		case kept.Sequence < from, seen && end.Sequence >= kept.Sequence:
		default:
			c.damage = append(c.damage, pipeline.Damage{
				Sequence: kept.Sequence, Story: a.Story, Task: a.Task, Base: a.Base,
				What: "it is gone: it was the newest event there",
			})
		}
	}
}

func (c *chain) broken(ev pipeline.Event, format string, args ...any) {
	c.damage = append(c.damage, damageAt(ev, format, args...))
}

// damageAt is damage at that event.
func damageAt(ev pipeline.Event, format string, args ...any) pipeline.Damage {
	d := pipeline.Damage{
		Sequence: ev.Sequence, Story: ev.Story, Task: ev.Task, Base: ev.Base, Kind: ev.Kind,
		What: fmt.Sprintf(format, args...),
	}
	if !ev.Time.IsZero() {
		d.Time = &ev.Time
	}
	return d
}
