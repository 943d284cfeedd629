package suggest

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// candidate is a lemma that a name in the text may have.
type candidate struct {
	lemma  string
	score  int
	gender glossary.Gender
	cases  inflect.Case
}

// What readings of a name cost or gain.
const (
	covers       = 100 // a form that the lemma explains
	wrongCase    = 60  // the preposition before asks for another case
	wrongGender  = 30  // two words of different genders
	agreement    = 12  // an adjective and its noun
	wellKnown    = 60  // a given name that everybody knows
	genitiveTail = 25  // a word that stands in the genitive for good
	ahead        = 25  // one lemma is surely better than the next
)

// candidates returns the lemmas that a mention may have; none when its words do
// not belong together.
func (r *reader) candidates(m mention) []candidate {
	all := r.words[m.first : m.last+1]
	switch {
	case m.asIs || all[0].latin:
		return []candidate{{lemma: r.join(m.first, m.last), score: covers}}
	case all[0].shape == capitals && len(all) == 1:
		return []candidate{{lemma: abbreviation(all[0].text), score: covers}}
	case len(all) > 5:
		return []candidate{{lemma: r.join(m.first, m.last), score: 0}}
	}
	c := composer{r: r, m: m, words: all}
	c.next(0, candidate{cases: m.cases}, reading{})
	if len(c.found) == 0 && len(all) == 1 {
		c.m.cases = inflect.AllCases
		c.next(0, candidate{cases: inflect.AllCases, score: -wrongCase}, reading{})
	}
	return c.found
}

// composer puts the readings of the words of a mention together.
type composer struct {
	r     *reader
	m     mention
	words []word
	found []candidate
}

// next adds the readings of word i to what the words before make.
func (c *composer) next(i int, sofar candidate, before reading) {
	if i == len(c.words) {
		sofar.score = covers + sofar.score/len(c.words)
		c.found = append(c.found, sofar)
		return
	}
	for _, rd := range c.readings(i, sofar.gender) {
		to := sofar
		to.cases &= rd.cases
		to.score += rd.weight
		if i == 0 && len(c.words) == 1 && rd.lemma == c.words[0].text && (c.m.opening || c.r.isSubject(c.m.first) && rd.gender == glossary.Feminine) {
			to.score += agreement // sentences rather begin with a nominative
		}
		if i == 0 && c.m.bare && rd.cases == inflect.Locative {
			to.score -= ahead
		}
		if to.cases == 0 {
			if i > 0 || len(c.words) > 1 || sofar.cases == inflect.AllCases {
				continue
			}
			to.cases = rd.cases
			to.score -= wrongCase
		}
		if i > 0 && !c.m.person && !c.agree(&to, before, rd) {
			continue
		}
		if i == 0 || !c.m.person {
			to.gender = rd.gender
		}
		to.lemma = rd.lemma
		if i > 0 {
			to.lemma = sofar.lemma + " " + rd.lemma
		}
		c.next(i+1, to, rd)
	}
	if i > 0 && !before.adjective && c.mayBeFixed(i) {
		sofar.lemma += " " + c.r.join(c.m.first+i, c.m.last)
		sofar.score += (len(c.words) - i) * (sofar.score/i - genitiveTail)
		if i >= len(c.words)-c.m.fixed {
			sofar.score += (len(c.words) - i) * genitiveTail
		}
		c.next(len(c.words), sofar, before)
	}
}

// readings returns the readings of a word in its place; those of a person's
// name for the gender that the given name has.
func (c *composer) readings(i int, gender glossary.Gender) []reading {
	w := c.words[i]
	if i >= len(c.words)-c.m.fixed && c.m.fixed > 0 {
		return nil
	}
	all := c.r.forms.of(w.text)
	if !c.m.person {
		if len(c.words) == 1 && c.r.lexicon.givenOf(w.text) {
			return c.r.asGiven(all)
		}
		if i == 0 && (c.m.inside || c.m.kind == glossary.Place) {
			return asPlaces(all, w.low)
		}
		return all
	}
	var kept []reading
	for _, rd := range all {
		g := c.r.lexicon.given[rd.lemma]
		if rd.lemma == w.text && rd.gender == glossary.Masculine { // a person's accusative is the genitive
			rd.cases &^= inflect.Accusative
		}
		switch {
		case i == 0 && g != "":
			rd.weight, rd.gender = rd.weight+wellKnown, g
			kept = append(kept, rd)
		case i > 0 && fitsSurname(rd, w, gender):
			if gender == glossary.Masculine && !favours(rd, w.text) {
				rd.weight -= 2 * agreement
			}
			kept = append(kept, rd)
		}
	}
	if final, _ := utf8.DecodeLastRuneInString(w.low); i > 0 && gender == glossary.Feminine && (isConsonant(final) || strings.ContainsRune("ьйоуиіе", final)) {
		kept = append(kept, reading{lemma: w.text, weight: 45, cases: inflect.AllCases, gender: gender})
	}
	if len(kept) == 0 && i > 0 {
		kept = append(kept, reading{lemma: w.text, cases: inflect.AllCases})
	}
	return kept
}

