package odt_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/odt"
	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/xmltree"
	"github.com/tovmach/tovmach/pipeline/codec/zipped"
	"github.com/tovmach/tovmach/pipeline/codec/zipped/zippedtest"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

const head = `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:body><office:text>`

const tail = `</office:text></office:body></office:document-content>`

// letters are those of a text, without spaces and signs.
func letters(text string) string {
	return strings.Map(func(c rune) rune {
		if !unicode.IsLetter(c) {
			return -1
		}
		return c
	}, text)
}

func shown(d office.Document) string {
	var out strings.Builder
	for _, b := range d.Blocks {
		if b.Kind != pipeline.EdNote {
			out.WriteString(office.Text(b.Runs))
		}
	}
	return letters(out.String())
}

func read(t testing.TB, content string) (office.Document, error) {
	t.Helper()
	a, err := zipped.Open(zippedtest.Pack(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", content))
	if err != nil {
		return office.Document{}, err
	}
	if !odt.Is(a) {
		t.Fatal("not taken for a text document")
	}
	return odt.Read(a)
}

// FuzzRead reads whatever stands in a text. It is refused, or all its letters
// are read, as often as they stand there. Their order is not compared: notes
// and boxes are read behind the paragraph.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"<text:p>а<text:span text:style-name='b'>б</text:span></text:p>", "<text:list><text:list-item><text:p>а</text:p><text:list><text:list-item><text:h>б</text:h></text:list-item></text:list></text:list-item></text:list>",
		"<table:table><table:table-row><table:table-cell><text:p>а</text:p></table:table-cell><table:table-cell><text:p>б</text:p></table:table-cell></table:table-row></table:table>",
		"<text:p>а<text:note><text:note-body><text:p>б</text:p></text:note-body></text:note>в<draw:frame><draw:text-box><text:p>г</text:p></draw:text-box></draw:frame></text:p>",
		"<text:section><text:p>а</text:p>б</text:section>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := read(t, head+text+tail)
		if err != nil {
			if pipeline.KindOf(err) != pipeline.Invalid {
				t.Errorf("error %v, want an Invalid one", err)
			}
			return
		}
		tree, err := xmltree.Parse("content.xml", []byte(head+text+tail), map[string]string{
			"urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text", "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw", "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
		})
		if err != nil {
			t.Fatal(err)
		}
		for node := range tree.Descendants() {
			if !ordinary(node.Name) {
				return // such elements may hide what they hold, or hold no text
			}
		}
		if len(d.Dropped) > 0 {
			return
		}
		if got, want := sorted(shown(d)), sorted(letters(tree.Content())); got != want {
			t.Errorf("read %q, want %q", got, want)
		}
	})
}

func ordinary(name string) bool {
	switch name {
	case "", "office:body", "office:text", "text:p", "text:h", "text:span", "text:a", "text:s", "text:tab", "text:section", "text:line-break", "text:bookmark", "?:x":
		return true
	}
	return false
}

func sorted(text string) string {
	counts := map[rune]int{}
	for _, c := range text {
		counts[c]++
	}
	var out strings.Builder
	for c := rune(0); c <= unicode.MaxRune && len(counts) > 0; c++ {
		if n := counts[c]; n > 0 {
			out.WriteString(strings.Repeat(string(c), n))
			delete(counts, c)
		}
	}
	return out.String()
}

// The letters of every document at hand are those of its text, in order.
func TestAllWords(t *testing.T) {
	shared := pipelinetest.Shared(t, "")
	for _, pattern := range []string{"conformance/docx/*.odt", "data/corpora/docx_odt/*.odt"} {
		files, err := filepath.Glob(filepath.Join(shared, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files %s: %v", pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a, err := zipped.Open(data)
			if err != nil {
				t.Fatal(err)
			}
			d, err := odt.Read(a)
			if err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			content, err := a.Part("content.xml")
			if err != nil {
				t.Fatal(err)
			}
			tree, err := xmltree.Parse("content.xml", content, map[string]string{"urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office"})
			if err != nil {
				t.Fatal(err)
			}
			want := letters(tree.Child("office:body").Content())
			if got := shown(d); got != want {
				t.Errorf("%s: read\n%s\nwant\n%s", file, got, want)
			}
			t.Logf("%s: %d letters", filepath.Base(file), len(want))
		}
	}
}

// BenchmarkODT reads an article of about 1,000 words.
func BenchmarkODT(b *testing.B) {
	content := head + strings.Repeat(`<text:p text:style-name="P1">`+strings.Repeat(`Рух мостом <text:span text:style-name="T1">відновили</text:span> `, 12)+`</text:p>`, 28) + tail
	packed := zippedtest.Pack(b, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", content)
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		a, err := zipped.Open(packed)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := odt.Read(a); err != nil {
			b.Fatal(err)
		}
	}
}
