package suggest

import (
	"strings"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// lexicon is what the package knows of words by heart.
type lexicon struct {
	never map[string]bool
	given map[string]glossary.Gender // given names, as they are written
	cues  map[string]cue             // common nouns that say what the name beside them is
	tried map[string][]guess         // the guesses that were made before
	nouns map[string]string          // the cues that were found before, "" is none
}

// cue is what a common noun says of the name beside it.
type cue struct {
	kind glossary.Kind
	body bool // it can be the head of a name itself: Закарпатська митниця
}

func newLexicon() *lexicon {
	l := &lexicon{map[string]bool{}, inflect.GivenNames(), map[string]cue{}, map[string][]guess{}, map[string]string{}}
	for w := range strings.FieldsSeq(never) {
		l.never[w] = true
	}
	for _, list := range []struct {
		words string
		cue   cue
	}{
		{wares, cue{glossary.Other, false}},
		{titles, cue{glossary.Person, false}},
		{places, cue{glossary.Place, true}},
		{press, cue{glossary.Media, false}},
		{bodies, cue{glossary.Organisation, true}},
	} {
		for w := range strings.FieldsSeq(list.words) {
			l.cues[w] = list.cue
		}
	}
	return l
}

// cueOf returns what a common noun in any form says, and its nominative.
func (l *lexicon) cueOf(low string) (cue, string) {
	noun, ok := l.nouns[low]
	if !ok {
		noun = l.noun(low)
		l.nouns[low] = noun
	}
	return l.cues[noun], noun
}

// noun returns the cue that a word is a form of, or "".
func (l *lexicon) noun(low string) string {
	if _, ok := l.cues[low]; ok {
		return low
	}
	if len(low) < len("суд") {
		return ""
	}
	for _, g := range l.guesses(low) {
		if _, ok := l.cues[g.lemma]; ok {
			return g.lemma
		}
	}
	return ""
}

// guesses remembers what the function of that name returns.
func (l *lexicon) guesses(form string) []guess {
	all, ok := l.tried[form]
	if !ok {
		all = guesses(form)
		l.tried[form] = all
	}
	return all
}

// givenOf says whether a form can be one of a given name.
func (l *lexicon) givenOf(form string) bool {
	for _, g := range l.guesses(form) {
		if l.given[g.lemma] != "" {
			return true
		}
	}
	return false
}

// isPatronymic says whether a word is a father's name in any form.
func isPatronymic(low string) bool {
	return hasAny(low, "ович овича овичу овичем овичеві овичі івна івни івні івну івною йович йовича йовичу йовичем йовичеві ївна ївни ївні ївну ївною")
}

// governed returns the cases that a preposition asks for, or all of them.
func governed(low string) inflect.Case {
	const (
		gen, dat, acc = inflect.Genitive, inflect.Dative, inflect.Accusative
		ins, loc      = inflect.Instrumental, inflect.Locative
	)
	switch low {
	case "від", "од", "до", "без", "для", "після", "біля", "проти", "щодо", "крім", "окрім", "серед", "замість", "навколо", "коло", "ради", "поблизу",
		"довкола", "всередині", "стосовно", "задля", "неподалік", "внаслідок", "протягом", "попід", "посеред", "з-за", "із-за", "з-під", "із-під":
		return gen
	case "з", "із", "зі":
		return gen | ins
	case "у", "в":
		return loc | acc | gen
	case "на", "о", "об":
		return loc | acc
	case "при":
		return loc
	case "про", "через", "попри", "крізь":
		return acc
	case "по":
		return loc | dat | acc
	case "за":
		return acc | ins | gen
	case "під", "над", "перед", "поза":
		return ins | acc
	case "між", "поміж":
		return ins | gen
	case "завдяки", "всупереч", "назустріч":
		return dat
	}
	return inflect.AllCases
}
