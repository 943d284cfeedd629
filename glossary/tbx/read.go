package tbx

import (
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// reader makes a document of a canonical tree.
type reader struct {
	doc     Document
	notices []Notice
	used    map[glossary.EntryID]bool
	alike   map[string]int // concepts without an id, by digest

	entryFields []field[glossary.Entry]
	termFields  []field[glossary.Term]
}

func newReader() *reader {
	return &reader{used: map[glossary.EntryID]bool{}, alike: map[string]int{}, entryFields: entryFields(), termFields: termFields()}
}

func (r *reader) note(n *node, format string, args ...any) {
	r.notices = append(r.notices, Notice{Line: n.line, Message: fmt.Sprintf(format, args...)})
}

func (r *reader) skip(n *node, format string, args ...any) {
	r.notices = append(r.notices, Notice{Line: n.line, Message: fmt.Sprintf(format, args...), Skipped: true})
}

func (r *reader) document(root *node) error {
	if root.name != "tbx" || root.space != "" {
		return fmt.Errorf("line %d: the file begins with <%s>; a termbase begins with <tbx> or <martif>", root.line, root.name)
	}
	o := &r.doc.Options
	o.Lang = root.attr("xml:lang")
	if root.attr("style") == string(DCT) {
		o.Style = DCT
	}
	if dialect := root.attr("type"); strings.HasPrefix(dialect, "TBX-") {
		o.Dialect = Dialect(dialect)
	}
	if header := root.first("tbxHeader"); header != nil {
		o.Header = compact(header)
	}
	text := root.first("text")
	if text == nil || text.first("body") == nil {
		return errors.New("the file has no <text> with a <body>")
	}
	if back := text.first("back"); back != nil {
		o.Back = compact(back)
	}
	for _, k := range text.first("body").kids {
		switch {
		case k.isText():
			r.stray(k)
		case k.name == "conceptEntry" && k.space == "":
			r.concept(k)
		default:
			r.skip(k, "<%s> is no concept", k.name)
		}
	}
	return nil
}

// stray tells about text between elements, which TBX does not know.
func (r *reader) stray(n *node) { r.skip(n, "the text %q stands outside of all fields", n.text) }

// isSection says whether n is one of the three sections that a termbase is made
// of.
func isSection(n *node) bool {
	return n.space == "" && (n.name == "conceptEntry" || n.name == "langSec" || n.name == "termSec")
}

func (r *reader) misplaced(n *node) { r.skip(n, "a <%s> stands where none may", n.name) }

// concept adds the entry of a concept.
func (r *reader) concept(n *node) {
	e := glossary.Entry{}
	if rest := n.without("id"); len(rest) > 0 {
		e.Extra = append(e.Extra, glossary.Extra{XML: compact(element(n.name, "", rest...))})
	}
	var worded []glossary.EntryID // cross references with a text of their own
	for _, k := range n.kids {
		switch {
		case k.isText():
			r.stray(k)
		case k.name == "langSec" && k.space == "":
		case isSection(k):
			r.misplaced(k)
		case k.is("ref", "crossReference"):
			id := glossary.EntryID(letters(inID).decode(k.attr("target")))
			if own := reference(id); compact(own) == compact(k) {
				e.Xrefs = append(e.Xrefs, id)
				continue
			}
			worded = append(worded, id)
			e.Extra = append(e.Extra, glossary.Extra{XML: compact(k)})
		case !into(&e, r.entryFields, &e.Note, k):
			e.Extra = append(e.Extra, glossary.Extra{XML: compact(k)})
		}
	}
	seen := setOf(e.Xrefs)
	for _, id := range worded {
		if !seen[id] {
			e.Xrefs = append(e.Xrefs, id)
		}
		seen[id] = true
	}
	for _, sec := range r.languages(n) {
		r.language(&e, sec)
	}
	if len(e.Terms) == 0 {
		r.skip(n, "the concept %q has no term", n.attr("id"))
		return
	}
	keepDefinition(&e)
	e.ID = r.id(n)
	r.doc.Entries = append(r.doc.Entries, e)
}

func setOf(ids []glossary.EntryID) map[glossary.EntryID]bool {
	set := make(map[glossary.EntryID]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// reference is a cross reference as we write it.
func reference(id glossary.EntryID) *node {
	name := letters(inID).encode(string(id))
	return element("ref", name, attr{name: "type", value: "crossReference"}, attr{name: "target", value: name})
}

// into puts a part of a section into its field, or into the note when that is
// empty; false when there is no place for it.
func into[T any](v *T, fields []field[T], note *string, part *node) bool {
	if part.space != "" || !part.plain() {
		return false
	}
	text := part.flat()
	if part.name == "note" {
		switch {
		case setNote(v, fields, text):
			return true
		case *note == "" && text != "":
			*note = unguarded(fields, text)
			return true
		}
		return false
	}
	for _, f := range fields {
		if f.class != "" && part.is(f.class, f.category) {
			return f.get(v) == "" && f.set(v, text)
		}
	}
	return false
}

// id returns the id of a concept, or a digest of the concept where it has none
// or one that was there before.
func (r *reader) id(n *node) glossary.EntryID {
	id := glossary.EntryID(letters(inID).decode(n.attr("id")))
	if id != "" && r.used[id] {
		r.note(n, "the id %q was there before; the concept gets another one", id)
	}
	for id == "" || r.used[id] {
		sum := sha256.Sum256([]byte(compact(n)))
		digest := "c" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
		id = glossary.EntryID(digest)
		if r.alike[digest]++; r.alike[digest] > 1 { // as many concepts with the same content
			id = glossary.EntryID(fmt.Sprintf("%s-%d", digest, r.alike[digest]))
		}
	}
	r.used[id] = true
	return id
}

// keepDefinition gives an entry without a definition that of a language, the
// English one if there is. The Extra it stands in stays; so does the entry's
// own definition when it says the same.
func keepDefinition(e *glossary.Entry) {
	borrowed := definitionIn(e.Extra)
	switch {
	case borrowed == "":
	case e.Definition == "":
		e.Definition = borrowed
	case e.Definition == borrowed:
		own := glossary.Extra{XML: compact(typed("descrip", "definition", borrowed))}
		at := slices.IndexFunc(e.Extra, func(x glossary.Extra) bool { return x.Lang != "" })
		e.Extra = slices.Insert(e.Extra, at, own)
	}
}

// definitionIn returns the definition that a language section gives: English
// before Ukrainian before others.
func definitionIn(extras []glossary.Extra) string {
	best, rank := "", 0
	for _, x := range extras {
		if x.Lang == "" || !strings.Contains(x.XML, `type="definition"`) {
			continue
		}
		n, err := parse([]byte(x.XML))
		if err != nil {
			continue
		}
		if n.name == "descripGrp" {
			n = n.first("descrip")
		}
		if n == nil || !n.is("descrip", "definition") {
			continue
		}
		if better := rankOf(x.Lang); better > rank {
			best, rank = n.flat(), better
		}
	}
	return best
}

func rankOf(tag string) int {
	switch baseLanguage(tag) {
	case "en":
		return 3
	case "uk":
		return 2
	}
	return 1
}
