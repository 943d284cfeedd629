package codec

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// opensComments reports whether what follows a heading in mid-story looks like
// comments of readers: a form, elements that are called so, lines of a name and
// a date. A story too may have a part that is headed «Обговорення»: then its
// sentences follow.
func (p *page) opensComments(heading *html.Node) bool {
	const near = 50 // nodes behind the heading that decide
	seen, spoken := 0, false
	for next := heading.NextSibling; next != nil; next = next.NextSibling {
		for _, n := range slices.Concat([]*html.Node{next}, upTo(next, near)) {
			if seen++; seen > near {
				return false
			}
			switch {
			case isCommentary(n) || p.isLineOfComment(n):
				return true
			case p.isProse(n):
				return false
			}
			spoken = spoken || isElement("p")(n) && strings.Contains(p.line(n), " ") && rules().of(p.line(n)) == ""
		}
	}
	return !spoken
}

// upTo are the first nodes in an element.
func upTo(n *html.Node, most int) []*html.Node {
	var all []*html.Node
	for inner := range n.Descendants() {
		if len(all) == most {
			break
		}
		all = append(all, inner)
	}
	return all
}

// isCommentary reports whether an element is made for comments.
func isCommentary(n *html.Node) bool {
	return isElement("form", "textarea")(n) || n.Type == html.ElementNode &&
		hasName(n, "comment", "comments", "commentlist", "commentform", "respond", "reply", "disqus", "hypercomments")
}

// isLineOfComment reports whether a node is the line above a comment: a date,
// or a name with one. A date inside a paragraph is a word of it.
func (p *page) isLineOfComment(n *html.Node) bool {
	const longest = 80 // bytes of a name and a date
	block := n
	for !isBlock(block) && block.Parent != nil {
		block = block.Parent
	}
	line := p.line(n)
	if block != n && isElement("p")(block) {
		return false
	}
	if len(line) > longest || strings.HasSuffix(line, ".") || !strings.ContainsAny(line, "0123456789") {
		return false
	}
	dated, _ := rules().particulars(line)
	_, parted := nameInLine(line)
	return dated || parted || fullDate.MatchString(line)
}

// isProse reports whether a node is text that is longer than what stands
// around comments.
func (p *page) isProse(n *html.Node) bool {
	const least = 40 // letters
	return n.Type == html.TextNode && p.sizes[n].all >= least
}
