package inflect

import (
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// isAdjective says whether a word ends like an adjective in the nominative
// case, and of which gender it then is.
func isAdjective(low string) (glossary.Gender, bool) {
	if g, ok := ordinal(low); ok {
		return g, true
	}
	switch {
	case ends(low, "ий ній третій ськой цькой"):
		return glossary.Masculine, true
	case nounInNnia(low):
		return "", false
	case ends(low, "а ня третя"):
		return glossary.Feminine, true
	case ends(low, "е нє третє"):
		return glossary.Neuter, true
	case ends(low, "і"):
		return glossary.Plural, true
	}
	return "", false
}

// nounInNnia knows that words in -ння are nouns (звернення), but for the feminine
// of a few soft adjectives (двостороння).
func nounInNnia(low string) bool {
	return ends(low, "ння") && !ends(low, "рання осіння весіння остання стороння")
}

// isAdjectival says whether adjective knows how to decline a word.
func isAdjectival(low string) bool {
	return ends(low, "ий ій ой а я е є о і "+possessiveEnds)
}

// possessiveEnds are the suffixes of possessive adjectives.
const possessiveEnds = "ів їв ин їн"

// possessiveAdjective declines Соколів in Соколів Брід: Соколового.
func possessiveAdjective(p *paradigm, w word, grade Grade) {
	for _, s := range consonantStems(w, w.text) {
		s.grade = max(s.grade, grade)
		adjMasculine(p, s, false, w.text)
	}
}

// adjective declines a word by the classes A-M, F8, A-N and P2, whatever else
// it looks like.
func adjective(p *paradigm, w word, grade Grade) {
	low, text := w.low, w.text
	if ends(low, possessiveEnds) {
		possessiveAdjective(p, w, grade)
		return
	}
	soft := ends(low, "ій я є")
	switch {
	case ends(low, "ий ій ой"):
		base := stem{cutLast(text, 2), grade, ""}
		adjMasculine(p, base, soft, text)
		if w.gender == "" && w.kind != glossary.Place {
			adjFeminine(p, base, soft, Possible, "A-M")
		}
		if (w.gender == "" || w.decl == glossary.DeclAdj || w.text == w.low) && w.kind != glossary.Place {
			adjPlural(p, base, soft, Possible, "A-M")
		}
	case ends(low, "ая"):
		base := stem{cutLast(text, 2), grade, ""}
		p.in(Singular, glossary.Feminine, grade, "F8")
		p.add(text, Nominative|Vocative, grade, "")
		adjFeminine(p, base, false, grade, "F8")
		p.putCase(base, "ую", Accusative)
	case ends(low, "а я"):
		base := stem{butLast(text), grade, ""}
		p.in(Singular, glossary.Feminine, grade, "F8")
		p.add(text, Nominative|Vocative, grade, "")
		adjFeminine(p, base, soft, grade, "F8")
		if w.kind != glossary.Place && (w.decl == glossary.DeclAdj || w.text == w.low) { // збірна, збірні
			adjPlural(p, base, soft, Possible, "F8")
		}
	case ends(low, "е є"):
		base := stem{butLast(text), grade, ""}
		p.in(Singular, glossary.Neuter, grade, "A-N")
		p.add(text, Nominative|Accusative|Vocative, grade, "")
		adjOblique(p, base, soft)
		if w.decl == glossary.DeclAdj && w.kind != glossary.Place {
			adjPlural(p, base, soft, Possible, "A-N")
		}
	case strings.HasSuffix(low, "о"): // Бабино, Бабиного
		base := stem{butLast(text), grade, ""}
		adjOblique(p.in(Singular, glossary.Neuter, grade, "A-N"), base, false)
	case ends(low, "і"):
		base := stem{butLast(text), grade, ""}
		adjPlural(p, base, soft, grade, "P2")
		if ends(low, "ні") { // hard or soft, the plural does not tell: Нові, Сині
			adjPlural(p, base, !soft, Possible, "P2")
		}
	}
}

// adjMasculine puts the forms of class A-M.
func adjMasculine(p *paradigm, base stem, soft bool, lemma string) {
	p.in(Singular, glossary.Masculine, base.grade, "A-M")
	p.add(lemma, Nominative|Vocative, base.grade, "")
	if soft {
		p.putCase(base, "ього", Accusative)
	} else {
		p.putCase(base, "ого", Accusative)
	}
	adjOblique(p, base, soft)
}

// adjOblique puts the endings that masculine and neuter adjectives share.
func adjOblique(p *paradigm, base stem, soft bool) {
	if soft {
		p.put(base, endings{gen: "ього", dat: "ьому", ins: "ім", loc: "ьому ім"})
		return
	}
	p.put(base, endings{gen: "ого", dat: "ому", ins: "им", loc: "ому"})
	base.grade = Possible
	p.put(base, endings{loc: "ім"}) // rarer, and one of several adjectives at most has it
}

// adjFeminine puts the singular of feminine adjectives.
func adjFeminine(p *paradigm, base stem, soft bool, grade Grade, rule string) {
	p.in(Singular, glossary.Feminine, grade, rule)
	if soft {
		p.put(base, endings{nom: "я", gen: "ьої", dat: "ій", acc: "ю", ins: "ьою", loc: "ій", voc: "я"})
		return
	}
	p.put(base, endings{nom: "а", gen: "ої", dat: "ій", acc: "у", ins: "ою", loc: "ій", voc: "а"})
}

// adjPlural puts the plural of adjectives.
func adjPlural(p *paradigm, base stem, soft bool, grade Grade, rule string) {
	p.in(Plural, glossary.Plural, grade, rule)
	if soft {
		p.put(base, endings{nom: "і", gen: "іх", dat: "ім", acc: "іх", ins: "іми", loc: "іх", voc: "і"})
		return
	}
	p.put(base, endings{nom: "і", gen: "их", dat: "им", acc: "их", ins: "ими", loc: "их", voc: "і"})
}
