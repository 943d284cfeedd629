package tbx

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// baseLanguage returns the language of a tag of BCP 47 as our terms name it: uk
// and en without region, other tags as they are.
func baseLanguage(tag string) string {
	base, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	switch base = strings.ToLower(base); base {
	case "uk", "en":
		return base
	}
	return tag
}

// languages returns the language sections of a concept, one for each language,
// and tells about those without a term.
func (r *reader) languages(n *node) []*node {
	var secs []*node
	byTag := map[string]*node{}
	for _, k := range n.kids {
		if k.name != "langSec" || k.space != "" {
			continue
		}
		tag := cmp.Or(k.attr("xml:lang"), k.attr("lang"))
		if strings.EqualFold(tag, baseLanguage(tag)) {
			tag = baseLanguage(tag)
		}
		if tag == "" {
			r.note(k, "a section does not say its language; it is called und")
			tag = "und" // undetermined, ISO 639-2
		}
		if same := byTag[tag]; same != nil {
			same.add(k.kids...)
			continue
		}
		sec := &node{name: k.name, attrs: append([]attr{{xmlNS, "lang", tag}}, k.without("xml:lang", "lang")...), kids: slices.Clone(k.kids), line: k.line}
		byTag[tag] = sec
		secs = append(secs, sec)
	}
	return slices.DeleteFunc(secs, func(sec *node) bool {
		empty := !slices.ContainsFunc(sec.kids, func(k *node) bool { return k.name == "termSec" && k.space == "" && hasText(k) })
		if empty {
			r.skip(sec, "the language %s has no term", sec.attr("xml:lang"))
		}
		return empty
	})
}

// hasText says whether a term section has a term.
func hasText(sec *node) bool {
	return slices.ContainsFunc(sec.kids, func(k *node) bool { return k.name == "term" && k.space == "" && k.flat() != "" })
}

// language adds the terms of a language section, and what else it says.
func (r *reader) language(e *glossary.Entry, sec *node) {
	tag := sec.attr("xml:lang")
	keep := func(n *node) { e.Extra = append(e.Extra, glossary.Extra{Lang: tag, XML: compact(n)}) }
	if rest := sec.without("xml:lang"); len(rest) > 0 {
		keep(element(sec.name, "", rest...))
	}
	for _, k := range sec.kids {
		switch {
		case k.isText():
			r.stray(k)
		case k.name == "termSec" && k.space == "" && len(e.Terms) >= MaxTerms:
			r.skip(k, "the concept has more than %d terms", MaxTerms)
		case k.name == "termSec" && k.space == "":
			e.Terms = append(e.Terms, r.terms(k, tag)...)
		case isSection(k):
			r.misplaced(k)
		default:
			keep(k)
		}
	}
}

// terms returns the term of a term section. A section that breaks the rules may
// have more; they are terms without anything else.
func (r *reader) terms(sec *node, tag string) []glossary.Term {
	var terms []glossary.Term
	for _, k := range sec.kids {
		if k.name != "term" || k.space != "" {
			continue
		}
		if k.flat() == "" {
			r.skip(k, "a term is empty")
			continue
		}
		t := glossary.Term{Lang: baseLanguage(tag), Text: k.flat()}
		keep := func(n *node) { t.Extra = append(t.Extra, glossary.Extra{XML: compact(n)}) }
		if t.Lang != tag {
			keep(element("langSec", "", attr{xmlNS, "lang", tag}))
		}
		if !k.plain() || len(k.attrs) > 0 {
			keep(k)
		}
		if len(terms) == 0 {
			r.about(&t, sec)
		} else {
			r.note(k, "%q is a second term in one section; it is read as a term of its own", t.Text)
		}
		terms = append(terms, t)
	}
	if len(terms) == 0 && sec.first("term") == nil {
		r.skip(sec, "a section has no term")
	}
	return terms
}

// about reads what a section says about its term. Of what has no field, the
// notes of the term class come first, as ISO 30042 wants them.
func (r *reader) about(t *glossary.Term, sec *node) {
	if len(sec.attrs) > 0 {
		t.Extra = append(t.Extra, glossary.Extra{XML: compact(element(sec.name, "", sec.attrs...))})
	}
	var first, other []glossary.Extra
	for _, k := range sec.kids {
		switch {
		case k.isText():
			r.stray(k)
		case k.name == "term" && k.space == "":
		case isSection(k):
			r.misplaced(k)
		case into(t, r.termFields, &t.Note, k):
		case statusIn(k) != "" && t.Status != "":
			r.skip(k, "the status %q of %q comes after another one", statusIn(k), t.Text)
		case isTermNote(k):
			r.roughStatus(t, k)
			first = append(first, glossary.Extra{XML: compact(k)})
		default:
			other = append(other, glossary.Extra{XML: compact(k)})
		}
	}
	t.Extra = append(append(t.Extra, first...), other...)
}

// isTermNote says whether an element must stand before what is not about the
// word itself.
func isTermNote(n *node) bool {
	return n.space == "" && (n.name == "termNote" || n.name == "termNoteGrp")
}

// statusIn returns the status that a term note, or a group of one, gives.
func statusIn(n *node) string {
	if n.name == "termNoteGrp" && n.space == "" {
		n = n.first("termNote")
	}
	if n == nil || !n.is("termNote", "administrativeStatus") {
		return ""
	}
	return n.flat()
}

// roughStatus reads a status that ours says less exactly, or that has more to
// it. It stays in Extra too.
func (r *reader) roughStatus(t *glossary.Term, n *node) {
	value := statusIn(n)
	if value == "" {
		return
	}
	t.Status, _ = statusOf(value)
	if !find("termNote", "administrativeStatus").allows(value) {
		r.note(n, "the status %q of %q is not one of TBX-Basic; it is read as %s", value, t.Text, t.Status)
	}
}
