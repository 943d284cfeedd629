package tbx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// tags returns the languages of an entry's terms as its sections name them, in
// the order of their first terms.
func tags(e *glossary.Entry) []string {
	var all []string
	for i := range e.Terms {
		if tag := tagOf(&e.Terms[i]); !slices.Contains(all, tag) {
			all = append(all, tag)
		}
	}
	return all
}

// tagOf returns the tag of a term's language with the region that an imported
// file gave.
func tagOf(t *glossary.Term) string {
	for _, x := range t.Extra {
		if !strings.HasPrefix(x.XML, "<langSec") {
			continue
		}
		n, err := parse([]byte(x.XML))
		if err == nil && n.name == "langSec" && baseLanguage(n.attr("xml:lang")) == t.Lang {
			return n.attr("xml:lang")
		}
	}
	return t.Lang
}

// language makes the section of one language.
func (w *writer) language(e *glossary.Entry, tag string) (*node, error) {
	sec := element("langSec", "", attr{xmlNS, "lang", tag})
	extras, err := w.extras(sec, e.Extra, tag)
	if err != nil {
		return nil, err
	}
	sec.add(extras...)
	for i := range e.Terms {
		if tagOf(&e.Terms[i]) != tag {
			continue
		}
		term, err := w.term(&e.Terms[i])
		if err != nil {
			return nil, err
		}
		sec.add(term)
	}
	return sec, nil
}

// term makes the section of a term. What stands in Extra takes the place of
// fields that say the same, and is left out where somebody has changed them
// since.
func (w *writer) term(t *glossary.Term) (*node, error) {
	sec := element("termSec", "")
	extras, err := w.extras(sec, t.Extra, "")
	if err != nil {
		return nil, err
	}
	term := element("term", t.Text)
	var elsewhere []string
	var first, other []*node
	for _, x := range extras {
		switch {
		case x.space == "" && x.name == "langSec":
		case x.space == "" && x.name == "term":
			if x.flat() == t.Text {
				term = x
			}
		case statusIn(x) != "":
			if status, _ := statusOf(statusIn(x)); status == t.Status {
				elsewhere = append(elsewhere, "status")
				first = append(first, x)
			}
		case isTermNote(x):
			first = append(first, x)
		default:
			other = append(other, x)
		}
	}
	elements, notes := nodes(w.Dialect, t, w.termFields, t.Note, elsewhere)
	sec.add(term)
	sec.add(elements...)
	sec.add(first...)
	sec.add(notes...)
	sec.add(other...)
	return sec, nil
}

// extras parses what is kept of a language, or of the section itself. An empty
// element with the name of the section holds attributes for it.
func (w *writer) extras(sec *node, kept []glossary.Extra, tag string) ([]*node, error) {
	var all []*node
	for _, x := range kept {
		if x.Lang != tag {
			continue
		}
		n, err := parse([]byte(x.XML))
		if err != nil {
			return nil, fmt.Errorf("the extra %q is not XML: %w", x.XML, err)
		}
		if n.name == sec.name && n.space == "" {
			sec.addAttrs(n.attrs)
			continue
		}
		if err := w.check(n); err != nil {
			return nil, err
		}
		w.look(n)
		all = append(all, n)
	}
	return all, nil
}

// check refuses what the dialect has no category for.
func (w *writer) check(n *node) error {
	class := n.space == "" && slices.Contains(classes(), n.name)
	if foreign := n.space != ""; class && !w.Dialect.has(find(n.name, n.attr("type"))) || foreign && !w.Dialect.has(nil) {
		return fmt.Errorf("%s has no category for <%s> %q; write TBX-Basic", w.Dialect, n.name, n.attr("type"))
	}
	for _, k := range n.kids {
		if err := w.check(k); err != nil {
			return err
		}
	}
	return nil
}

// referable says whether all cross references of an entry can be written as
// such: they must lead to elements of the file.
func (w *writer) referable(e *glossary.Entry) bool {
	for _, id := range e.Xrefs {
		if !w.ids[letters(inID).encode(string(id))] {
			return false
		}
	}
	return w.Dialect.has(find("ref", "crossReference"))
}

// references makes the cross references of an entry that no extra makes, and
// takes those out of extras that were taken out of the entry.
func (w *writer) references(e *glossary.Entry, extras []*node) (refs, kept []*node) {
	wanted, made := setOf(e.Xrefs), map[glossary.EntryID]bool{}
	for _, k := range extras {
		if k.is("ref", "crossReference") {
			id := glossary.EntryID(letters(inID).decode(k.attr("target")))
			if made[id] = true; !wanted[id] {
				continue
			}
		}
		kept = append(kept, k)
	}
	if !w.referable(e) {
		return nil, kept
	}
	for _, id := range e.Xrefs {
		if !made[id] {
			refs = append(refs, reference(id))
		}
	}
	return refs, kept
}
