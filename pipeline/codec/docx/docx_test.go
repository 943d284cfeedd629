package docx_test

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/docx"
	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/zipped"
	"github.com/tovmach/tovmach/pipeline/codec/zipped/zippedtest"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

const root = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">`

// shown are all letters and signs that a document shows, without its notes.
func shown(d office.Document) string {
	var out strings.Builder
	for _, b := range d.Blocks {
		if b.Kind != pipeline.EdNote && (len(b.Runs) == 0 || b.Runs[0].Kind != office.Note) {
			out.WriteString(office.Text(b.Runs))
		}
	}
	return withoutSpaces(out.String())
}

func withoutSpaces(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return -1
		}
		return c
	}, text)
}

// naive is the text of all <w:t> that are not deleted, moved away, hidden by
// their run, or the form of something that others are taken for, in order.
func naive(document string) (string, error) {
	var out strings.Builder
	var open []string
	skip, hidden := 0, false
	d := xml.NewDecoder(strings.NewReader(document))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return withoutSpaces(out.String()), nil
		}
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			open = append(open, name)
			if name == "del" && open[max(0, len(open)-2)] != "rPr" || name == "moveFrom" && open[max(0, len(open)-2)] != "rPr" || name == "Choice" {
				skip++
			}
			hidden = name == "vanish" || hidden && name != "r"
		case xml.EndElement:
			name := open[len(open)-1]
			open = open[:len(open)-1]
			if name == "del" && open[len(open)-1] != "rPr" || name == "moveFrom" && open[len(open)-1] != "rPr" || name == "Choice" {
				skip--
			}
			hidden = hidden && name != "r"
		case xml.CharData:
			if skip == 0 && !hidden && len(open) > 0 && open[len(open)-1] == "t" {
				out.Write(token)
			}
		}
	}
}

func read(t testing.TB, document string) (office.Document, error) {
	a, err := zipped.Open(zippedtest.Pack(t, "word/document.xml", document))
	if err != nil {
		return office.Document{}, err
	}
	return docx.Read(a)
}

// FuzzRead reads bodies made of pieces that the bytes choose: the text is that
// of all words that stand, in their order.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"0123456789", "pt)p(t)", "<t>{t}[t]", "abcabcabc"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		document := root + "<w:body>" + compose(data) + "</w:body></w:document>"
		d, err := read(t, document)
		if err != nil {
			if pipeline.KindOf(err) != pipeline.Invalid {
				t.Errorf("error %v, want an Invalid one", err)
			}
			return
		}
		want, err := naive(document)
		if err != nil {
			t.Fatalf("a document that encoding/xml refuses: %v\n%s", err, document)
		}
		if got := shown(d); got != want {
			t.Errorf("read  %q\nnaive %q\n%s", got, want, document)
		}
	})
}

