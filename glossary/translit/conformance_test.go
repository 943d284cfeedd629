package translit

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// skip holds the lines of the conformance files that we do not pass, each with
// its reason. A skipped line that passes is a fault.
var skip = map[string]string{
	"ў ; ў # kept": "decomposed, it is у with a breve",
}

// conformanceCase is a line of a conformance file.
type conformanceCase struct {
	line    string
	number  int
	basis   string
	source  string
	target  string
	mayKeep bool // the note says that a letter is kept
}

func TestConformance(t *testing.T) {
	unused := map[string]bool{}
	for line := range skip {
		unused[line] = true
	}
	for _, s := range Schemes() {
		t.Run(s.ID(), func(t *testing.T) {
			for _, c := range readConformance(t, filepath.Join("testdata", s.ID()+".txt")) {
				faults := &recorder{TB: t}
				conforms(faults, s, c)
				reason := skip[c.line]
				delete(unused, c.line)
				switch {
				case reason == "" && len(faults.said) > 0:
					t.Errorf("line %d (%s): %s\n%s", c.number, c.basis, c.line, strings.Join(faults.said, "\n"))
				case reason != "" && len(faults.said) == 0:
					t.Errorf("line %d passes, but is on the skip list: %s", c.number, reason)
				}
			}
		})
	}
	for line := range unused {
		t.Errorf("on the skip list, but in no file: %s", line)
	}
}

// conforms checks one line in every way.
func conforms(tb testing.TB, s Scheme, c conformanceCase) {
	allWays(tb, s, c.source, c.target)
	if got := norm.NFC.String(s.String(norm.NFD.String(c.source))); got != norm.NFC.String(c.target) {
		tb.Errorf("decomposed: got %q, want %q", got, c.target)
	}
	if !c.mayKeep && strings.ContainsFunc(s.String(c.source), func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		tb.Errorf("Cyrillic letters are left")
	}
	if !isPlainWord(c.source) {
		return
	}
	allWays(tb, s, strings.ToUpper(c.source), strings.ToUpper(c.target))
	lower, target := strings.ToLower(c.source), strings.ToLower(c.target)
	allWays(tb, s, lower, target)
	allWays(tb, s, titled(lower), titled(target))
}

// isPlainWord reports whether s is a word of two or more Cyrillic letters, of
// which only the first may be a capital. Marks and other scripts have their own
// lines.
func isPlainWord(s string) bool {
	for i, r := range s {
		if !isApostrophe(r) && (!isSlot(r) || !unicode.IsLetter(r)) || i > 0 && unicode.IsUpper(r) {
			return false
		}
	}
	return utf8.RuneCountInString(s) > 1
}

// recorder keeps what a check says instead of failing at once.
type recorder struct {
	testing.TB
	said []string
}

func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}

// readConformance reads lines of the form "source ; target # note".
func readConformance(t *testing.T, path string) []conformanceCase {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var cases []conformanceCase
	basis := ""
	for i, line := range strings.Split(string(data), "\n") {
		if b, ok := strings.CutPrefix(line, "# basis: "); ok {
			basis = b
			continue
		}
		fields, note := splitFields(line)
		if len(fields) == 1 && fields[0] == "" {
			continue
		}
		if len(fields) != 2 || basis != "normative" && basis != "practice" && basis != "policy" {
			t.Fatalf("%s:%d: two fields and a basis are needed", path, i+1)
		}
		cases = append(cases, conformanceCase{
			line: line, number: i + 1, basis: basis,
			source: field(t, fields[0]), target: field(t, fields[1]),
			mayKeep: strings.Contains(note, "kept"),
		})
	}
	if len(cases) == 0 {
		t.Fatalf("%s has no lines", path)
	}
	return cases
}

// splitFields splits a line at the semicolons outside quotes and cuts the note
// off.
func splitFields(line string) (fields []string, note string) {
	quoted, start := false, 0
	for i, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == ';':
			fields = append(fields, strings.TrimSpace(line[start:i]))
			start = i + 1
		case r == '#':
			return append(fields, strings.TrimSpace(line[start:i])), line[i+1:]
		}
	}
	return append(fields, strings.TrimSpace(line[start:])), ""
}

// field takes off quotes and reads escapes.
func field(t *testing.T, s string) string {
	t.Helper()
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		s = s[1 : len(s)-1]
	}
	return unescape(t, s)
}
