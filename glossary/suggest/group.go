package suggest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/glossary/translit"
)

// surface is a name as it is written in one way, with all of its places.
type surface struct {
	text       string
	mentions   []mention
	candidates []candidate
}

// group is a name with all of its surfaces.
type group struct {
	lemma    string
	gender   glossary.Gender
	sure     bool // the lemma is no mere guess
	surfaces []*surface
	reader   *reader
}

// group gathers the mentions under their lemmas.
func (r *reader) group() []*group {
	r.forms = newForms(r.texts(), r.lexicon)
	r.part()
	var phrases, alone, rest []*surface
	for _, s := range r.surfaces() {
		if m := s.mentions[0]; m.last > m.first {
			phrases = append(phrases, s)
		} else {
			alone = append(alone, s)
		}
	}
	groups := r.cover(phrases)
	for _, s := range alone {
		if !r.attach(s, groups) {
			rest = append(rest, s)
		}
	}
	var kept []*group
	for _, g := range append(groups, r.cover(rest)...) {
		if g.isName() {
			kept = append(kept, g)
		}
	}
	return kept
}

// texts returns the words of the mentions whose forms matter.
func (r *reader) texts() []string {
	var all []string
	for _, m := range r.mentions {
		for i := m.first; i <= m.last-m.fixed; i++ {
			if w := r.words[i]; !w.latin && (w.shape != capitals) {
				all = append(all, w.text)
			}
		}
	}
	return all
}

// part takes phrases apart whose words do not belong together: у Києві
// Зеленський; Словаччина Інтерпол.
func (r *reader) part() {
	var parted []mention
	for _, m := range r.mentions {
		if m.first == m.last || m.asIs || len(r.candidates(m)) > 0 {
			parted = append(parted, m)
			continue
		}
		if r.words[m.last].shape == small { // an adjective that does not agree
			m.last, m.fixed = m.first, 0
			parted = append(parted, m)
			continue
		}
		if rest := m.behindFirst(); m.opening && rest.last > rest.first && len(r.candidates(rest)) > 0 { // Приїде Марек Ондруш
			parted = append(parted, rest)
			continue
		}
		for i := m.first; i <= m.last; i++ {
			one := mention{first: i, last: i, cases: inflect.AllCases, proved: true}
			if i == m.first {
				one.cases, one.kind, one.proved, one.opening = m.cases, m.kind, m.proved, m.opening
			}
			if r.mayBegin(i) {
				parted = append(parted, one)
			}
		}
	}
	r.mentions = parted
}

// behindFirst is a mention without its first word.
func (m mention) behindFirst() mention {
	m.first++
	m.opening, m.proved, m.inside, m.cases, m.kind = false, true, false, inflect.AllCases, ""
	return m
}

// surfaces gathers the mentions that are written alike, with their candidates.
func (r *reader) surfaces() []*surface {
	at := map[string]*surface{}
	var all []*surface
	for _, m := range r.mentions {
		text := r.join(m.first, m.last)
		s, ok := at[text]
		if !ok {
			s = &surface{text: text}
			at[text] = s
			all = append(all, s)
		}
		s.mentions = append(s.mentions, m)
	}
	for _, s := range all {
		s.weigh(r)
	}
	return all
}

// weigh joins the candidates of all mentions: each lemma has the mean of what
// the mentions say.
func (s *surface) weigh(r *reader) {
	sum := map[string]*candidate{}
	var order []string
	for _, m := range s.mentions {
		most := map[string]candidate{}
		for _, c := range r.candidates(m) {
			if old, ok := most[c.lemma]; !ok {
				most[c.lemma] = c
				if sum[c.lemma] == nil {
					sum[c.lemma] = &candidate{lemma: c.lemma, gender: c.gender}
					order = append(order, c.lemma)
				}
			} else if c.score > old.score {
				most[c.lemma] = c
			}
		}
		for lemma, c := range most {
			sum[lemma].score += c.score
			sum[lemma].gender = c.gender
		}
	}
	n := len(s.mentions)
	for _, lemma := range order {
		c := *sum[lemma]
		c.score /= n
		s.candidates = append(s.candidates, c)
	}
}

