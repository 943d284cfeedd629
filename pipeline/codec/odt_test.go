package codec_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/codec/zipped/zippedtest"
)

const odtRoot = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
	`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" ` +
	`xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:x="urn:unknown"`

// odtStyles are the styles that people choose from.
const odtStyles = `<office:document-styles ` + odtRoot + `><office:styles>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-weight="bold" fo:font-size="28pt"/></style:style>
<style:style style:name="Subtitle" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="z" style:display-name="Цитата" style:family="paragraph"/>
<style:style style:name="Illustration" style:family="paragraph" style:parent-style-name="Caption"/>
<style:style style:name="Caption" style:family="paragraph"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="Preformatted_20_Text" style:family="paragraph"/>
<style:style style:name="Strong_20_Emphasis" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Source_20_Text" style:family="text"/>
<style:style style:name="Hidden" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="Common"><text:list-level-style-number text:level="1" style:num-format="1" text:start-value="3"/></text:list-style>
</office:styles></office:document-styles>`

// odtOwn are styles that the program made of what was formatted by hand.
const odtOwn = `<office:automatic-styles>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="Up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="Down" style:family="text"><style:text-properties style:text-position="-33% 58%"/></style:style>
<style:style style:name="Off" style:family="text"><style:text-properties fo:font-weight="normal"/></style:style>
<style:style style:name="SB" style:family="text" style:parent-style-name="Strong_20_Emphasis"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="Dots"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/><text:list-level-style-bullet text:level="2" text:bullet-char="◦"/></text:list-style>
<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-number text:level="2" style:num-format="a"/></text:list-style>
<text:list-style style:name="None"><text:list-level-style-number text:level="1" style:num-format=""/></text:list-style>
</office:automatic-styles>`

// odtFile is a document with that text. Parts are more of it, or others instead.
func odtFile(t testing.TB, text string, parts ...string) []byte {
	return zippedtest.Pack(t, replaceParts([]string{
		"mimetype", "application/vnd.oasis.opendocument.text",
		"content.xml", `<?xml version="1.0" encoding="UTF-8"?>` + "\n<office:document-content " + odtRoot + ">" + odtOwn + "<office:body><office:text><text:sequence-decls/>" + text + "</office:text></office:body></office:document-content>",
		"styles.xml", odtStyles,
		"META-INF/manifest.xml", `<manifest/>`,
		"Pictures/1.png", "PNG",
	}, parts)...)
}

