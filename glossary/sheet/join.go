package sheet

import (
	"fmt"
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// joiner turns rows into entries, joining rows with the same id.
type joiner struct {
	opts    Options
	header  []field
	entries []glossary.Entry
	index   map[glossary.EntryID]int // where an entry stands in entries
	notices []Notice
}

func (j *joiner) readAll(rows []row) error {
	if len(rows) == 0 {
		return nil
	}
	header, isHeader := readHeader(rows[0].cells)
	if isHeader {
		if err := j.useHeader(rows[0].line, header); err != nil {
			return err
		}
		rows = rows[1:]
	} else {
		j.header = header
	}
	for _, r := range rows {
		j.readRow(r)
	}
	return nil
}

func (j *joiner) note(line int, column, format string, args ...any) {
	j.notices = append(j.notices, Notice{Line: line, Column: column, Message: fmt.Sprintf(format, args...)})
}

func (j *joiner) skip(line int, column, message string) {
	j.notices = append(j.notices, Notice{Line: line, Column: column, Message: message, Skipped: true})
}

// readRow adds what a row says. A row without a source, or with a status that
// nobody knows, is left out: a forbidden term must not become a preferred one.
// Other values that make no sense are named and passed over.
func (j *joiner) readRow(r row) {
	var p pair
	var foreign []string
	for i, cell := range r.cells {
		cell = strings.TrimSpace(unguarded(cell))
		switch {
		case cell == "":
		case i >= len(j.header):
			j.note(r.line, "", "the cell %q is in no column", cell)
		case j.header[i].set == nil:
			foreign = append(foreign, j.header[i].as+": "+cell)
		default:
			f := j.header[i]
			wrong := f.set(&p, cell)
			if wrong != "" && (f.name == "status" || f.name == "source_status") {
				j.skip(r.line, f.as, wrong)
				return
			}
			if wrong != "" {
				j.note(r.line, f.as, "%s", wrong)
			}
		}
	}
	if p.uk.Text == "" {
		j.skip(r.line, "source", "there is no source term")
		return
	}
	if j.opts.KeepUnknown && len(foreign) > 0 {
		p.entry.Note = strings.TrimPrefix(p.entry.Note+"\n"+strings.Join(foreign, "\n"), "\n")
	}
	j.finish(r.line, &p)
	j.join(r.line, p)
}

// finish gives a row what it does not say itself: languages, an id, and a
// target where a scheme makes one.
func (j *joiner) finish(line int, p *pair) {
	p.uk.Lang, p.en.Lang = "uk", "en"
	if p.en.Text == "" && p.uk.Scheme != "" && j.opts.Romanize != nil {
		target, err := j.opts.Romanize(p.uk.Scheme, p.uk.Text)
		if err != nil {
			j.note(line, "scheme", "%v", err)
		}
		p.en.Text = target
	}
	if p.en.Text == "" && p.en.Status != "" && p.en.Status != glossary.Preferred {
		j.note(line, "status", "there is no target term that could be %s", p.en.Status)
	}
	if p.entry.ID == "" {
		p.entry.ID = glossary.DeriveID(p.uk.Text, p.entry.Kind, p.entry.Subject, p.entry.Desk)
	}
}

// join puts a row into its entry.
func (j *joiner) join(line int, p pair) {
	at, ok := j.index[p.entry.ID]
	if !ok {
		at = len(j.entries)
		j.index[p.entry.ID] = at
		j.entries = append(j.entries, glossary.Entry{ID: p.entry.ID})
	}
	e := &j.entries[at]
	if len(e.Terms) >= MaxTerms {
		j.skip(line, "", fmt.Sprintf("entry %s has %d terms already", e.ID, len(e.Terms)))
		return
	}
	for _, clash := range fillEntry(e, p.entry) {
		j.note(line, clash, "differs from an earlier row of entry %s, which counts", e.ID)
	}
	for _, t := range []glossary.Term{p.uk, p.en} {
		if t.Text == "" {
			continue
		}
		for _, clash := range addTerm(e, t) {
			j.note(line, clash, "differs from an earlier row of the same term, which counts")
		}
	}
}
