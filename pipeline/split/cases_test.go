package split_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

func TestCases(t *testing.T) {
	for _, lang := range []pipeline.Lang{pipeline.Ukrainian, pipeline.English} {
		t.Run(string(lang), func(t *testing.T) {
			about := ""
			for _, line := range casesOf(t, lang) {
				if name, ok := strings.CutPrefix(line, "= "); ok {
					about = name
					continue
				}
				want := strings.Split(line, "‖")
				got := cut(strings.Join(want, " "), lang)
				if !slices.Equal(got, want) {
					t.Errorf("%s:\n got %s\nwant %s", about, strings.Join(got, "‖"), line)
				}
			}
		})
	}
}

// casesOf returns the lines of testdata that are cases or headings.
func casesOf(t testing.TB, lang pipeline.Lang) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", string(lang)+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	return lines
}
