package translit

import (
	"strings"
	"testing"

	"golang.org/x/text/transform"
)

func TestOfficialExamples(t *testing.T) {
	for _, row := range shared(t, "translit/kmu_official.tsv") {
		if got := KMU55.String(row["uk"]); got != row["en"] {
			t.Errorf("%s: got %q, want %q", row["uk"], got, row["en"])
		}
	}
}

func TestEdgeCases(t *testing.T) {
	for _, row := range shared(t, "translit/edge.tsv") {
		in := row["input"]
		if row["input_escaped"] != "" {
			in = unescape(t, row["input_escaped"])
		}
		scheme, ok := Lookup(row["scheme"])
		if !ok {
			t.Fatalf("%s: no scheme %s", row["id"], row["scheme"])
		}
		if got := scheme.String(in); got != row["expected"] {
			t.Errorf("%s %s (%s, %s): got %q, want %q", row["id"], in, row["why"], row["basis"], got, row["expected"])
		}
	}
}

func TestSettlements(t *testing.T) {
	for _, row := range shared(t, "corpora/names/settlements_ocha.tsv") {
		if got := KMU55.String(row["uk"]); got != row["en"] {
			t.Errorf("%s: got %q, want %q", row["uk"], got, row["en"])
		}
	}
}

func TestOtherImplementations(t *testing.T) {
	// By the start of the row, why we differ. A row here that agrees is a fault.
	skip := map[string]string{
		"згин зГ":      "a capital at the end after a lower letter raises one letter: zGh",
		"ь Ь ль":       "a soft sign alone leaves its space",
		"А́ а́ Е́":     "stress marks are dropped",
		"Є́с сЄ́с":     "stress marks are dropped",
		"дуб!дуб\"дуб": "a grave accent between letters is an apostrophe",
	}
	for _, row := range shared(t, "corpora/names/translit_tests.tsv") {
		reason := ""
		for start, why := range skip {
			if strings.HasPrefix(row["uk"], start) {
				reason = why
				delete(skip, start)
			}
		}
		got := KMU55.String(row["uk"])
		if reason == "" && got != row["en"] {
			t.Errorf("%s:\n got %q\nwant %q", row["uk"], got, row["en"])
		}
		if reason != "" && got == row["en"] {
			t.Errorf("%s: agrees, but is on the skip list: %s", row["uk"], reason)
		}
	}
	for start := range skip {
		t.Errorf("no row starts with %q", start)
	}
}

// What the reversible schemes write must read back as every lemma, in three
// casings.
func TestDecodeEveryLemma(t *testing.T) {
	lemmas := map[string]bool{}
	for _, row := range shared(t, "translit/forms_hunspell.tsv.gz") {
		lemmas[row["lemma"]] = true
		lemmas[row["form"]] = true
	}
	for _, s := range []Scheme{ISO9, GOST779B, DSTU9112A, DSTU9112B} {
		d, err := s.Decoder()
		if err != nil {
			t.Fatal(err)
		}
		lost := 0
		for lemma := range lemmas {
			for _, word := range []string{lemma, strings.ToLower(lemma), strings.ToUpper(lemma)} {
				latin := s.String(word)
				if got, _, err := transform.String(d, latin); got != word || err != nil {
					if lost++; lost < 10 {
						t.Errorf("%s: %s gives %s, which reads back as %s (%v)", s.ID(), word, latin, got, err)
					}
				}
			}
		}
		if lost > 0 {
			t.Errorf("%s: %d of %d words lost", s.ID(), lost, 3*len(lemmas))
		}
	}
}
