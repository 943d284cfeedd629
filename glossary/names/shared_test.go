package names_test

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary/glossarytest"
	"github.com/tovmach/tovmach/glossary/names"
)

// The wrong spellings that people collect: most have the key of the right one
// or are a letter away, the others need a deprecated term.
func TestWrongSpellings(t *testing.T) {
	same, near, nearKey, rest := 0, 0, 0, 0
	for _, row := range rows(t, "corpora/names/spelling_ukraine_incorrect.tsv") {
		right, wrong := row[1], row[2]
		switch {
		case names.Key(right) == names.Key(wrong):
			same++
		case anyDistance(right, wrong):
			near++
		case anyDistance(names.Key(right), names.Key(wrong)):
			nearKey++
		default:
			rest++
		}
	}
	t.Logf("%d share the key, %d more are a letter apart, the keys of %d more; %d need a deprecated term", same, near, nearKey, rest)
	if same != 164 || near != 78 || nearKey != 66 || rest != 79 {
		t.Errorf("got %d, %d, %d and %d, want 164, 78, 66 and 79", same, near, nearKey, rest)
	}
}

// anyDistance says whether two names of any length are one letter apart, by the
// textbook.
func anyDistance(a, b string) bool {
	p, q := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	d := make([][]int, len(p)+1)
	for i := range d {
		d[i] = make([]int, len(q)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(p); i++ {
		for j := 1; j <= len(q); j++ {
			cost := 1
			if p[i-1] == q[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && p[i-1] == q[j-2] && p[i-2] == q[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(p)][len(q)] == 1
}

// NearMiss agrees with the textbook on long words with different keys.
func TestNearMissIsDistanceOne(t *testing.T) {
	for _, row := range rows(t, "corpora/names/spelling_ukraine_incorrect.tsv") {
		a, b := row[1], row[2]
		want := anyDistance(a, b) && names.Key(a) != names.Key(b) && min(utf8.RuneCountInString(a), utf8.RuneCountInString(b)) >= 6
		if got := names.NearMiss(a, b); got != want && !strings.HasPrefix(a, b) && !strings.HasPrefix(b, a) {
			t.Errorf("NearMiss(%q, %q) = %v, want %v", a, b, got, want)
		}
	}
}

// rows reads a table of the conformance data without its header.
func rows(t *testing.T, path string) [][]string {
	t.Helper()
	var all [][]string
	lines := bufio.NewScanner(strings.NewReader(shared(t, path)))
	for n := 0; lines.Scan(); n++ {
		if n > 0 {
			all = append(all, strings.Split(lines.Text(), "\t"))
		}
	}
	return all
}

// shared returns a text of the conformance data, or skips the test.
func shared(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(glossarytest.Shared(t, "data", path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
