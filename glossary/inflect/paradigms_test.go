package inflect_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// TestParadigms checks the paradigms of testdata/paradigms.txt, which were
// written by hand.
func TestParadigms(t *testing.T) {
	f, err := os.Open("testdata/paradigms.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	count := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, ";")
		if len(fields) != 3 {
			t.Fatalf("%q has %d fields, want 3", line, len(fields))
		}
		count++
		lemma := strings.TrimSpace(fields[0])
		checkParadigm(t, lemma, hintsOf(t, fields[1]), fields[2])
	}
	if count < 300 {
		t.Errorf("%d paradigms, want at least 300", count)
	}
}

// checkParadigm compares what is made for a lemma with a list of forms.
func checkParadigm(t *testing.T, lemma string, hints inflect.Hints, list string) {
	t.Helper()
	got := inflect.Generate(lemma, hints)
	if len(got) == 0 || got[0].Text != lemma {
		t.Errorf("%s %v: the first form is not the lemma", lemma, hints)
	}
	for form := range strings.SplitSeq(list, ",") {
		form = strings.TrimSpace(form)
		want := true
		if rest, ok := strings.CutPrefix(form, "!"); ok {
			form, want = rest, false
		}
		if has(got, form) != want {
			t.Errorf("%s %s %s: form %s made is %v, want %v", lemma, hints.Kind, hints.Gender, form, !want, want)
		}
	}
}

// hintsOf reads the hints of a paradigm.
func hintsOf(t *testing.T, text string) inflect.Hints {
	t.Helper()
	var h inflect.Hints
	for hint := range strings.FieldsSeq(text) {
		switch hint {
		case "m", "f", "n", "pl":
			h.Gender = glossary.Gender(hint)
		case "noun", "adj", "none":
			h.Decl = glossary.Decl(hint)
		case "person", "place", "organisation", "media", "weapon", "product", "event":
			h.Kind = glossary.Kind(hint)
		default:
			t.Fatalf("unknown hint %q", hint)
		}
	}
	return h
}
