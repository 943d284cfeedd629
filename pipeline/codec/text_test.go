package codec_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

func TestReadText(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"headline and paragraphs", "Заголовок без крапки\n\nПерше.\n\n\n  Друге.  \n", "headline: Заголовок без крапки\nparagraph: Перше.\nparagraph: Друге.\n"},
		{"no headline", "Речення з крапкою.\n\nДруге.\n", "paragraph: Речення з крапкою.\nparagraph: Друге.\n"},
		{"one paragraph", "Лише рядок", "paragraph: Лише рядок\n"},
		{
			"wrapped lines", "Міська рада ухвалила рішення про\nбудівництво нового мосту через\nрічку.\nРоботи почнуть навесні, коли зійде\nлід.\n",
			"paragraph: Міська рада ухвалила рішення про будівництво нового мосту через річку.\nparagraph: Роботи почнуть навесні, коли зійде лід.\n",
		},
		{"a paragraph a line", "Рядок.\nЩе рядок, і він довший за той, що вище, бо так буває.\n", "paragraph: Рядок.\nparagraph: Ще рядок, і він довший за той, що вище, бо так буває.\n"},
		{"lists", "Є таке:\n• одне\n- друге\n\n1) раз\n2. два\n", "paragraph: Є таке:\nitem 1: одне\nitem 1: друге\nitem 1 #1: раз\nitem 1 #2: два\n"},
		{"dialogue", "— Чому? — спитав він.\n— Бо так.\n", "paragraph: — Чому? — спитав він.\nparagraph: — Бо так.\n"},
		{"a year is no item", "2024. Рік починається.\n\nДалі.", "paragraph: 2024. Рік починається.\nparagraph: Далі.\n"},
		{"braces and signs", "Тут {1} і **зірки**.", "paragraph: Тут {{1} і **зірки**.\n"},
		{"windows line ends", "А.\r\n\r\nБ.\r\n", "paragraph: А.\nparagraph: Б.\n"},
		{"old line ends", "А.\r\rБ.\r", "paragraph: А.\nparagraph: Б.\n"},
		{"no-break spaces", "А\u00a0б.\u00a0\n\nВ.", "paragraph: А\u00a0б.\u00a0\nparagraph: В.\n"},
		{"read also", "А.\n\nЧитайте також: Б\n", "paragraph: А.\nread_also: Б\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, _, err := codec.Read("a.txt", []byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if got := outline(a); got != tt.want {
				t.Errorf("read\n%swant\n%s", got, tt.want)
			}
			if got := string(codec.WriteText(a, a)); got != tt.in {
				t.Errorf("written as %q, want %q", got, tt.in)
			}
		})
	}
}

func TestWriteText(t *testing.T) {
	source, _, err := codec.Read("a.txt", []byte("Заголовок\n\n• А\n• Б\n\nЧитайте теж: В\n"))
	if err != nil {
		t.Fatal(err)
	}
	target := source
	target.Lang = pipeline.English
	target.Blocks = slices.Clone(source.Blocks)
	for i, text := range []string{"Headline", "A {{b}", "", "C"} {
		if text != "" {
			target.Blocks[i].Text = text
		}
	}
	if got, want := string(codec.WriteText(source, target)), "Headline\n\n• A {b}\n• Б\n\nRead also: C\n"; got != want {
		t.Errorf("written %q, want %q", got, want)
	}
	if got, want := string(codec.WriteMarkdown(source, target)), "---\ntitle: Headline\nlang: en\n---\n\n- A {b}\n- Б\n\nRead also: C\n"; got != want {
		t.Errorf("written as Markdown %q, want %q", got, want)
	}
}

// Every plain text is written again byte for byte.
func FuzzText(f *testing.F) {
	for _, seed := range []string{newsText, "а\r\n\r\nб", "\ufeffа\n", "• а\n\n1. б", "— а\rб", " а\u00a0 \f\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		a, _, err := codec.Read("a.txt", []byte(doc))
		if err != nil || a.Format != pipeline.Text || !utf8.ValidString(doc) {
			return
		}
		if got := string(codec.WriteText(a, a)); got != doc {
			t.Errorf("written as %q", got)
		}
	})
}
