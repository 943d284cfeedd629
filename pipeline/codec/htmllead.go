package codec

import (
	"strings"

	"golang.org/x/net/html"
)

// lead reads the pictures and films that stand above the text: beside the
// headline, or between it and the story.
func (w *htmlWalker) lead() {
	from := w.heading
	if isElement("article")(w.scope) {
		from = nil // all of it is the story's
	}
	w.leadIn(w.scope, &from)
}

// leadIn walks up to the first root; it reports whether it came there. From is
// the heading that has to come first, nil once it has.
func (w *htmlWalker) leadIn(n *html.Node, from **html.Node) bool {
	near := n.Data != "body" && w.contains(n, w.heading) && w.isAround(n) // smaller than the page, with headline and text
	for child := range n.ChildNodes() {
		around := w.isAround(child)
		switch {
		case w.roots[child]:
			return true
		case child == *from:
			*from = nil
		case child.Type != html.ElementNode || w.taken[child] || !around && w.furniture(child) != "":
		case around || w.contains(child, w.heading):
			if w.leadIn(child, from) {
				return true
			}
		case w.isLead(child) && (*from == nil || near && find(child, isElement("figure")) != nil && w.sizes[child].links == 0):
			w.walk(child, htmlPlace{})
			w.flush(htmlPlace{})
			w.take(child)
		}
	}
	return false
}

// isLead reports whether an element is a picture or a film with little text.
func (p *page) isLead(n *html.Node) bool {
	const most = 300 // letters of captions
	if all, _ := p.letters(n); all >= most {
		return false
	}
	picture := find(n, func(inner *html.Node) bool {
		return isElement("img", "amp-img", "iframe", "video", "amp-youtube")(inner) && !isSmall(inner)
	})
	return picture != nil && find(n, isElement("h1", "h2", "h3", "form")) == nil && !hasName(n, "logo", "avatar", "icon", "author", "brand")
}

// isSmall reports whether a picture is too small to be the story's: a portrait
// of the author, a sign.
func isSmall(n *html.Node) bool {
	const least = 120 // pixels
	width := attributeNumber(n, "width")
	if hasName(n, "logo", "avatar", "icon", "emoji") || strings.Contains(attribute(n.Attr, "src"), "avatar") {
		return true
	}
	return isPixel(n) || width > 0 && width < least
}
