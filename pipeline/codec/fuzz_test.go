package codec_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// Every Markdown file that is read is written again byte for byte, and its
// translation word for word has the same blocks.
func FuzzMarkdown(f *testing.F) {
	for _, seed := range []string{
		"# А\n\nТекст **а** [б](/в \"г\").\n", "---\ntitle: А\nlang: uk\n---\nБ\r\nв  \r\nг", "> - а\n>   б\n>\n>   1. в",
		"![а](б)\n*в. Фото: г*", "| а |\n|---|\n| `б\\|в` |", "*а **б*** ~~в~~ ~г~ __д__", "[а]\n\n[а]: <б> 'в'", "а\\\nб<br>в &amp; &#1234; \\*",
		"\ufeffа\n===\n", "`` а` `` <http://б> <!-- в --> <b>г</b>", "- [ ] а[^1]\n\n[^1]: б\n", "а\tб\n\tв\n\n\tг", "***а** б*", "![а[б](в)](г) [![д](е)](є)",
	} {
		f.Add(seed)
	}
	control := func(c rune) bool { return c < ' ' && !strings.ContainsRune("\t\n\r\f", c) || c == 0x7f }
	f.Fuzz(func(t *testing.T, doc string) {
		if !utf8.ValidString(doc) || strings.ContainsFunc(doc, control) {
			return // mended, so that it is written otherwise
		}
		a, _, err := codec.Read("a.md", []byte(doc))
		if err != nil || a.Format != pipeline.Markdown {
			return
		}
		if got := string(codec.WriteMarkdown(a, a)); got != doc {
			t.Fatalf("written as %q", got)
		}
		holes := make(map[pipeline.BlockID]bool)
		for _, piece := range a.Layout {
			holes[piece.Block] = true
		}
		ids := make(map[pipeline.BlockID]bool)
		for _, b := range a.Blocks {
			if ids[b.ID] {
				t.Errorf("two blocks have the id %s", b.ID)
			}
			ids[b.ID] = true
			if b.Text != "" && !holes[b.ID] {
				t.Errorf("no place for %q", b.Text)
			}
			if problems := markup.Compare(b.Text, b.Text, nil); problems != nil {
				t.Errorf("tags of %q: %v", b.Text, problems)
			}
			for token := range markup.Scan(b.Text) {
				if token.N > len(b.Tags) {
					t.Errorf("unknown tag in %q", b.Text)
				}
			}
		}
	})
}

// Text that a translator types never becomes markup, wherever it is put.
func FuzzTranslation(f *testing.F) {
	for _, seed := range []string{"*a*", "- b", "1) c", "# d #", "<e>", "&lt;", "[f](g)", "h\\", "``", "~~i~~", "| j |", "===", "a: b", "'k'", "[^1]", "[ ] l", "https://m.n/o_p_", "![q", "    r", "\ttab", "end  ", "\u00a0nbsp"} {
		f.Add(seed)
	}
	source, _, err := codec.Read("a.md", []byte("---\ntitle: А\n---\n\n## Б\n\nВ\n\n> Г\n\n- Д\n\n| Е |\n|---|\n| Є |\n\n![Ж](/з)\n*И. Фото: І*\n\nЧитайте також: [Ї](/й)\n"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		target := source
		target.Blocks = slices.Clone(source.Blocks)
		want := normal(typed)
		if !utf8.ValidString(typed) || want == "" {
			return
		}
		for i, b := range source.Blocks {
			switch {
			case b.Kind == pipeline.ReadAlso:
				target.Blocks[i].Text = "a{1}" + markup.Escape(typed) + "{/1}"
			case b.Text != "":
				target.Blocks[i].Text = markup.Escape(typed)
			}
		}
		written := codec.WriteMarkdown(source, target)
		again, _, err := codec.Read("a.md", written)
		if err != nil {
			return // control characters, no words
		}
		if len(again.Blocks) != len(source.Blocks) {
			t.Fatalf("%d blocks, want %d:\n%s", len(again.Blocks), len(source.Blocks), written)
		}
		for i, b := range again.Blocks {
			if b.Kind != source.Blocks[i].Kind {
				t.Fatalf("block %d is a %s, want a %s:\n%s", i, b.Kind, source.Blocks[i].Kind, written)
			}
			got := normal(codec.PlainText(b))
			if b.Kind == pipeline.ReadAlso {
				got = strings.TrimPrefix(got, "a")
				got = normal(got)
			}
			if source.Blocks[i].Text != "" && got != want {
				t.Errorf("%s %q, want %q:\n%s", b.Kind, got, want, written)
			}
		}
	})
}

// Marks around whatever a translator types are found again.
func FuzzMarks(f *testing.F) {
	for _, seed := range [][2]string{{"a", "b"}, {"“a”", "s"}, {"*a", "*"}, {"a ", " b"}, {"", "a"}, {"_", "a_b"}, {"a", ""}, {"!", "["}, {"\\", "."}} {
		f.Add(seed[0], seed[1])
	}
	source, _, err := codec.Read("a.md", []byte("**А** *б* ~~в~~ [г](/ґ) _д_\n"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, one, two string) {
		if !utf8.ValidString(one) || !utf8.ValidString(two) || normal(one+two) == "" {
			return
		}
		one, two = markup.Escape(one), markup.Escape(two)
		target := source
		target.Blocks = slices.Clone(source.Blocks)
		b := &target.Blocks[0]
		b.Text = "{1}" + one + "{/1}" + two + "{2}" + two + "{3}" + one + "{/3}{/2}{4}a" + one + "{/4}{5}" + two + "{/5}"
		written := codec.WriteMarkdown(source, target)
		again, _, err := codec.Read("a.md", written)
		if err != nil {
			return
		}
		if len(again.Blocks) != 1 {
			t.Fatalf("%d blocks:\n%s", len(again.Blocks), written)
		}
		got, want := strings.Fields(normal(codec.PlainText(again.Blocks[0]))), strings.Fields(normal(codec.PlainText(*b)))
		if strings.Join(got, "") != strings.Join(want, "") {
			t.Errorf("%q, want %q:\n%s", got, want, written)
		}
		for _, tag := range again.Blocks[0].Tags {
			if tag.Kind == pipeline.Opaque {
				t.Errorf("markup that nobody wrote: %q in\n%s", tag.Open, written)
			}
		}
	})
}

// normal is a text as the codec keeps it, without regard to white space.
func normal(text string) string {
	a, _, err := codec.Read("a.txt", []byte("Вступ.\n\nСлово "+strings.NewReplacer("\n", " ", "\r", " ").Replace(text)+" кінець."))
	if err != nil {
		return ""
	}
	plain := codec.PlainText(a.Blocks[len(a.Blocks)-1])
	plain = strings.TrimSuffix(strings.TrimPrefix(plain, "Слово"), "кінець.")
	return strings.Join(strings.Fields(plain), " ")
}
