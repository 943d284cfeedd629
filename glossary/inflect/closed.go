package inflect

import (
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// feminineClosed puts class F7: feminine nouns in a consonant or ь.
func feminineClosed(p *paradigm, w word) {
	if !w.may(glossary.Feminine) || w.decl == glossary.DeclAdj {
		return
	}
	grade := closedGrade(w)
	if grade == 0 {
		return
	}
	body := strings.TrimSuffix(w.text, "ь")
	p.in(Singular, glossary.Feminine, grade, "F7")
	p.add(w.text, Nominative|Accusative, grade, "")
	if w.role == givenName && w.low != "любов" { // foreign: Мішель Обамою
		p.add(w.text, AllCases, grade, "")
	}
	for _, s := range closedStems(w, body) {
		p.put(s, endings{gen: "і и", dat: "і", loc: "і", voc: "е"})
		if grade == Possible && w.text != w.low {
			continue
		}
		many := endings{nom: "і", gen: "ей", dat: "ям", acc: "ей", ins: "ями", loc: "ях"}
		if isSibilant(last(s.text)) {
			many = endings{nom: "і", gen: "ей", dat: "ам", acc: "ей", ins: "ами", loc: "ах"}
		}
		p.in(Plural, glossary.Feminine, Possible, "F7").put(s, many)
		p.in(Singular, glossary.Feminine, grade, "F7")
	}
	p.add(instrumental(w, body), Instrumental, grade, "A9")
}

// closedGrade says how surely a word in a consonant or ь is feminine, or 0.
func closedGrade(w word) Grade {
	final := last(w.low)
	switch {
	case oneOf(w.low, "любов кров"):
		return Regular
	case w.person() && (w.role == surname || final != 'ь'):
		return 0
	case w.gender == glossary.Feminine:
		return Regular
	case final == 'ь':
		return Regular
	case isSibilant(final), w.text != w.low && (isLabial(final) || final == 'р'):
		return Possible
	}
	return 0
}

// closedStems returns the stems of class F7 in the oblique cases.
func closedStems(w word, body string) []stem {
	plain := stem{body, Regular, ""}
	open, final := butLast(body), last(body)
	switch {
	case w.low == "любов":
		return []stem{plain}
	case strings.HasSuffix(w.low, "ість"):
		return []stem{{cutLast(body, 3) + "ост", Regular, "A1"}, {body, Possible, ""}}
	case last(open) != 'і' || !isConsonant(final):
		return []stem{plain}
	}
	grade := Possible
	if syllables(w.low) == 1 || strings.HasSuffix(w.low, "інь") { // Річ, Речі; Січ, Січі; осінь, осені
		grade = Regular
	}
	head := butLast(open)
	return []stem{plain, {head + "о" + string(final), grade, "A1b"}, {head + "е" + string(final), grade, "A1b"}}
}

// instrumental is A9: the consonant is doubled after a vowel, a labial and р
// take an apostrophe.
func instrumental(w word, body string) string {
	final := last(body)
	switch {
	case isLabial(final) || final == 'р':
		return body + apostropheOf(w.text) + "ю"
	case isVowel(last(butLast(body))) && final != 'щ':
		return body + string(final) + "ю"
	}
	return body + "ю"
}

// apostropheOf returns the apostrophe that a word is written with, or U+0027.
func apostropheOf(text string) string {
	for _, r := range text {
		if isApostrophe(r) {
			return string(r)
		}
	}
	return "'"
}
