package match_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/glossarytest"
	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/glossary/sheet"
)

// Sentences of news with names in all cases: what is expected is found, and
// beyond it nothing of high confidence.
func TestNewsSentences(t *testing.T) {
	for _, row := range table(t, "stories", "glossary_news.tsv") {
		t.Run(row["id"], func(t *testing.T) {
			var entries []glossary.Entry
			for _, e := range strings.Split(row["entries"], "|") {
				entries = append(entries, newsEntry(t, e))
			}
			var got, sure, want []string
			for _, h := range match.New(entries, match.Options{}).Find(row["sentence"]) {
				hit := fmt.Sprintf("%d-%d:%s", h.Span.Start, h.Span.End, h.SourceTerm)
				got = append(got, hit)
				if h.Confidence == match.High {
					sure = append(sure, hit)
				}
			}
			if row["expected_hits"] != "" {
				want = strings.Split(row["expected_hits"], "|")
			}
			for _, w := range want {
				if !slices.Contains(got, w) {
					t.Errorf("missed %s in %q, got %v", w, row["sentence"], got)
				}
			}
			for _, s := range sure {
				if !slices.Contains(want, s) {
					t.Errorf("wrong %s in %q", s, row["sentence"])
				}
			}
		})
	}
}

// newsEntry reads "source=target;gender;kind".
func newsEntry(t *testing.T, text string) glossary.Entry {
	source, rest, ok := strings.Cut(text, "=")
	parts := strings.Split(rest, ";")
	if !ok || len(parts) != 3 {
		t.Fatalf("entry %q is not source=target;gender;kind", text)
	}
	return glossary.Entry{ID: glossary.EntryID(source), Kind: glossary.Kind(parts[2]), Terms: []glossary.Term{
		{Lang: "uk", Text: source, Gender: glossary.Gender(parts[1])},
		{Lang: "en", Text: parts[0]},
	}}
}

// The sample story: every name of its termbase is found where it stands, with
// its target, and nothing else is.
func TestStory(t *testing.T) {
	dir := filepath.Join(sharedData(t), "stories", "icons")
	file, err := os.Open(filepath.Join(dir, "terms.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	entries, _, err := sheet.Read("terms.csv", file)
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join(dir, "source.md"))
	if err != nil {
		t.Fatal(err)
	}
	targets := map[string]string{}
	for _, e := range entries {
		targets[e.Preferred("uk")] = e.Preferred("en")
	}
	var want []string
	for _, row := range table(t, "stories", "icons", "names.tsv") {
		if target, ok := targets[row["source_term"]]; ok {
			want = append(want, fmt.Sprintf("%s-%s:%s=%s", row["byte_start"], row["byte_end"], row["source_term"], target))
		}
	}
	var got []string
	for _, h := range match.New(entries, match.Options{}).Find(string(source)) {
		got = append(got, fmt.Sprintf("%d-%d:%s=%s", h.Span.Start, h.Span.End, h.SourceTerm, h.Target))
		if h.Confidence != match.High {
			t.Errorf("%s is of low confidence", got[len(got)-1])
		}
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("missed %s", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("wrong %s", g)
		}
	}
}

// The names of the sample story as a termbase of base forms alone.
func TestStoryNames(t *testing.T) {
	dir := filepath.Join(sharedData(t), "stories", "icons")
	source, err := os.ReadFile(filepath.Join(dir, "source.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := table(t, "stories", "icons", "names.tsv")
	var entries []glossary.Entry
	for _, row := range rows {
		id := glossary.EntryID(row["source_term"])
		if !slices.ContainsFunc(entries, func(e glossary.Entry) bool { return e.ID == id }) {
			e := glossary.Entry{ID: id, Terms: []glossary.Term{{Lang: "uk", Text: row["source_term"]}}}
			switch id {
			case "Мирослав Ґеник", "Сидір Верига", "Леонтій Прокоп'юк":
				e.Kind = glossary.Person // whose two names decline, and whose surname stands alone
			}
			entries = append(entries, e)
		}
	}
	hits := map[string]match.Hit{}
	for _, h := range match.New(entries, match.Options{}).Find(string(source)) {
		hits[strconv.Itoa(h.Span.Start)+"-"+strconv.Itoa(h.Span.End)] = h
	}
	for _, row := range rows {
		h, ok := hits[row["byte_start"]+"-"+row["byte_end"]]
		if !ok || h.SourceTerm != row["source_term"] || h.Confidence != match.High {
			t.Errorf("%s at %s: got %+v", row["surface"], row["byte_start"], h)
		}
	}
}

// table reads a file of tab-separated values with a header.
func table(t *testing.T, path ...string) []map[string]string {
	t.Helper()
	file, err := os.Open(filepath.Join(append([]string{sharedData(t)}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	header, err := r.Read()
	var rows []map[string]string
	for err == nil {
		var cells []string
		if cells, err = r.Read(); err != nil {
			break
		}
		row := map[string]string{}
		for i, c := range cells {
			row[header[i]] = c
		}
		rows = append(rows, row)
	}
	if !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	return rows
}

// sharedData returns the folder of conformance data beside the repository.
func sharedData(t testing.TB) string {
	t.Helper()
	return glossarytest.Shared(t, "data")
}
