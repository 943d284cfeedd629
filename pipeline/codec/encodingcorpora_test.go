package codec_test

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// newsDocs are news articles in six languages with Cyrillic letters, as rows of
// language, name and text.
func newsDocs(t *testing.T) [][]string {
	t.Helper()
	data, err := os.ReadFile(pipelinetest.Shared(t, "data/corpora/langid/langid_ntrex_docs.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(data)) {
		rows = append(rows, strings.Split(strings.TrimRight(line, "\n"), "\t"))
	}
	return rows[1:]
}

var oldEncodings = []struct {
	name string
	encoding.Encoding
}{
	{"windows-1251", charmap.Windows1251},
	{"koi8-u", charmap.KOI8U},
	{"cp866", charmap.CodePage866},
	{"cp1125", ukrainianDOS{}},
	{"iso-8859-5", charmap.ISO8859_5},
	{"mac-cyrillic", charmap.MacintoshCyrillic},
}

// No piece of an article is read wrongly in whatever encoding it is; of those
// with a few hundred bytes hardly any is refused, of those with a thousand none.
// Mac Cyrillic has most small letters where windows-1251 has them, so that it
// takes more of them.
func TestEncodingsOfNews(t *testing.T) {
	docs := newsDocs(t)
	for _, tt := range []struct{ length, perMille int }{{60, 150}, {200, 5}, {1000, 0}} {
		for _, from := range oldEncodings {
			pieces, refused := 0, 0
			for n, doc := range docs {
				if n%3 > 0 {
					continue // enough of them, from each language
				}
				text := []rune(doc[2])
				for at := 0; at+tt.length <= len(text); at += max(tt.length, 1000) {
					piece := strings.TrimSpace(string(text[at : at+tt.length]))
					data, err := from.NewEncoder().Bytes([]byte(piece))
					if err != nil || from.name == "cp1125" && strings.ContainsAny(piece, "ўЎ") {
						continue // it has letters that the encoding lacks
					}
					pieces++
					a, _, err := codec.Read("a.txt", data)
					switch {
					case pipeline.KindOf(err) == pipeline.Invalid:
						if tt.length == 1000 {
							t.Logf("refused: %.200s: %v", piece, err)
						}
						refused++
					case err != nil:
						t.Fatal(err)
					case strings.Join(plainLines(a), "\n") != readLines(t, piece) && (tt.length > 60 || from.name != "mac-cyrillic"):
						t.Errorf("%s: %s is read as %s", from.name, piece, strings.Join(plainLines(a), "\n"))
					}
				}
			}
			t.Logf("%4d letters, %s: %d pieces, %d refused", tt.length, from.name, pieces, refused)
			if refused*1000 > pieces*tt.perMille && from.name != "mac-cyrillic" || pieces == 0 && from.name != "cp866" {
				t.Errorf("%d letters, %s: %d of %d refused", tt.length, from.name, refused, pieces)
			}
		}
	}
}

func readLines(t *testing.T, text string) string {
	t.Helper()
	a, _, err := codec.Read("a.txt", []byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return strings.Join(plainLines(a), "\n")
}

// Every article that one program wrote in one encoding and another read in
// another is recognised; what can be undone is.
func TestMisreadNews(t *testing.T) {
	all := append(oldEncodings[:len(oldEncodings):len(oldEncodings)], struct {
		name string
		encoding.Encoding
	}{"UTF-8", encoding.Nop}, struct {
		name string
		encoding.Encoding
	}{"latin-1", charmap.ISO8859_1}, struct {
		name string
		encoding.Encoding
	}{"windows-1252", charmap.Windows1252})
	repaired := map[string]int{}
	for n, doc := range newsDocs(t) {
		if n%2 > 0 || doc[0] != "uk" {
			continue // enough of them
		}
		text := string([]rune(doc[2])[:400])
		for _, was := range all[:7] {
			for _, as := range all {
				if was.name == as.name || as.name == "UTF-8" || as.name == "cp1125" {
					continue
				}
				if was.name == "cp1125" && as.name == "cp866" {
					continue // words with ў for і: that is for the guard of languages
				}
				data, err := was.NewEncoder().Bytes([]byte(text))
				if err != nil || was.name == "cp1125" && strings.ContainsAny(text, "ўЎ") {
					continue
				}
				garbled, err := as.NewDecoder().Bytes(data)
				if err != nil {
					t.Fatal(err)
				}
				if string(garbled) == text {
					continue // the letters of both stand in the same places
				}
				name := was.name + " as " + as.name
				_, _, err = codec.Read("a.txt", garbled)
				if pipeline.KindOf(err) != pipeline.Invalid || !strings.Contains(err.Error(), "garbled") && !strings.Contains(err.Error(), "lost") {
					t.Errorf("%s %s: %v", name, doc[0], err)
				}
				a, _, err := codec.ReadWith("a.txt", garbled, codec.Options{Repair: true})
				if err == nil {
					repaired[name]++
					if got := strings.Join(plainLines(a), "\n"); got != readLines(t, text) {
						t.Errorf("%s %s: repaired to %s", name, doc[0], got)
					}
				}
			}
		}
	}
	t.Logf("repaired: %v", repaired)
	if repaired["UTF-8 as windows-1251"] == 0 || repaired["windows-1251 as latin-1"] == 0 {
		t.Errorf("repaired: %v", repaired)
	}
}
