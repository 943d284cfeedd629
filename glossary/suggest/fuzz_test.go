package suggest_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/tovmach/tovmach/glossary/suggest"
)

// Names has places inside the text, in order, with all that a proposal needs,
// and answers the same question alike.
func FuzzNames(f *testing.F) {
	for _, seed := range []string{
		"", "Сидорові Веризі дозволили, а Сидір Верига зрадів.", "«Вишні Ключі», «РестАрт» та {1}ООН-у{/1}", "І. І. І'І-І", "Ки\u0301їв\xff Київ\u00AD",
		"А\nБ-В Г'Ґ «Д» «Е", "`Київ` <b>Львів</b> #Одеса @Харків https://a.b/Київ", "Музей сакрального мистецтва Збройних Сил України",
	} {
		f.Add(seed)
	}
	known := index()
	f.Fuzz(func(t *testing.T, text string) {
		names := suggest.Names(text, known, suggest.Options{})
		for i, n := range names {
			if n.First.Start < 0 || n.First.End > len(text) || n.First.Start >= n.First.End {
				t.Errorf("%q stands at %v of %d bytes", n.Lemma, n.First, len(text))
			}
			if n.Lemma == "" || n.Target == "" || len(n.Forms) == 0 || n.Count < len(n.Forms) || slices.Contains(n.Forms, "") {
				t.Errorf("not complete: %+v", n)
			}
			if i > 0 && (names[i-1].Count < n.Count || names[i-1].Count == n.Count && names[i-1].First.Start > n.First.Start) {
				t.Errorf("%q comes before %q", names[i-1].Lemma, n.Lemma)
			}
		}
		if again := suggest.Names(text, known, suggest.Options{}); !reflect.DeepEqual(names, again) {
			t.Errorf("first %+v, then %+v", names, again)
		}
	})
}
