package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/match"
)

// goalOfSubmit is what the median of 1,000 words must stay under.
const goalOfSubmit = 50 * time.Millisecond

// wordsOfGoal is the length of the articles that the goal is about.
const wordsOfGoal = 1_000

const (
	warmUp  = 10               // stories of each table that do not count
	patient = 30 * time.Second // for one story
)

// submit prints for each length of article and size of termbase how long every
// stage took. Stories go in one after another.
func submit(ctx context.Context, out io.Writer, o options, m *machine) error {
	lengths, terms := []int{1_000, 10_000}, 10_000
	if o.quick {
		lengths, terms, o.stories = []int{100, 1_000}, 100, 3
	}
	fmt.Fprintf(out, "%d stories a table after %d to warm up, one after another; ms\n", o.stories, warmUp)
	entries, texts := generatedTerms(o.seed, terms)
	bases := []submitTable{
		{about: "no termbase", index: match.New(nil, match.Options{})},
		{about: fmt.Sprintf("termbase of %d entries", terms), index: match.New(entries, match.Options{}), terms: texts},
	}
	for _, words := range lengths {
		for _, t := range bases {
			t.words = words
			if err := t.measure(ctx, o); err != nil {
				return fmt.Errorf("%d words, %s: %w", words, t.about, err)
			}
			if err := errors.Join(t.print(out), m.probe()); err != nil {
				return err
			}
		}
	}
	return nil
}

// generatedTerms returns entries as a newsroom has them, a third each of
// people, places and organisations, and their Ukrainian terms.
func generatedTerms(seed uint64, n int) ([]glossary.Entry, []string) {
	w := newWriter(seed, 0, nil)
	kinds := []glossary.Kind{glossary.Person, glossary.Place, glossary.Organisation}
	entries, texts := make([]glossary.Entry, n), make([]string, n)
	for i := range entries {
		kind := kinds[i%len(kinds)]
		texts[i] = capital(w.name())
		switch kind {
		case glossary.Person:
			texts[i] += " " + capital(w.name()) + "енко"
		case glossary.Organisation:
			texts[i] += " рада " + w.name()
		}
		entries[i] = glossary.Entry{ID: glossary.EntryID(fmt.Sprint("e", i)), Kind: kind, Terms: []glossary.Term{
			{Lang: "uk", Text: texts[i]}, {Lang: "en", Text: fmt.Sprint("Term ", i)},
		}}
	}
	return entries, texts
}

// submitTable is one table: the same kind of story many times.
type submitTable struct {
	about string
	index *match.Index
	terms []string
	words int

	bytes, letters, segments, hits, stories int // in all
	stages                                  [6]sample
	whole                                   sample
}

func (t *submitTable) measure(ctx context.Context, o options) (err error) {
	n, err := openNewsroom(ctx, o.dir, t.index)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.close()) }()
	news, stop := n.follow(ctx)
	defer stop()
	for i := range o.stories + warmUp {
		text := newWriter(o.seed, uint64(i+1), t.terms).article(t.words)
		s, err := n.submitOne(ctx, news, text)
		if err != nil {
			return fmt.Errorf("story %d: %w", i+1, errors.Join(err, n.faults.err()))
		}
		if err := claimable(s.story); err != nil {
			return fmt.Errorf("story %d: %w", i+1, err)
		}
		if i >= warmUp {
			t.count(s, text)
		}
	}
	if t.hits == 0 && len(t.terms) > 0 {
		return fmt.Errorf("no term was found in any story")
	}
	return n.faults.err()
}

func (t *submitTable) count(s submitted, text []byte) {
	t.stories++
	t.bytes += len(text)
	t.letters += utf8.RuneCount(text)
	t.segments += len(s.story.Segments)
	for _, g := range s.story.Segments {
		t.hits += len(g.Annotations)
	}
	for i := range t.stages {
		t.stages[i] = append(t.stages[i], s.at[i+1].Sub(s.at[i]))
	}
	t.whole = append(t.whole, s.at[len(s.at)-1].Sub(s.at[0]))
}

func (t *submitTable) print(out io.Writer) error {
	n := max(t.stories, 1)
	fmt.Fprintf(out, "\n%d words (%.1f KB, %.1f thousand letters, %d segments, %d terms found), %s\n",
		t.words, float64(t.bytes)/1000/float64(n), float64(t.letters)/1000/float64(n), t.segments/n, t.hits/n, t.about)
	table := newTable(out)
	table.row("", spreadHead()...)
	table.row("from submit to claimable", t.whole.spread()...)
	for i, name := range stageNames() {
		table.row("  "+name, t.stages[i].spread()...)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if t.words != wordsOfGoal {
		return nil
	}
	holds := "holds"
	if t.whole.median() >= goalOfSubmit {
		holds = "DOES NOT HOLD"
	}
	_, err := fmt.Fprintf(out, "goal, p50 under %d ms for 1,000 words: %s (%s ms)\n", goalOfSubmit.Milliseconds(), holds, milliseconds(t.whole.median()))
	return err
}
