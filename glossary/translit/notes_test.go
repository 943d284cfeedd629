package translit

import (
	"fmt"
	"strings"
	"testing"
)

func TestNotes(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Держспецзв'язок, Київ, 15 жовтня «в лапках» 'слово' й it's", ""},
		{"м. Яpемче", "homoglyph Яpемче"},
		{"СOVID-19", "homoglyph СOVID"},
		{"Украïна", "homoglyph Украïна"},
		{"Кuїв", "homoglyph Кuїв"},
		{"3апоріжжя, К0нотоп, 30 років, 5G", "homoglyph 3; homoglyph 0"},
		{"у ХХІ столітті", "roman ХХІ"},
		{"Эдуард съе\u0308л", "russian-letter Э; russian-letter ъе"},
		{"ў ѕѕ", "unmapped ў; unmapped ѕѕ"},
		{"я\xFF\xFEя", "unmapped \xFF\xFE"},
		{`об"єкт об*єкт "слово"`, `quote-or-apostrophe "; quote-or-apostrophe *`},
		{"з''їзд O'Генрі", "quote-or-apostrophe '; quote-or-apostrophe '"},
		{"ЄС і СБУ, КМУшний, Є", "abbreviation ЄС; abbreviation СБУ"},
		{"", ""},
	}
	for _, test := range tests {
		var got []string
		for _, n := range KMU55.Notes(test.text) {
			got = append(got, fmt.Sprintf("%s %s", n.Kind, test.text[n.Start:n.End]))
		}
		if got := strings.Join(got, "; "); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}
