package codec_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

// outline is an article in lines: kind, level, number, text, tags.
func outline(a pipeline.Article) string {
	var out strings.Builder
	for _, b := range a.Blocks {
		fmt.Fprintf(&out, "%s", b.Kind)
		if b.Level > 0 {
			fmt.Fprintf(&out, " %d", b.Level)
		}
		if b.Number > 0 {
			fmt.Fprintf(&out, " #%d", b.Number)
		}
		if b.URL != "" {
			fmt.Fprintf(&out, " <%s>", b.URL)
		}
		if b.Text != "" {
			fmt.Fprintf(&out, ": %s", b.Text)
		}
		if b.Raw != "" {
			fmt.Fprintf(&out, " %q", b.Raw)
		}
		for i, tag := range b.Tags {
			fmt.Fprintf(&out, " | %d %s %q %q", i+1, tag.Kind, tag.Open, tag.Close)
			if tag.URL != "" {
				fmt.Fprintf(&out, " <%s>", tag.URL)
			}
		}
		out.WriteByte('\n')
	}
	return out.String()
}

func TestReadMarkdown(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{
			"front matter", "---\ntitle: \"Рік \\\"А\\\": два\"\nlead: 'Д''ять'\nauthor: Ганна Русин # кор.\nlang: uk-UA\n---\n\nТекст.\n",
			"headline: Рік \"А\": два\nstandfirst: Д'ять\nbyline: Ганна Русин\nparagraph: Текст.\n",
		},
		{
			"front matter in lines", "---\ntitle: >-\n  Довгий\n  заголовок\ndescription: Перший рядок\n  другий рядок\ntags:\n  - а\n---\nТекст.",
			"headline: Довгий заголовок\nstandfirst: Перший рядок другий рядок\nparagraph: Текст.\n",
		},
		{"headline twice", "---\ntitle: Заголовок\n---\n\n# Заголовок\n\nТекст.\n", "headline: Заголовок\nparagraph: Текст.\n"},
		{"headline with marks", "# Про **це**\n\n# Друге\n", "headline: Про {1}це{/1} | 1 bold \"**\" \"**\"\nheading 1: Друге\n"},
		{"other heading", "---\ntitle: А\n---\n# Б\n", "headline: А\nheading 1: Б\n"},
		{"setext and closed headings", "Перший\n===\n\nДругий\n---\n\n### Третій ###\n", "headline: Перший\nheading 2: Другий\nheading 3: Третій\n"},
		{
			"marks", "Це **жирне**, *курсив*, ~~хибне~~ і ***усе***.",
			"paragraph: Це {1}жирне{/1}, {2}курсив{/2}, {3}хибне{/3} і {4}{5}усе{/5}{/4}. | 1 bold \"**\" \"**\" | 2 italic \"*\" \"*\" | 3 struck \"~~\" \"~~\" | 4 italic \"*\" \"*\" | 5 bold \"**\" \"**\"\n",
		},
		{
			"links", "[а](/b \"т\") і [в][г] <http://d.e>\n\n[г]: /h\n",
			"paragraph: {1}а{/1} і {2}в{/2} {3/} | 1 link \"[\" \"](/b \\\"т\\\")\" </b> | 2 link \"[\" \"][г]\" </h> | 3 opaque \"<http://d.e>\" \"\" <http://d.e>\n",
		},
		{
			"code, picture, break", "Є `код {1}` та ![знак](/i.png) тут  \nдалі\\\nкінець",
			"paragraph: Є {1/} та {2/} тут{3/}далі{4/}кінець | 1 code \"`код {1}`\" \"\" | 2 image \"![знак](/i.png)\" \"\" </i.png> | 3 break \"  \\n\" \"\" | 4 break \"\\\\\\n\" \"\"\n",
		},
		{"escapes", "\\*не курсив\\* &amp; {дужка} &copy; \\{", "paragraph: *не курсив* & {{дужка} © {{\n"},
		{
			"raw HTML", "Це <b>жирне</b><br>та <u>інше</u> H<sub>2</sub>O",
			"paragraph: Це {1}жирне{/1}{2/}та {3/}інше{4/} H{5}2{/5}O | 1 bold \"<b>\" \"</b>\" | 2 break \"<br>\" \"\" | 3 opaque \"<u>\" \"\" | 4 opaque \"</u>\" \"\" | 5 subscript \"<sub>\" \"</sub>\"\n",
		},
		{"wrapped lines", "Перший рядок\nдругий рядок\n", "paragraph: Перший рядок другий рядок\n"},
		{"quote", "> Перше\n> далі.\n>\n> Друге.\n", "quote: Перше далі.\nquote: Друге.\n"},
		{"lists", "- а\n  - б\n\n    ще\n- в\n\n3. г\n4. д\n", "item 1: а\nitem 2: б\nparagraph: ще\nitem 1: в\nitem 1 #3: г\nitem 1 #4: д\n"},
		{"figure", "![Опис](/a.jpg)\n*Підпис. Фото: Іван / «Час»*\n", "figure </a.jpg>\nalt: Опис\ncaption: Підпис.\ncredit: Іван / «Час»\n"},
		{"figure on one line", "![](a.jpg) _Підпис_\n\nТекст", "figure <a.jpg>\ncaption: Підпис\nparagraph: Текст\n"},
		{"figure with credit only", "![Опис](a.jpg)\n*Photo: AP*", "figure <a.jpg>\nalt: Опис\ncredit: AP\n"},
		{"two figures", "![А](a.jpg)\n*Перша*\n![Б](b.jpg)\n", "figure <a.jpg>\nalt: А\ncaption: Перша\nfigure <b.jpg>\nalt: Б\n"},
		{"caption with a mark over the label", "![А](a.jpg)\n*Під **Фото: А***", "figure <a.jpg>\nalt: А\ncaption: Під {1}Фото: А{/1} | 1 bold \"**\" \"**\"\n"},
		{"no figure", "![А](a.jpg) і текст", "paragraph: {1/} і текст | 1 image \"![А](a.jpg)\" \"\" <a.jpg>\n"},
		{"read also", "Читайте також: [А](/a)\n\nЧитайте теж: Б\n\nRead also:\n", "read_also: {1}А{/1} | 1 link \"[\" \"](/a)\" </a>\nread_also: Б\nparagraph: Read also:\n"},
		{"code, rule, embed", "Слово\n\n```go\nx := 1\n```\n\n---\n\n<iframe src=\"/v\"></iframe>\n", "paragraph: Слово\ncode \"x := 1\\n\"\nrule\nembed </v> \"<iframe src=\\\"/v\\\"></iframe>\\n\"\n"},
		{"table", "| А | Б |\n|---|---|\n| в | **г** |\n| д |\n", "cell 1 #1: А\ncell 2 #1: Б\ncell 1 #2: в\ncell 2 #2: {1}г{/1} | 1 bold \"**\" \"**\"\ncell 1 #3: д\n"},
		{"note and task", "Слово[^1].\n\n- [x] Зроблено\n", "paragraph: Слово{1/}. | 1 opaque \"[^1]\" \"\"\nitem 1: {1/}Зроблено | 1 opaque \"[x] \" \"\"\n"},
		{"note of one word", "Слово[^1].\n\n[^1]: Примітка\n", "paragraph: Слово{1/}. | 1 opaque \"[^1]\" \"\"\nparagraph: {1/} Примітка | 1 opaque \"[^1]:\" \"\"\n"},
		{"unclosed front matter", "---\ntitle: А\n\nТекст", "rule\nparagraph: title: А\nparagraph: Текст\n"},
		{"normal form", "Й (\u0418\u0306)", "paragraph: Й (Й)\n"},
		{"windows line ends", "# А\r\n\r\nРядок\r\nдалі  \r\nкінець\r\n", "headline: А\nparagraph: Рядок далі{1/}кінець | 1 break \"  \\r\\n\" \"\"\n"},
		{"old line ends", "# А\r\rТекст\r", "headline: А\nparagraph: Текст\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, _, err := codec.Read("a.md", []byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if got := outline(a); got != tt.want {
				t.Errorf("read\n%swant\n%s", got, tt.want)
			}
			if got := string(codec.WriteMarkdown(a, a)); got != tt.in {
				t.Errorf("written as %q, want %q", got, tt.in)
			}
		})
	}
}

