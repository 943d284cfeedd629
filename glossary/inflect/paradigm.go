package inflect

import (
	"strings"

	"github.com/tovmach/tovmach/glossary"
)

// reading is one form of a word in one grammatical sense. A text with two
// senses has two readings until the forms are put together.
type reading struct {
	text   string
	cases  Case
	number Number
	gender glossary.Gender
	grade  Grade
	rule   string
}

// stem is a word without its ending, after the alternations.
type stem struct {
	text  string
	grade Grade
	rule  string // the alternation that made it, or ""
}

// endings is one line of the table of declensions. Each field holds the
// endings of a case, separated by spaces; "–" is the bare stem, and a star
// softens the stem first: к to ц before і (A6), к to ч before е (A7).
type endings struct{ nom, gen, dat, acc, ins, loc, voc string }

// paradigm collects the readings of one word.
type paradigm struct {
	readings []reading
	number   Number
	gender   glossary.Gender
	grade    Grade
	rule     string
	joined   ruleNames
}

// ruleNames has the names of a class and an alternation together, "M1 A3", so
// that each is made once. A nil one keeps nothing.
type ruleNames map[[2]string]string

func (n ruleNames) of(class, alternation string) string {
	if alternation == "" {
		return class
	}
	name, ok := n[[2]string{class, alternation}]
	if !ok {
		name = class + " " + alternation
		if n != nil {
			n[[2]string{class, alternation}] = name
		}
	}
	return name
}

// in sets the sense of the forms that are put next.
func (p *paradigm) in(n Number, g glossary.Gender, grade Grade, rule string) *paradigm {
	p.number, p.gender, p.grade, p.rule = n, g, grade, rule
	return p
}

// put adds the forms of a stem with these endings.
func (p *paradigm) put(s stem, e endings) {
	p.putCase(s, e.nom, Nominative)
	p.putCase(s, e.gen, Genitive)
	p.putCase(s, e.dat, Dative)
	p.putCase(s, e.acc, Accusative)
	p.putCase(s, e.ins, Instrumental)
	p.putCase(s, e.loc, Locative)
	p.putCase(s, e.voc, Vocative)
}

// putCase adds one form for each ending of a case.
func (p *paradigm) putCase(s stem, list string, c Case) {
	for list != "" {
		var ending string
		ending, list, _ = strings.Cut(list, " ")
		body := s.text
		if soft, ok := strings.CutPrefix(ending, "*"); ok {
			if hard, ok := strings.CutSuffix(body, "ґ"); ok && soft == "і" { // Ґриґа, Ґридзі
				p.join(hard+"дз", soft, c, Possible, s.rule)
			}
			body, ending = soften(body, soft), soft
		} else if ending == "–" {
			ending = ""
		}
		p.join(body, ending, c, max(p.grade, s.grade), s.rule)
	}
}

// join adds the form of a stem and an ending, and makes its text only when it
// is new.
func (p *paradigm) join(body, ending string, c Case, grade Grade, alternation string) {
	for i := range p.readings {
		r := &p.readings[i]
		if len(r.text) == len(body)+len(ending) && r.number == p.number && r.gender == p.gender &&
			strings.HasSuffix(r.text, ending) && strings.HasPrefix(r.text, body) {
			r.cases |= c
			r.grade = min(r.grade, grade)
			return
		}
	}
	p.append(body+ending, c, grade, alternation)
}

// add is join for a whole word.
func (p *paradigm) add(text string, c Case, grade Grade, alternation string) {
	p.join(text, "", c, grade, alternation)
}

// append adds a reading in the sense at hand.
func (p *paradigm) append(text string, c Case, grade Grade, alternation string) {
	p.readings = append(p.readings, reading{text, c, p.number, p.gender, grade, p.joined.of(p.rule, alternation)})
}
