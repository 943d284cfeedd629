package codec_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/markup"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// Every article is written as it was read, byte for byte, and no letter of it
// stands outside what the article holds.
func TestCorpora(t *testing.T) {
	folder := pipelinetest.Shared(t, "data")
	files, err := filepath.Glob(filepath.Join(folder, "corpora/docpairs/*/*/uk.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles in %s: %v", folder, err)
	}
	files = append(files, filepath.Join(folder, "stories/icons/source.md"), filepath.Join(folder, "stories/icons/target.md"))
	equal := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		article, notices, err := codec.Read(filepath.Base(file), data)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if got := string(codec.WriteMarkdown(article, article)); got != string(data) {
			t.Errorf("%s: written otherwise:\n%s", file, firstDifference(got, string(data)))
			continue
		}
		equal++
		for _, piece := range article.Layout {
			if b, ok := article.Block(piece.Block); ok && piece.Literal != "" {
				if got, want := cyrillicLetters(heldBy(b)), cyrillicLetters(piece.Literal); got != want {
					t.Errorf("%s: a block holds %d letters of %d: %q", file, got, want, piece.Literal)
				}
			}
			if piece.Block != "" || piece.Quoting != "" {
				continue
			}
			if words := unheld(article, piece.Literal); words != "" {
				t.Errorf("%s: outside every block: %q", file, words)
			}
		}
		for _, n := range notices {
			t.Logf("%s: %s: %s", strings.TrimPrefix(file, folder), n.Kind, n.Text)
		}
	}
	t.Logf("%d of %d articles byte for byte", equal, len(files))
}

// Without its layout an article is written as a document with the same parts.
func TestCorporaWithoutLayout(t *testing.T) {
	folder := pipelinetest.Shared(t, "data")
	files, err := filepath.Glob(filepath.Join(folder, "corpora/docpairs/*/*/uk.md"))
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, filepath.Join(folder, "stories/icons/source.md"))
	for _, file := range files {
		article := readFile(t, file)
		article.Layout = nil
		written := codec.WriteMarkdown(article, article)
		again, _, err := codec.Read("again.md", written)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if got, want := strings.Join(plainLines(again), "\n"), strings.Join(plainLines(article), "\n"); got != want {
			t.Errorf("%s:\n%s", file, firstDifference(got, want))
		}
	}
}

func firstDifference(got, want string) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	from := max(0, i-40)
	return "got  " + got[from:min(len(got), i+40)] + "\nwant " + want[from:min(len(want), i+40)]
}

// unheld are the lines of a literal with Cyrillic letters that stand in no
// code, embed, address or front matter of the article.
func unheld(a pipeline.Article, literal string) string {
	if strings.HasPrefix(literal, "---\n") || strings.Contains(literal, "\n---\n") {
		return ""
	}
	held := make(map[string]bool)
	for _, b := range a.Blocks {
		for line := range strings.Lines(b.Raw) {
			held[strings.TrimSpace(line)] = true
		}
	}
	var lines []string
	for line := range strings.Lines(literal) {
		line = strings.TrimLeft(line, "> \t")
		if held[strings.TrimSpace(line)] {
			continue
		}
		for _, b := range a.Blocks {
			if b.URL != "" {
				line = strings.ReplaceAll(line, b.URL, "")
			}
		}
		if strings.ContainsFunc(line, isCyrillic) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}

// heldBy is everything that a block holds of the place where it stands.
func heldBy(b pipeline.Block) string {
	held := markup.Plain(b.Text) + codec.Label(b.Kind, pipeline.Ukrainian)
	for _, tag := range b.Tags {
		held += tag.Open + tag.Close
	}
	return held
}

func cyrillicLetters(text string) int {
	n := 0
	for _, c := range text {
		if isCyrillic(c) {
			n++
		}
	}
	return n
}

func isCyrillic(c rune) bool { return unicode.Is(unicode.Cyrillic, c) }

// The translation of the sample story is read block for block like its source.
func TestTranslationHasTheSameBlocks(t *testing.T) {
	folder := pipelinetest.Shared(t, "data/stories/icons")
	source, target := readFile(t, filepath.Join(folder, "source.md")), readFile(t, filepath.Join(folder, "target.md"))
	if source.Lang != pipeline.Ukrainian || target.Lang != pipeline.English {
		t.Errorf("languages %q and %q", source.Lang, target.Lang)
	}
	if len(source.Blocks) != len(target.Blocks) {
		t.Fatalf("%d blocks in the source, %d in the target", len(source.Blocks), len(target.Blocks))
	}
	for i, s := range source.Blocks {
		e := target.Blocks[i]
		if s.Kind != e.Kind || s.Level != e.Level || s.Number != e.Number || s.URL != e.URL {
			t.Errorf("block %d: %s %d in the source, %s %d in the target", i, s.Kind, s.Level, e.Kind, e.Level)
		}
		t.Logf("%s %d %s %.60s", s.ID, s.Level, s.Kind, markup.Plain(s.Text))
		// a translation is an article with the source's ids
		target.Blocks[i].ID = s.ID
	}
	want, err := os.ReadFile(filepath.Join(folder, "target.md"))
	if err != nil {
		t.Fatal(err)
	}
	if got := codec.WriteMarkdown(source, target); string(got) != string(want) {
		t.Errorf("the source's layout with the target's texts:\n%s", firstDifference(string(got), string(want)))
	}
}

func readFile(t *testing.T, path string) pipeline.Article {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	article, _, err := codec.Read(filepath.Base(path), data)
	if err != nil {
		t.Fatal(err)
	}
	return article
}

// The page that the sample story stood on has the same blocks as its Markdown,
// and nothing of what stands around it.
func TestPage(t *testing.T) {
	folder := pipelinetest.Shared(t, "data/stories/icons")
	data, err := os.ReadFile(filepath.Join(folder, "source.html"))
	if err != nil {
		t.Fatal(err)
	}
	page, notices, err := codec.Read("source.html", data)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range notices {
		t.Logf("%s: %s", n.Kind, n.Text)
	}
	want, got := plainLines(readFile(t, filepath.Join(folder, "source.md"))), plainLines(page)
	for i := range max(len(want), len(got)) {
		w, g := "", ""
		if i < len(want) {
			w = want[i]
		}
		if i < len(got) {
			g = got[i]
		}
		if w != g {
			t.Errorf("block %d is\n%s\nwant\n%s", i, g, w)
		}
	}
}

// plainLines are kind and text of the blocks, with all spaces the same.
func plainLines(a pipeline.Article) []string {
	var lines []string
	for _, b := range a.Blocks {
		lines = append(lines, strings.Join(strings.Fields(string(b.Kind)+" "+b.URL+" "+codec.PlainText(b)), " "))
	}
	return lines
}
