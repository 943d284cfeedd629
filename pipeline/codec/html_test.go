package codec_test

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/render"
)

// plain is an article in lines of kind and text, without the signs of tags.
func plain(a pipeline.Article) string {
	var out strings.Builder
	for _, line := range strings.Split(strings.TrimSuffix(outline(a), "\n"), "\n") {
		line, _, _ = strings.Cut(line, " | ")
		out.WriteString(line + "\n")
	}
	return out.String()
}

func TestReadHTML(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"paragraphs", "<h1>А</h1><p>Б  \n в&nbsp;г</p><p></p>д<div>е</div>", "headline: А\nparagraph: Б в\u00a0г\nparagraph: д\nparagraph: е\n"},
		{"breaks", "<p>А<br>б<br><br>в<br></p>", "paragraph: А{1/}б\nparagraph: в\n"},
		{
			"marks", "<p><b>А</b> <strong>б</strong><i> в</i> <s>г</s> <del>ґ</del> H<sub>2</sub>O <span>д</span></p>",
			"paragraph: {1}А б{/1} {2}в{/2} {3}г ґ{/3} H{4}2{/4}O д\n",
		},
		{"equal neighbours and empty marks", "<p><b>А</b><b>б</b><i></i> <b> </b><a href='/x'><b>в</b></a></p>", "paragraph: {1}Аб{/1} {2}{3}в{/3}{/2}\n"},
		{"literal brace", "<p>{1} {</p>а", "paragraph: {{1} {{\nparagraph: а\n"},
		{
			"lists", "<ul><li>А<ul><li>Б</li></ul></li><li><p>В</p><p>Г</p></li></ul><ol start=3><li>Ґ</li><li>Д</ol>",
			"item 1: А\nitem 2: Б\nitem 1: В\nparagraph: Г\nitem 1 #3: Ґ\nitem 1 #4: Д\n",
		},
		{"list in a paragraph", "<p>А<ul><li>Б</li></ul>в</p>", "paragraph: А\nitem 1: Б\nparagraph: в\n"},
		{"quote", "<blockquote cite='/x'><p>А</p>б</blockquote>в", "quote: А\nquote: б\nparagraph: в\n"},
		{"figure", "<figure><img src='/a.jpg' alt='Б'><figcaption>В. <em>Фото: Г</em></figcaption></figure>", "figure </a.jpg>\nalt: Б\ncaption: В.\ncredit: Г\n"},
		{"pictures", "<p><img src='/a.jpg'>Текст <img src='/b.png' alt='в'> далі</p>", "figure </a.jpg>\nparagraph: Текст {1/} далі\n"},
		{"picture of bytes", "<p>А <img src='data:image/png;base64,AAAA'></p>", "paragraph: А\n"},
		{"read also", "<p><b>Читайте також:</b> <a href='/x'>А</a></p><p>Читайте теж: б</p>", "read_also: {1}А{/1}\nread_also: б\n"},
		{"table", "<table><tr><th>А</th><th>Б</th></tr><tr><td>в</td><td><b>г</b></td></tr></table>", "cell 1 #1: А\ncell 2 #1: Б\ncell 1 #2: в\ncell 2 #2: {1}г{/1}\n"},
		{"table of one column", "<table><tr><td>А</td></tr></table>", "paragraph: А\n"},
		{"code and rule", "<p>А <code>б</code></p><pre>в\n г</pre><hr>", "paragraph: А {1/}\ncode \"в\\n г\\n\"\nrule\n"},
		{"embed", "<p>А</p><iframe src='https://b.c/d'></iframe>", "paragraph: А\nembed <https://b.c/d> \"<iframe src=\\\"https://b.c/d\\\"></iframe>\"\n"},
		{"furniture", "<nav>Меню</nav><p>А</p><script>x</script><style>y</style><aside>б</aside><form>в</form><footer>г</footer>", "paragraph: А\n"},
		{
			"paste from a word processor", `<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:700">А</span><span> б </span><span style="font-style:italic">в</span> <a href="https://www.google.com/url?q=https://x.y/z&amp;sa=D">г</a></p></b>`,
			"paragraph: {1}А{/1} б {2}в{/2} {3}г{/3}\n",
		},
		{
			"article", "<html lang=uk-UA><head><title>Т</title><meta name=author content='Д'></head><body><div>Меню</div><article><h1>А</h1><p class=lead>Лід</p><p>" + long + "</p><time>1 січня</time><div class=share>Поділитися</div></article><p>інше</p></body></html>",
			"headline: А\nstandfirst: Лід\nbyline: Д\nparagraph: " + long + "\n",
		},
		{
			"a lead picture is no lead", "<html><head><title>А</title><meta name=description content='" + long[:60] + "…'></head><body><article><h1>А</h1><div class=lead-image><img src=/a.jpg alt=Б></div><p>" + long + "</p></article></body></html>",
			"headline: А\nfigure </a.jpg>\nalt: Б\nparagraph: " + long + "\n",
		},
		{
			"content without an article", "<html><head><title>Т</title></head><body><div class=menu><a href=/>Одна довга назва розділу, яка нікому не потрібна</a></div><h1>А</h1><div><div class=text><p>" + long + "</p><p>" + long + "</p></div><div class=comments><p>" + long + long + long + "</p></div></div></body></html>",
			"headline: А\nparagraph: " + long + "\nparagraph: " + long + "\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, _, err := codec.Read("a.html", []byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if got := plain(a); got != tt.want {
				t.Errorf("read\n%swant\n%s", got, tt.want)
			}
			if a.Format != pipeline.HTML || len(a.Layout) > 0 {
				t.Errorf("format %s with a layout of %d pieces", a.Format, len(a.Layout))
			}
		})
	}
}

