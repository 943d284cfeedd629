package inflect

import (
	"slices"
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// plan says which words of a phrase change, and how sure that is.
type plan struct {
	changes []change
	grade   Grade
}

// change is one word that changes, by its number in the phrase (from 0).
type change struct {
	at     int
	decl   glossary.Decl
	gender glossary.Gender
	role   role
}

// phraseReadings returns the readings of a lemma of any number of words.
func phraseReadings(lemma string, h Hints) []reading {
	fields := splitFields(lemma)
	if len(fields) == 0 || h.Decl == glossary.DeclNone {
		return []reading{{lemma, AllCases, Singular | PluralNumber, h.Gender, Regular, "indeclinable"}}
	}
	if len(fields) == 1 && fields[0].core == lemma {
		return inanimate(hyphenated(lemma, h, anyRole), h.Kind)
	}
	var all []reading
	for _, p := range plans(fields, h) {
		all = append(all, planned(fields, p, h)...)
	}
	if at := slices.IndexFunc(fields, func(f field) bool { return f.quoted }); at > 0 {
		all = append(all, nameAlone(fields[at:], h)...)
	}
	return inanimate(withoutQuotes(all, lemma), h.Kind)
}

// inanimate lets the nominative of masculine and plural names be an accusative
// too, for all but people: the rules for words make the other one, which equals
// the genitive.
func inanimate(all []reading, kind glossary.Kind) []reading {
	for i := range all {
		r := &all[i]
		if kind != glossary.Person && r.cases&Nominative != 0 && (r.number == PluralNumber || r.gender == glossary.Masculine) {
			r.cases |= Accusative
		}
	}
	return all
}

// planned makes the forms of a phrase by one plan.
func planned(fields []field, p plan, h Hints) []reading {
	slots := make([]slot, len(fields))
	after := ""
	for i, f := range fields {
		slots[i] = slot{before: after + f.gap + f.pre, word: f.core}
		after = f.post
	}
	for _, c := range p.changes {
		f := fields[c.at]
		hints := Hints{Kind: h.Kind, Gender: c.gender, Decl: c.decl}
		slots[c.at].alts = hyphenatedIn(f.core, hints, c.role)
	}
	return compose(slots, after, p.grade)
}

// plans chooses the words that change.
func plans(fields []field, h Hints) []plan {
	switch {
	case len(h.Decline) > 0:
		return []plan{maskPlan(fields, h)}
	case h.Kind == glossary.Person:
		return personPlans(fields, h)
	}
	return nounPlans(fields, 0, h)
}

// maskPlan changes the words whose numbers are given.
func maskPlan(fields []field, h Hints) plan {
	p := plan{grade: Regular}
	for _, n := range h.Decline {
		if n >= 1 && n <= len(fields) {
			p.changes = append(p.changes, change{n - 1, h.Decl, "", anyRole})
		}
	}
	return p
}

// nounPlans finds the head of a phrase from word at on: leading adjectives that
// agree with what follows decline with the first noun, and the rest stays.
func nounPlans(fields []field, at int, h Hints) []plan {
	head := plan{grade: Regular}
	weak := at
	for i := at; ; i++ {
		g, adj := isAdjective(fields[i].low)
		if !adj || i+1 == len(fields) || fields[i+1].quoted != fields[i].quoted || !nominative(fields[i+1], g) {
			head.changes = append(head.changes, change{i, h.Decl, h.Gender, anyRole})
			at = i
			break
		}
		head.changes = append(head.changes, change{i, glossary.DeclAdj, g, anyRole})
		if !surelyAdjective(fields[i].low) {
			weak = i + 1
		}
	}
	all := []plan{head}
	if weak > 0 && weak == head.changes[0].at+1 {
		all = append(all, plan{[]change{{weak - 1, h.Decl, h.Gender, anyRole}}, Possible})
	}
	return append(all, tailPlans(fields, head, at, h)...)
}

// surelyAdjective says whether a word is an adjective by its suffix alone.
func surelyAdjective(low string) bool {
	return ends(low, "ий ська цька зька льна чна нна вна рна дна ова ева єва ське цьке зьке не ове еве ські цькі зькі ні ові")
}

// nominative says whether a word can be a nominative of that gender.
func nominative(f field, g glossary.Gender) bool {
	if isAbbreviation(f.core) {
		return true
	}
	final := last(f.low)
	switch g {
	case glossary.Masculine:
		return isConsonant(final) && !ends(f.low, "их") || final == 'й' || final == 'ь'
	case glossary.Feminine:
		return final == 'а' || final == 'я' || final == 'ь' || isSibilant(final)
	case glossary.Neuter:
		return final == 'о' || final == 'е' || final == 'є' || final == 'я'
	}
	return strings.ContainsRune("иіїая", final)
}

// tailPlans looks at what follows the head: an adjective that agrees with it,
// or the name of a thing after the word for it.
func tailPlans(fields []field, head plan, at int, h Hints) []plan {
	next := at + 1
	if next != len(fields)-1 || !fields[next].capital() || fields[next].quoted || fields[next].fixed() {
		return nil
	}
	f := fields[next]
	if g, adj := isAdjective(f.low); adj && (surelyAdjective(f.low) || g == glossary.Masculine) {
		both := plan{append(slices.Clone(head.changes), change{next, glossary.DeclAdj, g, anyRole}), Regular}
		return []plan{both}
	}
	name := change{next, glossary.DeclAuto, "", anyRole}
	both := plan{append(slices.Clone(head.changes), name), Possible}
	if isGeneric(fields[at].low) {
		both.grade = Regular
		return []plan{both}
	}
	if ends(f.low, "и у") {
		return nil
	}
	return []plan{both, {[]change{name}, Possible}}
}

// isGeneric says whether a word names a sort of place, so that a name after it
// may decline too: місто Київ, у місті Києві.
func isGeneric(low string) bool {
	return oneOf(low, "місто село селище смт хутір річка ріка озеро острів півострів область район вулиця площа проспект"+
		" станція гора море затока країна держава республіка провінція штат повіт громада столиця")
}
