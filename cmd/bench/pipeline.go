package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/pipeline"
)

// pipelines compares, for both ways of syncing and two lengths of articles, the
// limit of the server, the real runner and workers, and one thing at a time.
func pipelines(ctx context.Context, out io.Writer, o options, m *machine) error {
	rounds := 5
	if o.quick {
		rounds = 1
	}
	entries, terms := generatedTerms(o.seed, 1000)
	index := match.New(entries, match.Options{})
	for _, synced := range []bool{false, true} {
		var cost [2]time.Duration
		for i, size := range []int{1 << 10, 16 << 10} {
			n := o.stories * 5
			if size > 1<<10 {
				n = o.stories
			}
			if o.quick {
				n = 5
			}
			c := &course{dir: o.dir, size: size, synced: synced, index: index}
			err := c.prepare(ctx, o.seed, n, terms)
			for range rounds {
				err = errors.Join(err, c.turn(ctx))
				if err != nil {
					return err
				}
			}
			if err := errors.Join(c.print(out, o.quick), m.probe()); err != nil {
				return err
			}
			cost[i] = c.ours.median() / time.Duration(n)
		}
		if o.quick {
			continue
		}
		if _, err := fmt.Fprintf(out, "goal: an article of 16 KB at most 1.5 times the cost of 1 KB %s\n", atMost(ratio(cost[1], cost[0]), 1.5)); err != nil {
			return err
		}
	}
	return nil
}

// course is what all run: the same stories on the same kind of server.
type course struct {
	dir    string
	size   int // of an article, in bytes
	synced bool
	index  *match.Index

	intake   intakeCost
	first    []pipeline.Event // the submissions
	recorded []*nats.Msg      // all that one run of ours stored
	answers  map[pipeline.EventID]pipeline.Event

	raw, alone, ours, naive sample
	reach, gain             []float64 // in each turn: ours of the limit, and of one at a time
	steps                   steps
}

// turn lets all run once, each on a server of its own.
func (c *course) turn(ctx context.Context) error {
	raw, err := c.run(ctx, func(r *room) (time.Duration, error) { return r.raw(ctx, c.recorded) })
	if err != nil {
		return fmt.Errorf("raw: %w", err)
	}
	alone, err := c.run(ctx, func(r *room) (time.Duration, error) {
		r.readyStaff(c.answers)
		took, err := r.ours(ctx, c.first)
		return took, errors.Join(err, r.onceEach(ctx, c.first))
	})
	if err != nil {
		return fmt.Errorf("the runner alone: %w", err)
	}
	ours, err := c.run(ctx, func(r *room) (time.Duration, error) {
		took, err := r.ours(ctx, c.first)
		return took, errors.Join(err, r.onceEach(ctx, c.first))
	})
	if err != nil {
		return fmt.Errorf("ours: %w", err)
	}
	naive, err := c.run(ctx, func(r *room) (time.Duration, error) {
		took, err := r.naive(ctx, c.first, &c.steps)
		return took, errors.Join(err, r.onceEach(ctx, c.first))
	})
	if err != nil {
		return fmt.Errorf("one at a time: %w", err)
	}
	c.raw, c.alone = append(c.raw, raw), append(c.alone, alone)
	c.ours, c.naive = append(c.ours, ours), append(c.naive, naive)
	c.reach, c.gain = append(c.reach, ratio(raw, ours)), append(c.gain, ratio(naive, ours))
	return nil
}

func (c *course) run(ctx context.Context, do func(*room) (time.Duration, error)) (took time.Duration, err error) {
	r, err := openRoom(ctx, c.dir, c.synced, c.index)
	if err != nil {
		return 0, err
	}
	took, err = do(r)
	return took, errors.Join(err, r.close())
}

// print prints the table, the breakdown and the goals of one course.
func (c *course) print(out io.Writer, quick bool) error {
	syncs, goal := "the server's default sync", 0.85
	if c.synced {
		syncs, goal = "every message synced", 0.9
	}
	bytes := 0
	for _, m := range c.recorded {
		bytes += len(m.Data)
	}
	n := len(c.first)
	fmt.Fprintf(out, "\narticles of %d KB, %s; %d stories of %d events, %.1f KB of events a story\n",
		c.size>>10, syncs, n, perStory, float64(bytes)/1000/float64(n))
	table := newTable(out)
	table.row("ms for all", append(spreadHead(), "stories/s")...)
	for _, row := range []struct {
		name string
		took sample
	}{{"raw limit: same appends and acks", c.raw}, {"the runner, answers at hand", c.alone}, {"the runner and its workers", c.ours}, {"one at a time", c.naive}} {
		table.row(row.name, append(row.took.spread(), fmt.Sprintf("%.1f", float64(n)/row.took.median().Seconds()))...)
	}
	if err := errors.Join(table.Flush(), c.breakdown(out)); err != nil || quick {
		return err
	}
	_, err := fmt.Fprintf(out, "goals: %.2f of the raw limit %s; 2 times one at a time %s\n",
		goal, reached(middle(c.reach), goal), reached(middle(c.gain), 2))
	return err
}

// breakdown prints what each step costs a story when nothing else is done
// meanwhile.
func (c *course) breakdown(out io.Writer) error {
	table := newTable(out)
	table.row("one at a time, µs a story", "documents", "parsing", "fold wait", "work", "append", "ack")
	n := time.Duration(len(c.first) * len(c.naive))
	cells := []string{micro(c.intake.documents), micro(c.intake.parsing)}
	for _, sum := range []time.Duration{c.steps.wait.sum(), c.steps.work.sum(), c.steps.append.sum(), c.steps.ack.sum()} {
		cells = append(cells, micro(sum/n))
	}
	table.row("", cells...)
	return table.Flush()
}

func micro(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d.Nanoseconds())/1000) }

// middle is the median.
func middle(all []float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}
