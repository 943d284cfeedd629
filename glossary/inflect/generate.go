package inflect

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/tovmach/tovmach/glossary"
)

// Generate returns the forms of a name or a term, each text once, the lemma
// always first. It never fails: a lemma that no rule fits has one form, and an
// empty lemma none.
//
// Listed forms win (Hints.Forms): plain ones replace the rules, those with a
// plus are added to them, those with a minus taken away. The apostrophes of the
// lemma are kept as they are typed.
//
// A note in brackets at the end of a lemma, which tells names apart in a table,
// is no part of the name: Мир (платіжна система). The notes f, m, n and pl are
// a gender.
func Generate(lemma string, h Hints) []Form {
	return new(Generator).Generate(lemma, h)
}

// Generate is the function Generate. The forms are good until the next call.
func (g *Generator) Generate(lemma string, h Hints) []Form {
	if lemma == "" {
		return nil
	}
	g.reset()
	set := &g.set
	listed, added, removed := sortListed(h.Forms)
	switch {
	case len(listed) > 0 || h.Decl == glossary.DeclList:
		set.add(reading{lemma, Nominative, 0, h.Gender, Listed, "lemma"})
	default:
		set.add(reading{lemma, 0, 0, "", Possible, "lemma"})
		name, gender := cutNote(plain(lemma))
		h.Gender = cmp.Or(h.Gender, gender)
		if h.Decl == glossary.DeclAuto {
			h.Decl = ""
		}
		for _, r := range g.phraseReadings(name, h) {
			set.add(r)
		}
		set.forms[0].Grade = Regular
		set.forms[0].Cases |= Nominative
	}
	for _, text := range append(listed, added...) {
		set.list(text, h.Gender)
	}
	return set.without(removed)
}

// plain composes the letters of a lemma (и and a breve are й) and drops its
// stress marks, unless it is nothing else.
func plain(lemma string) string {
	lemma = norm.NFC.String(lemma)
	if !strings.ContainsAny(lemma, stressMarks) {
		return lemma
	}
	bare := strings.Map(func(r rune) rune {
		if strings.ContainsRune(stressMarks, r) {
			return -1
		}
		return r
	}, lemma)
	return cmp.Or(bare, lemma)
}

// stressMarks are the marks that show stress: the acute and the grave accent.
const stressMarks = "\u0301\u0300"

// cutNote takes a note in brackets off a lemma; the gender is what it says.
func cutNote(lemma string) (string, glossary.Gender) {
	body, ok := strings.CutSuffix(lemma, ")")
	at := strings.LastIndexByte(body, '(')
	if !ok || at < 0 || strings.TrimSpace(body[:at]) == "" {
		return lemma, ""
	}
	switch note := glossary.Gender(strings.TrimSpace(body[at+1:])); note {
	case glossary.Masculine, glossary.Feminine, glossary.Neuter, glossary.Plural:
		return strings.TrimSpace(body[:at]), note
	}
	return strings.TrimSpace(body[:at]), ""
}

// sortListed parts the listed forms into those that stand for themselves, those
// that are added and those that are removed.
func sortListed(forms []string) (listed, added, removed []string) {
	for _, text := range forms {
		if rest, ok := strings.CutPrefix(text, "+"); ok {
			added = append(added, rest)
		} else if rest, ok := strings.CutPrefix(text, "-"); ok {
			removed = append(removed, rest)
		} else if text != "" {
			listed = append(listed, text)
		}
	}
	return listed, added, removed
}

// formSet joins readings with the same text into one form.
type formSet struct {
	forms []Form
	at    map[string]int // where each text is, when there are many
	many  bool
}

// reset empties the set and keeps its memory.
func (s *formSet) reset() {
	s.forms, s.many = s.forms[:0], false
	clear(s.at)
}

// add joins a reading to the form with its text, or makes one.
func (s *formSet) add(r reading) {
	if i, ok := s.find(r.text); ok {
		f := &s.forms[i]
		if f.Gender != r.gender && f.Number != 0 {
			f.Gender = ""
		} else {
			f.Gender = r.gender
		}
		f.Cases |= r.cases
		f.Number |= r.number
		if r.grade < f.Grade || i == 0 && f.Rule == "lemma" {
			f.Grade, f.Rule = r.grade, r.rule
		}
		return
	}
	s.forms = append(s.forms, Form{r.text, r.cases, r.number, r.gender, r.grade, r.rule})
	if s.many {
		s.at[r.text] = len(s.forms) - 1
	}
}

// list marks the form with that text as listed, or makes one.
func (s *formSet) list(text string, g glossary.Gender) {
	if i, ok := s.find(text); ok {
		s.forms[i].Grade, s.forms[i].Rule = Listed, "listed"
		return
	}
	s.add(reading{text, 0, 0, g, Listed, "listed"})
}

// find looks for a text: by walking while there are few, in a map later.
func (s *formSet) find(text string) (int, bool) {
	const few = 24
	if !s.many {
		for i := range s.forms {
			if s.forms[i].Text == text {
				return i, true
			}
		}
		if len(s.forms) > few {
			s.many = true
			if s.at == nil {
				s.at = make(map[string]int, 4*few)
			}
			for i := range s.forms {
				s.at[s.forms[i].Text] = i
			}
		}
		return 0, false
	}
	i, ok := s.at[text]
	return i, ok
}

// without returns the forms but for the removed ones; the lemma stays.
func (s *formSet) without(removed []string) []Form {
	kept := s.forms[:1]
	for _, f := range s.forms[1:] {
		if !slices.Contains(removed, f.Text) {
			kept = append(kept, f)
		}
	}
	return kept
}
