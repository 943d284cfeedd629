// Package zippedtest packs archives for the tests of those who read them.
package zippedtest

import (
	"archive/zip"
	"bytes"
	"testing"
)

// Pack makes an archive of parts: names and contents in turn. The first part
// is stored as it is, as OpenDocument wants it.
func Pack(t testing.TB, parts ...string) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	for i := 0; i+1 < len(parts); i += 2 {
		header := &zip.FileHeader{Name: parts[i], Method: zip.Deflate}
		if i == 0 {
			header.Method = zip.Store
		}
		part, err := w.CreateHeader(header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}
