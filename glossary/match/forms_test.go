package match_test

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/match"
)

// A termbase of base forms finds the forms that occur in texts, and gives few
// of them to another name.
func TestFormsAreFound(t *testing.T) {
	tests := []struct {
		file            string
		recall, foreign float64
	}{
		{"forms_hunspell.tsv.gz", 0.995, 0.10},
		{"forms_manual.tsv", 0.99, 0.10},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			pairs := formPairs(t, tt.file)
			var entries []glossary.Entry
			forms := map[string]map[string]bool{}
			for _, p := range pairs {
				if forms[p[0]] == nil {
					forms[p[0]] = map[string]bool{}
					entries = append(entries, glossary.Entry{ID: glossary.EntryID(fmt.Sprint(len(entries))), Terms: []glossary.Term{{Lang: "uk", Text: p[0]}}})
				}
				forms[p[0]][p[1]] = true
			}
			x := match.New(entries, match.Options{})
			found, foreign := 0, 0
			for _, p := range pairs {
				hit, ok := wholeHit(x, p[1])
				if !ok {
					t.Logf("missed %s of %s", p[1], p[0])
					continue
				}
				found++
				if hit.SourceTerm != p[0] && !forms[hit.SourceTerm][p[1]] {
					foreign++
				}
			}
			recall, share := float64(found)/float64(len(pairs)), float64(foreign)/float64(len(entries))
			t.Logf("%d of %d found, %.3f foreign a name", found, len(pairs), share)
			if recall < tt.recall || share > tt.foreign {
				t.Errorf("recall %.4f, want %.3f; foreign %.3f a name, want at most %.2f", recall, tt.recall, share, tt.foreign)
			}
		})
	}
}

// wholeHit returns the hit that covers the form inside a sentence.
func wholeHit(x *match.Index, form string) (match.Hit, bool) {
	const before = "і "
	for _, h := range x.Find(before + form + " тут.") {
		if h.Span == (match.Span{Start: len(before), End: len(before) + len(form)}) {
			return h, true
		}
	}
	return match.Hit{}, false
}

// formPairs reads lemma and form from a table of the romanization data.
func formPairs(t testing.TB, name string) [][2]string {
	t.Helper()
	file, err := os.Open(filepath.Join(sharedData(t), "translit", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	var pairs [][2]string
	lines := bufio.NewScanner(r)
	for n := 0; lines.Scan(); n++ {
		if cells := strings.Split(lines.Text(), "\t"); n > 0 && !strings.HasPrefix(cells[0], "#") {
			pairs = append(pairs, [2]string{cells[0], cells[1]})
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return pairs
}
