package render

import (
	"html"
	"net/url"
	"slices"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// inline writes the text of a block as HTML. Elements are always nested well,
// whatever the text does: what crosses is closed and opened again, what is not
// closed is closed at the end.
func inline(b pipeline.Block) string {
	w := inlineWriter{block: b}
	for token := range markup.Scan(b.Text) {
		switch token.Kind {
		case markup.Literal:
			w.out.WriteString(html.EscapeString(markup.Plain(b.Text[token.Span.Start:token.Span.End])))
		case markup.Open:
			w.open(token.N)
		case markup.Close:
			w.close(token.N)
		case markup.Alone:
			w.alone(token.N)
		}
	}
	for len(w.stack) > 0 {
		w.pop()
	}
	return w.out.String()
}

type inlineWriter struct {
	block pipeline.Block
	out   strings.Builder
	stack []int // the numbers of the tags that stand open
}

func (w *inlineWriter) tag(n int) (pipeline.Tag, bool) {
	if n < 1 || n > len(w.block.Tags) {
		return pipeline.Tag{}, false
	}
	return w.block.Tags[n-1], true
}

func (w *inlineWriter) open(n int) {
	tag, ok := w.tag(n)
	start, _ := element(tag)
	if !ok || start == "" || slices.Contains(w.stack, n) || tag.Kind == pipeline.Link && w.inLink() {
		return
	}
	w.out.WriteString(start)
	w.stack = append(w.stack, n)
}

func (w *inlineWriter) inLink() bool {
	return slices.ContainsFunc(w.stack, func(n int) bool { return w.block.Tags[n-1].Kind == pipeline.Link })
}

func (w *inlineWriter) close(n int) {
	at := slices.Index(w.stack, n)
	if at < 0 {
		return
	}
	above := slices.Clone(w.stack[at+1:])
	for len(w.stack) > at {
		w.pop()
	}
	for _, again := range above {
		w.open(again)
	}
}

func (w *inlineWriter) pop() {
	last := len(w.stack) - 1
	_, end := element(w.block.Tags[w.stack[last]-1])
	w.out.WriteString(end)
	w.stack = w.stack[:last]
}

func (w *inlineWriter) alone(n int) {
	tag, _ := w.tag(n)
	switch tag.Kind {
	case pipeline.Break:
		w.out.WriteString("<br>")
	case pipeline.CodeSpan:
		w.out.WriteString("<code>" + html.EscapeString(tag.Text) + "</code>")
	case pipeline.Image:
		w.out.WriteString(image(tag.URL, tag.Text))
	default:
		text := html.EscapeString(tag.Text)
		if start, end := element(pipeline.Tag{Kind: pipeline.Link, URL: tag.URL}); start != "" && tag.URL != "" && !w.inLink() {
			text = start + text + end
		}
		w.out.WriteString(text)
	}
}

// element is the start and the end of what a pair of tags becomes; nothing for
// a link whose address is not safe.
func element(tag pipeline.Tag) (start, end string) {
	switch tag.Kind {
	case pipeline.Bold:
		return "<strong>", "</strong>"
	case pipeline.Italic:
		return "<em>", "</em>"
	case pipeline.Struck:
		return "<s>", "</s>"
	case pipeline.Superscript:
		return "<sup>", "</sup>"
	case pipeline.Subscript:
		return "<sub>", "</sub>"
	case pipeline.Link:
		if href, ok := safeURL(tag.URL, "http", "https", "mailto"); ok {
			return `<a href="` + html.EscapeString(href) + `">`, "</a>"
		}
	}
	return "", ""
}

// image is a picture, or its alt text where the address is not safe.
func image(src, alt string) string {
	if src, ok := safeURL(src, "http", "https"); ok {
		return `<img src="` + html.EscapeString(src) + `" alt="` + html.EscapeString(alt) + `">`
	}
	return html.EscapeString(alt)
}

// safeURL lets relative addresses and those of the given schemes through.
// Scripts and data hide in all others.
func safeURL(address string, schemes ...string) (string, bool) {
	address = strings.TrimSpace(address)
	parsed, err := url.Parse(address)
	if err != nil || address == "" {
		return "", false
	}
	if parsed.Scheme == "" {
		return address, !strings.HasPrefix(address, "//") && !strings.HasPrefix(address, `\`)
	}
	return address, slices.Contains(schemes, strings.ToLower(parsed.Scheme))
}
