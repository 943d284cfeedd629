package translit

import (
	"bufio"
	"compress/gzip"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary/glossarytest"
)

// shared reads a tab-separated file of the conformance data, as one map from
// column name to field for each row. It skips the test when the data is not
// there.
func shared(t testing.TB, path string) []map[string]string {
	t.Helper()
	file, err := os.Open(glossarytest.Shared(t, "data", path))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var in io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	lines := bufio.NewScanner(in)
	lines.Scan()
	columns := strings.Split(lines.Text(), "\t")
	var rows []map[string]string
	for lines.Scan() {
		row := map[string]string{}
		for i, field := range strings.Split(lines.Text(), "\t") {
			row[columns[i]] = field
		}
		rows = append(rows, row)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 {
		t.Fatal("no rows in " + path)
	}
	return rows
}

// unescape reads the \uXXXX of conformance files.
func unescape(t testing.TB, s string) string {
	t.Helper()
	if !strings.Contains(s, `\u`) {
		return s
	}
	out, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return out
}
