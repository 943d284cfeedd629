package inflect

import (
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// slot is a place in a phrase: the fixed text before a word, and the readings
// of the word, or none for a word that stays.
type slot struct {
	before string
	word   string
	alts   []reading
}

// choice is one way to write a word in one case.
type choice struct {
	text  string
	grade Grade
	rule  string
}

// mostChoices bounds the forms of a phrase in one case; past it only the sure
// forms of each word are joined.
const mostChoices = 24

// compose joins the words of a phrase: all that change stand in the same case
// and number, and agree in gender.
func compose(slots []slot, after string, grade Grade) []reading {
	p := &paradigm{}
	for _, g := range [...]glossary.Gender{glossary.Masculine, glossary.Feminine, glossary.Neuter} {
		if canBe(slots, Singular, g) {
			joinCases(p, slots, after, grade, Singular, g)
		}
	}
	if canBe(slots, PluralNumber, glossary.Plural) {
		joinCases(p, slots, after, grade, PluralNumber, glossary.Plural)
	} else if len(p.readings) > 0 {
		joinCases(p, slots, after, Possible, PluralNumber, glossary.Plural)
	}
	return p.readings
}

// canBe says whether the phrase as it stands is a nominative of that number
// and gender.
func canBe(slots []slot, n Number, g glossary.Gender) bool {
	for _, s := range slots {
		if s.alts == nil {
			continue
		}
		ok := false
		for _, r := range s.alts {
			ok = ok || r.text == s.word && r.cases&Nominative != 0 && fits(r, n, g)
		}
		if !ok {
			return false
		}
	}
	return true
}

// fits says whether a reading has that number and can have that gender.
func fits(r reading, n Number, g glossary.Gender) bool {
	return r.number == n && (n == PluralNumber || r.gender == "" || r.gender == g)
}

// joinCases puts the forms of the phrase in every case.
func joinCases(p *paradigm, slots []slot, after string, grade Grade, n Number, g glossary.Gender) {
	p.in(n, g, grade, "phrase")
	for c := Nominative; c <= Vocative; c <<= 1 {
		worst := Possible
		if ways(slots, c, n, g, worst) > mostChoices {
			worst = Regular
		}
		for _, way := range joined(slots, c, n, g, worst) {
			p.rule = way.rule
			p.add(way.text+after, c, max(grade, way.grade), "")
		}
	}
}

// choices are the ways to write the word of a slot in one case, no worse than
// the given grade.
func (s slot) choices(c Case, n Number, g glossary.Gender, worst Grade) []choice {
	if s.alts == nil {
		return []choice{{s.before + s.word, 0, ""}}
	}
	var list []choice
next:
	for _, r := range s.alts {
		if r.cases&c == 0 || r.grade > worst || !fits(r, n, g) {
			continue
		}
		text := s.before + r.text
		for i := range list {
			if list[i].text == text {
				list[i].grade = min(list[i].grade, r.grade)
				continue next
			}
		}
		list = append(list, choice{text, r.grade, r.rule})
	}
	return list
}

// ways counts the forms of a phrase in one case.
func ways(slots []slot, c Case, n Number, g glossary.Gender, worst Grade) int {
	total := 1
	for _, s := range slots {
		total *= len(s.choices(c, n, g, worst))
	}
	return total
}

// joined builds the forms of a phrase in one case.
func joined(slots []slot, c Case, n Number, g glossary.Gender, worst Grade) []choice {
	done := []choice{{}}
	for _, s := range slots {
		var next []choice
		options := s.choices(c, n, g, worst)
		for _, head := range done {
			for _, o := range options {
				rule := strings.TrimPrefix(head.rule+", "+o.rule, ", ")
				if o.rule == "" {
					rule = head.rule
				}
				next = append(next, choice{head.text + o.text, max(head.grade, o.grade), rule})
			}
		}
		done = next
		if len(done) > 4*mostChoices {
			done = done[:4*mostChoices]
		}
	}
	return done
}
