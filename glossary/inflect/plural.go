package inflect

import (
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// plural puts the classes P1 and P2 of plural-only names, and the adjectival
// plural.
func plural(p *paradigm, w word) {
	if w.gender != "" && w.gender != glossary.Plural || w.person() {
		return
	}
	base := stem{butLast(w.text), Regular, ""}
	if last(w.low) == 'и' {
		p.in(Plural, glossary.Plural, Regular, "P1")
		p.add(w.text, Nominative|Vocative, Regular, "")
		p.put(base, endings{gen: "ів", dat: "ам", acc: "ів", ins: "ами", loc: "ах"})
		for _, s := range zeroEnding(base.text) {
			p.putCase(s, "–", Genitive)
		}
		p.in(Plural, glossary.Plural, Possible, "P1")
		p.put(base, endings{gen: "ей"})
		return
	}
	if ends(w.low, "ські цькі зькі") {
		adjective(p, w, Regular)
	} else if last(w.low) == 'і' && w.decl != glossary.DeclNoun {
		adjective(p, w, Possible)
	}
	p.in(Plural, glossary.Plural, Regular, "P2")
	p.add(w.text, Nominative|Vocative, Regular, "")
	if last(w.low) == 'ї' {
		p.put(base, endings{gen: "їв й", dat: "ям", acc: "їв", ins: "ями", loc: "ях"})
		return
	}
	p.put(base, endings{gen: "ів", dat: "ям", acc: "ів", ins: "ями", loc: "ях"})
	if isSibilant(last(base.text)) {
		p.put(base, endings{gen: "–", dat: "ам", ins: "ами", loc: "ах"})
	}
	p.in(Plural, glossary.Plural, Possible, "P2")
	p.put(base, endings{gen: "ь ей –", dat: "ам", ins: "ами ьми", loc: "ах"})
}

// neuterPlural puts plural-only names in -а and -я: Золоті Ворота.
func neuterPlural(p *paradigm, w word) {
	base := stem{butLast(w.text), Regular, ""}
	p.in(Plural, glossary.Plural, Regular, "P3")
	p.add(w.text, Nominative|Vocative, Regular, "")
	if strings.HasSuffix(w.low, "я") {
		p.put(base, endings{gen: "ь", dat: "ям", ins: "ями", loc: "ях"})
		return
	}
	p.put(base, endings{dat: "ам", ins: "ами", loc: "ах"})
	for _, s := range zeroEnding(base.text) {
		p.putCase(s, "–", Genitive)
	}
}

// zeroEndingSoft is A8 for soft stems: пісня, пісень; Катря, Катр.
func zeroEndingSoft(base string) []stem {
	final := last(base)
	head := butLast(base)
	switch {
	case final == 'р':
		return []stem{{base, Possible, "A8"}}
	case strings.ContainsRune("нл", final) && (isConsonant(last(head)) || last(head) == 'ь') && last(head) != final:
		head = strings.TrimSuffix(head, "ь") // вітальня, віталень
		return []stem{{head + "е" + string(final) + "ь", Possible, "A8"}, {head + "о" + string(final) + "ь", Possible, "A8"}}
	}
	return nil
}

// zeroEnding is A8: the stem as a word of its own, in the genitive plural. A
// vowel comes in between two consonants, and о and е of the syllable that is
// closed now become і.
func zeroEnding(base string) []stem {
	stems := []stem{{base, Regular, ""}}
	final := last(base)
	head := butLast(base)
	before := last(head)
	switch {
	case final == 'к' && (isConsonant(before) || before == 'й' || before == 'ь'):
		stems = []stem{{head + "ок", Regular, "A8"}, {base, Possible, ""}}
		if before == 'й' || before == 'ь' {
			stems = append(stems, stem{butLast(head) + "йок", Possible, "A8"}, stem{butLast(head) + "ьок", Possible, "A8"})
		}
	case strings.ContainsRune("нлрвм", final) && (isConsonant(before) || before == 'ь'):
		if before == 'ь' {
			head = butLast(head)
		}
		stems = append(stems, stem{head + "е" + string(final), Regular, "A8"}, stem{head + "о" + string(final), Possible, "A8"})
	case before == 'о' || before == 'е':
		stems = append(stems, stem{butLast(head) + "і" + string(final), Possible, "A8"})
	}
	return stems
}
