package codec_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/codec/zipped/zippedtest"
)

// Links lead where those of a page would: past redirects, and to no script.
func TestDocumentLinks(t *testing.T) {
	for _, tt := range []struct{ name, url, want string }{
		{"redirect of Google", "https://www.google.com/url?q=https://kmu.gov.ua/a&amp;sa=D", "https://kmu.gov.ua/a"},
		{"redirect of Facebook", "https://l.facebook.com/l.php?u=https%3A%2F%2Fkmu.gov.ua%2Fa%3Fb%3D1&amp;h=x", "https://kmu.gov.ua/a?b=1"},
		{"none", "https://kmu.gov.ua/url?q=https://a.ua/", "https://kmu.gov.ua/url?q=https://a.ua/"},
		{"place in the document", "#a", "#a"},
		{"script", "javascript:alert(1)", ""},
	} {
		rels := strings.Replace(wordRels, "https://x.example/а?b=1&amp;c", tt.url, 1)
		field := `<w:fldSimple w:instr=' HYPERLINK "` + tt.url + `" '>` + wordRuns("б") + `</w:fldSimple>`
		for file, data := range map[string][]byte{
			"relation.docx": wordFile(t, wordP("", "А ", `<w:hyperlink r:id="h">`+wordRuns("б")+`</w:hyperlink>`), "word/_rels/document.xml.rels", rels),
			"field.docx":    wordFile(t, wordP("", "А ", field)),
			"a.odt":         odtFile(t, `<text:p>А <text:a xlink:href="`+tt.url+`">б</text:a></text:p>`),
		} {
			t.Run(tt.name+" in "+file, func(t *testing.T) {
				a, _, err := codec.Read(file, data)
				if err != nil {
					t.Fatal(err)
				}
				got := ""
				for _, tag := range a.Blocks[0].Tags {
					got += tag.URL
				}
				if got != tt.want || codec.PlainText(a.Blocks[0]) != "А б" {
					t.Errorf("%q links to %q, want %q", codec.PlainText(a.Blocks[0]), got, tt.want)
				}
			})
		}
	}
}

// Words above and below the text of pages are told of once; numbers are not.
func TestDocumentPageHeads(t *testing.T) {
	const told = "dropped: Headers and footers of the pages were left out."
	word := func(kind, content string) []byte {
		rel := `<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="x1.xml"/><Relationship Id="x2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="x1.xml"/></Relationships>`
		return wordFile(t, wordP("", "А"), "word/_rels/document.xml.rels", strings.Replace(wordRels, "</Relationships>", rel, 1), "word/x1.xml", `<w:hdr `+wordRoot+`>`+content+`</w:hdr>`)
	}
	writer := func(heads string) []byte {
		return odtFile(t, "<text:p>А</text:p>", "styles.xml", `<office:document-styles `+odtRoot+`><office:master-styles><style:master-page style:name="Standard">`+heads+`</style:master-page></office:master-styles></office:document-styles>`)
	}
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"header", word("header", wordP("", "Колонтитул")), told},
		{"footer", word("footer", wordP("", "Газета")), told},
		{"number of the page", word("footer", wordP("", field(" PAGE ")+wordRuns("7")+fieldEnd)), ""},
		{"ODT header and footer", writer("<style:header><text:p>Колонтитул</text:p></style:header><style:footer-left><text:p>Газета</text:p></style:footer-left>"), told},
		{"ODT number of the page", writer("<style:footer><text:p>— <text:page-number>7</text:page-number> —</text:p></style:footer>"), ""},
		{"ODT header that is off", writer(`<style:header-first style:display="false"><text:p>Колонтитул</text:p></style:header-first>`), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, notices, err := codec.Read("a", tt.data)
			if err != nil {
				t.Fatal(err)
			}
			if got := noticed(notices); got != tt.want || plain(a) != "paragraph: А\n" {
				t.Errorf("notices %q, want %q; read\n%s", got, tt.want, plain(a))
			}
		})
	}
}

// Comments are found by their relationship, with replies and the parts that
// Word adds, declared in [Content_Types].xml or not.
func TestDOCXCommentsOfWord(t *testing.T) {
	const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/><Override PartName="/word/commentsExtended.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"/></Types>`
	rels := strings.Replace(wordRels, "</Relationships>", `<Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/></Relationships>`, 1)
	comment := func(id, text string) string {
		return `<w:comment w:id="` + id + `" w:author="Оля" w:date="2026-11-24T10:00:00Z" w:initials="О"><w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>` + wordRuns(text) + `</w:p></w:comment>`
	}
	mark := func(id string) string {
		return `<w:commentRangeEnd w:id="` + id + `"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="` + id + `"/></w:r>`
	}
	body := wordP("", `<w:commentRangeStart w:id="0"/><w:commentRangeStart w:id="1"/>`, "А", mark("0"), mark("1"))
	parts := []string{
		"word/comments.xml", `<w:comments ` + wordRoot + `>` + comment("0", "Перевірити цифру!") + comment("1", "Перевірила.") + `</w:comments>`,
		"word/_rels/document.xml.rels", rels, "word/commentsExtended.xml", "<x/>",
	}
	for name, file := range map[string][]byte{
		"declared": wordFile(t, body, append(parts, "[Content_Types].xml", types)...),
		"bare":     wordFile(t, body, parts...),
	} {
		t.Run(name, func(t *testing.T) {
			a, notices := readWord(t, file)
			if got, want := plain(a), "paragraph: А\ned_note: Оля: Перевірити цифру!\ned_note: Оля: Перевірила.\n"; got != want {
				t.Errorf("read\n%swant\n%s", got, want)
			}
			if got, want := noticed(notices), "kept: Comments were kept as editor's notes, which are never published: 2."; got != want {
				t.Errorf("notices %q, want %q", got, want)
			}
		})
	}
}

// A style that the program made says what a paragraph is by the name of the
// style that it rests on, which need not be defined.
func TestODTParentStyles(t *testing.T) {
	for _, tt := range []struct{ parent, want string }{
		{"Title", "headline: А\n"},
		{"Subtitle", "standfirst: А\n"},
		{"Heading_20_1", "headline: А\n"},
		{"Heading_20_3", "heading 3: А\n"},
		{"Quotations", "quote: А\n"},
		{"Text_20_body", "paragraph: А\n"},
		{"P5", "paragraph: А\n"},
	} {
		t.Run(tt.parent, func(t *testing.T) {
			content := `<office:document-content ` + odtRoot + `><office:automatic-styles><style:style style:name="P5" style:family="paragraph" style:parent-style-name="` + tt.parent + `"/></office:automatic-styles><office:body><office:text><text:p text:style-name="P5">А</text:p><text:p>Б</text:p></office:text></office:body></office:document-content>`
			a, _, err := codec.Read("a.odt", zippedtest.Pack(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", content))
			if err != nil {
				t.Fatal(err)
			}
			if got := plain(a); a.Format != pipeline.ODT || got != tt.want+"paragraph: Б\n" {
				t.Errorf("%s: read\n%swant\n%s", a.Format, got, tt.want)
			}
		})
	}
}
