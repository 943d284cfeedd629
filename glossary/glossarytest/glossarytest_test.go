package glossarytest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/tovmach/tovmach/glossary/glossarytest"
)

// skipper keeps what a test says when it is skipped, and goes on.
type skipper struct {
	testing.TB
	said string
}

func (s *skipper) Skipf(format string, args ...any) { s.said = fmt.Sprintf(format, args...) }

func TestShared(t *testing.T) {
	top := t.TempDir()
	within := filepath.Join(top, "module", "a", "b")
	for _, dir := range []string{within, filepath.Join(top, "shared", "data")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"module/go.mod", "shared/data/names.tsv"} {
		if err := os.WriteFile(filepath.Join(top, file), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(within)
	for _, tt := range []struct {
		name  string
		parts []string
		said  string
	}{
		{"file", []string{"data", "names.tsv"}, ""},
		{"path in one part", []string{"data/names.tsv"}, ""},
		{"folder", []string{"data"}, ""},
		{"not there", []string{"data", "none.tsv"}, "SKIP: conformance data not found: data/none.tsv"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &skipper{TB: t}
			got := glossarytest.Shared(s, tt.parts...)
			if filepath.ToSlash(s.said) != tt.said {
				t.Errorf("said %q, want %q", s.said, tt.said)
			}
			if _, err := os.Stat(got); (err == nil) != (tt.said == "") {
				t.Errorf("the path is %s: %v", got, err)
			}
		})
	}
}
