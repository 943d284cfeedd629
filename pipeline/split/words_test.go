package split

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestWordFiles checks what parse passes over: unknown classes, words in two
// classes of abbreviations, words that no token can equal.
func TestWordFiles(t *testing.T) {
	for name, file := range map[string]string{"uk.txt": ukrainianWords, "en.txt": englishWords} {
		seen := map[string]string{}
		for n, line := range strings.Split(file, "\n") {
			fields := strings.Fields(line)
			if len(fields) == 0 || fields[0][0] == '#' {
				continue
			}
			c := classNamed(fields[0])
			if c == 0 {
				t.Errorf("%s:%d: no class %q", name, n+1, fields[0])
			}
			for _, w := range fields[1:] {
				if w != strings.ToLower(w) || strings.HasSuffix(w, ".") {
					t.Errorf("%s:%d: %q is not in lower case without its stop", name, n+1, w)
				}
				for part := range strings.SplitSeq(w, ".") {
					if utf8.RuneCountInString(part) > maxWord {
						t.Errorf("%s:%d: %q is longer than %d", name, n+1, w, maxWord)
					}
				}
				if strings.Count(w, ".") > 1 {
					t.Errorf("%s:%d: %q has more than two parts", name, n+1, w)
				}
				if c&abbreviations == 0 {
					continue
				}
				if other, ok := seen[w]; ok {
					t.Errorf("%s:%d: %q is in %s and %s", name, n+1, w, other, fields[0])
				}
				seen[w] = fields[0]
			}
		}
	}
}