// compose makes a body: each byte opens an element that may stand there, closes
// the last, or writes words.
func compose(data []byte) string {
	const within = "body"
	inside := map[string][]string{
		within:      {"p", "tbl", "sdt", "ins", "del", "moveFrom", "x"},
		"p":         {"r", "hyperlink", "ins", "del", "moveFrom", "moveTo", "smartTag", "sdt", "fldSimple", "AlternateContent", "deletedMark"},
		"tbl":       {"tr"},
		"tr":        {"tc"},
		"tc":        {"p", "tbl"},
		"x":         {"p"},
		"r":         {"t", "tab", "br", "vanish", "noBreakHyphen0", "AlternateContent"},
		"hyperlink": {"r"}, "smartTag": {"r", "smartTag"}, "fldSimple": {"r"},
	}
	var out strings.Builder
	type opened struct{ holds, close string }
	open := []opened{{within, ""}}
	words := []string{"Київ", " ", "міст, ", "a&amp;b", "№ 7", "{1}"}
	for i, c := range data[:min(len(data), 300)] {
		last := open[len(open)-1]
		choices := inside[last.holds]
		if last.holds == "t" || len(choices) == 0 || c%3 == 0 || len(open) > 40 {
			if last.holds == "t" {
				out.WriteString(words[int(c)%len(words)])
			}
			if len(open) > 1 {
				out.WriteString(last.close)
				open = open[:len(open)-1]
			}
			continue
		}
		switch name := choices[int(c/3)%len(choices)]; name {
		case "sdt":
			out.WriteString("<w:sdt><w:sdtContent>")
			open = append(open, opened{last.holds, "</w:sdtContent></w:sdt>"})
		case "ins", "del", "moveFrom", "moveTo":
			out.WriteString("<w:" + name + ">")
			open = append(open, opened{last.holds, "</w:" + name + ">"})
		case "AlternateContent":
			out.WriteString(`<mc:AlternateContent><mc:Choice Requires="x">` + map[string]string{"p": "<w:r><w:t>ні</w:t></w:r>", "r": "<w:t>ні</w:t>"}[last.holds] + `</mc:Choice><mc:Fallback>` + map[string]string{"p": "<w:r><w:t>так</w:t></w:r>", "r": "<w:t>так</w:t>"}[last.holds])
			open = append(open, opened{last.holds, "</mc:Fallback></mc:AlternateContent>"})
		case "deletedMark":
			if strings.HasSuffix(out.String(), "<w:p>") {
				out.WriteString("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>")
			}
		case "vanish":
			if i > 0 && strings.HasSuffix(out.String(), "<w:r>") {
				out.WriteString("<w:rPr><w:vanish/></w:rPr>")
			}
		case "tab", "br":
			out.WriteString("<w:" + name + "/>")
		case "noBreakHyphen0":
		default:
			out.WriteString("<w:" + name + ">")
			open = append(open, opened{name, "</w:" + name + ">"})
		}
	}
	for i := len(open) - 1; i > 0; i-- {
		out.WriteString(open[i].close)
	}
	return out.String()
}

// FuzzDocument reads whatever stands in for the main part: it is refused, or
// read without a fault.
func FuzzDocument(f *testing.F) {
	f.Add([]byte(root + "<w:body><w:p><w:r><w:t>а</w:t></w:r></w:p></w:body></w:document>"))
	f.Add([]byte(root + "<w:body><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='-1'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl><w:p><w:pPr><w:numPr><w:ilvl w:val='99'/><w:numId w:val='1'/></w:numPr></w:pPr></w:p></w:body></w:document>"))
	f.Fuzz(func(t *testing.T, document []byte) {
		if _, err := read(t, string(document)); err != nil && pipeline.KindOf(err) != pipeline.Invalid {
			t.Errorf("error %v, want an Invalid one", err)
		}
	})
}

// The text of every document at hand is that of all its words, in order.
func TestAllWords(t *testing.T) {
	shared := pipelinetest.Shared(t, "")
	for _, pattern := range []string{"conformance/docx/*.docx", "data/corpora/docx_odt/*.docx"} {
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
			d, err := docx.Read(a)
			if err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			main, err := a.Part("word/document.xml")
			if err != nil {
				t.Fatal(err)
			}
			want, err := naive(string(main))
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(d); got != want {
				t.Errorf("%s: read\n%s\nwant\n%s", file, got, want)
			}
			t.Logf("%s: %d bytes of text", filepath.Base(file), len(want))
		}
	}
}

// BenchmarkDOCX reads an article of about 1,000 words, most of them runs of
// their own, as Word saves what was edited often.
func BenchmarkDOCX(b *testing.B) {
	run := `<w:r w:rsidRPr="00AB12CD"><w:rPr><w:rFonts w:ascii="Arial"/><w:sz w:val="24"/><w:lang w:val="uk-UA"/></w:rPr><w:t xml:space="preserve">Рух мостом </w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>відновили</w:t></w:r>`
	document := root + "<w:body>" + strings.Repeat(`<w:p w:rsidR="00AB12CD"><w:pPr><w:pStyle w:val="a"/><w:jc w:val="both"/></w:pPr>`+strings.Repeat(run, 12)+"</w:p>", 28) + "</w:body></w:document>"
	packed := zippedtest.Pack(b, "word/document.xml", document)
	b.SetBytes(int64(len(document)))
	b.ReportAllocs()
	for b.Loop() {
		a, err := zipped.Open(packed)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := docx.Read(a); err != nil {
			b.Fatal(err)
		}
	}
}
