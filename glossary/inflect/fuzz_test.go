package inflect_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// FuzzGenerate holds for any lemma and hints: the lemma is the first form, no
// form comes twice or is empty, each is good UTF-8 if the lemma is, each says
// its grade and its rule, and a Generator that made the forms of other names
// before gives the same.
func FuzzGenerate(f *testing.F) {
	for _, lemma := range []string{
		"Держспецзв'язок", "Верховна Рада", "«Укрзалізниця»", "компанія «Мир»", "ЦНАП", "НАТО", "ТЕЦ-5", "Стрий",
		"Кім Чен Ин", "Франкфурт-на-Майні", "Ростов -на-", "-", "--", " ", "'", "ь", "й", "Ій", "ок", "ець", "є", "ї", "’я", "а а а а а а а а",
		"Володимир Володимир Володимир Володимир Володимир", "\xff\xfeок", "Huawei", "«", "» «", "І. В. Іванов",
	} {
		f.Add(lemma, uint8(0))
		f.Add(lemma, uint8(200))
	}
	kinds := []glossary.Kind{"", glossary.Person, glossary.Place, glossary.Organisation}
	genders := []glossary.Gender{"", glossary.Masculine, glossary.Feminine, glossary.Neuter, glossary.Plural}
	decls := []glossary.Decl{"", glossary.DeclNone, glossary.DeclAdj, glossary.DeclNoun}
	var used inflect.Generator // fuzzing runs one case after another
	f.Fuzz(func(t *testing.T, lemma string, pick uint8) {
		n := int(pick)
		hints := inflect.Hints{Kind: kinds[n%4], Gender: genders[n/4%5], Decl: decls[n/20%4]}
		forms := inflect.Generate(lemma, hints)
		if lemma == "" {
			return
		}
		if len(forms) == 0 || forms[0].Text != lemma {
			t.Fatalf("the first form of %q is not the lemma: %q", lemma, texts(forms))
		}
		seen := map[string]bool{}
		for _, form := range forms {
			if form.Text == "" || seen[form.Text] {
				t.Errorf("%q: form %q is empty or comes twice", lemma, form.Text)
			}
			if utf8.ValidString(lemma) && !utf8.ValidString(form.Text) {
				t.Errorf("%q: form %q is not UTF-8", lemma, form.Text)
			}
			if form.Grade == 0 || form.Rule == "" {
				t.Errorf("%q: form %+v without grade or rule", lemma, form)
			}
			seen[form.Text] = true
		}
		for range 2 {
			if again := used.Generate(lemma, hints); !slices.Equal(again, forms) {
				t.Errorf("%q: a Generator that was used before gives %q, not %q", lemma, texts(again), texts(forms))
			}
		}
	})
}
