package inflect_test

import (
	"slices"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// texts returns the texts of forms.
func texts(forms []inflect.Form) []string {
	var list []string
	for _, f := range forms {
		list = append(list, f.Text)
	}
	return list
}

func TestListedForms(t *testing.T) {
	rules := texts(inflect.Generate("Буча", inflect.Hints{Gender: glossary.Feminine, Kind: glossary.Place}))
	tests := []struct {
		name  string
		lemma string
		hints inflect.Hints
		want  []string
	}{
		{"plain forms replace the rules", "Іліч", inflect.Hints{Forms: []string{"Ілліча", "Іллічу"}}, []string{"Іліч", "Ілліча", "Іллічу"}},
		{"list without forms", "Осло", inflect.Hints{Decl: glossary.DeclList}, []string{"Осло"}},
		{"no declension", "Дюма", inflect.Hints{Decl: glossary.DeclNone}, []string{"Дюма"}},
		{"no declension of a phrase", "Ла Скала", inflect.Hints{Decl: glossary.DeclNone}, []string{"Ла Скала"}},
		{
			"a form is added", "Буча",
			inflect.Hints{Gender: glossary.Feminine, Kind: glossary.Place, Forms: []string{"+Бучовиця"}},
			append(slices.Clone(rules), "Бучовиця"),
		},
		{
			"a form is taken away", "Буча",
			inflect.Hints{Gender: glossary.Feminine, Kind: glossary.Place, Forms: []string{"-Буче"}},
			slices.DeleteFunc(slices.Clone(rules), func(s string) bool { return s == "Буче" }),
		},
		{"the lemma cannot be taken away", "Осло", inflect.Hints{Decl: glossary.DeclNone, Forms: []string{"-Осло"}}, []string{"Осло"}},
		{"a note that is a gender", "Порошенко(f)", inflect.Hints{}, []string{"Порошенко(f)", "Порошенко"}},
		{"a note", "Осло (місто)", inflect.Hints{Decl: glossary.DeclNone}, []string{"Осло (місто)", "Осло"}},
		{"a stress mark", "Да\u0301рниця", inflect.Hints{Kind: glossary.Place, Gender: glossary.Feminine}, []string{"Да\u0301рниця", "Дарниця", "Дарниці", "Дарницю", "Дарницею", "Дарнице"}},
		{"a decomposed letter", "Гаи\u0306", inflect.Hints{Kind: glossary.Place, Decl: glossary.DeclNone}, []string{"Гаи\u0306", "Гай"}},
		{"no lemma", "", inflect.Hints{Forms: []string{"+Київ"}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := texts(inflect.Generate(tt.lemma, tt.hints)); !slices.Equal(got, tt.want) {
				t.Errorf("Generate(%q) = %q, want %q", tt.lemma, got, tt.want)
			}
		})
	}
}

// TestSenses checks what a form says beside its text.
func TestSenses(t *testing.T) {
	tests := []struct {
		lemma string
		hints inflect.Hints
		want  inflect.Form
	}{
		{
			"Київ",
			inflect.Hints{Kind: glossary.Place, Gender: glossary.Masculine},
			inflect.Form{Text: "Київ", Cases: inflect.Nominative | inflect.Accusative, Number: inflect.Singular, Gender: glossary.Masculine, Grade: inflect.Regular, Rule: "M1"},
		},
		{
			"Київ",
			inflect.Hints{Kind: glossary.Place, Gender: glossary.Masculine},
			inflect.Form{Text: "Києвом", Cases: inflect.Instrumental, Number: inflect.Singular, Gender: glossary.Masculine, Grade: inflect.Regular, Rule: "M1 A2"},
		},
		{
			"Відень",
			inflect.Hints{Kind: glossary.Place, Gender: glossary.Masculine},
			inflect.Form{Text: "Віднем", Cases: inflect.Instrumental, Number: inflect.Singular, Gender: glossary.Masculine, Grade: inflect.Possible, Rule: "M3 A3b"},
		},
		{
			"Зеленський",
			inflect.Hints{},
			inflect.Form{Text: "Зеленською", Cases: inflect.Instrumental, Number: inflect.Singular, Gender: glossary.Feminine, Grade: inflect.Possible, Rule: "A-M"},
		},
		{
			"Зеленський",
			inflect.Hints{},
			inflect.Form{Text: "Зеленським", Cases: inflect.Instrumental | inflect.Dative, Number: inflect.Singular | inflect.Plural, Grade: inflect.Regular, Rule: "A-M"},
		},
		{
			"НАТО",
			inflect.Hints{Gender: glossary.Neuter},
			inflect.Form{Text: "НАТО", Cases: inflect.AllCases, Number: inflect.Singular | inflect.Plural, Gender: glossary.Neuter, Grade: inflect.Regular, Rule: "indeclinable"},
		},
		{
			"Верховна Рада",
			inflect.Hints{Kind: glossary.Organisation, Gender: glossary.Feminine},
			inflect.Form{Text: "Верховною Радою", Cases: inflect.Instrumental, Number: inflect.Singular, Gender: glossary.Feminine, Grade: inflect.Regular, Rule: "F8, F1"},
		},
		{
			"Кривий Ріг",
			inflect.Hints{Kind: glossary.Place, Gender: glossary.Masculine},
			inflect.Form{Text: "Кривим Рогом", Cases: inflect.Instrumental, Number: inflect.Singular, Gender: glossary.Masculine, Grade: inflect.Regular, Rule: "A-M, M1 A1b"},
		},
		{
			"Буча",
			inflect.Hints{Kind: glossary.Place, Forms: []string{"+Бучі"}},
			inflect.Form{Text: "Бучі", Cases: inflect.Genitive | inflect.Dative | inflect.Locative, Number: inflect.Singular, Gender: glossary.Feminine, Grade: inflect.Listed, Rule: "listed"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.lemma+" "+tt.want.Text, func(t *testing.T) {
			forms := inflect.Generate(tt.lemma, tt.hints)
			at := slices.IndexFunc(forms, func(f inflect.Form) bool { return f.Text == tt.want.Text })
			if at < 0 {
				t.Fatalf("no form %s in %q", tt.want.Text, texts(forms))
			}
			if forms[at] != tt.want {
				t.Errorf("got %+v, want %+v", forms[at], tt.want)
			}
		})
	}
}

func TestMask(t *testing.T) {
	tests := []struct {
		lemma   string
		decline []int
		has     string
		hasNot  string
	}{
		{"Радіо Свобода", []int{2}, "Радіо Свободою", "Радія Свободи"},
		{"Євромайдан Прес", []int{2}, "Євромайдан Пресу", "Євромайдану Прес"},
		{"Блок Юлії Тимошенко", []int{1}, "Блоку Юлії Тимошенко", "Блок Юлії Тимошенка"},
		{"Віденський міжнародний аеропорт", []int{1, 2, 3}, "Віденського міжнародного аеропорту", "Віденський міжнародного аеропорту"},
		{"Мотор Січ", []int{9}, "Мотор Січ", "Мотор Січі"},
	}
	for _, tt := range tests {
		got := inflect.Generate(tt.lemma, inflect.Hints{Decline: tt.decline})
		if !has(got, tt.has) || has(got, tt.hasNot) {
			t.Errorf("%s %v: got %q, want %q and not %q", tt.lemma, tt.decline, texts(got), tt.has, tt.hasNot)
		}
	}
}

func TestNames(t *testing.T) {
	if got, want := (inflect.Genitive | inflect.Dative).String(), "gen dat"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	grades := []inflect.Grade{0, inflect.Listed, inflect.Regular, inflect.Possible}
	for i, want := range []string{"", "listed", "regular", "possible"} {
		if got := grades[i].String(); got != want {
			t.Errorf("grade %d is %q, want %q", i, got, want)
		}
	}
}
