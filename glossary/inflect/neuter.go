package inflect

import (
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// neuter puts the classes of words in -о, -е and -є: M7, N1 to N4 and A-N.
func neuter(p *paradigm, w word) {
	before := last(butLast(w.low))
	switch {
	case w.gender == glossary.Feminine, w.gender == glossary.Plural, indeclinableNeuter(w):
	case last(w.low) == 'о' && (before == 'ь' || before == 'й'):
		softO(p, w, before)
	case last(w.low) == 'о':
		if w.gender == glossary.Masculine || w.gender == "" && w.kind != glossary.Place {
			masculineO(p, w, before)
		}
		if w.may(glossary.Neuter) && !w.person() {
			neuterO(p, w)
		}
	case w.gender == glossary.Masculine:
	case isConsonant(before) || before == '\'':
		neuterE(p, w, before)
	}
}

// indeclinableNeuter knows common nouns of the newsroom that do not decline,
// and foreign names with a vowel before the last one (Токіо).
func indeclinableNeuter(w word) bool {
	return isVowel(last(butLast(w.low))) || oneOf(w.low, "бюро радіо кіно метро депо авто євро шосе кафе журі кредо фото відео")
}

// masculineO puts class M7.
func masculineO(p *paradigm, w word, before rune) {
	base := stem{butLast(w.text), Regular, ""}
	set := endings{gen: "а", dat: "у ові", acc: "а", ins: "ом", loc: "*і у ові", voc: "е"}
	if before == 'к' {
		set.loc, set.voc = "у ові", "у" // Марку, Шевченку: orthography of 2019, paragraph 87
	}
	p.in(Singular, glossary.Masculine, Regular, "M7")
	p.add(w.text, w.nominative(), Regular, "")
	if w.role == surname && before != 'к' { // foreign: Сіярто
		p.add(w.text, AllCases, Regular, "")
	}
	p.put(base, set)
	p.in(Plural, glossary.Masculine, Possible, "M7")
	p.put(base, endings{nom: "и", gen: "ів", dat: "ам", acc: "ів", ins: "ами", loc: "ах"})
}

// softO puts M7 for words in -ьо and -йо.
func softO(p *paradigm, w word, before rune) {
	hard := stem{butLast(w.text), Regular, ""}
	soft := stem{cutLast(w.text, 2), Regular, ""}
	p.in(Singular, w.gender, Regular, "M7")
	p.add(w.text, w.nominative(), Regular, "")
	if before == 'й' {
		p.put(soft, endings{gen: "я", dat: "ю єві", acc: "я", ins: "єм", loc: "ї ю єві", voc: "ю"})
	} else {
		p.put(soft, endings{gen: "я", dat: "ю еві", acc: "я", ins: "ем", loc: "і ю еві", voc: "ю"})
	}
	p.in(Singular, w.gender, Possible, "M7").put(hard, endings{dat: "ові", ins: "ом", loc: "ові"})
}

// neuterO puts class N1, and A-N for names of places in -во and -но.
func neuterO(p *paradigm, w word) {
	base := stem{butLast(w.text), Regular, ""}
	p.in(Singular, glossary.Neuter, Regular, "N1")
	p.add(w.text, Nominative|Accusative|Vocative, Regular, "")
	p.put(base, endings{gen: "а", dat: "у ові", ins: "ом", loc: "*і у ові"})
	manyNeuters(p, w, "а", zeroEnding(base.text))
	place := w.kind == glossary.Place || w.kind == "" && w.text != w.low
	if place && ends(w.low, "во но") && w.decl != glossary.DeclNoun {
		adjective(p, w, Possible)
	}
}

// neuterE puts the classes N2 to N4 and A-N.
func neuterE(p *paradigm, w word, before rune) {
	adj := adjectivalE(w)
	if adj != 0 {
		adjective(p, w, adj)
	}
	if adj == Regular && ends(w.low, "ське цьке зьке") {
		return
	}
	grade := Regular
	if adj == Regular {
		grade = Possible
	}
	base := stem{butLast(w.text), Regular, ""}
	noun := func(rule string, e endings) {
		p.in(Singular, glossary.Neuter, grade, rule)
		p.add(w.text, Nominative|Accusative|Vocative, grade, "")
		p.put(base, e)
	}
	switch {
	case last(w.low) == 'є':
		noun("N4", endings{gen: "я", dat: "ю", ins: "єм", loc: "ї ю"})
	case before == 'ц':
		noun("N2", endings{gen: "я а", dat: "ю у", ins: "ем", loc: "і ю у"})
		open := strings.TrimSuffix(butLast(base.text), "ь") // кільце, кілець
		manyNeuters(p, w, "я", []stem{{base.text + "ь", Possible, ""}, {open + "ець", Possible, "A8"}})
	case isSibilant(before):
		noun("N2", endings{gen: "а", dat: "у", ins: "ем", loc: "і у"})
		manyNeuters(p, w, "а", []stem{base})
	default:
		noun("N3", endings{gen: "я", dat: "ю", ins: "ем", loc: "і ю"})
		manyNeuters(p, w, "я", []stem{{base.text + "ів", Possible, ""}, {base.text + "ь", Possible, ""}})
	}
}

// manyNeuters puts the plural of neuter common nouns; names of places and
// people have none. The zero forms are the genitive.
func manyNeuters(p *paradigm, w word, nominative string, zero []stem) {
	if w.kind == glossary.Place || w.person() || w.kind == "" && w.text != w.low {
		return
	}
	p.in(Plural, glossary.Neuter, Possible, p.rule)
	base := stem{butLast(w.text), Possible, ""}
	set := endings{nom: "я", dat: "ям", ins: "ями", loc: "ях"}
	if nominative == "а" {
		set = endings{nom: "а", dat: "ам", ins: "ами", loc: "ах"}
	}
	p.put(base, set)
	for _, s := range zero {
		p.putCase(s, "–", Genitive)
	}
}

// adjectivalE says how surely a word in -е or -є is an adjective (A-N), or 0.
func adjectivalE(w word) Grade {
	switch {
	case w.decl == glossary.DeclNoun || w.role == givenName:
		return 0
	case strings.HasSuffix(w.low, "є"):
		if ends(w.low, "нє") {
			return Regular
		}
		return 0
	case ends(w.low, "ще ле ре це"):
		return Possible
	}
	return Regular
}

// neuterYa says whether a word in -я looks like class N5. After ж ч ш щ it always
// is (Поволжя: the feminine is -жа), after another single consonant only where
// the gender is known (Задністря).
func neuterYa(w word) bool {
	if !strings.HasSuffix(w.low, "я") {
		return false
	}
	body := butLast(w.low)
	final := last(body)
	return final == '\'' || ends(body, "ст") || isSibilant(final) ||
		isConsonant(final) && (w.gender == glossary.Neuter || last(butLast(body)) == final)
}

// neuterSoft puts class N5.
func neuterSoft(p *paradigm, w word) {
	base := stem{butLast(w.text), Regular, ""}
	p.in(Singular, glossary.Neuter, Regular, "N5")
	p.add(w.text, Nominative|Genitive|Accusative|Vocative, Regular, "")
	loc := "і ю"
	if last(butLast(w.low)) == '\'' {
		loc = "ї ю"
	}
	p.put(base, endings{dat: "ю", ins: "ям", loc: loc})
	if single := butLast(base.text); last(single) == last(base.text) {
		zero := stem{single + "ь", Possible, ""}
		if isSibilant(last(single)) { // обличчя, облич
			zero.text = single
		}
		manyNeuters(p, w, "я", []stem{zero})
	}
}
