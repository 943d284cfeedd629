package codec_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/codec/zipped/zippedtest"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// What may be wrong with a document is told in a sentence, with a hint.
func TestDocumentRefuses(t *testing.T) {
	body := wordP("", "А")
	document := func(inside string) []string { return []string{"word/document.xml", inside} }
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"not an archive", []byte("PK\x03\x04, they say"), "The file is damaged"},
		{"spreadsheet", zippedtest.Pack(t, "xl/workbook.xml", "<a/>"), "is a spreadsheet"},
		{"presentation", zippedtest.Pack(t, "ppt/presentation.xml", "<a/>"), "is a presentation"},
		{"e-book", zippedtest.Pack(t, "mimetype", "application/epub+zip", "META-INF/container.xml", "<a/>"), "e-book"},
		{"drawing", zippedtest.Pack(t, "mimetype", "application/vnd.oasis.opendocument.graphics", "content.xml", "<a/>"), "no text document"},
		{"other archive", zippedtest.Pack(t, "a.txt", "А"), "is a ZIP archive"},
		{"document type", wordFile(t, "", document(`<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>`)...), "word/document.xml, line 1: it declares a document type"},
		{"damaged part", wordFile(t, "", document("<w:document>")...), "word/document.xml, line 1: the prefix w is not declared"},
		{"damaged styles", wordFile(t, body, "word/styles.xml", "<a>\n<b></a>"), "word/styles.xml, line 2: </a> closes nothing"},
		{"no body", wordFile(t, "", document("<w:document "+wordRoot+"/>")...), "has no body"},
		{"no words", wordFile(t, wordP("", "12")), "no text to translate"},
		{"deep", wordFile(t, strings.Repeat("<w:sdt><w:sdtContent>", 200)+body+strings.Repeat("</w:sdtContent></w:sdt>", 200)), "more than 256 deep"},
		{"dense", wordFile(t, body, "word/media/a.bmp", strings.Repeat("\x00", 4<<20)), "more than 100 times its size"},
		{"name that leads out", wordFile(t, body, "../../x", ""), "leads out of it"},
		{"ODT under a password", odtFile(t, "<text:p>А</text:p>", "META-INF/manifest.xml", "<m><encryption-data/></m>"), "protected by a password"},
		{"ODT without text", odtFile(t, "", "content.xml", "<a/>"), "has no text part"},
		{"ODT with a damaged part", odtFile(t, "<text:p>"), "content.xml, line 17: </office:text> closes nothing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := codec.Read("a.docx", tt.data)
			refused, ok := errors.AsType[*pipeline.Error](err)
			if !ok || refused.Kind != pipeline.Invalid || refused.Hint == "" || !strings.Contains(refused.Public, tt.want) {
				t.Errorf("error %#v, want an Invalid one with a hint and %q", err, tt.want)
			}
		})
	}
}

// Other forms of a document are the same document.
func TestDocumentForms(t *testing.T) {
	strict := strings.NewReplacer("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
	document := "<w:document " + wordRoot + "><w:body>" + wordP("T", "Міст") + wordP("", wordRun("<w:b/>", "А"), " їжак") + "</w:body></w:document>"
	wide := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(document)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	const want = "headline: Міст\nparagraph: {1}А{/1} їжак\n"
	for _, tt := range []struct {
		name, file string
		data       []byte
		notices    string
	}{
		{"transitional", "a.docx", wordFile(t, "", "word/document.xml", document), ""},
		{"strict", "a.docx", wordFile(t, "", "word/document.xml", strict.Replace(document), "word/styles.xml", strict.Replace(wordStyles)), ""},
		{"other prefixes", "a.docx", wordFile(t, "", "word/document.xml", strings.NewReplacer("<w:", "<ns0:", "</w:", "</ns0:", " w:", " ns0:", "xmlns:w=", "xmlns:ns0=").Replace(document)), ""},
		{"UTF-16", "a.docx", wordFile(t, "", "word/document.xml", string(wide)), ""},
		{"macros", "a.docm", wordFile(t, "", "word/document.xml", document, "word/vbaProject.bin", "?"), "dropped: The document has macros; they were not read."},
		{"no name", "", wordFile(t, "", "word/document.xml", document), ""},
		{"other name", "a.txt", wordFile(t, "", "word/document.xml", document), "guessed: The name ends like text, but the content is docx."},
		{"main part elsewhere", "a.docx", zippedtest.Pack(t, "[Content_Types].xml", "<a/>", "_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="1" Type="x/officeDocument" Target="/word/document2.xml"/></Relationships>`,
			"word/document2.xml", document, "word/_rels/document2.xml.rels", wordRels, "word/styles.xml", wordStyles), ""},
		{"ODT with macros", "a.odt", odtFile(t, `<text:p text:style-name="Title">Міст</text:p><text:p><text:span text:style-name="B">А</text:span> їжак</text:p>`, "Basic/script-lc.xml", "<a/>"), "dropped: The document has macros; they were not read."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, notices, err := codec.Read(tt.file, tt.data)
			if err != nil {
				t.Fatal(err)
			}
			if got := plain(a); got != want {
				t.Errorf("read\n%swant\n%s", got, want)
			}
			if got := noticed(notices); got != tt.notices {
				t.Errorf("notices %q, want %q", got, tt.notices)
			}
		})
	}
}

// Text under the name of a document is read as the text that it is.
func TestTextNamedDocument(t *testing.T) {
	a, notices, err := codec.Read("a.docx", []byte("# Міст\n\nРух."))
	if err != nil {
		t.Fatal(err)
	}
	if got := noticed(notices); a.Format != pipeline.Markdown || !strings.Contains(got, "ends like docx") {
		t.Errorf("format %s, notices %s", a.Format, got)
	}
}

// The documents of the conformance data: paragraphs, table, items of lists and
// the link, in order.
func TestConformanceDocuments(t *testing.T) {
	folder := pipelinetest.Shared(t, "conformance/docx")
	for file, want := range map[string]map[string]int{
		"file-OpenXMLFilter.docx":        {"paragraph": 2},
		"file-OpenDocFilter.odt":         {"paragraph": 2},
		"file-OpenXMLFilter-tables.docx": {"headline": 1, "heading": 5, "paragraph": 17, "item": 6, "cell": 12, "link": 1},
	} {
		data, err := os.ReadFile(filepath.Join(folder, file))
		if err != nil {
			t.Fatal(err)
		}
		a, _, err := codec.Read(file, data)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		got := map[string]int{}
		for i, b := range a.Blocks {
			got[string(b.Kind)]++
			for _, tag := range b.Tags {
				if tag.Kind == pipeline.Link {
					got["link"]++
				}
			}
			if before := a.Blocks[max(0, i-1)]; b.Kind == pipeline.Cell && before.Kind == pipeline.Cell && (before.Number > b.Number || before.Number == b.Number && before.Level >= b.Level) {
				t.Errorf("%s: cell %d of row %d comes late", file, b.Level, b.Number)
			}
		}
		for kind, n := range want {
			if got[kind] != n {
				t.Errorf("%s: %d blocks %s, want %d", file, got[kind], kind, n)
			}
		}
	}
}
