package match

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
)

// manyTerms returns a termbase of several batches: people with many variants,
// terms that share words, terms that two entries have, and terms of a desk.
func manyTerms() []glossary.Entry {
	syllables := strings.Fields("ба ве ги ґо ду жи за ки ла ма не по")
	n := len(syllables)
	var entries []glossary.Entry
	for i := range 2_500 {
		word := "Т" + syllables[i%n] + syllables[i/n%n] + syllables[i/n/n%n]
		e := glossary.Entry{ID: glossary.EntryID(fmt.Sprint(i))}
		text := word + "ський"
		switch i % 4 {
		case 0:
			e.Kind, text = glossary.Person, "Іван Петрович "+word+"енко"
		case 1:
			e.Kind, text = glossary.Organisation, "Рада «"+word+"ів» "+word+"ння"
		case 2:
			e.Desk, text = "desk", "Рада "+word[:len(word)-2]+"а"
		}
		e.Terms = []glossary.Term{{Lang: "uk", Text: text}, {Lang: "uk", Text: word, Related: []string{word + "ка"}}, {Lang: "en", Text: "Name"}}
		entries = append(entries, e)
	}
	return entries
}

// How many cores build an index does not change it, to the last byte.
func TestNewOnManyCores(t *testing.T) {
	entries := manyTerms()
	if batches := len(entries) / entriesOfBatch(len(entries)); batches < 4 {
		t.Fatalf("%d batches prove nothing", batches)
	}
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	want := New(entries, Options{})
	if len(want.recs) < 10_000 || len(want.arena) < 4 {
		t.Fatalf("%d records and %d blocks prove nothing", len(want.recs), len(want.arena))
	}
	for _, cores := range []int{2, 3, 8} {
		runtime.GOMAXPROCS(cores)
		got := New(entries, Options{})
		for _, part := range []struct {
			name      string
			got, want any
		}{
			{"table", got.table, want.table},
			{"records", got.recs, want.recs},
			{"texts", got.arena, want.arena},
			{"rules", got.rules, want.rules},
		} {
			if !reflect.DeepEqual(part.got, part.want) {
				t.Errorf("%d cores make other %s than one", cores, part.name)
			}
		}
	}
}

// The table has every node once, where it is found, and the records of all.
func TestTable(t *testing.T) {
	x := New(manyTerms(), Options{})
	nodes, ends, homes, last := 0, 0, 0, path(0)
	for _, part := range x.table.parts {
		homes += int(part.homes)
		if part.slots[len(part.slots)-1].path != 0 {
			t.Error("the last slot of a part is taken")
		}
		for i, s := range part.slots {
			if s.path == 0 {
				continue
			}
			nodes++
			if s.path <= last {
				t.Fatalf("node %d is out of order", i)
			}
			last = s.path
			if found := x.table.find(s.path); found != &part.slots[i] {
				t.Fatalf("node %d is not found", i)
			}
			if s.first && !x.table.begins.has(s.path) {
				t.Errorf("the filter does not let node %d through", i)
			}
			if s.rec == 0 && !s.more {
				t.Errorf("node %d leads nowhere", i)
			}
			if s.rec > 1 && x.recs[s.rec-2].flags&lastRec == 0 {
				t.Errorf("the records before those of node %d have no end", i)
			}
			if s.rec > 0 {
				ends++
			}
		}
	}
	if len(x.table.parts) < 2 || nodes < 10_000 || homes < nodes*5/4 || homes > nodes*3/2 {
		t.Errorf("%d parts with %d nodes have %d homes", len(x.table.parts), nodes, homes)
	}
	for _, r := range x.recs {
		if r.flags&lastRec != 0 {
			ends--
		}
	}
	if ends != 0 {
		t.Errorf("%d more nodes have records than records have ends", ends)
	}
}

// Every text is read as it was written, however it falls on the blocks, and a
// part of the text before costs nothing.
func TestArena(t *testing.T) {
	var s scribe
	type place struct {
		at   uint32
		text string
	}
	var places []place
	for i := range 20_000 {
		text := fmt.Sprintf("%d-%s", i, strings.Repeat("ї", i%40))
		if i%5_000 == 0 {
			text = strings.Repeat(fmt.Sprint(i%7), maxText)
		}
		places = append(places, place{s.write(text), text})
	}
	whole := s.write("Іван Петренко Іван")
	if part := s.write("Петренко Іван"); part != whole+uint32(len("Іван ")) {
		t.Errorf("a part was written to %d, the whole to %d", part, whole)
	}
	a := s.done()
	for _, p := range places {
		if got := a.text(p.at, uint16(len(p.text))); got != p.text {
			t.Fatalf("got %.40q, want %.40q", got, p.text)
		}
	}
}