// A translation is written into the layout of its source.
func TestWriteMarkdown(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		texts    []string // by block; "" keeps the text
		want     string
	}{
		{"plain", "Текст.\n", []string{"Text."}, "Text.\n"},
		{"wrapped lines", "> Перший\n> другий\n", []string{"One two"}, "> One two\n"},
		{"language", "---\ntitle: А\nlang: uk\n---\nБ\n", []string{"A", "B"}, "---\ntitle: A\nlang: en\n---\nB\n"},
		{"quoted front matter", "---\ntitle: \"А\"\nlead: 'Б'\n---\nВ\n", []string{`The "A"`, "It's", "C"}, "---\ntitle: \"The \\\"A\\\"\"\nlead: 'It''s'\n---\nC\n"},
		{"front matter that needs quotes", "---\ntitle: А\nlead: Б\nbyline: В\n---\nГ\n", []string{"A: b", "yes", "- c #d", "D"}, "---\ntitle: \"A: b\"\nlead: \"yes\"\nbyline: \"- c #d\"\n---\nD\n"},
		{"front matter in lines", "---\ntitle: >-\n  А\n  Б\n---\nВ\n", []string{"A b"}, "---\ntitle: A b\n---\nВ\n"},
		{"headline twice", "---\ntitle: А\n---\n# А #\n", []string{"A_b_ #"}, "---\ntitle: \"A_b_ #\"\n---\n# A_b\\_ \\# #\n"},
		{"labels", "![А](a)\n*Б. Фото: AP*\n\nЧитайте теж: [В](/v)\n", []string{"", "A", "B.", "AP", "{1}C{/1}"}, "![A](a)\n*B. Photo: AP*\n\nRead also: [C](/v)\n"},
		{
			"signs become text", "А\n",
			[]string{"*a* _b_ `c` [d](e) <f> &amp; ![g](h) \\ ~~i~~ snake_case {{j}"},
			"\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f> \\&amp; \\!\\[g\\](h) \\\\ \\~\\~i\\~\\~ snake_case {j}\n",
		},
		{"signs that are text already", "А\n", []string{"Wow! 5 < 6 & 7, a_b, #1, x^2 | y"}, "Wow! 5 < 6 & 7, a_b, #1, x^2 | y\n"},
		{"no heading", "А\n", []string{"# a"}, "\\# a\n"},
		{"no list", "А\n", []string{"1. a"}, "1\\. a\n"},
		{"no bullet", "А\n", []string{"- a"}, "\\- a\n"},
		{"no code", "А\n", []string{"    a"}, "a\n"},
		{"no quote", "- А\n", []string{"> a"}, "- \\> a\n"},
		{"no picture", "А [б](/b)\n", []string{"Oh!{1}b{/1}"}, "Oh\\![b](/b)\n"},
		{"no new line", "А\n", []string{"a\n\n# b"}, "a  # b\n"},
		{"table", "| А |\n|---|\n| б |\n", []string{"a|b"}, "| a\\|b |\n|---|\n| б |\n"},
		{"stars that would be none", "**А** б\n", []string{"{1}“A”{/1}s"}, "<strong>“A”</strong>s\n"},
		{"stars side by side", "**А** **б**\n", []string{"{1}A{/1}{2}b{/2}"}, "<strong>A</strong><strong>b</strong>\n"},
		{"dropped and unknown tags", "**А** [б](/b)\n", []string{"a {7}{2}b{/2}{9/}"}, "a [b](/b)\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			source, _, err := codec.Read("a.md", []byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			target := source
			target.Lang = pipeline.English
			target.Blocks = slices.Clone(source.Blocks)
			for i, text := range tt.texts {
				if text != "" {
					target.Blocks[i].Text = text
				}
			}
			if got := string(codec.WriteMarkdown(source, target)); got != tt.want {
				t.Errorf("written\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// The same text keeps its id in a new version of the source; white space does
// not count.
func TestBlockIDs(t *testing.T) {
	const old = "# А\n\nПерше речення ще.\n\nРаз.\n\nРаз.\n\n- Раз.\n"
	const revised = "# А\n\nНове.\n\nПерше\n  речення   ще.\n\nРаз.\n\nРаз.\n\n- Раз.\n"
	before, after := ids(t, old), ids(t, revised)
	for i, id := range before {
		if i > 0 {
			i++
		}
		if after[i] != id {
			t.Errorf("block %d was %s and is %s", i, id, after[i])
		}
		if len(id) != 10 || strings.Trim(string(id), "0123456789abcdef") != "" {
			t.Errorf("id %q", id)
		}
		if count(before, id) > 1 {
			t.Errorf("id %s stands twice", id)
		}
	}
}

func ids(t *testing.T, doc string) []pipeline.BlockID {
	t.Helper()
	a, _, err := codec.Read("a.md", []byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	var all []pipeline.BlockID
	for _, b := range a.Blocks {
		all = append(all, b.ID)
	}
	return all
}

func count(all []pipeline.BlockID, id pipeline.BlockID) int {
	n := 0
	for _, each := range all {
		if each == id {
			n++
		}
	}
	return n
}

func TestReadRefuses(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"empty", " \n", "The file is empty."},
		{"large", strings.Repeat("а", codec.MaxFile), "The file has 41943040 bytes; 20 MB is the most."},
		{"NUL", "а\x00б", "The file is not text: a NUL byte at byte 2."},
		{"control", "аб\x07", "The file is not text: a control character at byte 4."},
		{"not UTF-8", "Київ\xff\xfe!", "The file is not UTF-8: byte 8 fits no letter."},
		{"broken archive", "PK\x03\x04....", "The file is damaged: it is an archive that cannot be unpacked."},
		{"PDF", "%PDF-1.7\n", "The file is a PDF, which says how pages look and not where paragraphs begin."},
		{"RTF", "{\\rtf1 а}", "The file is an RTF document."},
		{"old Word", "\xd0\xcf\x11\xe0 W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00", "The file is a Word document of the old kind (.doc)."},
		{"password", "\xd0\xcf\x11\xe0 E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", "The document is protected by a password."},
		{"other old file", "\xd0\xcf\x11\xe0", "The file is of an old Office program."},
		{"no words", "![](a.jpg)\n\n---\n\n`x`\n\n12", "The file has no text to translate."},
		{"long", strings.Repeat("Слово. ", 30_000), "The text has 359999 bytes; 300000 is the most for one article."},
		{"many blocks", strings.Repeat("а\n\n", codec.MaxBlocks+1), "The article has 100001 paragraphs and other parts; 100000 is the most."},
		{"tangled", strings.Repeat("[а](", 20_000), "The Markdown has thousands of links that are never closed, or addresses that are never used."},
		{"addresses", strings.Repeat("[а]: б\n", 20_000) + "в", "The Markdown has thousands of links that are never closed, or addresses that are never used."},
		{"deep", strings.Repeat(">", 300) + " а", "Quotes, lists or elements stand more than 256 deep inside one another."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := codec.Read("a.md", []byte(tt.in))
			refused, ok := errors.AsType[*pipeline.Error](err)
			if !ok || refused.Kind != pipeline.Invalid || refused.Hint == "" {
				t.Fatalf("error %#v, want an Invalid one with a hint", err)
			}
			if refused.Public != tt.want {
				t.Errorf("refused with %q, want %q", refused.Public, tt.want)
			}
		})
	}
}
