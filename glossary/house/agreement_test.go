package house_test

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/glossarytest"
)

// Where the house differs from collections of established names, it is on
// purpose, and a line here says why. A line that no longer differs fails.
func TestAgreement(t *testing.T) {
	tests := []struct {
		file    string
		covered int // rows whose name the house has, at least
		differs map[string]string
	}{
		{"translit/wellknown.tsv", 250, nil},
		{"corpora/names/spelling_ukraine.tsv", 80, nil},
		{"corpora/names/cldr.tsv", 200, nil},
		{"corpora/names/countries_pep.tsv", 150, formalNames()},
	}
	english := englishTerms(entries(t))
	for _, tt := range tests {
		t.Run(filepath.Base(tt.file), func(t *testing.T) {
			covered, preferred := 0, 0
			for _, row := range rows(t, tt.file) {
				uk, en := row[0], plain(row[1])
				terms, ok := english[fold(uk)]
				if !ok || skipped(row) {
					continue
				}
				covered++
				agrees := slices.ContainsFunc(terms, func(term string) bool { return plain(term) == en })
				if plain(terms[0]) == en {
					preferred++
				}
				if reason := tt.differs[uk]; agrees == (reason != "") {
					t.Errorf("%s: %s there, %q here, reason %q", uk, row[1], terms, reason)
				}
			}
			t.Logf("%d names of the file are in the house, %d with the same preferred form", covered, preferred)
			if covered < tt.covered {
				t.Errorf("%d names covered, want %d", covered, tt.covered)
			}
		})
	}
}

// formalNames lists the countries that the file has under their long names in
// ISO 3166; news texts use the short ones.
func formalNames() map[string]string {
	const long = "long name of ISO 3166"
	differs := map[string]string{}
	for _, uk := range []string{
		"Бруней", "Молдова", "Сирія", "Північна Корея", "Тайвань", "В'єтнам", "Палестина", "Південна Корея", "Іран", "Велика Британія", "Лаос",
		"Болівія", "Венесуела", "Танзанія",
	} {
		differs[uk] = long
	}
	return differs
}

// englishTerms maps every Ukrainian name to the English terms in use, the
// preferred one first.
func englishTerms(all []glossary.Entry) map[string][]string {
	english := map[string][]string{}
	for _, e := range all {
		terms := []string{e.Preferred("en")}
		for _, term := range e.Terms {
			if term.Lang == "en" && term.Status == glossary.Admitted && term.Validity.Until == "" {
				terms = append(terms, term.Text)
			}
		}
		for _, term := range e.Terms {
			if term.Lang == "uk" {
				english[fold(term.Text)] = terms
			}
		}
	}
	return english
}

// plain brings an English form to the one way in which both sides write it:
// without an article, with "and" and "Saint" in full.
func plain(en string) string {
	en = strings.NewReplacer("’", "'", " & ", " and ", "St. ", "Saint ").Replace(en)
	return strings.TrimPrefix(en, "the ")
}

// skipped leaves out rows that are no names of places: languages, scripts and
// currencies.
func skipped(row []string) bool {
	switch row[2] {
	case "cldr-language", "cldr-script", "cldr-currency":
		return true
	}
	return false
}

// rows reads a table of the conformance data without its header.
func rows(t *testing.T, path string) [][]string {
	t.Helper()
	file, err := os.Open(glossarytest.Shared(t, "data", path))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all [][]string
	lines := bufio.NewScanner(file)
	for n := 0; lines.Scan(); n++ {
		if n > 0 {
			all = append(all, strings.Split(lines.Text(), "\t"))
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
