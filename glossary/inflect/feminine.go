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
		adjectiveGraded(p, w, adj)
	}
	if w.person() && adj == Regular && ends(w.low, "ська цька зька ая") {
		return
	}
	firstDeclension(p, w)
}

// adjectivalA says how surely a word in -а or -я is an adjective (F8), or 0.
func adjectivalA(w word) Grade {
	switch {
	case w.role == givenName || w.gender == glossary.Masculine || w.decl == glossary.DeclNoun:
		return 0
	case ends(w.low, "ська цька зька ова ева єва їва іна їна ая"):
		return Regular
	case ends(w.low, "ня"):
		return Possible
	case strings.HasSuffix(w.low, "а"):
		return Possible
	}
	return 0
}

// firstDeclension puts F1 to F6, which men's names in -а and -я share.
func firstDeclension(p *paradigm, w word) {
	g := w.gender
	if g == "" && !w.person() {
		g = glossary.Feminine
	}
	base := stem{butLast(w.text), Regular, ""}
	before := last(butLast(w.low))
	var sg, pl endings
	rule := "F1"
	switch {
	case last(w.low) == 'а' && isSibilant(before):
		rule = "F2"
		sg = endings{gen: "і", dat: "і", acc: "у", ins: "ею", loc: "і", voc: "е о"}
		pl = endings{nom: "і", gen: "–", dat: "ам", acc: "–", ins: "ами", loc: "ах"}
	case last(w.low) == 'а' && before == 'ц':
		rule = "F3"
		sg = endings{gen: "и", dat: "і", acc: "у", ins: "ою ею", loc: "і", voc: "о е"}
		pl = endings{nom: "и", gen: "–", dat: "ам", acc: "–", ins: "ами", loc: "ах"}
	case last(w.low) == 'а':
		sg = endings{gen: "и", dat: "*і", acc: "у", ins: "ою", loc: "*і", voc: "о"}
		pl = endings{nom: "и", dat: "ам", ins: "ами", loc: "ах"}
	case before == 'і':
		rule = "F5"
		sg = endings{gen: "ї", dat: "ї", acc: "ю", ins: "єю", loc: "ї", voc: "є"}
		pl = endings{nom: "ї", gen: "й", dat: "ям", acc: "й", ins: "ями", loc: "ях"}
	case !isConsonant(before):
		rule = "F6"
		sg = endings{gen: "ї", dat: "ї", acc: "ю", ins: "єю", loc: "ї", voc: "є"}
		pl = endings{nom: "ї", gen: "й", dat: "ям", acc: "й", ins: "ями", loc: "ях"}
	default:
		rule = "F4"
		sg = endings{gen: "і", dat: "і", acc: "ю", ins: "ею", loc: "і", voc: "е"}
		pl = endings{nom: "і", gen: "ь", dat: "ям", acc: "ь", ins: "ями", loc: "ях"}
	}
	p.in(Singular, g, Regular, rule)
	p.add(w.text, Nominative, Regular, "")
	p.put(base, sg)
	if w.kind == glossary.Place {
		return
	}
	p.in(Plural, g, Possible, rule).put(base, pl)
	switch rule {
	case "F1":
		for _, s := range zeroEnding(base.text) {
			p.putCase(s, "–", Genitive|Accusative)
		}
		p.putCase(base, "ів", Genitive|Accusative)
	case "F4":
		for _, s := range zeroEndingSoft(base.text) {
			p.putCase(s, "–", Genitive|Accusative)
		}
	}
}

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
	for _, s := range closedStems(w, body) {
		p.put(s, endings{gen: "і и", dat: "і", loc: "і", voc: "е"})
		if grade == Possible {
			continue
		}
		p.in(Plural, glossary.Feminine, Possible, "F7")
		p.put(s, endings{nom: "і", gen: "ей", dat: plainOr(s.text, "ам", "ям"), acc: "ей", ins: plainOr(s.text, "ами", "ями"), loc: plainOr(s.text, "ах", "ях")})
		p.in(Singular, glossary.Feminine, grade, "F7")
	}
	p.add(instrumental(w, body), Instrumental, grade, "A9")
}

// plainOr chooses the ending after a sibilant or another consonant.
func plainOr(s, hard, soft string) string {
	if isSibilant(last(s)) {
		return hard
	}
	return soft
}

// closedGrade says how surely a word in a consonant or ь is feminine, or 0.
func closedGrade(w word) Grade {
	final := last(w.low)
	switch {
	case w.low == "любов":
		return Regular
	case w.person() && (w.role == surname || final != 'ь'):
		return 0
	case w.gender == glossary.Feminine:
		return Regular
	case final == 'ь':
		return Regular
	case w.text != w.low && (isSibilant(final) || isLabial(final) || final == 'р'):
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
