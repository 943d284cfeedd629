package tbx

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
)

// Write writes entries as TBX version 3. Read brings all of them back, terms
// grouped by language; what Extra holds of a language without a term is left
// out. It returns an error that names the entry when something
// cannot be written: an entry without an id or a term, a character that XML does
// not allow, or an Extra that the dialect has no category for; Basic takes all.
func Write(w io.Writer, entries []glossary.Entry, o Options) error {
	o.Style, o.Dialect, o.Lang = cmp.Or(o.Style, DCA), cmp.Or(o.Dialect, Basic), cmp.Or(o.Lang, "en")
	b := writer{Options: o, out: bufio.NewWriter(w), ids: map[string]bool{}, entryFields: entryFields(), termFields: termFields()}
	if err := b.document(entries); err != nil {
		return fmt.Errorf("write TBX: %w", err)
	}
	return b.out.Flush()
}

type writer struct {
	Options
	out     *bufio.Writer
	ids     map[string]bool // of all elements, as they are written
	persons []person

	entryFields []field[glossary.Entry]
	termFields  []field[glossary.Term]
}

// document writes the file, one concept after the other.
func (w *writer) document(entries []glossary.Entry) error {
	for _, e := range entries {
		w.ids[letters(inID).encode(string(e.ID))] = true
	}
	header, err := w.part(w.Header, defaultHeader)
	if err != nil {
		return err
	}
	fmt.Fprintf(w.out, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+`<tbx type="%s" style="%s" xml:lang="%s" xmlns="%s"`, //nolint:errcheck // Flush tells
		escape(string(w.Dialect)), escape(string(w.Style)), escape(w.Lang), coreNS)
	if w.Style == DCT {
		fmt.Fprintf(w.out, ` xmlns:min="%smin" xmlns:basic="%sbasic"`, moduleNS, moduleNS) //nolint:errcheck // Flush tells
	}
	w.out.WriteString(">\n")
	if err := w.print(header, "  "); err != nil {
		return err
	}
	w.out.WriteString("  <text>\n    <body>\n")
	for i := range entries {
		n, err := w.concept(&entries[i])
		if err == nil {
			if w.Style == DCT {
				n = tagged(n)
			}
			err = w.print(n, "      ")
		}
		if err != nil {
			return fmt.Errorf("entry %s: %w", entries[i].ID, err)
		}
	}
	w.out.WriteString("    </body>\n")
	back, err := w.part(w.Back, "<back/>")
	if err != nil {
		return err
	}
	if w.addPersons(back); len(back.kids) > 0 {
		if err := w.print(back, "    "); err != nil {
			return err
		}
	}
	w.out.WriteString("  </text>\n</tbx>\n")
	return nil
}

const defaultHeader = "<tbxHeader><fileDesc><sourceDesc><p>Termbase exported by Tovmach</p></sourceDesc></fileDesc></tbxHeader>"

// part parses a part of the file that is kept as XML.
func (w *writer) part(kept, otherwise string) (*node, error) {
	n, err := parse([]byte(cmp.Or(kept, otherwise)))
	if err != nil {
		return nil, fmt.Errorf("a part of the file is not XML: %w", err)
	}
	w.look(n)
	return n, nil
}

func (w *writer) print(n *node, indent string) error {
	p := printer{}
	if w.Style == DCT {
		p.prefixes = map[string]string{moduleNS + "min": "min", moduleNS + "basic": "basic"}
	}
	p.page(n, indent)
	if !utf8.ValidString(p.String()) {
		return errors.New("a text is not UTF-8")
	}
	for _, r := range p.String() {
		if r < ' ' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return fmt.Errorf("the character %U cannot stand in XML", r)
		}
	}
	w.out.WriteString(p.String())
	return nil
}

// concept makes the tree of an entry.
func (w *writer) concept(e *glossary.Entry) (*node, error) {
	if e.ID == "" || len(e.Terms) == 0 {
		return nil, errors.New("it has no id or no term")
	}
	n := element("conceptEntry", "", attr{name: "id", value: letters(inID).encode(string(e.ID))})
	var elsewhere []string // fields that are written in another way
	if e.Definition == definitionIn(e.Extra) {
		elsewhere = append(elsewhere, "definition")
	}
	if w.referable(e) {
		elsewhere = append(elsewhere, "xrefs")
	}
	extras, err := w.extras(n, e.Extra, "")
	if err != nil {
		return nil, err
	}
	elements, notes := nodes(w.Dialect, e, w.entryFields, e.Note, elsewhere)
	n.add(elements...)
	refs, extras := w.references(e, extras)
	n.add(refs...)
	n.add(notes...)
	n.add(extras...)
	for _, tag := range tags(e) {
		sec, err := w.language(e, tag)
		if err != nil {
			return nil, err
		}
		n.add(sec)
	}
	return n, nil
}

// nodes makes the elements and the notes of the fields that say something and
// do not stand elsewhere.
func nodes[T any](d Dialect, v *T, fields []field[T], note string, elsewhere []string) (elements, notes []*node) {
	if note != "" {
		notes = append(notes, element("note", guarded(fields, note)))
	}
	for _, f := range fields {
		value := f.get(v)
		if value == "" || slices.Contains(elsewhere, f.key) {
			continue
		}
		if c := find(f.class, f.category); c != nil && d.has(c) && c.allows(value) {
			elements = append(elements, typed(f.class, f.category, value))
			continue
		}
		notes = append(notes, element("note", noteOf(f.key, value)))
	}
	return elements, notes
}
