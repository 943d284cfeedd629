package inflect

import (
	"strings"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
)

// ordinal says whether a word is an ordinal number in figures (72-га, 3-тя,
// 90-ті), and of which gender it then is.
func ordinal(low string) (glossary.Gender, bool) {
	figures, end, ok := cutOrdinal(low)
	if !ok || strings.Trim(figures, "0123456789") != "" {
		return "", false
	}
	switch {
	case oneOf(end, "й ий ій"):
		return glossary.Masculine, true
	case oneOf(end, "а та га ша тя"):
		return glossary.Feminine, true
	case oneOf(end, "е те ге ше тє"):
		return glossary.Neuter, true
	case oneOf(end, "і ті ші"):
		return glossary.Plural, true
	}
	return "", false
}

// cutOrdinal parts the figures of an ordinal from the letters behind its hyphen.
func cutOrdinal(text string) (figures, end string, ok bool) {
	at := strings.IndexAny(text, hyphens)
	if at <= 0 {
		return "", "", false
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	return text[:at], text[at+size:], true
}

// declineOrdinal puts the cases of an ordinal in figures: the last letter of
// the ending is written, two after a consonant before it (orthography of 2019,
// paragraph 39): 5-го, 5-му, 5-м, 72-ї, 72-гу, 72-ю.
func declineOrdinal(p *paradigm, text string, g glossary.Gender) {
	_, end, _ := cutOrdinal(text)
	joint := stem{strings.TrimSuffix(text, end), Regular, ""}
	p.in(Singular, g, Regular, "ordinal").add(text, Nominative|Vocative, Regular, "")
	switch g {
	case glossary.Feminine:
		accusative := butLast(end) + "у"
		if last(end) == 'я' {
			accusative = butLast(end) + "ю"
		}
		p.put(joint, endings{gen: "ї", dat: "й", acc: accusative, ins: "ю", loc: "й"})
	case glossary.Plural:
		p.in(Plural, g, Regular, "ordinal").add(text, Nominative|Vocative, Regular, "")
		p.put(joint, endings{gen: "х", dat: "м", acc: "х", ins: "ми", loc: "х"})
	default:
		p.put(joint, endings{gen: "го", dat: "му", acc: "го", ins: "м", loc: "му"})
	}
	if g != glossary.Plural {
		many := "ті"
		if g != glossary.Masculine {
			many = butLast(end) + "і" // 2-га, 2-гі
		}
		p.in(Plural, glossary.Plural, Possible, "ordinal")
		p.put(joint, endings{nom: many, gen: "х", dat: "м", acc: "х", ins: "ми", loc: "х"})
	}
}
