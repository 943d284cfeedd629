package main

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestDurability holds the page about acknowledgements to the tests that it
// names: each of its lines names one, and each of them exists.
func TestDurability(t *testing.T) {
	t.Parallel()
	page, err := helpFiles.ReadFile("help/durability.md")
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	function := regexp.MustCompile(`(?m)^func (Test[A-Za-z]+)\(`)
	root := os.DirFS("../..")
	err = fs.WalkDir(root, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, "_test.go") {
			return err
		}
		source, err := fs.ReadFile(root, file)
		for _, name := range function.FindAllStringSubmatch(string(source), -1) {
			there[name[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`Test[A-Za-z]+`).FindAllString(string(page), -1)
	if len(named) < 10 {
		t.Errorf("the page names %d tests", len(named))
	}
	for _, name := range named {
		if !there[name] {
			t.Errorf("the page names %s, which does not exist", name)
		}
	}
	for _, promise := range strings.Split(string(page), "\n     ")[1:] {
		if first := promise[:1]; first != " " && !strings.Contains(whole(string(page), promise), "Test") {
			t.Errorf("no test holds %q", promise)
		}
	}
}

// whole returns the promise with the lines that go on with it.
func whole(page, promise string) string {
	_, rest, _ := strings.Cut(page, promise)
	text := promise
	for line := range strings.Lines(strings.TrimPrefix(rest, "\n")) {
		if !strings.HasPrefix(line, "      ") {
			break
		}
		text += line
	}
	return text
}
