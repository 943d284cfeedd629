package codec_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// The documents that a converter made of Markdown articles are read as the same
// article. What the converter did not carry over is made equal first; equal
// lists it.
func TestTwins(t *testing.T) {
	folder := pipelinetest.Shared(t, "data")
	twins, err := filepath.Glob(filepath.Join(folder, "corpora/docx_odt/*.*"))
	if err != nil || len(twins) == 0 {
		t.Fatalf("no documents in %s: %v", folder, err)
	}
	compared := 0
	for _, twin := range twins {
		name := filepath.Base(twin)
		if ext := filepath.Ext(name); ext != ".docx" && ext != ".odt" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			original := readOriginal(t, originalOf(t, folder, name))
			read := readFile(t, twin)
			want, got := equalLines(original, original), equalLines(read, original)
			if strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("%d lines, want %d:\n%s", len(got), len(want), lineDifference(got, want))
			}
			compared += len(want)
		})
	}
	t.Logf("%d blocks in %d documents", compared, len(twins))
}

// originalOf finds the article whose set and name a document carries; long
// names are cut in it.
func originalOf(t *testing.T, folder, name string) string {
	t.Helper()
	set, doc, _ := strings.Cut(strings.TrimSuffix(name, filepath.Ext(name)), "-")
	doc = strings.TrimSuffix(doc, ".uk")
	found, err := filepath.Glob(filepath.Join(folder, "corpora/docpairs", set, doc+"*", "uk.md"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%d originals of %s: %v", len(found), name, err)
	}
	return found[0]
}

// readOriginal reads an article as the converter did, which took two things
// otherwise than CommonMark: an address with a space in it is one, and a list
// needs an empty line before it.
func readOriginal(t *testing.T, path string) pipeline.Article {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc := regexp.MustCompile(`\]\((\S+) (\S+)\)`).ReplaceAllString(string(data), "](<$1%20$2>)")
	lines := strings.Split(doc, "\n")
	for i := len(lines) - 1; i > 0; i-- {
		text := strings.HasPrefix(lines[i-1], "- ") || strings.HasPrefix(lines[i-1], "* ") || strings.HasPrefix(lines[i-1], " ")
		if strings.HasPrefix(lines[i], "- ") && lines[i-1] != "" && !text {
			for j := i; j < len(lines) && strings.HasPrefix(lines[j], "- "); j++ {
				lines[j] = "\\" + lines[j]
			}
		}
	}
	article, _, err := codec.Read("uk.md", []byte(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return article
}

// equalLines are the blocks of an article in lines: kind, level, number, text
// with its tags. Made equal, because the documents do not carry it:
//
//   - front matter, which became a table or a title and a date: left out, its
//     headline too unless the text has it as a heading
//   - pictures, which the converter did not have: their alt text is a paragraph,
//     its italics are gone
//   - raw HTML and components, of which it kept the words at most: they are
//     paragraphs, and comments are gone
//   - ids of headings, {#id}
//   - straight quotes, dashes and dots, which it made typographic
func equalLines(a, original pipeline.Article) []string {
	front, alts := map[string]bool{}, map[string]bool{}
	for _, b := range original.Blocks {
		switch b.Kind {
		case pipeline.Headline:
			front["title:"+unquoted(codec.PlainText(b))] = true
		case pipeline.AltText:
			alts[typewriter(codec.PlainText(b))] = true
		}
	}
	for _, m := range original.Meta {
		front[m.Key+":"+unquoted(m.Value)] = true
		front[unquoted(m.Value)] = true
	}
	var lines []string
	for _, b := range a.Blocks {
		switch text := typewriter(codec.PlainText(b)); {
		case b.Kind == pipeline.Headline, b.Kind == pipeline.Figure, front[unquoted(text)]:
		case b.Kind == pipeline.AltText, alts[text]:
			lines = append(lines, "paragraph "+text)
		case b.Kind == pipeline.Embed:
			if words := typewriter(codec.Words(b.Raw)); words != "" {
				lines = append(lines, "paragraph "+words)
			}
		default:
			line := string(b.Kind) + strings.Repeat(">", b.Level) + strings.Repeat("#", b.Number) + " " + text
			for _, tag := range b.Tags {
				if tag.Kind == pipeline.Opaque {
					continue
				}
				line += " | " + string(tag.Kind) + " " + tag.URL
			}
			lines = append(lines, line)
		}
	}
	return lines
}

func unquoted(text string) string { return strings.ReplaceAll(typewriter(text), `"`, "") }

// typewriter is a text in the signs of a typewriter, without spaces.
func typewriter(text string) string {
	text = regexp.MustCompile(`\{#[a-z0-9-]+\}$`).ReplaceAllString(strings.TrimSpace(text), "")
	return strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "‘", "'", "–", "-", "—", "-", "---", "-", "--", "-", "…", "...", " ", "", "\n", "", "\u00a0", "").Replace(text)
}

func lineDifference(got, want []string) string {
	for i := range max(len(got), len(want)) {
		g, w := "(end)", "(end)"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			return "got  " + g + "\nwant " + w
		}
	}
	return ""
}
