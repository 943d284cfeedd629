package sheet

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// Write writes entries as a table with a header: a workbook for a name that
// ends in .xlsx, and text otherwise (UTF-8, LF, quotes by RFC 4180, tabs for
// .tsv and .tab, commas for the rest). What Read read comes back from Read as it
// was. It returns an error for what a table cannot hold: an entry without an id
// or a Ukrainian term, a term of a third language, a list whose member contains
// "|", a text too long for a cell. What other programs said about an entry
// (Extra) has no column and is left out.
func Write(name string, w io.Writer, entries []glossary.Entry) error {
	table, err := tableOf(entries)
	if err == nil && namedXLSX(name) {
		err = writeXLSX(w, table)
	} else if err == nil {
		err = writeText(w, separator(name), table)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// tableOf returns the cells of the entries below those of the header.
func tableOf(entries []glossary.Entry) ([][]string, error) {
	var pairs []pair
	for _, e := range entries {
		rows, err := pairsOf(e)
		if err != nil {
			return nil, fmt.Errorf("entry %s: %w", e.ID, err)
		}
		pairs = append(pairs, rows...)
	}
	cols := used(pairs)
	table := make([][]string, len(pairs)+1)
	for _, c := range cols {
		table[0] = append(table[0], c.name)
	}
	for i := range pairs {
		for _, c := range cols {
			table[i+1] = append(table[i+1], c.get(&pairs[i]))
		}
	}
	return table, nil
}

func writeText(w io.Writer, comma byte, table [][]string) error {
	out := bufio.NewWriter(w)
	for _, cells := range table {
		for i, cell := range cells {
			writeCell(out, comma, i, guarded(cell))
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
				out.WriteString(clean.Replace(t.Text) + "\t" + clean.Replace(target) + "\n")
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
