package names_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/house"
	"github.com/tovmach/tovmach/glossary/names"
	"github.com/tovmach/tovmach/glossary/sheet"
)

func houseEntries(t testing.TB) []glossary.Entry {
	t.Helper()
	entries, err := house.Entries()
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// A clean translation has no findings, with the terms of its story and with
// the termbase that ships inside.
func TestCleanArticle(t *testing.T) {
	text := shared(t, "stories/icons/target.md")
	terms, _, err := sheet.Read("terms.csv", strings.NewReader(shared(t, "stories/icons/terms.csv")))
	if err != nil {
		t.Fatal(err)
	}
	for _, entries := range [][]glossary.Entry{terms, append(houseEntries(t), terms...)} {
		for _, f := range names.New(entries).Find(text) {
			t.Errorf("with %d entries: %+v", len(entries), f)
		}
	}
}

// Faults in the same article are found, one finding each.
func TestFaultyArticle(t *testing.T) {
	clean := shared(t, "stories/icons/target.md")
	terms, _, err := sheet.Read("terms.csv", strings.NewReader(shared(t, "stories/icons/terms.csv")))
	if err != nil {
		t.Fatal(err)
	}
	x := names.New(append(houseEntries(t), terms...))
	for _, tt := range []struct {
		right, wrong string
		rule         names.Rule
	}{
		{"Bohdan Lozynskyi’s staff", "Bohdan Lozynskyy’s staff", names.NameScheme},
		{"Bohdan Lozynskyi’s staff", "Bogdan Lozynskyi’s staff", names.NameScheme},
		{"“The driver is silent", "“The Ukraine. The driver is silent", names.TheUkraine},
		{"from Chernihiv", "from Chernigov", names.TermForbidden},
		{"RestArt in June", "Restart in June", names.NameCasing},
		{"an Uzhanskyi Tyzhden journalist", "an Uzhansky Tyzhden journalist", names.NameScheme},
		{"in Mukachevo on Thursday", "in Prešov’s gallery on Thursday", ""},
		{"from Chernihiv", "from Chernhiv", names.NearMissName},
		{"said the head of Zakarpattia Customs, Bohdan Lozynskyi", "said the head of Zakarpattia Customs, Bohdan Lozinskyi", names.NameScheme},
	} {
		findings := x.Find(strings.Replace(clean, tt.right, tt.wrong, 1))
		switch {
		case tt.rule == "" && len(findings) > 0:
			t.Errorf("%s: %+v", tt.wrong, findings)
		case tt.rule != "" && (len(findings) != 1 || findings[0].Rule != tt.rule):
			t.Errorf("%s: %+v, want one %s", tt.wrong, findings, tt.rule)
		}
	}
}

// Human translations of Ukrainian and foreign news hold few findings: other
// romanizations and Russian-based forms that really stand there.
func TestQuietOnNews(t *testing.T) {
	x := names.New(houseEntries(t))
	words, count := 0, map[names.Rule]int{}
	for _, file := range []string{"corpora/parallel/president_par_uken.tsv", "corpora/parallel/ntrex_uken.tsv"} {
		for _, row := range rows(t, file) {
			words += len(strings.Fields(row[3]))
			for _, f := range x.Find(row[3]) {
				count[f.Rule]++
				t.Logf("%s: %s, suggests %s", f.Rule, f.Text, f.Suggestion)
			}
		}
	}
	t.Logf("%d words: %v", words, count)
	if count[names.NearMissName]+count[names.NameCasing]+count[names.TheUkraine] > 0 || count[names.NameScheme] > 20 || count[names.TermForbidden] > 3 {
		t.Errorf("%d words give %v", words, count)
	}
}
