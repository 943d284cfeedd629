package codec

import (
	"cmp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
)

// imageSource is where a picture comes from. Pages that load late keep the
// address beside a stand-in: in another attribute, among several sizes, in the
// <picture> around it, or in the <noscript> behind it.
func imageSource(n *html.Node) string {
	src := strings.TrimSpace(attribute(n.Attr, "src"))
	if src != "" && !strings.HasPrefix(src, "data:") {
		return src
	}
	for _, key := range []string{"data-src", "data-lazy-src", "data-original", "data-lazy", "data-echo"} {
		if late := strings.TrimSpace(attribute(n.Attr, key)); late != "" {
			return late
		}
	}
	return cmp.Or(largest(n), inPicture(n), withoutScript(n), src)
}

// largest is the address of the largest size that an element offers; "" when it
// offers none. An address may have commas in it (HTML, 4.8.4.2.1).
func largest(n *html.Node) string {
	best, most := "", -1.0
	for _, key := range []string{"srcset", "data-srcset", "data-lazy-srcset"} {
		fields := strings.Fields(attribute(n.Attr, key))
		for i := 0; i < len(fields); i++ {
			address, size := strings.Trim(fields[i], ","), 1.0
			if i+1 < len(fields) && !strings.HasSuffix(fields[i], ",") {
				i++
				size, _ = strconv.ParseFloat(strings.TrimRight(fields[i], "wxh,"), 64) // 0 when it is no size
			}
			if address != "" && !strings.HasPrefix(address, "data:") && size > most {
				best, most = address, size
			}
		}
	}
	return best
}

// inPicture is the first address that the <picture> around an image offers.
func inPicture(n *html.Node) string {
	if !isElement("picture")(n.Parent) {
		return ""
	}
	for sibling := range n.Parent.ChildNodes() {
		if isElement("source")(sibling) {
			if address := largest(sibling); address != "" {
				return address
			}
		}
	}
	return ""
}

// withoutScript is the address of the image that stands behind a stand-in for
// browsers without scripts.
func withoutScript(n *html.Node) string {
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	if next == nil || next.Data != "noscript" {
		return ""
	}
	z := html.NewTokenizer(strings.NewReader(rawText(next)))
	for z.Next() != html.ErrorToken {
		if token := z.Token(); token.Data == "img" {
			if src := strings.TrimSpace(attribute(token.Attr, "src")); !strings.HasPrefix(src, "data:") {
				return src
			}
		}
	}
	return ""
}

// isPicture reports whether an element holds one picture and, behind it, a few
// words without elements that make text of them.
func (w *htmlWalker) isPicture(n *html.Node) bool {
	const most = 200 // letters
	s := w.sizes[n]
	if !isElement("div", "section")(n) || s.all == 0 || s.all > most || s.pictures != 1 {
		return false
	}
	seen := false
	for inner := range n.Descendants() {
		seen = seen || isElement("img", "amp-img")(inner)
		if !seen && inner.Type == html.TextNode && hasLetters(inner.Data) || inner.Type == html.ElementNode && (isBlock(inner) || inner.Data == "br") && !isElement("div", "figure", "figcaption")(inner) {
			return false
		}
	}
	return true
}

// isCredit reports whether a part of a caption names who took the picture.
func isCredit(n *html.Node) bool {
	text := textOf(n)
	_, labelled := cutLabel(pipeline.Credit, text)
	return labelled || strings.HasPrefix(text, "©") || text != "" && hasName(n, "author", "credit", "copyright", "photographer")
}

// textOfPicture is the kind of the text of an element behind a picture, by its
// name; the kind of its surroundings when it has none that says so.
func (w *htmlWalker) textOfPicture(n *html.Node, around pipeline.BlockKind) pipeline.BlockKind {
	const longest = 300 // letters
	all, _ := w.letters(n)
	switch {
	case all > longest:
	case hasName(n, "author", "credit", "credits", "copyright", "photographer") && all < longestName:
		return pipeline.Credit
	case hasName(n, "caption", "figcaption", "desc", "description", "title", "legend", "sign", "pidpys", "signature"):
		return pipeline.Caption
	}
	return around
}

// afterPicture reports whether a picture, or a text of one, came last.
func (w *htmlWalker) afterPicture() bool {
	last := len(w.blocks) - 1
	if last < 0 {
		return false
	}
	kind := w.blocks[last].Kind
	return kind == pipeline.Figure || kind == pipeline.AltText || kind == pipeline.Caption
}
