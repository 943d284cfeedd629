package codec

import (
	"cmp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
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
