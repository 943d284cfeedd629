package inflect

import (
	"strings"
	"unicode"

	"github.com/tovmach/tovmach/glossary"
)

// role is what a word is inside a name, as far as it matters for its endings.
type role uint8

const (
	anyRole role = iota
	givenName
	surname
)

// word is one word that may decline, and what is known about it.
type word struct {
	text   string
	low    string // in lower case, apostrophes as '
	kind   glossary.Kind
	gender glossary.Gender
	decl   glossary.Decl
	role   role
}

// newWord readies a word for the rules.
func newWord(text string, h Hints, r role) word {
	return word{text, lower(text), h.Kind, h.Gender, h.Decl, r}
}

// lower returns text in lower case with every apostrophe as U+0027.
func lower(text string) string {
	return strings.Map(func(r rune) rune {
		if isApostrophe(r) {
			return '\''
		}
		return unicode.ToLower(r)
	}, text)
}

// likeCase returns a word in lower case with the capital of its model.
func likeCase(low, model string) string {
	if first := []rune(model)[0]; unicode.IsUpper(first) {
		r := []rune(low)
		r[0] = unicode.ToUpper(r[0])
		return string(r)
	}
	return low
}

// may says whether the word can be of that gender.
func (w word) may(g glossary.Gender) bool { return w.gender == "" || w.gender == g }

// person says whether the word is surely the name of a person.
func (w word) person() bool { return w.kind == glossary.Person || w.role != anyRole }

// readings returns all forms of the word, the lemma first.
func (w word) readings(g *Generator) []reading {
	p := &paradigm{readings: g.room(readingsOfWord), joined: g.rules}
	switch {
	case w.decl == glossary.DeclNone || !isCyrillic(last(w.low)) || butLast(w.low) == "":
	case isAbbreviation(w.text):
		abbreviation(p, w)
	case w.decl == glossary.DeclAdj && isAdjectival(w.low):
		adjective(p, w, Regular)
	default:
		w.decline(p)
		irregularPlural(p, w)
	}
	if len(p.readings) == 0 {
		p.in(Singular, w.gender, Regular, "indeclinable").add(w.text, AllCases, Regular, "")
		p.in(Plural, w.gender, Possible, "indeclinable").add(w.text, AllCases, Possible, "")
	}
	return p.readings
}

// decline chooses the classes by the last letter.
func (w word) decline(p *paradigm) {
	switch last(w.low) {
	case 'а', 'я':
		feminineOpen(p, w)
		neuterStems(p, w)
	case 'о', 'е', 'є':
		neuter(p, w)
	case 'и', 'і', 'ї':
		plural(p, w)
	case 'у', 'ю':
	default:
		masculine(p, w)
		feminineClosed(p, w)
	}
}
