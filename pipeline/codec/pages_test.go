package codec_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// leastWords is the part of the words that must be right, of those read and of
// those that stand in the story.
const leastWords = 0.98

// Pages in the manner of news sites give the article that stands beside them,
// and by words nearly nothing less or more.
func TestNewsPages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".html"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(file, ".html") + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			a, notices, err := codec.Read("page.html", data)
			if err != nil {
				t.Fatal(err)
			}
			got := golden(a)
			precision, recall := rightWords(got, string(want))
			t.Logf("words: precision %.3f, recall %.3f", precision, recall)
			if precision < leastWords || recall < leastWords {
				t.Errorf("words: precision %.3f, recall %.3f, want %.2f", precision, recall, leastWords)
			}
			if got != string(want) {
				t.Errorf("read otherwise:\n%s\nnotices\n%s", differences(got, string(want)), notes(notices))
			}
		})
	}
}

// golden is an article as the pages' goldens have it: what it says of itself,
// then its blocks, a line each, with the addresses of its links.
func golden(a pipeline.Article) string {
	var out strings.Builder
	for _, m := range a.Meta {
		fmt.Fprintf(&out, "meta %s: %s\n", m.Key, m.Value)
	}
	for _, b := range a.Blocks {
		out.WriteString(string(b.Kind))
		if b.Level > 0 {
			fmt.Fprintf(&out, " %d", b.Level)
		}
		if b.Number > 0 {
			fmt.Fprintf(&out, " #%d", b.Number)
		}
		if b.URL != "" {
			fmt.Fprintf(&out, " <%s>", b.URL)
		}
		if text := linked(b); text != "" {
			out.WriteString(": " + text)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// linked is the text of a block with its links as Markdown has them.
func linked(b pipeline.Block) string {
	var out strings.Builder
	for token := range markup.Scan(b.Text) {
		if token.Kind == markup.Literal {
			out.WriteString(markup.Plain(b.Text[token.Span.Start:token.Span.End]))
			continue
		}
		switch tag := b.Tags[token.N-1]; {
		case tag.Kind == pipeline.Break:
			out.WriteString(" / ")
		case tag.Kind == pipeline.Link && token.Kind == markup.Open:
			out.WriteByte('[')
		case tag.Kind == pipeline.Link:
			out.WriteString("](" + tag.URL + ")")
		}
	}
	return strings.Join(strings.FieldsFunc(out.String(), unicode.IsSpace), " ")
}

// rightWords are the parts of the words that two texts share, of those of the
// first and of the second: the longest common subsequence.
func rightWords(got, want string) (precision, recall float64) {
	g, w := storyWords(got), storyWords(want)
	row := make([]int, len(w)+1)
	for _, word := range g {
		before := 0 // row[j-1] of the row above
		for j := range w {
			above := row[j+1]
			if word == w[j] {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(row[j], above)
			}
			before = above
		}
	}
	same := float64(row[len(w)])
	return same / float64(max(1, len(g))), same / float64(max(1, len(w)))
}

// storyWords are the words of the texts of a golden.
func storyWords(golden string) []string {
	var words []string
	for line := range strings.Lines(golden) {
		kind, text, _ := strings.Cut(line, ": ")
		if strings.HasPrefix(kind, "meta") {
			continue
		}
		for part := range strings.SplitSeq(text, "](") { // without the addresses of links
			if _, after, found := strings.Cut(part, ")"); found && strings.Contains(part, "/") {
				part = after
			}
			words = append(words, strings.FieldsFunc(part, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })...)
		}
	}
	return words
}

// differences are the lines that only one of two goldens has.
func differences(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	var lines []string
	for _, line := range g {
		if !slices.Contains(w, line) {
			lines = append(lines, "read "+line)
		}
	}
	for _, line := range w {
		if !slices.Contains(g, line) {
			lines = append(lines, "want "+line)
		}
	}
	if len(lines) == 0 {
		return "in another order:\n" + got
	}
	return strings.Join(lines, "\n")
}

func notes(notices []codec.Notice) string {
	var lines []string
	for _, n := range notices {
		lines = append(lines, string(n.Kind)+": "+n.Text)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
