package names_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/names"
)

// term makes an English term.
func term(text string, status glossary.Status) glossary.Term {
	return glossary.Term{Lang: "en", Text: text, Status: status}
}

func entry(id glossary.EntryID, kind glossary.Kind, rule glossary.Rule, terms ...glossary.Term) glossary.Entry {
	return glossary.Entry{ID: id, Kind: kind, Rule: rule, Terms: terms}
}

func termbase() []glossary.Entry {
	const preferred, admitted, deprecated = glossary.Preferred, glossary.Admitted, glossary.Deprecated
	alone := glossary.Term{Lang: "uk", Text: "Володимир Зеленський", Alone: true}
	huawei := term("Huawei", preferred)
	huawei.Casing = "exact"
	until, since := term("Kiev", admitted), term("Kiev", deprecated)
	until.Validity.Until, since.Validity.From = "1995", "1996"
	since.Reason = "Russian-based spelling"
	return []glossary.Entry{
		entry("sssc", glossary.Organisation, glossary.ByScheme, term("Derzhspetszviazok", preferred), term("State Service of Special Communications", admitted)),
		entry("shchyhol", glossary.Person, glossary.ByScheme, term("Yurii Shchyhol", preferred)),
		entry("kostin", glossary.Person, glossary.ByScheme, term("Andrii Kostin", preferred)),
		entry("yermak", glossary.Person, glossary.Established, term("Andriy Yermak", preferred)),
		entry("zelenskyy", glossary.Person, glossary.Established, alone, term("Volodymyr Zelenskyy", preferred)),
		entry("harris", glossary.Person, glossary.Established, term("Kamala Harris", preferred)),
		entry("johnson", glossary.Person, glossary.Established, term("Boris Johnson", preferred)),
		entry("huawei", glossary.Organisation, glossary.Established, huawei),
		entry("zte", glossary.Organisation, glossary.Established, term("ZTE", preferred)),
		entry("who", glossary.Organisation, glossary.Translated, term("WHO", preferred)),
		entry("youtube", glossary.Organisation, glossary.Established, term("YouTube", preferred)),
		entry("naftogaz", glossary.Organisation, glossary.Established, term("Naftogaz", preferred)),
		entry("kyiv", glossary.Place, glossary.ByScheme, term("Kyiv", preferred), since, until),
		entry("odesa", glossary.Place, glossary.ByScheme, term("Odesa", preferred), term("Odessa", deprecated), term("Odessa, Texas", admitted)),
		entry("kryvyi-rih", glossary.Place, glossary.ByScheme, term("Kryvyi Rih", preferred), term("Krivoy Rog", deprecated)),
		entry("pokrovsk", glossary.Place, glossary.ByScheme, term("Pokrovsk", preferred)),
		entry("styr", glossary.Place, glossary.ByScheme, term("Styr", preferred)),
		entry("ghana", glossary.Place, glossary.Established, term("Ghana", preferred)),
		entry("ukraine", glossary.Place, glossary.Established, term("Ukraine", preferred)),
		entry("chicken", glossary.Other, glossary.Translated, term("chicken Kiev", preferred)),
		entry("ministry", glossary.Organisation, glossary.Translated, term("Ministry of Defense", preferred), term("Prosecutor General's Office", admitted)),
	}
}

