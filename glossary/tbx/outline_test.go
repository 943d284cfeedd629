package tbx_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// outline reads a file with encoding/xml alone and lists all its leaves as
// path, attributes and text, sorted within the whole file. Layout is folded.
func outline(t *testing.T, file string) []string {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(file))
	var lines, path []string
	concept, text := "", ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			var attrs []string
			for _, a := range token.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					attrs = append(attrs, a.Name.Local+"="+a.Value)
				}
				if token.Name.Local == "conceptEntry" && a.Name.Local == "id" {
					concept = a.Value
				}
			}
			slices.Sort(attrs)
			path = append(path, token.Name.Space+" "+token.Name.Local+fmt.Sprint(attrs))
			text = ""
		case xml.CharData:
			text += string(token)
		case xml.EndElement:
			lines = append(lines, concept+" "+strings.Join(path, "/")+": "+strings.Join(strings.Fields(text), " "))
			path = path[:len(path)-1]
			text = ""
		}
	}
	slices.Sort(lines)
	return lines
}

func firstDifference(got, want []string) string {
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			return "missing " + want[i]
		case i >= len(want):
			return "surplus " + got[i]
		case got[i] != want[i]:
			return "got " + got[i] + ", want " + want[i]
		}
	}
	return ""
}
