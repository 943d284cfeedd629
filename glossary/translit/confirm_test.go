//go:build confirm

package translit

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// differs names the lines on which ICU is known to disagree with us, with the
// reason.
var differs = map[string]string{}

// TestConfirmBGNPCGN1965 reads the file of BGN/PCGN 1965 through uconv of ICU,
// which has this one Ukrainian table. ICU always writes the optional dots and
// has other signs for ь and the apostrophe.
func TestConfirmBGNPCGN1965(t *testing.T) {
	likeOurs := strings.NewReplacer("·", "", "ʹ", "’", "ʺ", "”")
	for _, c := range readConformance(t, filepath.Join("testdata", "bgnpcgn1965.txt")) {
		icu := exec.CommandContext(t.Context(), "uconv", "-f", "utf-8", "-t", "utf-8", "-x", "Ukrainian-Latin/BGN; NFC")
		icu.Stdin = strings.NewReader(c.source)
		out, err := icu.Output()
		if err != nil {
			t.Fatalf("uconv: %v", err)
		}
		got, reason := likeOurs.Replace(string(out)), differs[c.line]
		if got != c.target && reason == "" {
			t.Errorf("%s: ICU has %q, we have %q", c.source, got, c.target)
		}
		if got == c.target && reason != "" {
			t.Errorf("%s: ICU agrees, but is listed as differing: %s", c.source, reason)
		}
	}
}
