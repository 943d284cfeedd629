package inflect_test

import (
	"bufio"
	"compress/gzip"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/glossarytest"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// conformance returns the rows of a table of the conformance data, without its
// header, or skips the test.
func conformance(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(glossarytest.Shared(t, "data", path))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	var rows [][]string
	for lines := bufio.NewScanner(r); lines.Scan(); {
		rows = append(rows, strings.Split(lines.Text(), "\t"))
	}
	return rows[1:]
}

// paradigms groups rows of lemma and form by the lemma, in order.
func paradigms(rows [][]string) (lemmas []string, forms map[string]map[string]bool) {
	forms = map[string]map[string]bool{}
	for _, row := range rows {
		lemma, form := row[0], row[1]
		if forms[lemma] == nil {
			forms[lemma] = map[string]bool{lemma: true}
			lemmas = append(lemmas, lemma)
		}
		forms[lemma][form] = true
	}
	return lemmas, forms
}

// TestRecall measures the rules on many names at once: the share of forms that
// are made, and the forms that belong to another name of the file and not to
// this one.
func TestRecall(t *testing.T) {
	rows := conformance(t, "translit/forms_hunspell.tsv.gz")
	lemmas, forms := paradigms(rows)
	owned := map[string]bool{}
	for _, row := range rows {
		owned[row[1]] = true
		owned[row[0]] = true
	}
	found, made, foreign, foreignRegular := 0, 0, 0, 0
	var missed, taken []string
	for _, lemma := range lemmas {
		got := map[string]bool{}
		for _, f := range inflect.Generate(lemma, inflect.Hints{}) {
			got[f.Text] = true
			made++
			if owned[f.Text] && !forms[lemma][f.Text] {
				foreign++
				if f.Grade == inflect.Regular {
					foreignRegular++
				}
				taken = append(taken, lemma+": "+f.Text+" "+f.Rule+" "+f.Grade.String())
			}
		}
		for form := range forms[lemma] {
			if form == lemma {
				continue
			}
			if got[form] {
				found++
			} else {
				missed = append(missed, lemma+": "+form)
			}
		}
	}
	recall := float64(found) / float64(found+len(missed))
	perLemma := float64(foreign) / float64(len(lemmas))
	t.Logf("recall %.5f of %d forms; %.3f foreign forms a lemma, %.3f of them regular; %.1f forms a lemma",
		recall, found+len(missed), perLemma, float64(foreignRegular)/float64(len(lemmas)), float64(made)/float64(len(lemmas)))
	if recall < 0.995 {
		t.Errorf("recall %.5f, want at least 0.995; missed %s", recall, strings.Join(head(missed, 60), "; "))
	}
	if perLemma > 0.10 {
		t.Errorf("%.3f foreign forms a lemma, want at most 0.10: %s", perLemma, strings.Join(head(taken, 60), "; "))
	}
}

// head returns the first n of list.
func head(list []string, n int) []string { return list[:min(n, len(list))] }

// TestManualForms checks the hand-checked forms, words and phrases, all of them.
func TestManualForms(t *testing.T) {
	for _, row := range conformance(t, "translit/forms_manual.tsv") {
		lemma, hints := row[0], inflect.Hints{}
		if plain, ok := strings.CutSuffix(lemma, "(f)"); ok {
			lemma, hints = plain, inflect.Hints{Kind: glossary.Person, Gender: glossary.Feminine}
		}
		if !has(inflect.Generate(lemma, hints), row[1]) {
			t.Errorf("%s has no form %s", lemma, row[1])
		}
	}
}

// TestPersonNames checks names of people by gender and case.
func TestPersonNames(t *testing.T) {
	rows := conformance(t, "corpora/names/declension_shevchenko.tsv")
	genders := map[string]glossary.Gender{"masculine": glossary.Masculine, "feminine": glossary.Feminine}
	found := 0
	var missed []string
	for _, row := range rows {
		hints := inflect.Hints{Kind: glossary.Person, Gender: genders[row[3]]}
		if has(inflect.Generate(row[0], hints), row[1]) {
			found++
			continue
		}
		missed = append(missed, row[0]+": "+row[1]+" ("+row[2]+", "+row[3]+", "+row[4]+")")
	}
	share := float64(found) / float64(len(rows))
	t.Logf("%d of %d forms; missed %s", found, len(rows), strings.Join(missed, "; "))
	if share < 0.99 {
		t.Errorf("%.4f of the forms, want at least 0.99", share)
	}
}

// has says whether one of the forms has that text.
func has(forms []inflect.Form, text string) bool {
	for _, f := range forms {
		if f.Text == text {
			return true
		}
	}
	return false
}
