package inflect

import (
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// feminineOpen puts the classes of words in -а and -я: F1 to F6, F8 and N5.
func feminineOpen(p *paradigm, w word) {
	switch {
	case w.gender == glossary.Plural:
		neuterPlural(p, w)
		return
	case !w.person() && w.may(glossary.Neuter) && neuterYa(w):
		neuterSoft(p, w)
	}
	if w.gender == glossary.Neuter {
		return
	}
	adj := adjectivalA(w)
	if adj != 0 {
		adjective(p, w, adj)
	}
	switch {
	case !w.person() || adj != Regular || w.role == anyRole && ends(w.low, "ая"): // Рая
		firstDeclension(p, w, Regular)
	case w.role == anyRole && ends(w.low, "ська цька зька"): // Федоська
		firstDeclension(p, w, Possible)
	case ends(w.low, "ська цька зька ая"), w.gender == glossary.Feminine && ends(w.low, "ова ева єва їва") && syllables(w.low) > 2 && !nounInOva(w.low): // Ускова
	default:
		firstDeclension(p, w, Regular)
	}
}

// adjectivalA says how surely a word in -а or -я is an adjective (F8), or 0.
func adjectivalA(w word) Grade {
	switch {
	case w.role == givenName || w.gender == glossary.Masculine || w.decl == glossary.DeclNoun:
		return 0
	case nounInOva(w.low):
		return Possible
	case ends(w.low, "ська цька зька ова ева єва їва іна їна ая"):
		return Regular
	case ends(w.low, "ня а") && !nounInNnia(w.low):
		return Possible
	}
	return 0
}

// firstDeclension puts F1 to F6, which men's names in -а and -я share.
func firstDeclension(p *paradigm, w word, grade Grade) {
	g := w.gender
	if g == "" && !w.person() {
		g = glossary.Feminine
	}
	base := stem{butLast(w.text), Regular, ""}
	rule, one, many := openClass(w.low)
	p.in(Singular, g, grade, rule)
	p.add(w.text, Nominative, grade, "")
	p.put(base, one)
	if w.kind == glossary.Place {
		return
	}
	p.in(Plural, g, Possible, rule).put(base, many)
	var zero []stem
	switch {
	case rule == "F1":
		zero = zeroEnding(base.text)
	case rule == "F4":
		zero = zeroEndingSoft(base.text)
	}
	if w.text == w.low && (rule == "F4" || rule == "F6") {
		zero = append(zero, commonGenitives(base.text)...)
	}
	for _, s := range zero {
		p.putCase(s, "–", Genitive|Accusative)
	}
}

// commonGenitives are the genitives plural of common nouns in -я that have an
// ending: статей, сімей, суддів.
func commonGenitives(base string) []stem {
	single := strings.TrimRightFunc(base, isApostrophe)
	if shorter := butLast(single); last(shorter) == last(single) {
		single = shorter
	}
	return []stem{{single + "ей", Possible, "A8"}, {base + "ів", Possible, "A8"}}
}

// openClass returns the class of a word in -а or -я with its endings in the
// singular and the plural.
func openClass(low string) (rule string, one, many endings) {
	before := last(butLast(low))
	switch {
	case last(low) == 'а' && isSibilant(before):
		return "F2",
			endings{gen: "і", dat: "і", acc: "у", ins: "ею", loc: "і", voc: "е о"},
			endings{nom: "і", gen: "–", dat: "ам", acc: "–", ins: "ами", loc: "ах"}
	case last(low) == 'а' && before == 'ц':
		return "F3",
			endings{gen: "и", dat: "і", acc: "у", ins: "ою ею", loc: "і", voc: "о е"},
			endings{nom: "и", gen: "–", dat: "ам", acc: "–", ins: "ами", loc: "ах"}
	case last(low) == 'а':
		return "F1",
			endings{gen: "и", dat: "*і", acc: "у", ins: "ою", loc: "*і", voc: "о"},
			endings{nom: "и", gen: "ів", dat: "ам", acc: "ів", ins: "ами", loc: "ах"}
	case isConsonant(before):
		return "F4",
			endings{gen: "і", dat: "і", acc: "ю", ins: "ею", loc: "і", voc: "е"},
			endings{nom: "і", gen: "ь", dat: "ям", acc: "ь", ins: "ями", loc: "ях"}
	case before == 'і':
		rule = "F5"
	default:
		rule = "F6"
	}
	return rule,
		endings{gen: "ї", dat: "ї", acc: "ю", ins: "єю", loc: "ї", voc: "є"},
		endings{nom: "ї", gen: "й", dat: "ям", acc: "й", ins: "ями", loc: "ях"}
}
