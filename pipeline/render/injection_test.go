package render_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
	"github.com/tovmach/tovmach/pipeline/render"
)

// everything is an article in which the same text stands in every place where
// one can stand.
func everything(text string) pipeline.Article {
	marked := markup.Escape(text)
	tags := []pipeline.Tag{
		{Kind: pipeline.Link, URL: text, Open: text, Close: text},
		{Kind: pipeline.Image, URL: text, Text: text, Open: text},
		{Kind: pipeline.CodeSpan, Text: text, Open: text},
		{Kind: pipeline.Opaque, URL: text, Text: text, Open: text},
		{Kind: pipeline.TagKind(text), URL: text, Text: text, Open: text, Close: text},
	}
	a := pipeline.Article{Lang: pipeline.Lang(text), Meta: []pipeline.Meta{{Key: text, Value: text}}}
	for _, kind := range []pipeline.BlockKind{
		pipeline.Headline, pipeline.Standfirst, pipeline.Byline, pipeline.Dateline, pipeline.Heading, pipeline.Paragraph,
		pipeline.Quote, pipeline.Item, pipeline.Figure, pipeline.AltText, pipeline.Caption, pipeline.Credit, pipeline.ReadAlso,
		pipeline.Cell, pipeline.Code, pipeline.Rule, pipeline.Embed, pipeline.EdNote, pipeline.BlockKind(text),
	} {
		a.Blocks = append(a.Blocks, pipeline.Block{
			ID: pipeline.BlockID(text), Kind: kind, Level: 1, Number: 1, URL: text, Raw: text, Tags: tags,
			Text: marked + "{1}" + marked + "{2/}{3/}{4/}{5}" + marked + "{/1}" + marked + "{/5}{9/}",
		})
	}
	return a
}

// elements are the start tags of a page, without the texts.
func elements(t *testing.T, page []byte) []html.Token {
	t.Helper()
	var found []html.Token
	z := html.NewTokenizer(bytes.NewReader(page))
	for z.Next() != html.ErrorToken {
		if token := z.Token(); token.Type == html.StartTagToken || token.Type == html.SelfClosingTagToken {
			found = append(found, token)
		}
	}
	return found
}

// problems are what must not stand in a page, whoever wrote the article.
func problems(t *testing.T, page []byte) []string {
	t.Helper()
	known := strings.Fields("html head meta title body article header h1 h2 h3 h4 h5 h6 p strong em s sup sub a img br code pre hr " +
		"blockquote ul ol li table tr th td figure figcaption span")
	var found []string
	for _, element := range elements(t, page) {
		if !slices.Contains(known, element.Data) {
			found = append(found, "element "+element.Data)
		}
		for _, a := range element.Attr {
			address := strings.ToLower(strings.TrimSpace(a.Val))
			switch {
			case !slices.Contains([]string{"lang", "charset", "name", "content", "class", "href", "src", "alt", "start"}, a.Key):
				found = append(found, "attribute "+a.Key)
			case (a.Key == "href" || a.Key == "src") && strings.Contains(address, ":") &&
				!strings.HasPrefix(address, "http:") && !strings.HasPrefix(address, "https:") && !strings.HasPrefix(address, "mailto:") &&
				!strings.ContainsAny(address[:strings.Index(address, ":")], "/?#"):
				found = append(found, fmt.Sprintf("address %q", a.Val))
			}
		}
	}
	return found
}

func attacks() []string {
	return []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `javascript:alert(1)`,
		` JavaScript:alert(1)`, "java\nscript:alert(1)", "\x01javascript:alert(1)", `data:text/html;base64,PHNjcmlwdD4=`,
		`vbscript:x`, `//evil.example`, `</title><script>`, `</code></pre><iframe src=//x>`, `<!--`, `]]>`, `&lt;script&gt;`,
		`<svg/onload=alert(1)>`, `{1}<b>{/1}`, `https://ok.example/?a="b"&c=<d>`, "\\\\evil.example", `file:///etc/passwd`,
	}
}

func TestInjection(t *testing.T) {
	for _, attack := range attacks() {
		page, _, err := render.Render("html", pipeline.Article{}, everything(attack))
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range problems(t, page) {
			t.Errorf("%q: %s", attack, problem)
		}
	}
}

// The elements of a page do not depend on what the texts say.
func FuzzInjection(f *testing.F) {
	for _, attack := range attacks() {
		f.Add(attack)
	}
	f.Fuzz(func(t *testing.T, text string) {
		page, _, err := render.Render("html", pipeline.Article{}, everything(text))
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range problems(t, page) {
			t.Error(problem)
		}
		if _, _, err := render.Render("json", pipeline.Article{}, everything(text)); err != nil {
			t.Error(err)
		}
	})
}
