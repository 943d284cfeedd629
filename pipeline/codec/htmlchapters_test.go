package codec_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tovmach/tovmach/pipeline/codec"
)

// TestChapters: a story that a page keeps in several places beside one another
// is read from its first paragraph to its last.
func TestChapters(t *testing.T) {
	t.Parallel()
	const title = "Пором через річку знову став"
	p := func(n string) string { return "<p>" + n + ". " + long + "</p>" }
	most := p("Б") + p("В") + p("Г") + p("Ґ") + p("Д") + p("Е")
	page := func(body string) string {
		return "<html lang=uk><head><title>" + title + "</title></head><body><h1>" + title + "</h1>" + body + "</body></html>"
	}
	for _, tt := range []struct {
		name, in string
		want     string // how its paragraphs begin
	}{
		{"sections of an article", page("<article><div class='block first'>" + p("А") + "</div><div class=block>" + most + "</div><div class='block last'>" + p("Є") + "</div></article>"), "АБВГҐДЕЄ"},
		{"a section of one sentence", page("<div itemprop=articleBody><div class=section>" + most + "</div><div class='quote section'><span>Кому «За»</span></div><div class='text section'><p>Є. Кінець, і годі, каже лоцман, бо далі тільки очерет і вода по коліна.</p></div></div>"), "БВГҐДЕЄ"},
		{"the rest behind a button", page("<div class=story><p class=lead>" + title + "</p>" + p("А") + p("а") + "<button>Читати далі</button><div id=read-more><div>" + most + "</div></div></div>"), "АаБВГҐДЕ"},
		{"text that goes on behind a box", page("<div class=story><div class=part>" + most + "</div>" + p("Є") + "<div class=banner>Реклама</div>" + p("Ж") + "</div>"), "БВГҐДЕЄЖ"},
		{"pieces without a class", page("<div><div id=a1><section class=piece>" + most + "</section></div><div id=a2><section class=piece>" + p("Є") + p("Ж") + p("З") + "</section></div></div>"), "БВГҐДЕЄЖЗ"},
		{"a section that ends in a credit", page("<article><div class=one>" + p("А") + p("а") + "<small>Світлина автора</small></div><div class=two>" + most + "</div></article>"), "АаСБВГҐДЕ"},
		{"long parts of a column", page("<div class=column><section class=first>" + strings.Replace(p("А"), "</p>", " "+strings.Repeat(long+" ", 5)+"</p>", 1) + "</section><section class=second>" + strings.Replace(p("а"), "</p>", " "+strings.Repeat(long+" ", 5)+"</p>", 1) + "</section><section class=third>" + most + "</section></div>"), "АаБВГҐДЕ"},
		{"cards of other stories in articles", page("<div class=text>" + most + "</div><div><article><h2></h2><p>Ж. " + long + "</p></article><article><h2>Інша новина</h2><p>З. " + long + "</p></article></div>"), "БВГҐДЕ"},
		{"a form around the page", page("<form id=aspnetForm><div class=text>" + most + "</div><input name=q></form>"), "БВГҐДЕ"},
		{"a story that a button shows in a window", "<html lang=uk><head><title>" + title + "</title></head><body><div class=modal-enabled><h1>" + title + "</h1>" + most + "</div></body></html>", "БВГҐДЕ"},
		{"text that a window may lie over", page("<div class='text overlay-handle'>" + most + "</div>"), "БВГҐДЕ"},
		{"an aside around the page", "<html lang=uk><head><title>" + title + "</title></head><body><aside class=direct><h1>" + title + "</h1>" + most + "</aside></body></html>", "БВГҐДЕ"},
		{"related posts of WordPress", page("<article>" + most + "<div id=jp-relatedposts><div class=post><h4><a href=/1>Ж</a></h4><p>Ж. " + long + "</p></div></div></article>"), "БВГҐДЕ"},
		{"links to other stories beside it", page("<article><div class=text>" + most + "</div><div class=cards><a href=/1>Є. " + long + "</a><a href=/2>Ж. " + long + "</a></div></article>"), "БВГҐДЕ"},
		{"a line of the page beside it", page("<div class=page><div class=text>" + most + "</div><div><p>Є. Думки авторів можуть не збігатися з думкою редакції нашого видання.</p></div></div>"), "БВГҐДЕ"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, notices, err := codec.Read("a.html", []byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for line := range strings.Lines(plain(a)) {
				if text, ok := strings.CutPrefix(line, "paragraph: "); ok {
					letter, _ := utf8.DecodeRuneInString(text)
					got += string(letter)
				}
			}
			if got != tt.want {
				t.Errorf("read %q, want %q\n%s", got, tt.want, notes(notices))
			}
		})
	}
}
