package render

import (
	"fmt"
	"html"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

// page is an article as an HTML page of its own, without scripts and styles.
func page(a pipeline.Article) []byte {
	var out strings.Builder
	out.WriteString("<!doctype html>\n<html" + langAttribute(a.Lang) + ">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	fmt.Fprintf(&out, "<title>%s</title>\n</head>\n<body>\n", html.EscapeString(headline(a)))
	out.WriteString(article(a))
	out.WriteString("</body>\n</html>\n")
	return []byte(out.String())
}

func langAttribute(lang pipeline.Lang) string {
	if lang == "" {
		return ""
	}
	return ` lang="` + html.EscapeString(string(lang)) + `"`
}

// headline is the headline as plain text.
func headline(a pipeline.Article) string {
	return textOf(a, pipeline.Headline)
}

// textOf is the plain text of the first block of that kind.
func textOf(a pipeline.Article, kind pipeline.BlockKind) string {
	for _, b := range a.Blocks {
		if b.Kind == kind {
			return strings.ReplaceAll(codec.PlainText(b), "\n", " ")
		}
	}
	return ""
}

func article(a pipeline.Article) string {
	var header, body strings.Builder
	for _, part := range codec.Parts(a.Blocks) {
		if head := headerPart(part[0]); head != "" {
			header.WriteString(head + "\n")
		} else if text := bodyPart(part, a.Lang); text != "" {
			body.WriteString(text + "\n")
		}
	}
	out := "<article" + langAttribute(a.Lang) + ">\n"
	if header.Len() > 0 {
		out += "<header>\n" + header.String() + "</header>\n"
	}
	return out + body.String() + "</article>\n"
}

// headerPart is a block that stands above the text; "" for all others.
func headerPart(b pipeline.Block) string {
	switch b.Kind {
	case pipeline.Headline:
		return "<h1>" + inline(b) + "</h1>"
	case pipeline.Standfirst, pipeline.Byline, pipeline.Dateline:
		return `<p class="` + string(b.Kind) + `">` + inline(b) + "</p>"
	}
	return ""
}

func bodyPart(part []pipeline.Block, lang pipeline.Lang) string {
	first := part[0]
	switch first.Kind {
	case pipeline.EdNote:
		return ""
	case pipeline.Heading: // the first level is the headline's
		return fmt.Sprintf("<h%d>%s</h%[1]d>", min(max(first.Level, 2), 6), inline(first))
	case pipeline.Quote:
		return quote(part)
	case pipeline.Item:
		return list(part)
	case pipeline.Cell:
		return table(codec.Rows(part))
	case pipeline.Figure:
		return figure(first, part[1:], lang)
	case pipeline.Caption, pipeline.Credit, pipeline.AltText:
		return figure(pipeline.Block{}, part, lang)
	case pipeline.Code:
		return "<pre><code>" + html.EscapeString(first.Raw) + "</code></pre>"
	case pipeline.Rule:
		return "<hr>"
	case pipeline.Embed:
		return embed(first)
	case pipeline.ReadAlso:
		return `<p class="read-also">` + codec.Label(first.Kind, lang) + " " + inline(first) + "</p>"
	}
	return "<p>" + inline(first) + "</p>"
}

func quote(paragraphs []pipeline.Block) string {
	out := "<blockquote>\n"
	for _, b := range paragraphs {
		out += "<p>" + inline(b) + "</p>\n"
	}
	return out + "</blockquote>"
}

func table(rows [][]pipeline.Block) string {
	out := "<table>\n"
	for i, row := range rows {
		name := "td"
		if i == 0 {
			name = "th"
		}
		out += "<tr>"
		for _, cell := range row {
			out += "<" + name + ">" + inline(cell) + "</" + name + ">"
		}
		out += "</tr>\n"
	}
	return out + "</table>"
}

func figure(b pipeline.Block, texts []pipeline.Block, lang pipeline.Lang) string {
	alt, caption := "", ""
	for _, text := range texts {
		switch text.Kind {
		case pipeline.AltText:
			alt = codec.PlainText(text)
		case pipeline.Caption:
			caption = strings.TrimSpace(caption + " " + inline(text))
		case pipeline.Credit:
			credit := `<span class="credit">` + codec.Label(text.Kind, lang) + " " + inline(text) + "</span>"
			caption = strings.TrimSpace(caption + " " + credit)
		}
	}
	out := "<figure>\n"
	if picture := image(b.URL, alt); picture != "" {
		out += picture + "\n"
	}
	if caption != "" {
		out += "<figcaption>" + caption + "</figcaption>\n"
	}
	return out + "</figure>"
}

// embed links to what a page elsewhere shows; the source's own HTML is never
// written, only its words.
func embed(b pipeline.Block) string {
	words := html.EscapeString(codec.Words(b.Raw))
	if href, ok := safeURL(b.URL, "http", "https"); ok {
		if words == "" {
			words = html.EscapeString(href)
		}
		words = `<a href="` + html.EscapeString(href) + `">` + words + "</a>"
	}
	if words == "" {
		return ""
	}
	return `<p class="embed">` + words + "</p>"
}
