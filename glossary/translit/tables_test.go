package translit

import (
	"strings"
	"testing"
)

// The Go tables and the collected ones must be the same, row by row.
func TestTablesAgreeWithSystems(t *testing.T) {
	contexts := map[string]context{
		"any": always, "otherwise": always, "initial": initial,
		"after_consonant": afterConsonant, "not_after_consonant": notAfterConsonant,
		"before_ieyj": beforeIEYJ, "before_aeu": beforeAEU, "before_aeiu": beforeAEIU,
		"sequence": sequence, "sequence_optional": optionalSequence,
	}
	want := map[string]*system{}
	for _, line := range shared(t, "translit/systems.tsv") {
		s := want[line["scheme"]]
		if s == nil {
			s = &system{}
			want[line["scheme"]] = s
		}
		if line["context"] == "between_letters" {
			s.apostrophe = line["output"]
			continue
		}
		when, ok := contexts[line["context"]]
		if !ok {
			t.Fatalf("unknown context %q", line["context"])
		}
		s.rows = append(s.rows, row{line["letter"], when, line["output"]})
	}
	if len(want) != len(catalogue) {
		t.Errorf("%d schemes, want %d", len(catalogue), len(want))
	}
	for _, e := range catalogue {
		w := want[e.id]
		if w == nil {
			t.Errorf("%s is not in the data", e.id)
			continue
		}
		if e.apostrophe != w.apostrophe {
			t.Errorf("%s: apostrophe %q, want %q", e.id, e.apostrophe, w.apostrophe)
		}
		if len(e.rows) != len(w.rows) {
			t.Errorf("%s: %d rows, want %d", e.id, len(e.rows), len(w.rows))
			continue
		}
		for i, got := range e.rows {
			if got != w.rows[i] {
				t.Errorf("%s: row %v, want %v", e.id, got, w.rows[i])
			}
		}
	}
}

// Web copies of Resolution 55 have Cyrillic letters in the Latin column.
func TestKMU55IsASCII(t *testing.T) {
	for _, row := range append(kmu55.rows, russian...) {
		for _, r := range row.out {
			if r < 'a' || r > 'z' {
				t.Errorf("%s: %q is not an ASCII letter", row.letter, r)
			}
		}
	}
}

// A cell holds four bytes and three bits for their number, and the rows are
// addressed with 16 bits.
func TestTablesFitTheirCells(t *testing.T) {
	for _, e := range catalogue {
		for _, o := range []Options{{}, {OptionalSequences: true}} {
			table := compile(e.system, o)
			for v := range table.cells {
				for i, c := range table.cells[v] {
					if c.len() > 4 || c.next() >= len(table.cells[v]) || c.next()%rowSize != 0 {
						t.Fatalf("%s: cell %d of variant %d is %x", e.id, i, v, c)
					}
				}
			}
		}
		for _, row := range e.rows {
			if row.when != sequence && row.when != optionalSequence && len(row.out) > 4 {
				t.Errorf("%s: %q for %s is too long", e.id, row.out, row.letter)
			}
			if strings.Contains(row.out, "\u0301") {
				t.Errorf("%s: %q for %s has a stress mark", e.id, row.out, row.letter)
			}
		}
	}
}

func TestLookup(t *testing.T) {
	order := "kmu2010 bgnpcgn1965 odni2015 national1996 passport2007 scholarly din1460 iso9_1995 " +
		"gost779b dstu9112a dstu9112b alalc bs2979"
	var ids []string
	for _, s := range Schemes() {
		ids = append(ids, s.ID())
		if got, ok := Lookup(s.ID()); got != s || !ok {
			t.Errorf("Lookup(%s): got %v, %v", s.ID(), got, ok)
		}
	}
	if got := strings.Join(ids, " "); got != order {
		t.Errorf("got %s, want %s", got, order)
	}
	for _, alias := range []string{"un2012", "bgnpcgn2019"} {
		if got, ok := Lookup(alias); got != KMU55 || !ok {
			t.Errorf("Lookup(%s): got %v, %v", alias, got, ok)
		}
	}
	for _, id := range []string{"", "KMU2010", "kmu"} {
		if _, ok := Lookup(id); ok {
			t.Errorf("Lookup(%q) found something", id)
		}
	}
	if got := Scheme(200).ID(); got != "kmu2010" {
		t.Errorf("a scheme that is none: got %s", got)
	}
}
