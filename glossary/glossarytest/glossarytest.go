// Package glossarytest gives the tests of the glossary what they share: the
// way to the conformance data.
package glossarytest

import (
	"os"
	"path/filepath"
	"testing"
)

// Shared returns a path in the folder of shared test data, which may stand
// beside the repository; without it the test is skipped, and says so.
func Shared(t testing.TB, parts ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{root(t), "..", "shared"}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIP: conformance data not found: %s", filepath.Join(parts...))
	}
	return path
}

// root is the folder of the module that the test belongs to.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
	}
}
