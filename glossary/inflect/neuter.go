package inflect

import (
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// neuter puts the classes of words in -о, -е and -є: M7, N1 to N4 and A-N.
func neuter(p *paradigm, w word) {
	if w.gender == glossary.Feminine || w.gender == glossary.Plural || indeclinableNeuter(w) {
		return
	}
	base := stem{butLast(w.text), Regular, ""}
	before := last(butLast(w.low))
	if last(w.low) == 'о' {
		wordsInO(p, w, base, before)
		return
	}
	if w.gender == glossary.Masculine || !isConsonant(before) && before != '\'' {
		return
	}
	adj := adjectivalE(w)
	if adj != 0 {
		adjectiveGraded(p, w, adj)
	}
	if adj == Regular && w.decl != glossary.DeclNoun && ends(w.low, "ське цьке зьке") {
		return
	}
	grade := Regular
	if adj == Regular {
		grade = Possible
	}
	p.in(Singular, glossary.Neuter, grade, "N")
	p.add(w.text, Nominative|Accusative|Vocative, grade, "")
	switch {
	case last(w.low) == 'є':
		p.in(Singular, glossary.Neuter, grade, "N4")
		p.put(base, endings{gen: "я", dat: "ю", ins: "єм", loc: "ї ю"})
	case isSibilant(before) || before == 'ц':
		p.in(Singular, glossary.Neuter, grade, "N2")
		p.put(base, endings{gen: "а", dat: "у", ins: "ем", loc: "і у"})
		if before == 'ц' {
			p.put(base, endings{gen: "я", dat: "ю", loc: "ю"})
			manyNeuters(p, w, "я", []stem{{base.text + "ь", Possible, ""}})
			return
		}
		manyNeuters(p, w, "а", []stem{base})
	default:
		p.in(Singular, glossary.Neuter, grade, "N3")
		p.put(base, endings{gen: "я", dat: "ю", ins: "ем", loc: "і ю"})
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

// indeclinableNeuter knows common nouns of the newsroom that do not decline,
// and foreign names with a vowel before the last one (Токіо).
func indeclinableNeuter(w word) bool {
	return isVowel(last(butLast(w.low))) || oneOf(w.low, "бюро радіо кіно метро депо авто євро шосе кафе журі кредо фото відео")
}

// wordsInO puts M7 and N1.
func wordsInO(p *paradigm, w word, base stem, before rune) {
	p.in(Singular, w.gender, Regular, "M7")
	switch before {
	case 'ь':
		p.add(w.text, Nominative, Regular, "")
		masculineSoft(p, w, stem{butLast(base.text), Regular, ""}, Regular, "M7")
		p.in(Singular, w.gender, Possible, "M7")
		p.put(base, endings{dat: "ові", ins: "ом", loc: "ові"})
	case 'й':
		p.add(w.text, Nominative, Regular, "")
		p.put(stem{butLast(base.text), Regular, ""}, endings{gen: "я", dat: "ю єві", acc: "я", ins: "єм", loc: "ї ю єві", voc: "ю"})
		p.in(Singular, w.gender, Possible, "M7")
		p.put(base, endings{dat: "ові", ins: "ом", loc: "ові"})
	default:
		if w.gender == glossary.Masculine || w.gender == "" && w.kind != glossary.Place {
			p.in(Singular, glossary.Masculine, Regular, "M7")
			p.add(w.text, w.nominative(), Regular, "")
			loc := "*і у ові"
			if before == 'к' {
				loc = "у ові"
			}
			p.put(base, endings{gen: "а", dat: "у ові", acc: "а", ins: "ом", loc: loc, voc: "е"})
			p.in(Plural, glossary.Masculine, Possible, "M7")
			p.put(base, endings{nom: "и", gen: "ів", dat: "ам", acc: "ів", ins: "ами", loc: "ах"})
		}
		if w.may(glossary.Neuter) && !w.person() {
			p.in(Singular, glossary.Neuter, Regular, "N1")
			p.add(w.text, Nominative|Accusative|Vocative, Regular, "")
			p.put(base, endings{gen: "а", dat: "у ові", ins: "ом", loc: "*і у ові"})
			manyNeuters(p, w, "а", zeroEnding(base.text))
			if ends(w.low, "во но") && w.decl != glossary.DeclNoun {
				adjectiveGraded(p, w, Possible)
			}
		}
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

// neuterYa says whether a word in -я looks like class N5.
func neuterYa(w word) bool {
	if !strings.HasSuffix(w.low, "я") {
		return false
	}
	body := butLast(w.low)
	final := last(body)
	return final == '\'' || ends(body, "ст") || isConsonant(final) && last(butLast(body)) == final
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
		manyNeuters(p, w, "я", []stem{{single + "ь", Possible, ""}})
	}
}
