package house_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/house"
	"github.com/tovmach/tovmach/glossary/translit"
)

func entries(t testing.TB) []glossary.Entry {
	t.Helper()
	all, err := house.Entries()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// kmu romanizes without the remark in brackets that tells entries apart.
func kmu(uk string) string {
	bare, _, _ := strings.Cut(uk, " (")
	return translit.KMU55.String(bare)
}

func TestEntriesAreComplete(t *testing.T) {
	all := entries(t)
	if len(all) < 1000 {
		t.Errorf("%d entries, want 1000", len(all))
	}
	readable := regexp.MustCompile(`^house-[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[glossary.EntryID]bool{}
	for _, e := range all {
		if !readable.MatchString(string(e.ID)) || seen[e.ID] {
			t.Errorf("id %q is not readable, or used twice", e.ID)
		}
		seen[e.ID] = true
		if e.Kind == "" || e.Rule == "" || e.Preferred("uk") == "" || e.Preferred("en") == "" {
			t.Errorf("%s lacks a kind, a rule or a preferred term: %+v", e.ID, e)
		}
		for _, term := range e.Terms {
			if faults := faultsOf(term); faults != "" {
				t.Errorf("%s: term %q %s", e.ID, term.Text, faults)
			}
		}
	}
}

// faultsOf says what is wrong with one term.
func faultsOf(term glossary.Term) string {
	cyrillic := strings.IndexFunc(term.Text, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) >= 0
	switch {
	case term.Lang == "en" && cyrillic:
		return "has Cyrillic letters"
	case term.Text != strings.Join(strings.Fields(term.Text), " "):
		return "has spaces too many"
	case term.Lang == "en" && term.Status != glossary.Admitted && term.Reason == "":
		return "has no reason"
	case slices.ContainsFunc(term.Forms, func(f string) bool { return mixesScripts(f) }) || mixesScripts(term.Text):
		return "mixes scripts in a word"
	}
	return ""
}

func mixesScripts(text string) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		latin := strings.IndexFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) >= 0
		cyrillic := strings.IndexFunc(word, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) >= 0
		if latin && cyrillic {
			return true
		}
	}
	return false
}

// Names that say KMU 2010 follow it, letter by letter.
func TestRomanizedTermsFollowTheResolution(t *testing.T) {
	checked := 0
	for _, e := range entries(t) {
		var romanized []string
		for _, term := range e.Terms {
			if term.Lang == "uk" {
				romanized = append(romanized, kmu(term.Text))
			}
		}
		for _, term := range e.Terms {
			switch {
			case term.Lang == "en" && term.Reason == "KMU 2010":
				checked++
				if !slices.Contains(romanized, term.Text) {
					t.Errorf("%s: %s is none of %q", e.ID, term.Text, romanized)
				}
			case term.Scheme != "" && !slices.ContainsFunc(e.Terms, func(en glossary.Term) bool { return en.Lang == "en" && en.Text == kmu(term.Text) }):
				t.Errorf("%s: %s is marked %s, and %s is no term", e.ID, term.Text, term.Scheme, kmu(term.Text))
			}
		}
		if e.Rule == glossary.ByScheme && e.Preferred("en") != kmu(e.Preferred("uk")) {
			t.Errorf("%s goes by scheme: %s, want %s", e.ID, e.Preferred("en"), kmu(e.Preferred("uk")))
		}
	}
	if checked < 300 {
		t.Errorf("%d terms checked, want 300", checked)
	}
}

// No two entries claim one name, and no entry forbids what it or another one
// wants (the conflicts of a termbase).
func TestNoConflicts(t *testing.T) {
	all := entries(t)
	uk, wanted := map[string]glossary.EntryID{}, map[string]glossary.EntryID{}
	for _, e := range all {
		preferred := map[string]int{}
		for _, term := range e.Terms {
			key := term.Lang + fold(term.Text)
			if term.Status == glossary.Preferred || term.Status == "" {
				preferred[term.Lang]++
			}
			if term.Lang == "uk" {
				if other, taken := uk[key]; taken && other != e.ID {
					t.Errorf("%s and %s both have %s", other, e.ID, term.Text)
				}
				uk[key] = e.ID
			} else if term.Status != glossary.Deprecated && term.Validity.Until == "" {
				wanted[term.Text] = e.ID
				if other, taken := uk[key]; taken && other != e.ID {
					t.Errorf("%s and %s both are %s in English", other, e.ID, term.Text)
				}
				uk[key] = e.ID
			}
		}
		if preferred["uk"] != 1 || preferred["en"] != 1 {
			t.Errorf("%s has %v preferred terms, want one of each language", e.ID, preferred)
		}
	}
	for _, e := range all {
		for _, term := range e.Terms {
			if other, ok := wanted[term.Text]; ok && term.Status == glossary.Deprecated {
				t.Errorf("%s forbids %s, which is a term of %s", e.ID, term.Text, other)
			}
		}
	}
}

// fold brings together what differs in case and apostrophes only.
func fold(text string) string {
	return strings.NewReplacer("'", "", "’", "", "ʼ", "").Replace(strings.ToLower(text))
}

// The wrong spellings that readers write in about are forbidden, with the date
// where there is one; another romanization is not.
func TestForbiddenSpellings(t *testing.T) {
	forbidden := map[string]string{}
	for _, e := range entries(t) {
		for _, term := range e.Terms {
			if term.Status == glossary.Deprecated && term.Validity.Holds("2025") {
				forbidden[term.Text] = e.PreferredOn("en", "2025")
			}
		}
	}
	for wrong, want := range map[string]string{
		"Kiev": "Kyiv", "Kharkov": "Kharkiv", "Lvov": "Lviv", "Odessa": "Odesa", "Chernigov": "Chernihiv", "Lugansk": "Luhansk",
		"Nikolaev": "Mykolaiv", "Zaporozhye": "Zaporizhzhia", "Vinnitsa": "Vinnytsia", "Rovno": "Rivne", "Krivoy Rog": "Kryvyi Rih",
		"Donbass": "Donbas", "Slavyansk": "Sloviansk", "Uzhgorod": "Uzhhorod", "Severodonetsk": "Sievierodonetsk",
		"Zelensky": "", "Yuriy": "", "Chernobyl": "", "Naftogaz": "", "Turkey": "",
	} {
		if got := forbidden[wrong]; got != want {
			t.Errorf("instead of %s: %q, want %q", wrong, got, want)
		}
	}
	for _, e := range entries(t) {
		if e.ID == "house-kyiv" && e.PreferredOn("en", "1990") != "Kyiv" {
			t.Error("Kyiv is preferred at all times")
		}
	}
}
