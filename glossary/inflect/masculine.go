package inflect

import (
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// masculine puts the classes M1 to M6 and M8, and A-M for words in -ий.
func masculine(p *paradigm, w word) {
	if w.gender == glossary.Neuter || w.gender == glossary.Plural {
		return
	}
	if w.gender == glossary.Feminine {
		if ends(w.low, "ий ій ой") && !w.person() {
			adjective(p, w, Regular)
		}
		return
	}
	adj, noun := adjectivalY(w)
	if adj != 0 {
		adjective(p, w, adj)
	}
	if noun == 0 {
		return
	}
	p.in(Singular, glossary.Masculine, noun, masculineRule(w.low))
	p.add(w.text, w.nominative(), noun, "")
	switch last(w.low) {
	case 'й':
		masculineY(p, w)
	case 'ь':
		for _, s := range consonantStems(w, butLast(w.text)) {
			masculineSoft(p, w, s, Regular, "M3")
		}
	default:
		for _, s := range consonantStems(w, w.text) {
			masculineHard(p, w, s, noun)
		}
		if w.low == "лев" && w.role != givenName { // no plural: Львів is a place
			p.in(Singular, glossary.Masculine, Possible, "M1")
			p.put(stem{likeCase("льв", w.text), Possible, "A3b"}, endings{gen: "а", dat: "у ові", acc: "а", ins: "ом", loc: "і"})
		}
	}
}

// adjectivalY says how surely a masculine word is an adjective and how surely
// it is a noun; 0 is not at all.
func adjectivalY(w word) (adj, noun Grade) {
	switch {
	case w.decl == glossary.DeclNoun:
		return 0, Regular
	case oneOf(w.low, "батий чорторий"):
		return 0, Regular
	case ends(w.low, "ий") && syllables(w.low) > 1, ends(w.low, "ськой цькой"):
		return Regular, 0
	case ends(w.low, "ий"): // Стрий, but also злий
		return Possible, Regular
	case w.role == givenName:
		return 0, Regular
	case ends(w.low, "ній"): // Корній and Задорожній
		return Regular, Regular
	case ends(w.low, "ой") && w.person() && syllables(w.low) > 1: // Толстой
		return Regular, Possible
	case ends(w.low, "ой"): // Ной
		return Possible, Regular
	case ends(w.low, "их") && w.person(): // Черних does not decline, Цюрих does
		return 0, Possible
	}
	return 0, Regular
}

// masculineRule names the class of a word in a consonant.
func masculineRule(low string) string {
	switch final := last(low); {
	case final == 'й':
		return "M4"
	case final == 'ь':
		return "M3"
	case final == 'ц':
		return "M6"
	case isSibilant(final):
		return "M2"
	}
	return "M1"
}

// nominative is the cases of the lemma of a man's name: a surname may stand for
// its vocative (Юрію Щиголь).
func (w word) nominative() Case {
	if w.person() && w.role != givenName {
		return Nominative | Vocative
	}
	return Nominative
}

// genitive chooses the endings of the genitive: people take -а only, things -а
// or -у, and no rule on letters tells which.
func (w word) genitive(person, thing string) string {
	if w.person() {
		return person
	}
	return thing
}

// masculineY puts class M4.
func masculineY(p *paradigm, w word) {
	stems := []stem{{butLast(w.text), Regular, ""}}
	if ends(w.low, "вей бей") { // Соловей, Солов'я
		stems = append(stems, stem{cutLast(w.text, 2) + "'", Possible, "A3b"})
	}
	if strings.HasSuffix(w.low, "ій") && (!w.person() || syllables(w.low) == 1 || ends(w.low, "бій стрій кій")) { // Бій, Бою
		stems = append(stems, stem{cutLast(w.text, 2) + "о", Possible, "A1b"})
	}
	for _, s := range stems {
		p.in(Singular, glossary.Masculine, Regular, "M4")
		p.put(s, endings{gen: w.genitive("я", "я ю"), dat: "ю єві", acc: "я", ins: "єм", loc: "ї ю єві", voc: "ю"})
		p.in(Plural, glossary.Masculine, Possible, "M4")
		p.put(s, endings{nom: "ї", gen: "їв", dat: "ям", acc: "їв", ins: "ями", loc: "ях"})
	}
}

// masculineSoft puts the soft endings of M3 and M5.
func masculineSoft(p *paradigm, w word, s stem, grade Grade, rule string) {
	p.in(Singular, glossary.Masculine, grade, rule)
	p.put(s, endings{gen: w.genitive("я", "я ю"), dat: "ю еві", acc: "я", ins: "ем", loc: "і ю еві", voc: "ю е"})
	if strings.HasSuffix(w.low, "ець") { // хлопець, хлопче
		p.putCase(stem{butLast(s.text) + "ч", s.grade, s.rule}, "е", Vocative)
	}
	p.in(Plural, glossary.Masculine, Possible, rule)
	p.put(s, endings{nom: "і", gen: "ів", dat: "ям", acc: "ів", ins: "ями", loc: "ях"})
	if w.text == w.low {
		p.putCase(s, "ей", Genitive|Accusative) // гостей
	}
}

// masculineHard puts the classes M1, M2, M5, M6 and M8.
func masculineHard(p *paradigm, w word, s stem, grade Grade) {
	final := last(s.text)
	switch {
	case w.role == givenName && oneOf(w.low, "ігор лазар"):
		masculineSoft(p, w, s, grade, "M5")
		return
	case isSibilant(final):
		p.in(Singular, glossary.Masculine, grade, "M2")
		p.put(s, endings{gen: w.genitive("а", "а у"), dat: "у еві", acc: "а", ins: "ем", loc: "і у еві", voc: "е у"})
		p.in(Plural, glossary.Masculine, Possible, "M2")
		p.put(s, endings{nom: "і", gen: "ів", dat: "ам", acc: "ів", ins: "ами", loc: "ах"})
		return
	}
	set := endings{gen: w.genitive("а", "а у"), dat: "у ові", acc: "а", ins: "ом", loc: "*і у ові", voc: "*е у"}
	if final == 'к' && w.person() {
		set.loc = "у ові"
	}
	if w.role == surname && ends(w.low, "ов ев єв") {
		set.ins = "" // M8 has it
	}
	rule := masculineRule(s.text)
	p.in(Singular, glossary.Masculine, grade, rule).put(s, set)
	p.in(Plural, glossary.Masculine, Possible, rule)
	p.put(s, endings{nom: "и", gen: "ів", dat: "ам", acc: "ів", ins: "ами", loc: "ах"})
	if ends(w.low, "анин янин арин") { // киянин, кияни; татарин, татари
		many := stem{cutLast(s.text, 2), Possible, "A3"}
		p.put(many, endings{nom: "и", gen: "–", dat: "ам", acc: "–", ins: "ами", loc: "ах", voc: "е"})
	}
	switch {
	case w.role == givenName:
	case ends(s.text, "ар яр ир"):
		masculineSoft(p, w, s, grade, "M5")
	case ends(s.text, "ір ор ур ер") && w.text != w.low:
		masculineSoft(p, w, s, Possible, "M5")
	case ends(w.low, "ов ев єв ів їв ин ін їн"):
		possessive(p, w, s)
	}
}

// possessive puts what surnames in -ов and -ин have beside M1 (class M8):
// -им for men, the forms of women, and the adjectival plural.
func possessive(p *paradigm, w word, s stem) {
	if w.kind == glossary.Place || !w.person() && w.text == w.low {
		return // places and common nouns take -ом: Києвом, островом
	}
	if w.kind != glossary.Person && w.kind != "" {
		p.in(Singular, glossary.Masculine, Possible, "M8") // Антонов, the company
		p.putCase(s, "им", Instrumental)
		return
	}
	p.in(Singular, glossary.Masculine, Regular, "M8")
	p.putCase(s, "им", Instrumental)
	if w.gender != "" {
		return
	}
	p.in(Singular, glossary.Feminine, Possible, "M8")
	p.put(s, endings{nom: "а", gen: "ої", dat: "ій", acc: "у", ins: "ою", loc: "ій", voc: "а"})
	p.in(Plural, glossary.Masculine, Possible, "M8")
	p.put(s, endings{nom: "и", gen: "их", dat: "им", acc: "их", ins: "ими", loc: "их"})
}
