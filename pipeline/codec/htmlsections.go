package codec

import (
	"golang.org/x/net/html"
)

// markSections marks the parts of a page that a line of the furniture heads,
// with that line: comments, other stories. The line may stand anywhere; what
// belongs to it stands behind it in the same element.
func (p *page) markSections(n *html.Node) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.Type != html.ElementNode || p.marked[child] != "" {
			continue
		}
		if p.paragraphWeight(child) > 0 {
			p.begun = true
		}
		what := p.heads(child)
		if what == "" {
			p.markSections(child)
			continue
		}
		if p.sizes[child].headlines > 0 || what == "comments" && p.begun && !p.opensComments(child) {
			continue
		}
		p.marked[child] = what
		for next := child.NextSibling; next != nil && p.belongs(next, what); next = next.NextSibling {
			p.marked[next] = what
		}
	}
}

// heads says what an element heads that is no part of the story; "" for all
// others. A word of a sentence heads nothing.
func (p *page) heads(n *html.Node) string {
	if isElement("a", "script", "style", "p")(n) && n.Data != "p" {
		return ""
	}
	text := p.line(n)
	if text == "" {
		return ""
	}
	what := rules().title(text)
	if what == "" || !isBlock(n) && !(standsAlone(n.PrevSibling, backward) && standsAlone(n.NextSibling, forward)) {
		return ""
	}
	return what
}

func forward(n *html.Node) *html.Node  { return n.NextSibling }
func backward(n *html.Node) *html.Node { return n.PrevSibling }

// standsAlone reports whether nothing, a line break or a block comes next.
func standsAlone(n *html.Node, next func(*html.Node) *html.Node) bool {
	for ; n != nil; n = next(n) {
		switch {
		case n.Type == html.TextNode && hasLetters(n.Data):
			return false
		case n.Type == html.ElementNode:
			return isBlock(n) || n.Data == "br" || textOf(n) == ""
		}
	}
	return true
}

// belongs reports whether a node behind such a line is what the line heads.
// After comments, and after the text, nothing of a story comes any more;
// otherwise only links and short texts belong to it.
func (p *page) belongs(n *html.Node, what string) bool {
	if p.sizes[n].headlines > 0 {
		return false
	}
	if what == "comments" && p.begun {
		return true
	}
	if n.Type != html.ElementNode {
		const line = 40 // letters
		return n.Type != html.TextNode || p.sizes[n].all < line
	}
	if isElement("h2", "h3", "h4")(n) && find(n, isElement("a")) == nil {
		return false
	}
	all, linked := p.letters(n)
	const card = 400 // letters
	return linked*10 > all*3 || all < card && find(n, isElement("a")) != nil && what != "comments" && !isElement("p")(n) ||
		p.sizes[n].heaviest == 0 || what == "an author's box" && all < card
}
