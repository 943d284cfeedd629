package codec

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// lead reads the pictures and films that stand above the text: beside the
// headline, or between it and the story.
func (w *htmlWalker) lead(roots []*html.Node) {
	from := w.heading
	if isElement("article")(w.scope) {
		from = nil // all of it is the story's
	}
	w.leadIn(w.scope, roots, &from)
}

// isAround reports whether an element smaller than the page holds both the
// headline and the text.
func (w *htmlWalker) isAround(n *html.Node, roots []*html.Node) bool {
	return n.Data != "body" && contains(n, w.heading) && len(roots) > 0 && contains(n, roots[0])
}

// leadIn walks up to the first root; it reports whether it came there. From is
// the heading that has to come first, nil once it has.
func (w *htmlWalker) leadIn(n *html.Node, roots []*html.Node, from **html.Node) bool {
	for child := range n.ChildNodes() {
		holdsRoot := slices.ContainsFunc(roots, func(root *html.Node) bool { return contains(child, root) })
		switch {
		case slices.Contains(roots, child):
			return true
		case child == *from:
			*from = nil
		case child.Type != html.ElementNode || w.taken[child] || !holdsRoot && w.furniture(child) != "":
		case holdsRoot || contains(child, w.heading) || contains(child, *from) && *from != nil:
			if w.leadIn(child, roots, from) {
				return true
			}
		case isLead(child) && (*from == nil || w.isAround(n, roots) && find(child, isElement("figure")) != nil && find(child, isElement("a")) == nil):
			w.walk(child, htmlPlace{})
			w.flush(htmlPlace{})
			w.taken[child] = true
		}
	}
	return false
}

// isLead reports whether an element is a picture or a film with little text.
func isLead(n *html.Node) bool {
	const most = 300 // letters of captions
	picture := find(n, func(inner *html.Node) bool {
		return isElement("img", "amp-img", "iframe", "video", "amp-youtube")(inner) && !isSmall(inner)
	})
	all, _ := letters(n)
	return picture != nil && all < most && find(n, isElement("h1", "h2", "h3", "form")) == nil && !hasName(n, "logo", "avatar", "icon", "author", "brand")
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
