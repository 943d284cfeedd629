package codec_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline/codec"
)

func TestReadDOCX(t *testing.T) {
	p, r, li, tc := wordP, wordRun, wordItem, wordCell
	inserted := func(runs ...string) string { return `<w:ins w:id="1">` + wordRuns(runs...) + `</w:ins>` }
	deleted := `<w:del w:id="2"><w:r><w:delText>старе</w:delText></w:r></w:del>`
	row := func(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }
	for _, tt := range []struct{ name, in, want, notices string }{
		{
			"styles by name", p("T", "Міст") + p("S", "Лід") + p("A", "О. Коваль") + p("", "А") + p("1", "Б") + p("2", "В") + p("z3", "Г") + p("my", "Ґ") + p("out", "Д") + p("S", "Е"),
			"headline: Міст\nstandfirst: Лід\nbyline: О. Коваль\nparagraph: А\nheading 1: Б\nheading 2: В\nheading 3: Г\nheading 2: Ґ\nheading 4: Д\nparagraph: Е\n", "",
		},
		{"styles that are not defined", p("Heading2", "А") + p("Heading 3", "Б") + p("loop", "В"), "heading 2: А\nheading 3: Б\nparagraph: В\n", ""},
		{"bodies one after another", p("", "А") + "</w:body><w:body>" + p("", "Б"), "paragraph: А\nparagraph: Б\n", ""},
		{"first heading of the first level", p("", "А") + p("1", "Б") + p("1", "В"), "paragraph: А\nheadline: Б\nheading 1: В\n", ""},
		{"heading like the headline", p("T", "Міст через  річку") + p("1", "Міст через річку") + p("", "А"), "headline: Міст через річку\nparagraph: А\n", "dropped: A heading repeats the headline and was left out: Міст через річку"},
		{"outline level of a paragraph", `<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>` + wordRuns("А") + `</w:p>` + p("", "Б"), "heading 2: А\nparagraph: Б\n", ""},
		{"quotes", p("Q", "А") + p("IQ", "Б") + p("", "В"), "quote: А\nquote: Б\nparagraph: В\n", ""},
		{"code", p("K", "а  б") + p("K", "", "<w:r><w:tab/><w:t>в</w:t></w:r>") + p("", "Дія ", r(`<w:rStyle w:val="code"/>`, "go"), r(`<w:rStyle w:val="code"/>`, " vet"), "."), "code \"а  б\\n\\tв\\n\"\nparagraph: Дія {1/}.\n", ""},
		{
			"marks", p("", r("<w:b/>", "А"), " ", r("<w:i/>", "б"), " ", r("<w:strike/>", "в"), r("<w:dstrike/>", "г"), " H", r(`<w:vertAlign w:val="subscript"/>`, "2"), "O", r(`<w:vertAlign w:val="superscript"/>`, "3")),
			"paragraph: {1}А{/1} {2}б{/2} {3}вг{/3} H{4}2{/4}O{5}3{/5}\n", "",
		},
		{
			"marks that are off", p("", r(`<w:b w:val="0"/>`, "А"), r(`<w:b w:val="false"/>`, "б"), r(`<w:i w:val="off"/>`, "в"), r(`<w:b w:val="1"/>`, "г"), r(`<w:rStyle w:val="B"/><w:b w:val="0"/>`, "д"), r(`<w:vertAlign w:val="baseline"/>`, "е")),
			"paragraph: Абв{1}г{/1}де\n", "",
		},
		{"marks by style", p("", r(`<w:rStyle w:val="B"/>`, "А"), r(`<w:rStyle w:val="B2"/>`, "б"), "в"), "paragraph: {1}А{2}б{/2}{/1}в\n", ""},
		{
			"runs that were cut", p("", r("<w:b/>", "Ки"), `<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="9" w:name="x"/>`, r("<w:b/><w:lang w:val=\"uk-UA\"/>", "їв"), "<w:bookmarkEnd w:id=\"9\"/>", r("<w:b/>", " і"), " ", r("<w:b/>", "Львів"), ", ", r("<w:b/>", " "), "Одеса"),
			"paragraph: {1}Київ і Львів{/1}, Одеса\n", "",
		},
		{"marks nest by their reach", p("", r("<w:i/>", "А"), r("<w:b/><w:i/>", "б"), r("<w:i/>", "в"), r("<w:b/>", "г")), "paragraph: {1}А{2}б{/2}в{/1}{3}г{/3}\n", ""},
		{"heading wholly bold", p("2", r("<w:b/>", "А"), r("<w:b/><w:i/>", "б")) + p("", "В"), "heading 2: А{1}б{/1}\nparagraph: В\n", ""},
		{
			"what only wraps", p("", `<w:smartTag w:element="place"><w:smartTagPr/>`+wordRuns("Ки")+`</w:smartTag><w:sdt><w:sdtPr><w:alias w:val="ні"/></w:sdtPr><w:sdtContent>`+wordRuns("їв")+`</w:sdtContent></w:sdt><w:dir w:val="ltr">`+wordRuns("!")+`</w:dir><x:new>`+wordRuns("?")+`</x:new>`) +
				`<w:sdt><w:sdtContent>` + p("", "Блок") + `</w:sdtContent></w:sdt><w:customXml>` + p("", "Ще") + `</w:customXml><x:new>` + p("", "І") + `ще</x:new>`,
			"paragraph: Київ!?\nparagraph: Блок\nparagraph: Ще\nparagraph: І\nparagraph: ще\n", "",
		},
		{
			"links", p("", "А ", `<w:hyperlink r:id="h">`+wordRuns("б", r("<w:b/>", "в"))+`</w:hyperlink>`, `<w:hyperlink w:anchor="d">`+wordRuns("г")+`</w:hyperlink>`, `<w:hyperlink r:id="none">`+wordRuns(" ґ")+`</w:hyperlink>`),
			"paragraph: А {1}б{2}в{/2}{/1}{3}г{/3} ґ | 1 link \"\" \"\" <https://x.example/а?b=1&c> | 2 bold \"\" \"\" | 3 link \"\" \"\" <#d>\n", "",
		},
		{
			"links in fields", p("", `<w:fldSimple w:instr=' HYPERLINK "https://x.example/s" '>`+wordRuns("А")+`</w:fldSimple>`, " ", field(` HYPERLINK "https://x.ex`, `ample/f" \l "д" \o "Підказка" `)+wordRuns("б")+fieldEnd, " ", field(" PAGE ")+wordRuns("7")+fieldEnd, " ", field(` HYPERLINK "https://x.example/o" `)+field(" REF x ")+wordRuns("в")+fieldEnd+fieldEnd, "г"),
			"paragraph: {1}А{/1} {2}б{/2} 7 {3}в{/3}г | 1 link \"\" \"\" <https://x.example/s> | 2 link \"\" \"\" <https://x.example/f#д> | 3 link \"\" \"\" <https://x.example/o>\n", "",
		},
		{
			"lists", li("1", "0", "А") + li("1", "1", "Б") + li("2", "0", "В") + li("2", "1", "Г") + li("2", "1", "Ґ") + p("", "Між") + li("2", "0", "Д") + li("2", "1", "Е") + li("3", "0", "Є") + li("4", "0", "Ж") + li("6", "0", "З"),
			"item 1: А\nitem 2: Б\nitem 1 #1: В\nitem 2 #1: Г\nitem 2 #2: Ґ\nparagraph: Між\nitem 1 #2: Д\nitem 2 #1: Е\nitem 1 #1: Є\nitem 1 #5: Ж\nitem 1 #7: З\n", "",
		},
		{"items that nobody sees", li("1", "0", "А") + li("5", "0", "Б") + li("1", "1", "В") + li("0", "0", "Г") + li("1", "2", "Ґ") + p("L", "Д"), "item 1: А\nparagraph: Б\nitem 2: В\nparagraph: Г\nitem 1: Ґ\nitem 1: Д\n", ""},
		{
			"table", `<w:tbl><w:tblPr/>` + row(tc(p("", "А")), tc(p("", r("<w:b/>", "Б")))) + row(`<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>`+p("", "В")+p("", "г")+`</w:tc>`, tc(p("", "Д"))) + row(tc(p("")), tc(li("1", "0", "Е"))) + `</w:tbl>` + p("", "Є"),
			"cell 1 #1: А\ncell 2 #1: {1}Б{/1}\ncell 1 #2: В{1/}г\ncell 3 #2: Д\ncell 2 #3: Е\nparagraph: Є\n", "",
		},
		{"table of one column", `<w:tbl>` + row(tc(p("2", "А")+p("", "Б"))) + row(tc(li("1", "0", "В"))) + `</w:tbl>`, "heading 2: А\nparagraph: Б\nitem 1: В\n", ""},
		{"table in a table", `<w:tbl>` + row(tc(p("", "А")), tc(`<w:tbl>`+row(tc(p("", "Б")), tc(p("", "В")))+`</w:tbl>`+p("", "Г"))) + `</w:tbl>`, "paragraph: А\ncell 1 #1: Б\ncell 2 #1: В\nparagraph: Г\n", ""},
		{
			"notes", p("", "А", `<w:r><w:footnoteReference w:id="2"/></w:r>`, ", ", `<w:r><w:endnoteReference w:id="2"/></w:r>`, `<w:r><w:footnoteReference w:id="2"/></w:r>`, ".") + p("", "Б"),
			"paragraph: А{1/}, {2/}{3/}.\nparagraph: Б\nparagraph: {1/} За даними {2}штабу{/2}{3/}Другий абзац.\nparagraph: {1/} Кінцева.\n", "",
		},
		{
			"pictures", p("", wordPicture("inline", "p", "Міст &quot;уранці&quot;")) + p("C", "Перші авто. Фото: Ігор Бойко") + p("", "А", wordPicture("anchor", "q", ""), " б") + p("", "В ", wordPicture("inline", "p", "знак"), " г"),
			"figure <word/media/image1.jpeg>\nalt: Міст \"уранці\"\ncaption: Перші авто.\ncredit: Ігор Бойко\nparagraph: А б\nfigure <https://x.example/q.png>\nparagraph: В {1/} г\n",
			"kept: Pictures stay in the document, and the article has their names there: 2.",
		},
		{"caption over a picture", p("C", "Перші авто.") + p("", wordPicture("inline", "q", "")) + p("", "А") + p("C", "Таблиця 1"), "figure <https://x.example/q.png>\ncaption: Перші авто.\nparagraph: А\nparagraph: Таблиця 1\n", ""},
		{"chart", p("", "А", strings.Replace(wordPicture("inline", "", "Ціни ростуть"), `<a:blip r:embed=""/>`, "", 1)), "paragraph: А{1/}\n", "dropped: A chart or a drawing was left out; only its alt text was read."},
		{"old picture", p("", `<w:r><w:pict><v:shape alt="Міст" style="width:1"><v:imagedata r:id="q" o:title="t"/></v:shape></w:pict></w:r>`) + p("", "А", `<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>`), "figure <https://x.example/q.png>\nalt: Міст\nparagraph: А\nrule\n", ""},
		{
			"tracked changes", p("", "А ", inserted("нове "), deleted, `<w:moveFrom w:id="3">`+wordRuns("переїхало")+`</w:moveFrom>`, "б") + `<w:p><w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr>` + wordRuns("В") + `</w:p>` + p("2", " г") + p("", `<w:moveTo w:id="5">`+wordRuns("переїхало")+`</w:moveTo>`) +
				`<w:tbl><w:tr><w:trPr><w:del w:id="6"/></w:trPr>` + tc(p("", deleted)) + tc(p("")) + `</w:tr>` + row(tc(p("", "Ґ")), tc(p("", "Д"))) + `</w:tbl>`,
			"paragraph: А нове б\nheading 2: В г\nparagraph: переїхало\ncell 1 #1: Ґ\ncell 2 #1: Д\n", "dropped: Tracked changes: 4 deletions were left out, 2 insertions were kept.",
		},
		{"insertions alone", p("", "А", inserted("б")), "paragraph: Аб\n", "kept: Tracked changes: 1 insertions were kept."},
		{
			"alternatives", p("", `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>ні</w:t></mc:Choice><mc:Fallback><w:t>А</w:t></mc:Fallback></mc:AlternateContent></w:r>`, `<mc:AlternateContent><mc:Choice Requires="x">`+wordRuns("б")+`</mc:Choice><mc:Fallback/></mc:AlternateContent>`, `<mc:AlternateContent><mc:Choice Requires="x">`+wordRuns("в")+`</mc:Choice></mc:AlternateContent>`),
			"paragraph: Абв\n", "",
		},
		{
			"signs", p("", `<w:r><w:t>А</w:t><w:br/><w:t>б</w:t><w:tab/><w:t>в</w:t><w:br w:type="page"/><w:t>г</w:t><w:noBreakHyphen/><w:t>ґ</w:t><w:softHyphen/><w:t>д</w:t><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="Wingdings" w:char="F04A"/><w:cr/></w:r>`) + p("", "Е", "<w:r><w:br/></w:r>", "<w:r><w:br/></w:r>", "є"),
			"paragraph: А{1/}б вг\u2011ґд•\nparagraph: Е\nparagraph: є\n", "dropped: Signs that only a font of signs has were left out: 1.\nrepaired: Soft hyphens, zero-width spaces and the like were taken out of the text: 1.",
		},
		{"hidden text", p("", "А", r("<w:vanish/>", "сховане"), r(`<w:vanish w:val="0"/>`, "б")) + p("V", "і це", r(`<w:vanish w:val="0"/>`, "не це")), "paragraph: Аб\nparagraph: не це\n", "dropped: Hidden text was left out, in 2 places."},
		{
			"boxes of text", p("", `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>`+p("2", "Врізка")+p("", "А")+`</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`, "Б") + p("", "В", `<w:r><w:drawing><wp:anchor><wp:docPr/><a:graphic><x:wsp><w:txbxContent>`+p("", "Г")+`</w:txbxContent></x:wsp></a:graphic></wp:anchor></w:drawing></w:r>`, "ґ"),
			"heading 2: Врізка\nparagraph: А\nparagraph: Б\nparagraph: Вґ\nparagraph: Г\n", "",
		},
		{"formula", p("", "А ", `<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>`), "paragraph: А x=1\n", ""},
		{"headline by its look", p("", r("<w:b/>", "Міст через річку відкрили")) + p("", "Рух відновили."), "headline: Міст через річку відкрили\nparagraph: Рух відновили.\n", "guessed: The first paragraph was taken for the headline, because of how it looks: Міст через річку відкрили"},
		{"headline by its size", p("", r(`<w:sz w:val="36"/>`, "Міст")) + p("", "Рух відновили."), "headline: Міст\nparagraph: Рух відновили.\n", "guessed: The first paragraph was taken for the headline, because of how it looks: Міст"},
		{"headline in the middle", `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>` + wordRuns("Міст") + `</w:p>` + p("", "Рух відновили."), "headline: Міст\nparagraph: Рух відновили.\n", "guessed: The first paragraph was taken for the headline, because of how it looks: Міст"},
		{"no headline", p("", r("<w:b/>", "Рух мостом відновили.")) + p("", "А") + p("", r("<w:b/>", "Б")), "paragraph: {1}Рух мостом відновили.{/1}\nparagraph: А\nparagraph: {1}Б{/1}\n", ""},
		{"related story, no furniture", p("", r("<w:b/>", "Читайте також:"), " Хто будує мости") + p("", "Поділитися") + p("", "А"), "read_also: Хто будує мости\nparagraph: Поділитися\nparagraph: А\n", ""},
		{"literal brace", p("", "{1} {"), "", "error"},
		{"text where none belongs", "<x:y>А</x:y>" + p("", "<x:z>Б<x:q>в</x:q></x:z>"), "paragraph: А\nparagraph: Бв\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.notices == "error" {
				if _, _, err := codec.Read("a.docx", wordFile(t, tt.in)); err == nil {
					t.Error("read, want no words")
				}
				return
			}
			a, notices := readWord(t, wordFile(t, tt.in))
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

func field(instruction ...string) string {
	return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + strings.Join(instruction, `</w:instrText></w:r><w:r><w:instrText>`) + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`
}

const fieldEnd = `<w:r><w:fldChar w:fldCharType="end"/></w:r>`

// A comment stands behind what it is about, without cutting a list in two; one
// about nothing stands at the end.
func TestDOCXComments(t *testing.T) {
	mark := `<w:r><w:commentReference w:id="0"/></w:r>`
	a, notices := readWord(t, wordFile(t, wordItem("1", "0", "А")[:len(wordItem("1", "0", "А"))-len("</w:p>")]+mark+"</w:p>"+wordItem("1", "0", "Б")+wordP("", "В"), "word/comments.xml", wordComments))
	want := "item 1: А\nitem 1: Б\ned_note: Олена Коваль: Перевірити {{цифру}. Терміново.\nparagraph: В\ned_note: Ні до чого.\n"
	if got := plain(a); got != want {
		t.Errorf("read\n%swant\n%s", got, want)
	}
	if got, want := noticed(notices), "kept: Comments were kept as editor's notes, which are never published: 2."; got != want {
		t.Errorf("notices %q, want %q", got, want)
	}
	if written := string(codec.WriteMarkdown(a, a)); strings.Contains(written, "Коваль") {
		t.Errorf("a comment is published:\n%s", written)
	}
}

// Notes written as Markdown are notes there.
func TestDOCXAsMarkdown(t *testing.T) {
	a, _ := readWord(t, wordFile(t, wordP("T", "Міст")+wordP("", "А", `<w:r><w:footnoteReference w:id="2"/></w:r>`, ", ", wordRun("<w:b/>", "б"), ".")+wordItem("4", "0", "В")+wordP("", wordPicture("inline", "p", "Г"))))
	again, _, err := codec.Read("a.md", codec.WriteMarkdown(a, a))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := plain(again), plain(a); got != want {
		t.Errorf("read again\n%swant\n%s", got, want)
	}
}
