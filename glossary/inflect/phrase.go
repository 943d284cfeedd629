package inflect

import (
	"slices"

	"github.com/tovmach/tovmach/glossary"
)

// plan says which words of a phrase change, and how sure that is.
type plan struct {
	changes []change
	grade   Grade
	worst   Grade // the least sure forms of words that are joined
}

// change is one word that changes, by its number in the phrase (from 0).
type change struct {
	at     int
	decl   glossary.Decl
	gender glossary.Gender
	role   role
	mixed  bool // takes the case and the number of the other words, but keeps its gender
	apart  bool // takes the case of the other words, but keeps its gender and number
}

// phraseReadings returns the readings of a lemma of any number of words.
func (g *Generator) phraseReadings(lemma string, h Hints) []reading {
	g.fields = appendFields(g.fields[:0], lemma)
	fields := g.fields
	if len(fields) == 0 || h.Decl == glossary.DeclNone {
		return []reading{{lemma, AllCases, Singular | Plural, h.Gender, Regular, "indeclinable"}}
	}
	if len(fields) == 1 && fields[0].core == lemma {
		return inanimate(g.hyphenated(lemma, h, anyRole), h.Kind)
	}
	ph := phrase{generator: g, fields: fields, kind: h.Kind}
	var all []reading
	for i, p := range plans(fields, h) {
		if forms := ph.by(p); i == 0 {
			all = forms
		} else {
			all = append(all, forms...)
		}
	}
	if len(all) == 0 {
		all = []reading{{lemma, AllCases, Singular | Plural, h.Gender, Regular, "indeclinable"}}
	}
	if at := slices.IndexFunc(fields, func(f field) bool { return f.quoted }); at > 0 {
		all = append(all, g.nameAlone(fields[at:], h)...)
	}
	return inanimate(withoutQuotes(all, lemma), h.Kind)
}

// inanimate lets the nominative of masculine and plural names be an accusative
// too, for all but people: the rules for words make the other one, which equals
// the genitive.
func inanimate(all []reading, kind glossary.Kind) []reading {
	for i := range all {
		r := &all[i]
		if kind != glossary.Person && r.cases&Nominative != 0 && (r.number == Plural || r.gender == glossary.Masculine) {
			r.cases |= Accusative
		}
	}
	return all
}

// phrase makes the forms of several words; what it knows of a word serves
// several plans.
type phrase struct {
	generator *Generator
	fields    []field
	kind      glossary.Kind
	known     []declined
}

// declined is a word with its readings.
type declined struct {
	change
	readings []reading
}

// by makes the forms of the phrase by one plan.
func (ph *phrase) by(p plan) []reading {
	slots := make([]slot, len(ph.fields))
	after := ""
	for i, f := range ph.fields {
		slots[i] = slot{before: after + f.gap + f.pre, word: f.core}
		after = f.post
	}
	for _, c := range p.changes {
		slots[c.at].alts = ph.word(c)
	}
	return ph.generator.compose(slots, after, p, ph.kind)
}

// word returns the readings of a word that changes.
func (ph *phrase) word(c change) []reading {
	for _, d := range ph.known {
		if d.change == c {
			return d.readings
		}
	}
	text := ph.fields[c.at].core
	d := declined{c, ph.generator.hyphenated(text, Hints{Kind: ph.kind, Gender: c.gender, Decl: c.decl}, c.role)}
	switch {
	case c.apart:
		d.readings = apart(d.readings, text)
	case c.mixed:
		d.readings = anyGender(d.readings)
	}
	ph.known = append(ph.known, d)
	return d.readings
}

// apart leaves the readings of the number that a lemma has, and lets them stand
// beside a word of any gender: місто Київ, місто Суми.
func apart(all []reading, lemma string) []reading {
	own := Singular
	if at := slices.IndexFunc(all, func(r reading) bool { return r.text == lemma && r.cases&Nominative != 0 }); at >= 0 {
		own = all[at].number
	}
	var kept []reading
	for _, r := range all {
		if r.number == own {
			r.number, r.gender = Singular, ""
			kept = append(kept, r)
		}
	}
	return kept
}

// plans chooses the words that change.
func plans(fields []field, h Hints) []plan {
	switch {
	case len(h.Decline) > 0:
		return []plan{maskPlan(fields, h)}
	case h.Kind == glossary.Person, h.Kind == "" && (slices.ContainsFunc(fields, field.patronymic) || namesPerson(fields)):
		return personPlans(fields, h)
	}
	return nounPlans(fields, h)
}

// maskPlan changes the words whose numbers are given.
func maskPlan(fields []field, h Hints) plan {
	p := plan{grade: Regular, worst: Possible}
	for _, n := range h.Decline {
		if n < 1 || n > len(fields) {
			continue
		}
		c := change{at: n - 1, decl: h.Decl}
		if h.Kind == glossary.Person || len(h.Decline) == 1 {
			c.gender = h.Gender
		}
		p.changes = append(p.changes, c)
	}
	return p
}
