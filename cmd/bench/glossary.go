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
	sizes, articles, rounds := []int{1_000, 10_000, 100_000}, 75, 21
	if o.quick {
		sizes, articles, rounds = []int{100}, 2, 3
	}
	for _, n := range sizes {
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
	if forms < formsOfGoal {
		return nil
	}
	ours := all[0].took.median()
	_, err = fmt.Fprintf(out, "goals: 10 times anknown %s; 25 times petar %s; 0.35 of the floor %s; no allocation %s\n",
		reached(ratio(all[2].took.median(), ours), 10), reached(ratio(all[3].took.median(), ours), 25),
		reached(ratio(floor.took.median(), ours), 0.35), without(all[0].allocs))
	return err
}

func without(allocs uint64) string {
	if allocs > 0 {
		return fmt.Sprintf("DOES NOT HOLD (%d)", allocs)
	}
	return "holds"
}

// formsOfGoal is for how many forms the goals are set.
const formsOfGoal = 100_000

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
