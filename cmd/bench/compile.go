package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"time"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
	"github.com/tovmach/tovmach/glossary/match"
)

// compileAlone is the argument that makes this program build one termbase and
// tell what that took.
const compileAlone = "compile-alone"

// compiled is what building a termbase took.
type compiled struct {
	Entries, Forms int
	Took           time.Duration
	Index          uint64 // bytes of the finished index
	Peak           uint64 // bytes that the process ever had of the system, entries included
}

// compile prints what it takes to build a termbase with all forms of all
// entries. Each build has a process of its own: what was measured before does not
// count to its peak.
func compile(ctx context.Context, out io.Writer, o options, m *machine) error {
	entries, rounds := 100_000, 5
	if o.quick {
		entries, rounds = 1_000, 1
	}
	var all []compiled
	for range rounds {
		c, err := compileApart(ctx, o.seed, entries)
		if err != nil {
			return err
		}
		all = append(all, c)
	}
	var took sample
	for _, c := range all {
		took = append(took, c.Took)
	}
	peak := slices.MaxFunc(all, func(c, d compiled) int { return int(c.Peak) - int(d.Peak) }).Peak
	fmt.Fprintf(out, "\n%d entries: persons, places, organisations and words in equal parts; median of %d processes\n", entries, rounds)
	seconds := func(d time.Duration) string { return fmt.Sprintf("%.3f", d.Seconds()) }
	t := newTable(out)
	t.row("", "entries", "forms", "seconds", "fastest", "slowest", "MB of index", "MB at the peak")
	t.row("tovmach glossary/match", fmt.Sprint(all[0].Entries), fmt.Sprint(all[0].Forms), seconds(took.median()), seconds(took.quantile(0)),
		seconds(took.quantile(1)), fmt.Sprintf("%.1f", float64(all[0].Index)/1e6), fmt.Sprintf("%.1f", float64(peak)/1e6))
	if err := t.Flush(); err != nil {
		return err
	}
	if o.quick {
		return m.probe()
	}
	_, err := fmt.Fprintf(out, "goals: at most 5 s %s; at most 500 MB %s\n", atMost(took.median().Seconds(), 5), atMost(float64(peak)/1e6, 500))
	return errors.Join(err, m.probe())
}

// compileApart runs this program again to build one termbase.
func compileApart(ctx context.Context, seed uint64, entries int) (c compiled, err error) {
	self, err := os.Executable()
	if err != nil {
		return c, err
	}
	var said, complaint bytes.Buffer
	cmd := exec.CommandContext(ctx, self, compileAlone, strconv.FormatUint(seed, 10), strconv.Itoa(entries))
	cmd.Stdout, cmd.Stderr = &said, &complaint
	if err := cmd.Run(); err != nil {
		return c, fmt.Errorf("%w: %s", err, bytes.TrimSpace(complaint.Bytes()))
	}
	return c, json.Unmarshal(said.Bytes(), &c)
}

// compileHere builds a termbase and writes what that took; args are the seed and
// the number of entries.
func compileHere(args []string, out io.Writer) error {
	if len(args) != 2 {
		return errors.New("give a seed and a number of entries")
	}
	seed, err := strconv.ParseUint(args[0], 10, 64)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	w := writer{Rand: rand.New(rand.NewPCG(seed, uint64(n)))}
	entries := w.entries(n)
	before := heap()
	begun := time.Now()
	x := match.New(entries, match.Options{})
	c := compiled{Entries: n, Forms: x.Forms(), Took: time.Since(begun)}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	c.Peak, c.Index = memory.Sys, heap()-before
	if err := knows(x, entries); err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(c)
}

// entries returns n entries: persons, places, organisations and words.
func (w *writer) entries(n int) []glossary.Entry {
	ends := []string{"енко", "ко", "ський", "ів", "ова", "чук", "ин", "ець", "ка", "о"}
	given := []string{"Іван", "Олена", "Володимир", "Наталія", "Сергій", "Марія", "Юрій", "Оксана"}
	words := w.vocabulary(max(n*3/5, 100), map[string]bool{})
	pick := func(from []string) string { return from[w.IntN(len(from))] }
	entries := make([]glossary.Entry, n)
	for i := range entries {
		var kind glossary.Kind
		text := pick(words) + pick(ends)
		switch i % 4 {
		case 0:
			kind, text = glossary.Person, pick(given)+" "+capital(text)
		case 1:
			kind, text = glossary.Place, capital(text)
		case 2:
			kind, text = glossary.Organisation, capital(pick(words))+"ський інститут "+pick(words)+"ння"
		}
		entries[i] = glossary.Entry{
			ID: glossary.EntryID(strconv.Itoa(i)), Kind: kind,
			Terms: []glossary.Term{{Lang: "uk", Text: text}, {Lang: "en", Text: "Name " + strconv.Itoa(i)}},
		}
	}
	return entries
}

// knows says whether an index finds every form of each hundredth entry.
func knows(x *match.Index, entries []glossary.Entry) error {
	for i := 0; i < len(entries); i += 100 {
		e := &entries[(i+i/100)%len(entries)]
		for _, f := range inflect.Generate(e.Terms[0].Text, inflect.Hints{Kind: e.Kind}) {
			hits := x.Find(f.Text)
			if len(hits) != 1 || hits[0].Text != f.Text {
				return fmt.Errorf("%q, a form of %q, was not found", f.Text, e.Terms[0].Text)
			}
			if h := hits[0]; h.Entry != e.ID && !slices.Contains(h.Alternatives, e.ID) {
				return fmt.Errorf("%q, a form of %q, was taken for %q alone", f.Text, e.Terms[0].Text, h.SourceTerm)
			}
		}
	}
	return nil
}