// attach gives a surname that stands alone to the person who has it.
func (r *reader) attach(s *surface, groups []*group) bool {
	m := s.mentions[0]
	if m.first != m.last || r.words[m.first].latin {
		return false
	}
	for _, g := range groups {
		words := strings.Fields(g.lemma)
		family := words[len(words)-1]
		if isPatronymic(strings.ToLower(family)) || !g.surfaces[0].mentions[0].person && !g.mayBePerson(g.surfaces[0].mentions[0]) {
			continue
		}
		fits := s.text == family || g.gender != glossary.Feminine && slices.ContainsFunc(s.candidates, func(c candidate) bool { return c.lemma == family }) ||
			g.gender == glossary.Feminine && hasAny(family, "а я") && slices.ContainsFunc(s.candidates, func(c candidate) bool { return c.lemma == family })
		if fits {
			g.surfaces = append(g.surfaces, s)
			return true
		}
	}
	return false
}

// isName says whether capitals show that the group is a name, or the word alone
// does.
func (g *group) isName() bool {
	for _, s := range g.surfaces {
		for _, m := range s.mentions {
			w := g.reader.words[m.first]
			if m.proved || m.last > m.first && !m.opening || m.person || w.latin || isSurname(w.low) || m.last > m.first && m.kind != "" ||
				m.last > m.first && g.reader.words[m.last].shape == title {
				return true
			}
		}
	}
	return false
}

// name makes the name of the group.
func (g *group) name(scheme translit.Scheme) Name {
	n := Name{Lemma: g.lemma, Gender: g.gender, Kind: g.kind(), First: match.Span{Start: -1}}
	slices.SortFunc(g.surfaces, func(a, b *surface) int { return cmp.Compare(a.mentions[0].first, b.mentions[0].first) })
	proved := false
	for _, s := range g.surfaces {
		n.Forms = append(n.Forms, s.text)
		n.Count += len(s.mentions)
		if n.First.Start < 0 {
			m := s.mentions[0]
			n.First = match.Span{Start: g.reader.words[m.first].Start, End: g.reader.words[m.last].End}
		}
		for _, m := range s.mentions {
			proved = proved || m.proved || m.person && m.last > m.first
		}
	}
	if proved && g.sure {
		n.Confidence = match.High
	}
	n.Target = n.Lemma
	if !g.isLatin() {
		n.Target, n.scheme = scheme.String(n.Lemma), scheme.ID()
	}
	return n
}

func (g *group) isLatin() bool { return g.reader.words[g.surfaces[0].mentions[0].first].latin }

// kind is what most mentions say.
func (g *group) kind() glossary.Kind {
	votes := map[glossary.Kind]int{}
	for _, s := range g.surfaces {
		for _, m := range s.mentions {
			switch {
			case m.person && m.last > m.first, m.initials, g.reader.isPerson(m):
				votes[glossary.Person] += 3
			case m.kind == glossary.Person && !g.mayBePerson(m): // директор Інтерполу
			case m.kind != "":
				votes[m.kind]++
			}
		}
	}
	best := glossary.Kind("")
	for _, k := range []glossary.Kind{glossary.Person, glossary.Place, glossary.Organisation, glossary.Media} {
		if votes[k] > votes[best] {
			best = k
		}
	}
	return best
}

// mayBePerson says whether a mention behind a title can be of a person: two
// words with capitals, no plural and no place.
func (g *group) mayBePerson(m mention) bool {
	return m.last > m.first && !m.headed && m.fixed == 0 && (g.gender == glossary.Masculine || g.gender == glossary.Feminine || g.gender == "") &&
		len(strings.Fields(g.lemma)) == m.last-m.first+1 && !startsLikeAdjective(g.lemma)
}

// startsLikeAdjective says whether the first word of a name is an adjective.
func startsLikeAdjective(lemma string) bool {
	first, _, _ := strings.Cut(lemma, " ")
	return hasAny(first, "ий ська цька зька на не нє ова ева ня")
}

// isPerson says whether a mention ends in a father's name or like a surname.
func (r *reader) isPerson(m mention) bool {
	return m.last > m.first && (isPatronymic(r.words[m.last].low) || isSurname(r.words[m.last].low))
}