func TestReadODT(t *testing.T) {
	p := func(style, content string) string {
		return `<text:p text:style-name="` + style + `">` + content + `</text:p>`
	}
	span := func(style, content string) string {
		return `<text:span text:style-name="` + style + `">` + content + `</text:span>`
	}
	li := func(content string) string { return `<text:list-item>` + content + `</text:list-item>` }
	list := func(style, items string) string {
		return `<text:list text:style-name="` + style + `">` + items + `</text:list>`
	}
	frame := func(anchor, content string) string {
		return `<draw:frame text:anchor-type="` + anchor + `">` + content + `</draw:frame>`
	}
	td := func(content string) string { return `<table:table-cell>` + content + `</table:table-cell>` }
	const image = `<draw:image xlink:href="Pictures/1.png"/><svg:title>t</svg:title><svg:desc>Міст уранці</svg:desc>`
	for _, tt := range []struct{ name, in, want, notices string }{
		{
			"styles", p("Title", "Міст") + p("Subtitle", "Лід") + p("", "А") + `<text:h text:outline-level="3">Б</text:h>` + p("P1", "В") + p("z", "Г") + p("Unknown", "Ґ") + p("Heading_20_4", "Д"),
			"headline: Міст\nstandfirst: Лід\nparagraph: А\nheading 3: Б\nheading 2: В\nquote: Г\nparagraph: Ґ\nheading 4: Д\n", "",
		},
		{
			"marks", p("", span("B", "А")+" "+span("I", "б")+" "+span("S", "в")+" H"+span("Down", "2")+"O"+span("Up", "3")+span("SB", "г")+span("B", "ґ"+span("Off", "д"))+" "+span("Source_20_Text", "go vet")+"."),
			"paragraph: {1}А{/1} {2}б{/2} {3}в{/3} H{4}2{/4}O{5}3{/5}{6}{7}г{/7}ґ{/6}д {8/}.\n", "",
		},
		{"marks of a paragraph", p("", "А") + p("P2", "Б "+span("Off", "в")), "paragraph: А\nparagraph: {1}Б{/1} в\n", ""},
		{"code", p("Preformatted_20_Text", `а<text:s text:c="2"/>б`) + p("Preformatted_20_Text", "<text:tab/>в"), "code \"а  б\\n\\tв\\n\"\n", "words"},
		{
			"white space", p("", "  А  \n\t б<text:s/>в<text:tab/>г<text:line-break/>ґ<text:soft-page-break/>д") + p("", "Е<text:line-break/><text:line-break/>є"),
			"paragraph: А б в г{1/}ґд\nparagraph: Е\nparagraph: є\n", "",
		},
		{
			"links", p("", `А <text:a xlink:href="https://x.example/а?b=1&amp;c">б`+span("B", "в")+`</text:a><text:a xlink:href="#д">г</text:a>`),
			"paragraph: А {1}б{2}в{/2}{/1}{3}г{/3} | 1 link \"\" \"\" <https://x.example/а?b=1&c> | 2 bold \"\" \"\" | 3 link \"\" \"\" <#д>\n", "",
		},
		{
			"lists", list("Dots", li(p("", "А")+p("", "ще")+`<text:list>`+li(p("", "Б"))+`</text:list>`)+li(p("", "В"))) +
				list("Numbers", li(p("", "Г")+list("Numbers", li(p("", "Ґ"))+li(p("", "Д"))))+li(p("", "Е")+`<text:list>`+li(p("", "Є"))+`</text:list>`)) +
				p("", "Між") + `<text:list text:style-name="Numbers" text:continue-numbering="true">` + li(p("", "Ж")) + `</text:list>` + list("Numbers", li(p("", "З"))) + list("Common", li(p("", "И"))) +
				`<text:list text:style-name="Numbers"><text:list-header>` + p("", "І") + `</text:list-header><text:list-item text:start-value="9">` + p("", "Ї") + `</text:list-item>` + li(p("", "Й")) + `</text:list>` + list("None", li(p("", "К"))),
			"item 1: А\nparagraph: ще\nitem 2: Б\nitem 1: В\nitem 1 #1: Г\nitem 2 #1: Ґ\nitem 2 #2: Д\nitem 1 #2: Е\nitem 2 #1: Є\nparagraph: Між\nitem 1 #3: Ж\nitem 1 #1: З\nitem 1 #3: И\nparagraph: І\nitem 1 #9: Ї\nitem 1 #10: Й\nparagraph: К\n", "",
		},
		{"numbered headings", list("Numbers", li(`<text:h text:outline-level="2">А</text:h>`)) + p("", "Б"), "heading 2: А\nparagraph: Б\n", ""},
		{
			"table", `<table:table><table:table-column/><table:table-header-rows><table:table-row>` + td(p("", "А")) + td(p("", span("B", "Б"))) + `</table:table-row></table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2">` + p("", "В") + p("", "г") + `</table:table-cell><table:covered-table-cell/>` + td(p("", "Ґ")) +
				`</table:table-row><table:table-row><table:table-cell table:number-columns-repeated="2"/>` + td(list("Dots", li(p("", "Д")))) + `</table:table-row></table:table>` + p("", "Е"),
			"cell 1 #1: А\ncell 2 #1: {1}Б{/1}\ncell 1 #2: В{1/}г\ncell 3 #2: Ґ\ncell 3 #3: Д\nparagraph: Е\n", "",
		},
		{"table of one column", `<table:table><table:table-row>` + td(`<text:h>А</text:h>`+p("", "Б")) + `</table:table-row></table:table>`, "headline: А\nparagraph: Б\n", ""},
		{
			"notes", p("", `А<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>`+p("", "За даними "+span("B", "штабу"))+p("", "ще")+`</text:note-body></text:note>, <text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body>`+p("", "Кінцева")+`</text:note-body></text:note>.`) + p("", "Б"),
			"paragraph: А{1/}, {2/}.\nparagraph: Б\nparagraph: {1/} За даними {2}штабу{/2}{3/}ще\nparagraph: {1/} Кінцева\n", "",
		},
		{
			"pictures", p("", frame("as-char", image)) + p("Illustration", "Перші авто. Фото: Ігор Бойко") + p("", "А"+frame("paragraph", `<draw:image xlink:href="https://x.example/q.png"/>`)+" б") + p("", "В "+frame("as-char", image)+" г"),
			"figure <Pictures/1.png>\nalt: Міст уранці\ncaption: Перші авто.\ncredit: Ігор Бойко\nparagraph: А б\nfigure <https://x.example/q.png>\nparagraph: В {1/} г\n",
			"kept: Pictures stay in the document, and the article has their names there: 2.",
		},
		{"picture in a box with its caption", p("", frame("paragraph", `<draw:text-box>`+p("Illustration", frame("as-char", image)+"Перші авто.")+`</draw:text-box>`)+"А"), "figure <Pictures/1.png>\nalt: Міст уранці\ncaption: Перші авто.\nparagraph: А\n", "kept: Pictures stay in the document, and the article has their names there: 1."},
		{"shapes with text", p("", "А<draw:custom-shape>"+p("", "Врізка")+`</draw:custom-shape>б`) + `<draw:g><draw:frame><draw:text-box>` + p("", "В") + `</draw:text-box></draw:frame></draw:g>`, "paragraph: Аб\nparagraph: Врізка\nparagraph: В\n", ""},
		{"chart", p("", "А"+frame("as-char", `<draw:object xlink:href="./Object 1"/><svg:desc>Ціни</svg:desc>`)), "paragraph: А{1/}\n", "dropped: A chart or an object was left out; only its alt text was read."},
		{
			"tracked changes", `<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>О</dc:creator></office:change-info>` + p("", "старе") + `</text:deletion></text:changed-region><text:changed-region><text:insertion><office:change-info/></text:insertion></text:changed-region></text:tracked-changes>` +
				p("", `А <text:change text:change-id="1"/><text:change-start text:change-id="2"/>нове<text:change-end text:change-id="2"/>`),
			"paragraph: А нове\n", "dropped: Tracked changes: 1 deletions were left out, 1 insertions were kept.",
		},
		{
			"comments", list("Dots", li(p("", `А<office:annotation><dc:creator>О. Коваль</dc:creator><dc:date>2026-01-01</dc:date>`+p("", "Перевірити {1}.")+p("", "Ще.")+`</office:annotation>б<office:annotation-end/>`))+li(p("", "Б"))) + p("", "В"),
			"item 1: Аб\nitem 1: Б\ned_note: О. Коваль: Перевірити {{1}. Ще.\nparagraph: В\n", "kept: Comments were kept as editor's notes, which are never published: 1.",
		},
		{"hidden text", p("", "А"+span("H", "сховане")+"<text:hidden-text>і це</text:hidden-text>") + p("Hidden", "і це") + `<text:section text:display="none">` + p("", "і це") + `</text:section><text:section>` + p("", "Б") + `</text:section>`, "paragraph: А\nparagraph: Б\n", "dropped: Hidden text was left out, in 4 places."},
		{"fields and what is unknown", p("", `А <text:page-number>7</text:page-number> <x:new>б<x:in>в</x:in></x:new>`) + `<x:wrap>` + p("", "Г") + `</x:wrap><x:odd>ґ</x:odd>`, "paragraph: А 7 бв\nparagraph: Г\nparagraph: ґ\n", ""},
		{"index", `<text:table-of-content><text:table-of-content-source><text:index-title-template>ні</text:index-title-template></text:table-of-content-source><text:index-body>` + p("", "А") + `</text:index-body></text:table-of-content>`, "paragraph: А\n", ""},
		{"headline by its look", p("P3", "Міст через річку відкрили") + p("", "Рух відновили."), "headline: Міст через річку відкрили\nparagraph: Рух відновили.\n", "guessed: The first paragraph was taken for the headline, because of how it looks: Міст через річку відкрили"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := tt.in
			if tt.notices == "words" { // code alone is no article
				text, tt.want, tt.notices = text+p("", "А"), tt.want+"paragraph: А\n", ""
			}
			a, notices, err := codec.Read("a.odt", odtFile(t, text))
			if err != nil {
				t.Fatal(err)
			}
			if a.Format != pipeline.ODT || len(a.Layout) > 0 {
				t.Errorf("format %s with a layout of %d pieces", a.Format, len(a.Layout))
			}
			got := plain(a)
			if strings.Contains(tt.want, " | ") {
				got = outline(a)
			}
			if got != tt.want {
				t.Errorf("read\n%swant\n%s", got, tt.want)
			}
			if got := noticed(notices); got != tt.notices {
				t.Errorf("notices\n%s\nwant\n%s", got, tt.notices)
			}
		})
	}
}
