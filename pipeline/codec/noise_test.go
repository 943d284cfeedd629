package codec_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/langid"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// Every file that was damaged or written in another encoding is read as its
// original, or refused with the reason.
func TestNoise(t *testing.T) {
	folder := pipelinetest.Shared(t, "data/corpora/noise")
	index, err := os.ReadFile(filepath.Join(folder, "index.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	mayRefuse := []string{"mojibake", "lossy", "huge single line", "invalid bytes", "naughty", "NUL"}
	read, refused := 0, 0
	for line := range strings.Lines(string(index)) {
		row := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(row) < 4 || row[0] == "file" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(folder, row[0]))
		if err != nil {
			continue // the index lists files that are kept elsewhere
		}
		a, notices, err := codec.Read(row[0], data)
		if err != nil {
			refused++
			if pipeline.KindOf(err) != pipeline.Invalid || !contains(row[0]+row[2], mayRefuse) {
				t.Errorf("%s: %v", row[0], err)
			}
			t.Logf("%s: %v", row[0], err)
			continue
		}
		read++
		checkClean(t, row[0], a)
		if row[3] == "" {
			t.Logf("%s: %v", row[0], notices)
			continue
		}
		original, err := os.ReadFile(filepath.Join(folder, row[3]))
		if err != nil {
			t.Fatal(err)
		}
		want, _, err := codec.Read(row[3], original)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := noNoise(row[2], a), noNoise(row[2], want); got != want && !(strings.Contains(row[2], "cut") && strings.HasPrefix(want, strings.TrimRight(got, "\ufffd"))) {
			t.Errorf("%s (%s):\n%s", row[0], row[2], firstDifference(got, want))
		}
		t.Logf("%s: %v", row[0], notices)
	}
	if read+refused == 0 {
		t.Fatal("no files")
	}
	t.Logf("%d read right, %d refused", read, refused)
}

func contains(what string, any []string) bool {
	for _, part := range any {
		if strings.Contains(what, part) {
			return true
		}
	}
	return false
}

// noNoise is the text of an article without what a transformation put there on
// purpose: look-alikes, stress marks, other apostrophes, emoji and Hebrew,
// question marks where an encoding lacks a character.
func noNoise(what string, a pipeline.Article) string {
	text := strings.Join(plainLines(a), "\n")
	switch {
	case strings.Contains(what, "look-alikes"):
		text = strings.Map(func(c rune) rune {
			if twin, ok := langid.LookAlike(c); ok {
				return twin
			}
			return c
		}, text)
	case strings.Contains(what, "lossy"):
		text = strings.Map(func(c rune) rune {
			if c == '?' || c > 0x7f && !unicode.IsLetter(c) {
				return -1
			}
			return c
		}, text)
	case strings.Contains(what, "stress"):
		text = strings.ReplaceAll(text, "\u0301", "")
	case strings.Contains(what, "apostrophes"):
		text = strings.NewReplacer("'", "", "`", "", "’", "", "ʼ", "", "′", "", "‘", "", "´", "", "＇", "", "\u02bb", "", "\u02b9", "").Replace(text)
	case strings.Contains(what, "RTL"):
		text = strings.Map(func(c rune) rune {
			if c == ' ' || unicode.In(c, unicode.So, unicode.Cf, unicode.Hebrew, unicode.Arabic) {
				return -1
			}
			return c
		}, text)
	}
	return text
}

// checkClean: every text is UTF-8 in NFC without NUL and other controls.
func checkClean(t *testing.T, name string, a pipeline.Article) {
	t.Helper()
	for _, b := range a.Blocks {
		if !utf8.ValidString(b.Text) || !norm.NFC.IsNormalString(b.Text) || strings.ContainsFunc(b.Text, func(c rune) bool { return c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == 0x7f }) {
			t.Errorf("%s: %q", name, b.Text)
		}
	}
	for _, piece := range a.Layout {
		if !utf8.ValidString(piece.Literal) || strings.Contains(piece.Literal, "\x00") {
			t.Errorf("%s: layout %q", name, piece.Literal)
		}
	}
}
