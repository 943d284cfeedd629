package sheet

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// Write writes entries as a table with a header: UTF-8, LF, quotes by RFC 4180,
// tabs for a name that ends in .tsv or .tab and commas otherwise. What Read
// read comes back from Read as it was. It returns an error for what a table
// cannot hold: an entry without an id or a Ukrainian term, a term of a third
// language, a list whose member contains "|".
func Write(name string, w io.Writer, entries []glossary.Entry) error {
	var pairs []pair
	for _, e := range entries {
		rows, err := pairsOf(e)
		if err != nil {
			return fmt.Errorf("write %s: entry %s: %w", name, e.ID, err)
		}
		pairs = append(pairs, rows...)
	}
	cols := used(pairs)
	out := bufio.NewWriter(w)
	comma := separator(name)
	for i, c := range cols {
		writeCell(out, comma, i, c.name)
	}
	out.WriteByte('\n')
	for _, p := range pairs {
		for i, c := range cols {
			writeCell(out, comma, i, guarded(c.get(&p)))
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}

// WritePairs writes the plain table that translation engines take: Ukrainian
// term, tab, preferred English term; no header, no quotes. Entries without one
// of the two are left out.
func WritePairs(w io.Writer, entries []glossary.Entry) error {
	out := bufio.NewWriter(w)
	clean := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	for _, e := range entries {
		target := e.Preferred("en")
		for _, t := range e.Terms {
			if t.Lang == "uk" && t.Text != "" && target != "" {
				fmt.Fprintf(out, "%s\t%s\n", clean.Replace(t.Text), clean.Replace(target))
			}
		}
	}
	return out.Flush()
}

func separator(name string) byte {
	lower := strings.ToLower(name)
	if strings.HasSuffix(lower, ".tsv") || strings.HasSuffix(lower, ".tab") {
		return '\t'
	}
	return ','
}

// pairsOf returns the rows of an entry: as many as the language with more terms
// has. The other language repeats its first term, which a reader joins again.
func pairsOf(e glossary.Entry) ([]pair, error) {
	byLang := map[string][]glossary.Term{}
	for _, t := range e.Terms {
		byLang[t.Lang] = append(byLang[t.Lang], t)
		if t.Lang != "uk" && t.Lang != "en" {
			return nil, fmt.Errorf("the term %q is of the language %q", t.Text, t.Lang)
		}
		for _, member := range append(t.Forms, t.Related...) {
			if strings.Contains(member, listSign) {
				return nil, fmt.Errorf("the form %q contains %q", member, listSign)
			}
		}
	}
	uk, en := byLang["uk"], byLang["en"]
	if e.ID == "" || len(uk) == 0 {
		return nil, fmt.Errorf("it has no id or no Ukrainian term")
	}
	e.Terms = nil
	var pairs []pair
	for i := range max(len(uk), len(en)) {
		p := pair{entry: e, uk: uk[0]}
		if i < len(uk) {
			p.uk = uk[i]
		}
		if i < len(en) {
			p.en = en[i]
		} else if len(en) > 0 {
			p.en = en[0]
		}
		pairs = append(pairs, p)
	}
	return pairs, nil
}

// used returns the columns to write.
func used(pairs []pair) []column {
	var cols []column
	for i, c := range columns() {
		if i < alwaysWritten || c.name == "id" || anyFilled(pairs, c) {
			cols = append(cols, c)
		}
	}
	return cols
}

func anyFilled(pairs []pair, c column) bool {
	for i := range pairs {
		if c.get(&pairs[i]) != "" {
			return true
		}
	}
	return false
}

// writeCell writes one cell with its separator. The error of a write stays in
// the bufio.Writer until Flush.
func writeCell(out *bufio.Writer, comma byte, i int, cell string) {
	if i > 0 {
		out.WriteByte(comma)
	}
	if strings.IndexByte(cell, comma) < 0 && !strings.ContainsAny(cell, "\"\r\n") {
		out.WriteString(cell)
		return
	}
	out.WriteByte('"')
	out.WriteString(strings.ReplaceAll(cell, `"`, `""`))
	out.WriteByte('"')
}