// asGiven prefers the given names among the readings of a word.
func (r *reader) asGiven(all []reading) []reading {
	given := slices.Clone(all)
	for i := range given {
		if g := r.lexicon.given[given[i].lemma]; g != "" {
			given[i].weight, given[i].gender = given[i].weight+ahead, g
		}
	}
	return given
}

// favours says whether a reading of a man's surname is the usual one: Холта is
// of Холт, and Веризі of Верига, for men in a consonant have -ові or -у.
func favours(rd reading, form string) bool {
	final, _ := utf8.DecodeLastRuneInString(rd.lemma)
	return (rd.lemma != form || final != 'а') && !(isConsonant(final) && hasAny(form, "і") && !hasAny(form, "ові еві"))
}

// asPlaces prefers, among the readings of a word, those that places have where
// people have others: Вишневе to Вишневий, Чернігів to Чернігов.
func asPlaces(all []reading, form string) []reading {
	placed := slices.Clone(all)
	for i := range placed {
		switch lemma := strings.ToLower(placed[i].lemma); {
		case lemma == form:
		case hasAny(lemma, "ів їв"), hasAny(lemma, "е є") && hasAny(form, "ому ого ім им"):
			placed[i].weight += 25
		case hasAny(lemma, "а") && hasAny(form, "і"): // people have -ові where they can
			placed[i].weight += 5
		}
	}
	return placed
}

// isSubject says whether a verb before a word says that a feminine subject did
// something: Прилетіла Україна, Одеса зустріла.
func (r *reader) isSubject(i int) bool {
	did := func(w word) bool {
		return w.shape != capitals && hasAny(w.low, "ала ила іла їла яла ула лася")
	}
	return i > 0 && r.words[i].joined && did(r.words[i-1])
}

// fitsSurname says whether a reading of a surname fits a person of that gender.
// Women's surnames decline only in -а and -я.
func fitsSurname(rd reading, w word, gender glossary.Gender) bool {
	low := strings.ToLower(rd.lemma)
	if rd.plural {
		return false
	}
	if gender == glossary.Feminine {
		return hasAny(low, "а я")
	}
	return !hasAny(low, "ська цька зька ова ева єва івна ївна") && (!hasAny(low, "е є и і ї") || rd.lemma == w.text)
}

// agree says whether two words may stand beside each other in one name, and
// counts what speaks for it.
func (c *composer) agree(to *candidate, before, rd reading) bool {
	if !before.adjective && len(c.words) > 2 { // of three words, one is an adjective or stands in the genitive
		to.score -= wrongCase
	}
	switch {
	case c.m.headed && !before.adjective:
		return false
	case before.plural != rd.plural || (before.gender == glossary.Plural) != (rd.gender == glossary.Plural):
		return false
	case before.adjective && before.gender == rd.gender:
		to.score += 2 * agreement
	case before.adjective || rd.adjective && before.gender != rd.gender:
		return before.gender == "" || rd.gender == ""
	case before.gender != "" && rd.gender != "" && before.gender != rd.gender:
		to.score -= wrongGender
		return !c.m.opening
	case before.gender != glossary.Feminine && rd.gender == glossary.Masculine: // Кеагана Джейкобса is rather a man
		to.score += agreement
	}
	return true
}

// mayBeFixed says whether the words from i on may stand in the genitive for
// good: Кабінет Міністрів, Музей сакрального мистецтва.
func (c *composer) mayBeFixed(i int) bool {
	if c.m.fixed > 0 {
		return i == len(c.words)-c.m.fixed
	}
	if c.m.person || c.m.opening {
		return false
	}
	for _, w := range c.words[i:] {
		genitive, other := 0, 0
		for _, rd := range c.r.forms.of(w.text) {
			if rd.cases&inflect.Genitive != 0 && rd.lemma != w.text {
				genitive = max(genitive, rd.weight)
			} else {
				other = max(other, rd.weight)
			}
		}
		if genitive == 0 || genitive < other-ahead {
			return false
		}
	}
	return true
}

// join returns the words of a range, one space between them.
func (r *reader) join(first, last int) string {
	if first == last {
		return r.words[first].text
	}
	var b strings.Builder
	for i := first; i <= last; i++ {
		if i > first {
			b.WriteByte(' ')
		}
		b.WriteString(r.words[i].text)
	}
	return b.String()
}

// abbreviation takes the ending in small letters off: ООН-у.
func abbreviation(text string) string {
	if at := strings.LastIndexByte(text, '-'); at > 0 && strings.ToLower(text[at:]) == text[at:] {
		return text[:at]
	}
	return text
}
