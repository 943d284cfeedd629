package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"
	"time"
)

// glossaries prints how fast each matcher is built and searches a megabyte of
// articles, with so many forms: half of one word, three in ten of two, the
// others of three. All fold case, keep to whole words, and give places, from the left
// the longest first.
func glossaries(ctx context.Context, out io.Writer, o options, m *machine) error {
	sizes, articles := []contest{{1_000, 21}, {10_000, 21}, {100_000, 21}, {1_000_000, 7}}, 75
	if o.quick {
		sizes, articles = []contest{{100, 3}}, 2
	}
	for _, c := range sizes {
		n, rounds := c.forms, c.rounds
		forms, texts := formsAndTexts(o.seed, n, articles)
		all, err := buildMatchers(forms, texts)
		if err != nil {
			return fmt.Errorf("%d forms: %w", n, err)
		}
		words, length, count := newFloor(), 0, 0
		for _, text := range texts {
			found, _ := words.hash(text)
			length, count = length+len(text), count+found
		}
		floor := &contestant{name: "floor: words folded and hashed", run: func(context.Context) error {
			for _, text := range texts {
				words.hash(text)
			}
			return nil
		}}
		var runners []*contestant
		for _, b := range all {
			runners = append(runners, &b.contestant)
		}
		if err := race(ctx, append(runners, floor), rounds); err != nil {
			return err
		}
		fmt.Fprintf(out, "\n%d forms, %d articles of %.1f MB and %d words in all, %d hits by all alike, median of %d turns\n",
			n, len(texts), float64(length)/1e6, count, all[0].hits, rounds)
		if err := errors.Join(printMatchers(out, all, floor, n, length), m.probe()); err != nil {
			return err
		}
	}
	return nil
}

// contest is a search for so many forms, in so many turns.
type contest struct{ forms, rounds int }

// built is a matcher, what it cost to build, and what it found.
type built struct {
	contestant
	building time.Duration
	memory   uint64 // of the heap, in bytes, beside the forms and entries
	hits     int
	allocs   uint64 // in one turn
}

// buildMatchers builds every engine and compares its answer with the first
// one's.
func buildMatchers(forms, texts []string) ([]*built, error) {
	entries := entriesOf(forms)
	var all []*built
	var want [][]span
	for _, e := range matchers() {
		before := heap()
		begun := time.Now()
		find, err := e.build(forms, entries)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.name, err)
		}
		b := &built{building: time.Since(begun)}
		if after := heap(); after > before {
			b.memory = after - before
		}
		for i, text := range texts {
			got := find(text)
			b.hits += len(got)
			if len(all) == 0 {
				want = append(want, slices.Clone(got))
			}
			if at := difference(got, want[i]); at >= 0 {
				return nil, fmt.Errorf("%s finds %d places in text %d, the first engine %d; they part at place %d", e.name, len(got), i+1, len(want[i]), at)
			}
		}
		if b.hits == 0 {
			return nil, fmt.Errorf("%s finds nothing", e.name)
		}
		search := func() (hits int) {
			for _, text := range texts {
				hits += len(find(text))
			}
			return hits
		}
		b.contestant = contestant{name: e.name, run: func(context.Context) error {
			if got := search(); got != b.hits {
				return fmt.Errorf("%d hits, and %d before", got, b.hits)
			}
			return nil
		}}
		b.allocs = allocations(func() { search() })
		all = append(all, b)
	}
	runtime.KeepAlive(entries)
	return all, nil
}

// difference returns the first place at which two answers part, or -1.
func difference(got, want []span) int {
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			return i
		}
	}
	return -1
}

func printMatchers(out io.Writer, all []*built, floor *contestant, forms, length int) error {
	runners := []*contestant{}
	for _, b := range all {
		runners = append(runners, &b.contestant)
	}
	cell := func(of func(*built) string) func(int) string {
		return func(i int) string {
			if i >= len(all) {
				return "–"
			}
			return of(all[i])
		}
	}
	err := printSpeeds(out, append(runners, floor), length,
		column{"allocs", cell(func(b *built) string { return fmt.Sprint(b.allocs) })},
		column{"built in ms", cell(func(b *built) string { return milliseconds(b.building) })},
		column{"MB", cell(func(b *built) string { return fmt.Sprintf("%.1f", float64(b.memory)/1e6) })})
	if err != nil {
		return err
	}
	return printGoals(out, all, floor, forms)
}

// printGoals says which goals hold. The first engine is ours, the third anknown,
// the fourth petar.
func printGoals(out io.Writer, all []*built, floor *contestant, forms int) error {
	share := 0.35 // of the floor
	switch {
	case forms < 100_000:
		return nil
	case forms >= 1_000_000:
		share = 0.18
	}
	ours, anknown, petar := all[0], all[2], all[3]
	took := ours.took.median()
	_, err := fmt.Fprintf(out, "goals: 10 times anknown %s; 25 times petar %s; %.2f of the floor %s; no allocation %s; at most 70 bytes a form %s",
		reached(ratio(anknown.took.median(), took), 10), reached(ratio(petar.took.median(), took), 25),
		share, reached(ratio(floor.took.median(), took), share), without(ours.allocs), atMost(float64(ours.memory)/float64(forms), 70))
	if forms >= 1_000_000 {
		_, err = fmt.Fprintf(out, "; built 20 times faster than anknown %s", reached(ratio(anknown.building, ours.building), 20))
	}
	fmt.Fprintln(out)
	return err
}

func without(allocs uint64) string {
	if allocs > 0 {
		return fmt.Sprintf("DOES NOT HOLD (%d)", allocs)
	}
	return "holds"
}

// atMost says whether a figure is no more than the goal.
func atMost(got, goal float64) string {
	if got > goal {
		return fmt.Sprintf("DOES NOT HOLD (%.1f)", got)
	}
	return fmt.Sprintf("holds (%.1f)", got)
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // pools give up what they hold the second time
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// allocations returns how many objects f makes, the fewest of five times:
// other goroutines make some too.
func allocations(f func()) uint64 {
	fewest := uint64(math.MaxUint64)
	for range 5 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f()
		runtime.ReadMemStats(&after)
		fewest = min(fewest, after.Mallocs-before.Mallocs)
	}
	return fewest
}