const long = "Це досить довгий текст, який займає кілька рядків, має коми і не складається з посилань."

func TestFrames(t *testing.T) {
	_, _, err := codec.Read("a.html", []byte("<html><frameset><frame src=/a></frameset></html>"))
	if pipeline.KindOf(err) != pipeline.Invalid {
		t.Errorf("error %v, want an Invalid one", err)
	}
}

// What is left out with words in it is named.
func TestHTMLNotices(t *testing.T) {
	_, notices, err := codec.Read("", []byte("<p>А</p><nav>Меню сайту</nav><div style='display:none'>Сховане</div><script>x</script>"))
	if err != nil {
		t.Fatal(err)
	}
	var dropped []string
	for _, n := range notices {
		if n.Kind == codec.Dropped {
			dropped = append(dropped, n.Text)
		}
	}
	if got, want := strings.Join(dropped, "|"), "Left out as navigation: Меню сайту|Left out as hidden text: Сховане"; got != want {
		t.Errorf("notices %q, want %q", got, want)
	}
}

// An HTML article is written as Markdown with the same texts.
func TestHTMLAsMarkdown(t *testing.T) {
	in := "<h1>А: б</h1><p>В <b>г</b> <a href='/x_(y)'>ґ</a><br>д <code>е`є</code> <i>ж</i></p><h2>З</h2><blockquote><p>И</p><p>І</p></blockquote>" +
		"<ul><li>Ї<ol><li>Й</li></ol></li></ul><figure><img src='/k.jpg' alt='К]'><figcaption>Л. Фото: М</figcaption></figure>" +
		"<p>Читайте також: <a href='/n'>Н</a></p><hr><pre>о ``` п</pre><table><tr><td>р</td><td>с|т</td></tr></table>"
	source, _, err := codec.Read("a.html", []byte(in))
	if err != nil {
		t.Fatal(err)
	}
	written := codec.WriteMarkdown(source, source)
	again, _, err := codec.Read("a.md", written)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := plain(again), plain(source); got != want {
		t.Errorf("written\n%s\nread\n%swant\n%s", written, got, want)
	}
}

// When nothing is left out, every letter of the page is in the article; and
// neither what is written of it nor what is kept of it holds anything that runs.
func FuzzHTML(f *testing.F) {
	for _, seed := range []string{
		"<p>А<b>б</b></p>", "<ul><li>а<li>б</ul>", "<table><tr><td>а<td>б</table>", "<figure><img alt=а src=/b><figcaption>в", "<blockquote>а<br><br>б",
		"<p>а<div>б</p>", "<a href=x><h1>а</h1></a>", "<pre>а</pre><code>б</code>", "<td>а", "<li>а<p>б</li>", "а &amp; <!-- б --> &#1234;", "<q>а</q><u>б</u>", "<figure>а<img src=b>в</figure>",
		"<p>а<a href=' java\nscript:b'>в</a><iframe src=x onload=y style=z></iframe>", "<blockquote class=twitter-tweet onclick=a><p>б<script>в</script><a href=javascript:г>д</a></blockquote>е",
		"<script data-telegram-post='а/б\"><script>'></script>в", "<svg><style>а</style>б", "<p>Читайте також: <a href=a>б</a> в",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		a, notices, err := codec.Read("a.html", []byte(in))
		if err != nil || a.Format != pipeline.HTML {
			return
		}
		page, _, err := render.Render("html", a, a)
		if err != nil {
			t.Fatal(err)
		}
		harmless(t, string(page))
		for _, b := range a.Blocks {
			if b.Kind == pipeline.Embed {
				harmless(t, b.Raw)
			}
		}
		for _, n := range notices {
			if n.Kind == codec.Dropped || n.Kind == codec.Repaired {
				return
			}
		}
		var got strings.Builder
		for _, b := range a.Blocks {
			if b.Kind != pipeline.AltText {
				got.WriteString(codec.Label(b.Kind, pipeline.Ukrainian) + codec.PlainText(b) + codec.Words(b.Raw))
			}
		}
		if got, want := countLetters(got.String()), countLetters(codec.Words(in)); got < want && !strings.ContainsAny(in, "\x00") {
			t.Errorf("%d letters of %d:\n%s", got, want, outline(a))
		}
	})
}

// harmless fails when a page holds a script, a style, a handler of events or an
// address that is a script.
func harmless(t *testing.T, page string) {
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		token := z.Token()
		if token.Type == html.StartTagToken && (token.Data == "script" || token.Data == "style") {
			t.Errorf("a %s in %q", token.Data, page)
		}
		for _, a := range token.Attr {
			address := strings.ToLower(strings.Map(func(c rune) rune {
				if c <= ' ' {
					return -1
				}
				return c
			}, a.Val))
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(address, "javascript:") && (a.Key == "href" || a.Key == "src") {
				t.Errorf("%s=%q in %q", a.Key, a.Val, page)
			}
		}
	}
}

func countLetters(text string) int {
	n := 0
	for _, c := range text {
		if unicode.IsLetter(c) {
			n++
		}
	}
	return n
}
