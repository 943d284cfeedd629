package render_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/render"
)

func read(t *testing.T, doc string) pipeline.Article {
	t.Helper()
	a, _, err := codec.Read("a.md", []byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// body is what stands between the lines of <article>.
func body(t *testing.T, a pipeline.Article) string {
	t.Helper()
	page, contentType, err := render.Render("html", a, a)
	if err != nil {
		t.Fatal(err)
	}
	if contentType != "text/html; charset=utf-8" {
		t.Errorf("content type %q", contentType)
	}
	_, rest, _ := strings.Cut(string(page), "<article")
	_, rest, _ = strings.Cut(rest, ">\n")
	inside, _, found := strings.Cut(rest, "</article>")
	if !found {
		t.Fatalf("no article in\n%s", page)
	}
	return inside
}

func TestHTML(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"header", "---\ntitle: A & b\nlead: C\nauthor: D\n---\nE\n", "<header>\n<h1>A &amp; b</h1>\n<p class=\"standfirst\">C</p>\n<p class=\"byline\">D</p>\n</header>\n<p>E</p>\n"},
		{"headings", "# A\n\n## B\n\n# C\n\n###### D\n", "<header>\n<h1>A</h1>\n</header>\n<h2>B</h2>\n<h2>C</h2>\n<h6>D</h6>\n"},
		{"marks", "**a** *b* ~~c~~ [d](/e?f=1&g) `h<` H<sub>2</sub>\\\ni", "<p><strong>a</strong> <em>b</em> <s>c</s> <a href=\"/e?f=1&amp;g\">d</a> <code>h&lt;</code> H<sub>2</sub><br>i</p>\n"},
		{"addresses", "[a](javascript:b) [c](mailto:d@e.f) <https://g.h> ![i](data:j) ![k](/l)", "<p>a <a href=\"mailto:d@e.f\">c</a> <a href=\"https://g.h\">https://g.h</a> i <img src=\"/l\" alt=\"k\"></p>\n"},
		{"quote", "> a\n>\n> b\n\nc", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>\n<p>c</p>\n"},
		{"lists", "- a\n  - b\n    1. c\n- d\n\n2. e\n3. f\n", "<ul>\n<li>a\n<ul>\n<li>b\n<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>\n</li>\n<li>d</li>\n</ul>\n<ol start=\"2\">\n<li>e</li>\n<li>f</li>\n</ol>\n"},
		{"figure", "![a](/b.jpg)\n*c **d**. Фото: e*\n", "<figure>\n<img src=\"/b.jpg\" alt=\"a\">\n<figcaption>c <strong>d</strong>. <span class=\"credit\">Фото: e</span></figcaption>\n</figure>\n"},
		{"read also", "Читайте також: [a](/b)", "<p class=\"read-also\">Читайте також: <a href=\"/b\">a</a></p>\n"},
		{"table", "| a | b |\n|---|---|\n| | c |\n", "<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td></td><td>c</td></tr>\n</table>\n"},
		{"code, rule, embed", "a\n\n    b < c\n\n---\n\n<div onclick=x><a href=\"https://d.e\">f</a></div>\n", "<p>a</p>\n<pre><code>b &lt; c\n</code></pre>\n<hr>\n<p class=\"embed\"><a href=\"https://d.e\">f</a></p>\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := body(t, read(t, tt.in)); got != tt.want {
				t.Errorf("written\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// Whatever a target does to its tags, the elements nest.
func TestCrossingTags(t *testing.T) {
	a := read(t, "**a** [b](/b) *c*")
	for _, tt := range []struct{ text, want string }{
		{"{1}a {3}b{/1} c{/3}", "<strong>a <em>b</em></strong><em> c</em>"},
		{"{1}a", "<strong>a</strong>"},
		{"a{/1}", "a"},
		{"{1}a{1}b{/1}", "<strong>ab</strong>"},
		{"{2}a{2}b{/2}{/2}", "<a href=\"/b\">ab</a>"},
		{"{7}a{/7}{8/}", "a"},
	} {
		a.Blocks[0].Text = tt.text
		if got, want := body(t, a), "<p>"+tt.want+"</p>\n"; got != want {
			t.Errorf("%s is %s, want %s", tt.text, got, want)
		}
	}
}

func TestLanguage(t *testing.T) {
	source := read(t, "---\ntitle: А\nlang: uk\n---\n![Б](/b)\n*Фото: В*\n")
	target := source
	target.Lang = pipeline.English
	target.Blocks = slices.Clone(source.Blocks)
	for format, want := range map[string]string{
		"html": `<article lang="en">`, "md": "*Photo: В*", "txt": "Photo: В", "json": `"lang": "en"`,
	} {
		data, _, err := render.Render(format, source, target)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), want) {
			t.Errorf("%s has no %s:\n%s", format, want, data)
		}
	}
}

func TestJSON(t *testing.T) {
	a := read(t, "---\ntitle: \"A {b}\"\nlead: C\nauthor: D\ndate: 2020-01-02\nlang: en\n---\n\n## E **f**\n\n1. g `h`\n")
	data, _, err := render.Render("json", a, a)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Lang, Headline, Standfirst, Byline string
		Meta                               []map[string]string
		Blocks                             []map[string]any
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.Lang != "en" || got.Headline != "A {b}" || got.Standfirst != "C" || got.Byline != "D" || len(got.Meta) != 1 {
		t.Errorf("the head is %+v", got)
	}
	heading, item := got.Blocks[3], got.Blocks[4]
	if heading["kind"] != "heading" || heading["level"] != 2.0 || heading["text"] != "E f" || heading["html"] != "E <strong>f</strong>" {
		t.Errorf("heading %v", heading)
	}
	if item["kind"] != "item" || item["number"] != 1.0 || item["text"] != "g h" {
		t.Errorf("item %v", item)
	}
}

func TestUnknownFormat(t *testing.T) {
	_, _, err := render.Render("pdf", pipeline.Article{}, pipeline.Article{})
	if pipeline.KindOf(err) != pipeline.Invalid {
		t.Errorf("error %v, want an Invalid one", err)
	}
}
