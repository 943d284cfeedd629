package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/intake"
)

// goalOfSubmit is what the median of 1,000 words must stay under.
const goalOfSubmit = 50 * time.Millisecond

const (
	warmUp  = 10               // stories of each table that do not count
	patient = 30 * time.Second // for one story
)

// submit prints for each length of article and size of termbase how long every
// stage took. Stories go in one after another.
func submit(ctx context.Context, out io.Writer, o options) error {
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
			if err := t.print(out); err != nil {
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
	follow, end := context.WithCancel(ctx)
	defer end()
	feed := n.stories.Feed(follow)
	for i := range o.stories + warmUp {
		text := newWriter(o.seed, uint64(i+1), t.terms).article(t.words)
		s, err := n.submitOne(ctx, feed, text)
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
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(name string, s sample) {
		cells := []string{fmt.Sprintf("%-30s", name)}
		for _, d := range []time.Duration{s.quantile(0.5), s.quantile(0.95), s.quantile(0.99), s.quantile(0), s.quantile(1)} {
			cells = append(cells, milliseconds(d))
		}
		fmt.Fprintln(table, strings.Join(cells, "\t")+"\t")
	}
	fmt.Fprintf(table, "%-30s\tp50\tp95\tp99\tmin\tmax\t\n", "")
	row("from submit to claimable", t.whole)
	for i, name := range stageNames() {
		row("  "+name, t.stages[i])
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if t.words != 1_000 {
		return nil
	}
	holds := "holds"
	if t.whole.median() >= goalOfSubmit {
		holds = "DOES NOT HOLD"
	}
	_, err := fmt.Fprintf(out, "goal, p50 under %d ms for 1,000 words: %s (%s ms)\n", goalOfSubmit.Milliseconds(), holds, milliseconds(t.whole.median()))
	return err
}

// submitted is a story that can be claimed, and the moments on its way.
type submitted struct {
	story pipeline.Story
	at    [7]time.Time // the begin, then the end of each stage
}

// stageNames are the stages between the moments of submitted. Those of events
// end when a follower of the journal learns of the event.
func stageNames() [6]string {
	return [6]string{
		"document read", "vault put", string(pipeline.KindStorySubmitted), string(pipeline.KindArticleSegmented),
		string(pipeline.KindSegmentsAnnotated), string(pipeline.KindTasksOpened),
	}
}

// submitOne sends a document in as the API does, and follows the journal until
// the story's task is open.
func (n *newsroom) submitOne(ctx context.Context, feed <-chan pipeline.Event, text []byte) (s submitted, err error) {
	ctx, cancel := context.WithTimeout(ctx, patient)
	defer cancel()
	vault := &timedVault{to: n.vault}
	desk := intake.New(vault, n.journal, "news")
	s.at[0] = time.Now()
	first, err := desk.Submit(ctx, pipeline.Submission{Name: "article.md", Data: text, By: "editor"}, n.slugTaken)
	if err != nil {
		return s, err
	}
	s.at[1], s.at[2] = vault.begun, vault.done
	cause := pipeline.EventID("")
	for i := 3; i < len(s.at); i++ {
		ev, err := next(ctx, feed)
		if err != nil {
			return s, fmt.Errorf("waiting for %s: %w", stageNames()[i-1], err)
		}
		s.at[i] = time.Now()
		switch {
		case ev.Story != first.Story || string(ev.Kind) != stageNames()[i-1] || ev.Cause != cause:
			return s, fmt.Errorf("event %d is %s of story %s, not %s of %s", ev.Sequence, ev.Kind, ev.Story, stageNames()[i-1], first.Story)
		case ev.Time.Before(s.at[0].Truncate(time.Millisecond)) || ev.Time.After(s.at[i]):
			return s, fmt.Errorf("event %d is of %s, learned of at %s", ev.Sequence, ev.Time, s.at[i])
		}
		cause = ev.ID
		if err := n.stories.WaitFor(ctx, ev.Sequence); err != nil {
			return s, err
		}
	}
	s.story, _ = n.stories.Story(first.Story)
	s.at[len(s.at)-1] = time.Now() // it is claimable once the fold shows it
	return s, nil
}

func next(ctx context.Context, feed <-chan pipeline.Event) (pipeline.Event, error) {
	select {
	case ev, ok := <-feed:
		if !ok {
			return ev, errors.New("the feed ended")
		}
		return ev, nil
	case <-ctx.Done():
		return pipeline.Event{}, ctx.Err()
	}
}

// timedVault notes when a document was put.
type timedVault struct {
	to          intake.Vault
	begun, done time.Time
}

// Put puts data into the vault behind it.
func (v *timedVault) Put(ctx context.Context, data []byte) (string, error) {
	v.begun = time.Now()
	digest, err := v.to.Put(ctx, data)
	v.done = time.Now()
	return digest, err
}
