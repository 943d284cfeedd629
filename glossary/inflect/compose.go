package inflect

import (
	"slices"

	"github.com/tovmach/tovmach/glossary"
)

// slot is a place in a phrase: the fixed text before a word, and the readings
// of the word, or none for a word that stays.
type slot struct {
	before string
	word   string
	alts   []reading
}

// compose joins the words of a phrase: all that change stand in the same case
// and number, and agree in gender. A person of several words has no plural.
func (g *Generator) compose(slots []slot, after string, p plan, kind glossary.Kind) []reading {
	j := &g.joiner
	j.slots, j.after, j.grade, j.worst = slots, after, p.grade, p.worst
	j.out = paradigm{readings: g.room(readingsOfPhrase)}
	for _, gender := range [...]glossary.Gender{glossary.Masculine, glossary.Feminine, glossary.Neuter} {
		if canBe(slots, Singular, gender) {
			j.allCases(Singular, gender)
		}
	}
	switch {
	case canBe(slots, Plural, glossary.Plural):
		j.allCases(Plural, glossary.Plural)
	case len(j.out.readings) > 0 && kind != glossary.Person:
		j.grade, j.worst = Possible, Possible
		j.allCases(Plural, glossary.Plural)
	}
	return j.out.readings
}

// canBe says whether the phrase as it stands is a nominative of that number
// and gender.
func canBe(slots []slot, n Number, g glossary.Gender) bool {
	for _, s := range slots {
		nominative := func(r reading) bool {
			return r.cases&Nominative != 0 && fits(r, n, g) && r.text == s.word
		}
		if s.alts != nil && !slices.ContainsFunc(s.alts, nominative) {
			return false
		}
	}
	return true
}

// fits says whether a reading has that number and can have that gender.
func fits(r reading, n Number, g glossary.Gender) bool {
	return r.number == n && (n == Plural || r.gender == "" || r.gender == g)
}

// mostWays bounds the forms of a phrase in one case; past it only the sure
// forms of each word are joined, and four times as many are made at most.
const mostWays = 24

// joiner builds the forms of a phrase, and keeps its memory for the next one.
type joiner struct {
	slots        []slot
	after        string
	grade, worst Grade
	out          paradigm
	seen         map[string]int // the places of the forms of this number and gender in out

	columns [][]reading // the ways to write each word in the case at hand
	best    []Grade     // of each column
	picks   []int       // the way taken in each column
	text    []byte      // the phrase so far
	left    int         // how many forms may still be made
}

// allCases puts the forms of the phrase in every case.
func (j *joiner) allCases(n Number, g glossary.Gender) {
	j.out.in(n, g, j.grade, "")
	if j.seen == nil {
		j.seen = map[string]int{}
	}
	clear(j.seen)
	for c := Nominative; c <= Vocative; c <<= 1 {
		j.fill(c, n, g)
		j.left = 4 * mostWays
		j.walk(0, 0, c)
	}
}

// fill sets the columns for one case.
func (j *joiner) fill(c Case, n Number, g glossary.Gender) {
	j.columns = sized(j.columns, len(j.slots))
	j.best = sized(j.best, len(j.slots))
	j.picks = sized(j.picks, len(j.slots))
	sure, odd := 1, 0 // ways of which all words, and all but one, are as sure as they can be
	for i, s := range j.slots {
		column, best := j.columns[i][:0], Possible
		for _, r := range s.alts {
			if r.cases&c != 0 && r.grade <= j.worst && fits(r, n, g) && !containsText(column, r.text) {
				column = append(column, r)
				best = min(best, r.grade)
			}
		}
		j.columns[i], j.best[i] = column, best
		if s.alts != nil {
			n := 0
			for k := range column {
				if column[k].grade == best {
					n++
				}
			}
			sure, odd = sure*n, odd*n+sure*(len(column)-n)
		}
	}
	if sure+odd <= mostWays {
		return
	}
	for i := range j.columns {
		j.columns[i] = slices.DeleteFunc(j.columns[i], func(r reading) bool { return r.grade > j.best[i] })
	}
}

// containsText says whether one of the readings has that text.
func containsText(list []reading, text string) bool {
	for i := range list {
		if list[i].text == text {
			return true
		}
	}
	return false
}

// walk adds word i in every way and goes on with the next one; odd counts the
// words that are less sure than they could be, of which one is enough.
func (j *joiner) walk(i, odd int, c Case) {
	if i == len(j.slots) {
		j.leaf(c)
		return
	}
	s := &j.slots[i]
	start := len(j.text)
	j.text = append(j.text, s.before...)
	word := len(j.text)
	if s.alts == nil {
		j.text = append(j.text, s.word...)
		j.walk(i+1, odd, c)
	}
	for k := range j.columns[i] {
		r := &j.columns[i][k]
		less := odd
		if r.grade > j.best[i] {
			less++
		}
		if less > 1 || j.left == 0 {
			continue
		}
		j.picks[i] = k
		j.text = append(j.text[:word], r.text...)
		j.walk(i+1, less, c)
	}
	j.text = j.text[:start]
}

// leaf puts a finished form. A phrase is as sure as the surest of its words:
// one sure word is enough to know it by.
func (j *joiner) leaf(c Case) {
	j.left--
	end := len(j.text)
	j.text = append(j.text, j.after...)
	grade := Possible
	for i, column := range j.columns {
		if len(column) > 0 {
			grade = min(grade, column[j.picks[i]].grade)
		}
	}
	grade = max(grade, j.grade)
	if at, ok := j.seen[string(j.text)]; ok {
		r := &j.out.readings[at]
		r.cases |= c
		r.grade = min(r.grade, grade)
	} else {
		text := string(j.text)
		j.seen[text] = len(j.out.readings)
		j.out.rule = j.rule()
		j.out.append(text, c, grade, "")
	}
	j.text = j.text[:end]
}

// rule names the rules of the words that were joined.
func (j *joiner) rule() string {
	rule := ""
	for i, column := range j.columns {
		if len(column) == 0 {
			continue
		}
		if rule != "" {
			rule += ", "
		}
		rule += column[j.picks[i]].rule
	}
	return rule
}
