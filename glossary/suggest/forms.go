package suggest

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// tries is how many of the nominatives that a form may have are inflected:
// those with the most weight, as far as they are not far behind the first.
const (
	tries = 6
	far   = 48
	usual = 78
)

// forms knows the readings of the words of a text.
type forms struct {
	readings map[string][]reading
	guesses  map[string][]guess
	lexicon  *lexicon
}

// reading is one nominative of a form, with the sense that the form has then.
type reading struct {
	lemma     string
	weight    int
	cases     inflect.Case
	plural    bool            // it is a plural, and the lemma is not
	gender    glossary.Gender // of the lemma
	adjective bool
}

// newForms finds the readings of words. Every nominative is inflected once, and
// what it has in common with the text is noted.
func newForms(texts []string, l *lexicon) *forms {
	f := &forms{map[string][]reading{}, map[string][]guess{}, l}
	done := map[string]bool{}
	for _, text := range texts {
		if _, ok := f.guesses[text]; !ok {
			f.guesses[text] = f.best(slices.Clone(l.guesses(text)))
		}
	}
	for _, text := range texts {
		for _, g := range f.guesses[text] {
			if !done[g.lemma] {
				done[g.lemma] = true
				f.inflect(g.lemma)
			}
		}
	}
	return f
}

// best sorts guesses by weight, words that the lexicon knows before all, and
// keeps the first of them, each lemma once.
func (f *forms) best(all []guess) []guess {
	for i, g := range all {
		if f.lexicon.cues[strings.ToLower(g.lemma)].body {
			all[i].weight += wellKnown
		}
	}
	slices.SortStableFunc(all, func(a, b guess) int { return cmp.Compare(b.weight, a.weight) })
	var kept []guess
	for _, g := range all {
		if len(kept) == tries || g.weight < min(all[0].weight, usual)-far {
			break
		}
		if !slices.ContainsFunc(kept, func(k guess) bool { return k.lemma == g.lemma }) {
			kept = append(kept, g)
		}
	}
	return kept
}

// inflect notes which words of the text are forms of a lemma.
func (f *forms) inflect(lemma string) {
	made := inflect.Generate(lemma, hints(lemma))
	own := genderOf(lemma, made[0])
	for _, form := range made {
		text := form.Text
		guessed, seen := f.guesses[text]
		if !seen || isOther(own, form) {
			continue
		}
		rd := reading{lemma: lemma, weight: 5, cases: form.Cases, gender: own, adjective: isAdjectival(lemma, form)}
		if text == lemma && rd.adjective && own == glossary.Masculine { // Нижній, which a woman's dative is too
			rd.cases &= inflect.Nominative | inflect.Accusative | inflect.Vocative
		}
		if at := slices.IndexFunc(guessed, func(g guess) bool { return g.lemma == lemma }); at >= 0 {
			rd.weight = guessed[at].weight
		}
		if form.Grade == inflect.Possible {
			rd.weight -= 15
		}
		if form.Number == inflect.Plural && own != glossary.Plural {
			rd.plural = true
			rd.weight -= 20
		}
		f.readings[text] = append(f.readings[text], rd)
	}
}

// hints narrows what is made of a lemma to what its last letter says, which is
// twice as fast.
func hints(lemma string) inflect.Hints {
	final, _ := utf8.DecodeLastRuneInString(lemma)
	switch {
	case strings.ContainsRune("бвгґджзклмнпрстфхц", final) && !hasAny(lemma, "ов ев єв ів їв ин ін їн"):
		return inflect.Hints{Gender: glossary.Masculine}
	case final == 'я' && isDoubled(strings.TrimSuffix(lemma, "я")): // Запоріжжя
		return inflect.Hints{Gender: glossary.Neuter}
	case final == 'а':
		return inflect.Hints{Gender: glossary.Feminine}
	}
	return inflect.Hints{}
}

// of returns the readings of a word; one that no rule fits is its own lemma.
func (f *forms) of(text string) []reading {
	if all := f.readings[text]; len(all) > 0 {
		return all
	}
	return []reading{{lemma: text, cases: inflect.AllCases}}
}

// isOther says whether a form belongs to another name than the lemma: Зеленської
// is made of Зеленський too, and has a nominative of its own.
func isOther(own glossary.Gender, form inflect.Form) bool {
	return own == glossary.Masculine && (form.Gender == glossary.Feminine || form.Gender == glossary.Neuter)
}

// genderOf guesses the gender of a lemma from its nominative and its ending.
func genderOf(lemma string, nominative inflect.Form) glossary.Gender {
	switch low := strings.ToLower(lemma); {
	case nominative.Gender != "":
		return nominative.Gender
	case hasAny(low, "о е є"):
		return glossary.Neuter
	case hasAny(low, "а я"):
		return glossary.Feminine
	case hasAny(low, "и і ї"):
		return glossary.Plural
	case hasAny(low, "у ю ь"):
		return ""
	}
	return glossary.Masculine
}

// isAdjectival says whether a form was made as one of an adjective.
func isAdjectival(lemma string, form inflect.Form) bool {
	if strings.HasPrefix(form.Rule, "A-") || strings.HasPrefix(form.Rule, "F8") {
		return true
	}
	return form.Number == inflect.Plural && hasAny(lemma, "і") && hasAny(form.Text, "их им ими іх ім іми і")
}
