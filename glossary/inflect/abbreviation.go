package inflect

import (
	"unicode"

	"github.com/tovmach/tovmach/glossary"
)

// isAbbreviation says whether a word has two capitals or more and ends in one:
// ЦНАП, БпЛА, КрАЗ.
func isAbbreviation(text string) bool {
	n, capital := 0, false
	for _, r := range text {
		if capital = unicode.IsUpper(r); capital {
			n++
		}
	}
	return capital && n > 1
}

// abbreviation puts the endings that are written on an abbreviation in small
// letters (ЦНАП, ЦНАПу). Only those in a consonant take any: НАТО and СБУ stay
// as they are, and so may the others.
func abbreviation(p *paradigm, w word) {
	if !isConsonant(last(w.low)) || w.gender == glossary.Feminine || w.gender == glossary.Neuter {
		return
	}
	p.in(Singular, "", Regular, "abbreviation")
	p.add(w.text, AllCases, Regular, "")
	p.in(Plural, "", Possible, "abbreviation")
	p.add(w.text, AllCases, Possible, "")
	p.in(Singular, glossary.Masculine, Regular, "abbreviation")
	base := stem{w.text, Regular, ""}
	set := endings{gen: "у а", dat: "у ові", acc: "а", ins: "ом", loc: "і у ові", voc: "е"}
	if isSibilant(last(w.low)) {
		set = endings{gen: "у а", dat: "у еві", acc: "а", ins: "ем", loc: "і у еві", voc: "е"}
	}
	p.put(base, set)
	p.in(Plural, glossary.Plural, Possible, "abbreviation")
	p.put(base, endings{nom: "и", gen: "ів", dat: "ам", acc: "и", ins: "ами", loc: "ах"})
}
