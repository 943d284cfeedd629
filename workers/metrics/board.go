package metrics

import (
	"context"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// Stories is what the gauges of the desk are counted from.
type Stories interface {
	Open() []pipeline.Story         // all but the archived ones
	Archived() int                  // how many those are
	Unknown() map[pipeline.Kind]int // events that this program does not know
}

// WatchDesk adds the gauges of what waits for people: tasks, claims and parked
// entries.
func (n *Newsroom) WatchDesk(stories Stories, now func() time.Time) {
	depth := n.Gauge("queue_depth", "Tasks that nobody holds, by kind and priority.", "kind", "priority")
	oldest := n.Gauge("queue_oldest_seconds", "Age of the oldest story with a task that nobody holds.", "kind")
	held := n.Gauge("claims_active", "Tasks that somebody holds.")
	parked := n.Gauge("parked", "Entries that wait for a person, by worker.", "stage")
	known := n.Gauge("stories", "Stories, by state.", "state")
	unknown := n.Gauge("events_unknown", "Events that were passed over because a newer program wrote them, by kind.", "kind")
	n.Look(func(context.Context) {
		c := countDesk(stories.Open(), now())
		c.states[pipeline.Published] += stories.Archived()
		for kind, count := range stories.Unknown() {
			unknown.Set(float64(count), string(kind))
		}
		for _, kind := range []pipeline.TaskKind{pipeline.Translate, pipeline.Review} {
			for _, p := range pipeline.Priorities() {
				depth.Set(float64(c.open[kind][p]), string(kind), string(p))
			}
			oldest.Set(c.oldest[kind].Seconds(), string(kind))
		}
		held.Set(float64(c.held))
		parked.reset()
		for worker, count := range c.parked {
			parked.Set(float64(count), worker)
		}
		for _, state := range []pipeline.StoryState{
			pipeline.Submitted, pipeline.Prepared, pipeline.Translating, pipeline.InReview, pipeline.Ready, pipeline.Published,
		} {
			known.Set(float64(c.states[state]), string(state))
		}
	})
}

// reset forgets every series: what is set after is all there is.
func (g Gauge) reset() {
	g.f.mu.Lock()
	defer g.f.mu.Unlock()
	clear(g.f.series)
}

type desk struct {
	open   map[pipeline.TaskKind]map[pipeline.Priority]int
	oldest map[pipeline.TaskKind]time.Duration
	held   int
	parked map[string]int
	states map[pipeline.StoryState]int
}

func countDesk(stories []pipeline.Story, now time.Time) desk {
	c := desk{
		open:   map[pipeline.TaskKind]map[pipeline.Priority]int{pipeline.Translate: {}, pipeline.Review: {}},
		oldest: map[pipeline.TaskKind]time.Duration{},
		parked: map[string]int{},
		states: map[pipeline.StoryState]int{},
	}
	for _, s := range stories {
		c.states[s.State()]++
		for _, p := range s.Parked {
			c.parked[p.Worker]++
		}
		for _, t := range s.Tasks {
			switch t.State {
			case pipeline.TaskHeld:
				c.held++
			case pipeline.TaskOpen:
				c.open[t.Kind][s.Priority]++
				c.oldest[t.Kind] = max(c.oldest[t.Kind], now.Sub(s.SubmittedAt))
			}
		}
	}
	return c
}

// Record is what the gauges of the record are asked from.
type Record struct {
	Last, Folded uint64 // sequences of the newest event, and of the last that is folded here
	Bytes        uint64
	Vault        uint64            // bytes
	Waiting      map[string]uint64 // entries that a worker was not given yet
	InHand       map[string]int
}

// WatchRecord adds the gauges of the journal and the vault. A look that fails
// leaves the gauges as they were, and says so in one of its own.
func (n *Newsroom) WatchRecord(look func(context.Context) (Record, error)) {
	up := n.Gauge("journal_up", "Whether the journal answered the last look: 1 or 0.")
	last := n.Gauge("journal_last_sequence", "Sequence of the newest event.")
	size := n.Gauge("journal_bytes", "Size of the journal.")
	lag := n.Gauge("fold_lag_events", "Events that are stored and not folded in this process yet.")
	vault := n.Gauge("vault_bytes", "Size of the vault.")
	waiting := n.Gauge("stage_pending", "Entries that a worker was not given yet.", "stage")
	inHand := n.Gauge("stage_in_hand", "Entries that a worker was given and has not answered.", "stage")
	n.Look(func(ctx context.Context) {
		r, err := look(ctx)
		if err != nil {
			up.Set(0)
			return
		}
		up.Set(1)
		last.Set(float64(r.Last))
		size.Set(float64(r.Bytes))
		lag.Set(float64(r.Last - min(r.Folded, r.Last)))
		vault.Set(float64(r.Vault))
		for worker, count := range r.Waiting {
			waiting.Set(float64(count), worker)
		}
		for worker, count := range r.InHand {
			inHand.Set(float64(count), worker)
		}
	})
}
