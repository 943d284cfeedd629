package langid_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/langid"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// Of whole articles none in Ukrainian is refused or doubted, and every one in
// another language is refused, by its right name where letters can tell.
func TestDocuments(t *testing.T) {
	counts := map[string]int{}
	for _, row := range rows(t, "langid_ntrex_docs.tsv") {
		v := langid.Text(row[2])
		lang := pipeline.Lang(row[0])
		counts[row[0]]++
		switch {
		case lang == pipeline.Ukrainian && v.Opinion != langid.Ukrainian:
			t.Errorf("%s %s: %v, %s", lang, row[1], v.Opinion, v.Reason)
		case lang != pipeline.Ukrainian && v.Opinion != langid.Other:
			t.Errorf("%s %s: %v, %s", lang, row[1], v.Opinion, v.Reason)
		case v.Lang != lang && v.Lang != "":
			t.Errorf("%s %s is called %q: %s", lang, row[1], v.Lang, v.Reason)
		case v.Lang == "":
			t.Logf("%s %s: no name: %s", lang, row[1], v.Reason)
		}
	}
	t.Logf("%v", counts)
}

// A sentence is never refused, and one in another language is not taken for
// Ukrainian, but for the few Belarusian ones with no letter of their own.
func TestSentences(t *testing.T) {
	opinions := map[string]map[langid.Opinion]int{}
	for _, row := range rows(t, "langid_tatoeba_short.tsv") {
		v := langid.Text(row[1])
		if opinions[row[0]] == nil {
			opinions[row[0]] = map[langid.Opinion]int{}
		}
		opinions[row[0]][v.Opinion]++
		if v.Opinion == langid.Other {
			t.Errorf("%s refused: %s: %s", row[0], row[1], v.Reason)
		}
		if v.Opinion == langid.Ukrainian && row[0] != "uk" {
			if row[0] != "be" {
				t.Errorf("%s taken for Ukrainian: %s: %s", row[0], row[1], v.Reason)
			}
			t.Logf("%s taken for Ukrainian: %s: %s", row[0], row[1], v.Reason)
		}
	}
	t.Logf("none, unsure, Ukrainian, other: %v", opinions)
}

// Articles with much code and many English words, speeches with Russian quotes.
func TestArticles(t *testing.T) {
	folder := pipelinetest.Shared(t, "data/corpora/docpairs")
	for _, lang := range []string{"uk", "en"} {
		files, err := filepath.Glob(filepath.Join(folder, "*/*/"+lang+".md"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no articles in %s: %v", folder, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a, _, err := codec.Read("a.md", data)
			if err != nil {
				t.Fatal(err)
			}
			v := langid.Judge(a)
			if want := map[string]langid.Opinion{"uk": langid.Ukrainian, "en": langid.Other}[lang]; v.Opinion != want || v.Lang != "" && string(v.Lang) != lang {
				t.Errorf("%s: %v %q, %s", file, v.Opinion, v.Lang, v.Reason)
			}
			for _, m := range v.Marks {
				t.Logf("%s: %q: %.60s: %s", strings.TrimPrefix(file, folder), m.Lang, m.Text, m.Reason)
			}
		}
	}
}

func rows(t *testing.T, file string) [][]string {
	t.Helper()
	data, err := os.ReadFile(pipelinetest.Shared(t, "data/corpora/langid", file))
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for line := range strings.Lines(string(data)) {
		all = append(all, strings.Split(strings.TrimRight(line, "\n"), "\t"))
	}
	return all[1:]
}
