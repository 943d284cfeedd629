package assemble_test

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/assemble"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/render"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// A story is a folder: the source, its segments with targets, every output,
// the report and the reader's notices.
func TestStories(t *testing.T) {
	folders, err := filepath.Glob("testdata/*/source.md")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, file := range folders {
		folder := filepath.Dir(file)
		t.Run(filepath.Base(folder), func(t *testing.T) { testStory(t, folder) })
	}
}

func testStory(t *testing.T, folder string) {
	data, err := os.ReadFile(filepath.Join(folder, "source.md"))
	if err != nil {
		t.Fatal(err)
	}
	source, notices, err := codec.Read("source.md", data)
	if err != nil {
		t.Fatal(err)
	}
	target, report := assemble.Article(source, readSegments(t, filepath.Join(folder, "segments.tsv"), source))
	for _, format := range render.Formats() {
		output, _, err := render.Render(format, source, target)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, filepath.Join(folder, "target."+format), output)
	}
	golden(t, filepath.Join(folder, "report.json"), asJSON(t, report))
	golden(t, filepath.Join(folder, "notices.json"), asJSON(t, notices))
}

// readSegments reads rows of block number, part of its text and target.
func readSegments(t *testing.T, path string, source pipeline.Article) []pipeline.Segment {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	reader := csv.NewReader(strings.NewReader(string(data)))
	reader.Comma, reader.LazyQuotes = '\t', true
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	parts, targets := make(map[int][]string), make(map[int][]string)
	for _, row := range rows[1:] {
		block, err := strconv.Atoi(row[0])
		if err != nil {
			t.Fatal(err)
		}
		parts[block] = append(parts[block], row[1])
		targets[block] = append(targets[block], row[2])
	}
	var segments []pipeline.Segment
	for block := range len(source.Blocks) + 1 {
		if len(parts[block]) == 0 {
			continue
		}
		for i, s := range cut(t, source.Blocks[block-1], parts[block]...) {
			s.Target = targets[block][i]
			segments = append(segments, s)
		}
	}
	return segments
}

func asJSON(t *testing.T, value any) []byte {
	t.Helper()
	data, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(data, '\n')
}

func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s is\n%s\nwant\n%s", path, got, want)
	}
}
