package codec_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/codec/zipped/zippedtest"
)

const wordRoot = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ` +
	`xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:x="urn:unknown"`

// wordStyles are styles as Word has them, in English and in Ukrainian.
const wordStyles = `<w:styles ` + wordRoot + `><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="z3"><w:name w:val="Заголовок 3"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="my"><w:name w:val="Розділ газети"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="out"><w:name w:val="Рубрика"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Назва"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="S"><w:name w:val="Subtitle"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Author"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Цитата"/><w:basedOn w:val="a"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="IQ"><w:name w:val="Intense Quote"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="C"><w:name w:val="caption"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="K"><w:name w:val="HTML Preformatted"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Bullet"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="V"><w:name w:val="Сховане"/><w:basedOn w:val="a"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="Loop"/><w:basedOn w:val="loop2"/></w:style>
<w:style w:type="paragraph" w:styleId="loop2"><w:name w:val="Loop 2"/><w:basedOn w:val="loop"/></w:style>
<w:style w:type="character" w:styleId="B"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="B2"><w:name w:val="Own"/><w:basedOn w:val="B"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="code"><w:name w:val="HTML Code"/></w:style>
</w:styles>`

// wordLists are a list of bullets, two that count on the same list, a list that
// begins at five, one without marks, one that only names the style of another.
const wordLists = `<w:numbering ` + wordRoot + `>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=" "/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="4"><w:styleLink w:val="ls"/><w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="ls"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="5"/></w:num>
</w:numbering>`

const wordRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
<Relationship Id="n" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/numbering" Target="/word/numbering.xml"/>
<Relationship Id="f" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>
<Relationship Id="e" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes" Target="endnotes.xml"/>
<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>
<Relationship Id="h" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://x.example/а?b=1&amp;c" TargetMode="External"/>
<Relationship Id="p" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.jpeg"/>
<Relationship Id="q" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="https://x.example/q.png" TargetMode="External"/>
</Relationships>`

const wordFootnotes = `<w:footnotes ` + wordRoot + `><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> За даними </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>штабу</w:t></w:r></w:p><w:p><w:r><w:t>Другий абзац.</w:t></w:r></w:p></w:footnote></w:footnotes>`

const wordEndnotes = `<w:endnotes ` + wordRoot + `><w:endnote w:id="2"><w:p><w:r><w:t>Кінцева.</w:t></w:r></w:p></w:endnote></w:endnotes>`

const wordComments = `<w:comments ` + wordRoot + `><w:comment w:id="0" w:author="Олена Коваль"><w:p><w:r><w:annotationRef/></w:r><w:r><w:t>Перевірити {цифру}.</w:t></w:r></w:p><w:p><w:r><w:t>Терміново.</w:t></w:r></w:p></w:comment>
<w:comment w:id="1" w:author=""><w:p><w:r><w:t>Ні до чого.</w:t></w:r></w:p></w:comment></w:comments>`

// wordFile is a document with that body. Parts are more of it, or others
// instead.
func wordFile(t testing.TB, body string, parts ...string) []byte {
	all := []string{
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n<w:document " + wordRoot + "><w:body>" + body + "<w:sectPr/></w:body></w:document>",
		"word/_rels/document.xml.rels", wordRels,
		"word/styles.xml", wordStyles,
		"word/numbering.xml", wordLists,
		"word/footnotes.xml", wordFootnotes,
		"word/endnotes.xml", wordEndnotes,
		"word/header1.xml", `<w:hdr ` + wordRoot + `><w:p><w:r><w:t>Колонтитул</w:t></w:r></w:p></w:hdr>`,
	}
	return zippedtest.Pack(t, replaceParts(all, parts)...)
}

func replaceParts(all, parts []string) []string {
	for i := 0; i+1 < len(parts); i += 2 {
		found := false
		for j := 0; j < len(all); j += 2 {
			if all[j] == parts[i] {
				all[j+1], found = parts[i+1], true
			}
		}
		if !found {
			all = append(all, parts[i], parts[i+1])
		}
	}
	return all
}

// wordP is a paragraph of runs in a style; a run that is no markup is words.
func wordP(style string, runs ...string) string {
	properties := ""
	if style != "" {
		properties = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return "<w:p>" + properties + wordRuns(runs...) + "</w:p>"
}

// wordRuns are runs of words, and what is markup already.
func wordRuns(runs ...string) string {
	all := ""
	for _, run := range runs {
		if !strings.HasPrefix(run, "<") {
			run = `<w:r><w:t xml:space="preserve">` + run + `</w:t></w:r>`
		}
		all += run
	}
	return all
}

// wordItem is an item of a list.
func wordItem(list, level, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr>` + wordRuns(text) + `</w:p>`
}

// wordRun is a run with properties.
func wordRun(properties, text string) string {
	return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

func wordCell(content string) string { return `<w:tc><w:tcPr/>` + content + `</w:tc>` }

func wordPicture(holder, rel, alt string) string {
	return `<w:r><w:drawing><wp:` + holder + `><wp:docPr id="1" name="Рисунок 1" descr="` + alt + `"/><a:graphic><a:graphicData><a:blip r:embed="` + rel + `"/></a:graphicData></a:graphic></wp:` + holder + `></w:drawing></w:r>`
}

func readWord(t *testing.T, file []byte) (pipeline.Article, []codec.Notice) {
	t.Helper()
	a, notices, err := codec.Read("a.docx", file)
	if err != nil {
		t.Fatal(err)
	}
	if a.Format != pipeline.DOCX || len(a.Layout) > 0 {
		t.Errorf("format %s with a layout of %d pieces", a.Format, len(a.Layout))
	}
	return a, notices
}

// noticed are the notices, without those about the language.
func noticed(notices []codec.Notice) string {
	var lines []string
	for _, n := range notices {
		if !strings.Contains(n.Text, "language") {
			lines = append(lines, string(n.Kind)+": "+n.Text)
		}
	}
	return strings.Join(lines, "\n")
}