func TestFind(t *testing.T) {
	tests := []struct {
		text string
		want []string // rule, text, suggestion
	}{
		{"The head of Derzhspetsviazok met the press.", []string{"near-miss-name Derzhspetsviazok Derzhspetszviazok"}},
		{"Derzhspetsviazok’s head met the press.", []string{"near-miss-name Derzhspetsviazok Derzhspetszviazok"}},
		{"Derzhspetszviazok’s head and the Derzhspetszviazok–Huawei memo. The states' Huawei.", nil},
		{"It was Yuriy Shchyhol who spoke.", []string{"name-scheme Yuriy Yurii"}},
		{"It was Yurii Shchyhol who spoke, and Shchigol agreed.", []string{"name-scheme Shchigol Shchyhol"}},
		{"President Volodymyr Zelenskyi and Zelenskyy.", []string{"name-scheme Zelenskyi Zelenskyy"}},
		{"President Zelensky spoke.", []string{"name-scheme Zelensky Zelenskyy"}},
		{"The singer Ivan Zelenskyi sang.", nil},
		{"So Andriy Yermak met Andrii Kostin.", nil},
		{"So Andrii Yermak met Andriy Kostin.", []string{"name-scheme Andrii Andriy", "name-scheme Andriy Andrii"}},
		{"And Haris sang.", nil},
		{"And Kamala Harris sang, then Haris spoke.", []string{"name-scheme Haris Harris"}},
		{"Then Boris Johnston left.", []string{"near-miss-name Johnston Johnson"}},
		{"Then Mary Johnston left; Johnston smiled.", nil},
		{"A deal with HUAWEI, ZTE and huawei.", []string{"name-casing HUAWEI Huawei", "name-casing huawei Huawei"}},
		{"HUAWEI AND ZTE BLOCKED\nHuawei’s deal, a US-sanctioned firm.", nil},
		{"Those who watch Youtube know Who is who.", []string{"name-casing Youtube YouTube"}},
		{"Naftohaz owes.", []string{"name-scheme Naftohaz Naftogaz"}},
		{"He lives in Kiev's centre and eats chicken Kiev.", []string{"term-forbidden Kiev Kyiv"}},
		{"From Odessa to Odessa, Texas.", []string{"term-forbidden Odessa Odesa"}},
		{"From Krivoy Rog, from Kryvyy Rih.", []string{"term-forbidden Krivoy Rog Kryvyi Rih", "name-scheme Kryvyy Kryvyi"}},
		{"From Krivoy\u00a0Rog and Kryvyi\nRih.", []string{"term-forbidden Krivoy\u00a0Rog Kryvyi Rih"}},
		{"The village of Pokrovska, and Pokrovsky. Stir the pot, Hanna.", nil},
		{"The ministry of defense and the Ministry of Defence; Prosecutor General’s Office.", nil},
		{"In the Ukraine and Poland.", []string{"the-ukraine the Ukraine Ukraine"}},
		{"The Ukraine.", []string{"the-ukraine The Ukraine Ukraine"}},
		{"They left the Ukraine", []string{"the-ukraine the Ukraine Ukraine"}},
		{"all of the Ukraine’s roads", []string{"the-ukraine the Ukraine Ukraine"}},
		{"the Ukraine war, the Ukraine-based firm, the Ukrainian, the\n\nUkraine", nil},
		{"See https://kiev.example/Odessa?q=Kiev, mail kiev@odessa.com, @Kiev #Odessa `Kiev` <a title=\"Kiev\"> kiev.ua/Kiev and Kiev.pdf.", nil},
		{"[Bulletin](https://kiev.example/Kiev) from Kiev", []string{"term-forbidden Kiev Kyiv"}},
		{"", nil},
	}
	x := names.New(termbase())
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			for _, f := range x.Find(tt.text) {
				got = append(got, fmt.Sprint(f.Rule, " ", f.Text, " ", f.Suggestion))
				if f.Text != tt.text[f.Span.Start:f.Span.End] || f.Entry == "" || f.Message == "" {
					t.Errorf("incomplete finding %+v", f)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// What is forbidden depends on the day of the story.
func TestDay(t *testing.T) {
	for day, want := range map[glossary.Day]int{"": 1, "2022-02-24": 1, "1990": 0, "1995-12-31": 0} {
		x := names.Options{Day: day}.New(termbase())
		if got := x.Find("She went to Kiev."); len(got) != want {
			t.Errorf("on day %q: %+v, want %d findings", day, got, want)
		}
	}
}

// Entries of another desk are not there, and proposed ones forbid nothing.
func TestDeskAndProposals(t *testing.T) {
	base := termbase()
	for i := range base {
		base[i].Desk = "sports"
	}
	if got := (names.Options{Desk: "politics"}).New(base).Find("Odessa"); len(got) != 0 {
		t.Errorf("findings of another desk: %+v", got)
	}
	if got := (names.Options{Desk: "sports"}).New(base).Find("Odessa"); len(got) != 1 {
		t.Errorf("findings of the desk: %+v", got)
	}
	for i := range base {
		base[i].Proposed = true
	}
	if got := names.New(base).Find("Odessa, Yuriy Shchyhol"); len(got) != 0 {
		t.Errorf("findings of proposed entries: %+v", got)
	}
}
