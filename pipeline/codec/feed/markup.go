package feed

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// absolute writes HTML with every link and picture resolved; what is no
// address, a mail or a place in the text itself, stays.
func absolute(doc string, base *url.URL) string {
	if base.Host == "" || !strings.ContainsRune(doc, '<') {
		return doc
	}
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(doc))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.String()
		}
		raw := string(z.Raw())
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			out.WriteString(raw)
			continue
		}
		token := z.Token()
		changed := false
		for i, a := range token.Attr {
			switch a.Key {
			case "href", "src", "poster", "data-src":
				full := resolve(base, a.Val)
				if full == "" || full == a.Val || strings.HasPrefix(a.Val, "#") {
					continue
				}
				token.Attr[i].Val = full
				changed = true
			}
		}
		if changed {
			raw = token.String()
		}
		out.WriteString(raw)
	}
}

// Plain is the text of HTML in one line: of a summary, for example.
func Plain(doc string) string { return plain(doc) }

// plain is a title or a name as people see it: feeds escape such texts once,
// twice, or not at all.
func plain(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if !strings.ContainsAny(text, "<&") {
		return text
	}
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	mute := false // in a script or a style
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return strings.Join(strings.Fields(out.String()), " ")
		case html.StartTagToken, html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "script" || string(name) == "style" {
				mute = kind == html.StartTagToken
			}
		case html.TextToken:
			if !mute {
				out.WriteString(html.UnescapeString(string(z.Raw())))
			}
		}
	}
}

// paragraphs writes plain text as HTML: a blank line parts paragraphs.
func paragraphs(text string) string {
	var out strings.Builder
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			out.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(part), "\n", "<br>") + "</p>\n")
		}
	}
	return out.String()
}
