package names_test

import (
	"bufio"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary/names"
	"github.com/tovmach/tovmach/glossary/translit"
)

// The key of a name is nearly always the same under all schemes but those that
// write ь and й as j, and few names share a key.
func TestKeysAgreeAcrossSchemes(t *testing.T) {
	lemmas := lemmas(t)
	keys := map[string]bool{}
	for _, lemma := range lemmas {
		keys[names.Key(translit.KMU55.String(lemma))] = true
	}
	t.Logf("%d names have %d keys", len(lemmas), len(keys))
	if len(keys) < 6180 {
		t.Errorf("%d names have %d keys, want 6180", len(lemmas), len(keys))
	}
	for scheme, least := range map[translit.Scheme]int{
		translit.ODNI2015: 997, translit.BGNPCGN1965: 997, translit.National1996: 997, translit.Passport2007: 997,
		translit.GOST779B: 997, translit.Scholarly: 997, translit.ALALC: 997, translit.BS2979: 997, translit.DIN1460: 930,
	} {
		same := 0
		for _, lemma := range lemmas {
			if names.Key(translit.KMU55.String(lemma)) == names.Key(scheme.String(lemma)) {
				same++
			}
		}
		t.Logf("%s: %d", scheme.ID(), same)
		if same*1000 < least*len(lemmas) {
			t.Errorf("%s: %d of %d keys agree, want %d in 1,000", scheme.ID(), same, len(lemmas), least)
		}
	}
}

// lemmas returns the names of the table of forms, each once.
func lemmas(t *testing.T) []string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(shared(t, "translit/forms_hunspell.tsv.gz")))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{"lemma": true}
	var all []string
	for lines := bufio.NewScanner(r); lines.Scan(); {
		if lemma, _, _ := strings.Cut(lines.Text(), "\t"); !seen[lemma] && !strings.HasPrefix(lemma, "#") {
			seen[lemma] = true
			all = append(all, lemma)
		}
	}
	return all
}
