package names_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/names"
)

// The termbase that ships inside agrees with itself: what one entry wants no
// other one objects to, and what is forbidden is found.
func TestHouseAgreesWithItself(t *testing.T) {
	entries := houseEntries(t)
	x := names.New(entries)
	for _, e := range entries {
		for _, term := range e.Terms {
			if term.Lang != "en" || !term.Validity.Holds("") {
				continue
			}
			findings := x.Find("They say " + term.Text + " here.")
			switch {
			case term.Status != glossary.Deprecated && len(findings) > 0:
				t.Errorf("%s is a term of %s: %+v", term.Text, e.ID, findings)
			case term.Status == glossary.Deprecated && (len(findings) != 1 || findings[0].Rule != names.TermForbidden || findings[0].Entry != e.ID):
				t.Errorf("%s is forbidden by %s: %+v", term.Text, e.ID, findings)
			}
		}
	}
}

// Most of the wrong spellings that people collect are found with the house
// termbase, as far as it has the name.
func TestHouseFindsWrongSpellings(t *testing.T) {
	entries := houseEntries(t)
	x := names.New(entries)
	known := map[string]bool{}
	for _, e := range entries {
		known[e.Preferred("en")] = true
	}
	have, found := 0, 0
	for _, row := range rows(t, "corpora/names/spelling_ukraine_incorrect.tsv") {
		if !known[row[1]] {
			continue
		}
		have++
		if findings := x.Find("They say " + row[2] + " here."); len(findings) > 0 {
			found++
		} else {
			t.Logf("%s for %s is not found", row[2], row[1])
		}
	}
	t.Logf("%d of %d wrong spellings are found", found, have)
	if found*10 < have*9 {
		t.Errorf("%d of %d wrong spellings are found, want nine in ten", found, have)
	}
}

// The faults of the article that the check catalogue describes, in words of our
// own, with the house termbase.
func TestCatalogueArticle(t *testing.T) {
	text := strings.Repeat("Derzhspetszviazok signed the memo. ", 8) + `Derzhspetszviazok’s head Yuriy Shchyhol met Ma Qi of Huawei Ukraine in Kyiv.
		Derzhspetsviazok thanked HUAWEI and HUAWEI’s staff; the Huawei and ZTE from abroad. Yuriy Shchyhol told European Pravda and CNBC
		that President Zelenskyy knew. The State Service of Special Communications and Information Protection of Ukraine is Derzhspetszviazok.
		Photo: facebook.com/derzhspeczvyazku`
	count := map[string]int{}
	for _, f := range names.New(houseEntries(t)).Find(text) {
		count[string(f.Rule)+" "+f.Suggestion]++
	}
	want := map[string]int{"near-miss-name Derzhspetszviazok": 1, "name-casing Huawei": 2, "name-scheme Yurii": 2}
	for what, n := range want {
		if count[what] != n {
			t.Errorf("%s: %d times, want %d", what, count[what], n)
		}
	}
	if len(count) != len(want) {
		t.Errorf("findings %v, want %v", count, want)
	}
}

// The keeper would see no conflict in the house termbase, other romanizations
// included, but for pairs that are alike and not the same.
func TestHouseHasNoConflicts(t *testing.T) {
	alike := map[glossary.EntryID]string{
		"house-cnn":           "TSN: c is ts in the scholarly system",
		"house-new-york":      "a settlement in Donetsk Oblast has its name",
		"house-world-war-one": "II has the key of I",
	}
	withoutNumbers := func(name string) string {
		if strings.ContainsAny(name, "0123456789") {
			return "" // numbers are all that tells Kh-22 and Kh-59 apart, and no part of a key
		}
		return names.Key(name)
	}
	for _, c := range glossary.Conflicts(houseEntries(t), withoutNumbers) {
		if alike[c.Second] == "" || c.Severity == glossary.Error {
			t.Errorf("%+v", c)
		}
		delete(alike, c.Second)
	}
	for id, why := range alike {
		t.Errorf("%s is in no conflict any more (%s)", id, why)
	}
}
