package main

import (
	"strings"
	"testing"
)

// TestOneLine: what people wrote keeps to its cell and is nothing that a terminal
// obeys.
func TestOneLine(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, in, want string }{
		{"as it is", "оксана захворіла — “sick”", "оксана захворіла — “sick”"},
		{"two lines", "one\ntwo", "one two"},
		{"of Windows", "one\r\ntwo", "one two"},
		{"columns", "one\ttwo", "one two"},
		{"colour", "\x1b[31mred\x1b[0m", "[31mred[0m"},
		{"a title by one character", "a\u009d2;x\ab", "a2;xb"},
	} {
		if got := oneLine(tt.in); got != tt.want {
			t.Errorf("%s: %q becomes %q, want %q", tt.name, tt.in, got, tt.want)
		}
	}
}

// TestTableOfLines: a row of the table for people is one line, whatever is in it.
func TestTableOfLines(t *testing.T) {
	t.Parallel()
	for _, output := range []string{"text", "tsv"} {
		var out strings.Builder
		p := &program{stdout: &out, output: output}
		rows := []string{"one\ntwo\x1b[31m", "three"}
		if err := printRows(p, rows, []string{"what"}, func(s string) []string { return []string{s} }); err != nil {
			t.Fatal(err)
		}
		if got, want := out.String(), "what\none two[31m\nthree\n"; got != want {
			t.Errorf("%s: %q, want %q", output, got, want)
		}
	}
}
