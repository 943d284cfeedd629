package codec

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// story finds where in a page the text of the story stands. An <article> with
// most of the page's text is the story; otherwise it is the element whose own
// paragraphs weigh most, with those beside it that weigh a good part of it.
func (p *page) story(body *html.Node) []*html.Node {
	p.words = paragraphLetters(body)
	roots := []*html.Node{p.mostly(body, "article")}
	if roots[0] == nil {
		scope := p.mostly(body, "main")
		if scope == nil {
			scope = body
		}
		roots = p.heaviest(scope)
	}
	p.leaveOutside(body, roots)
	return roots
}

// mostly is the first element of that name with most of the page's text; nil
// when there is none.
func (p *page) mostly(body *html.Node, name string) *html.Node {
	return p.named(body, func(n *html.Node) bool {
		return n.Data == name && p.words > 0 && paragraphLetters(n)*2 > p.words
	})
}

func (p *page) heaviest(scope *html.Node) []*html.Node {
	weights := p.weigh(scope)
	best := scope
	for node := range scope.Descendants() {
		if weights[node] > weights[best] || weights[node] > 0 && weights[node] == weights[best] {
			best = node
		}
	}
	if best == scope {
		return []*html.Node{scope}
	}
	const part = 5 // a fifth of the heaviest
	var roots []*html.Node
	for sibling := range best.Parent.ChildNodes() {
		if weights[sibling]*part >= weights[best] || isElement("p")(sibling) && paragraphWeight(sibling) > 0 {
			roots = append(roots, sibling)
		}
	}
	return roots
}

// weigh gives every element the weight of the paragraphs in it: all of its own,
// half of those one level deeper. Paragraphs full of links, and those in the
// furniture, weigh nothing.
func (p *page) weigh(scope *html.Node) map[*html.Node]int {
	weights := make(map[*html.Node]int)
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		if n.Type != html.ElementNode || p.furniture(n) != "" {
			return
		}
		weight := paragraphWeight(n)
		if weight > longText && n.Data != "p" {
			weights[n] += weight // all of the text, with line breaks for paragraphs
		}
		if weight > 0 && n.Parent != nil {
			weights[n.Parent] += weight
			if n.Parent != scope && n.Parent.Parent != nil {
				weights[n.Parent.Parent] += weight / 2
			}
		}
		for child := range n.ChildNodes() {
			visit(child)
		}
	}
	visit(scope)
	return weights
}

// longText is more than one paragraph weighs.
const longText = 1000

// paragraphWeight is the weight of an element that holds text and no other
// blocks: its letters outside links, with a premium for commas, which captions
// and menus do not have.
func paragraphWeight(n *html.Node) int {
	const least = 40 // letters
	if !isParagraphElement(n) && !isElement("li")(n) {
		return 0
	}
	all, linked := letters(n)
	if all < least || linked*2 > all {
		return 0
	}
	return all - linked + 20*strings.Count(textOf(n), ",")
}

// leaveOutside makes notices of everything with words that stands outside.
func (p *page) leaveOutside(n *html.Node, roots []*html.Node) {
	if slices.Contains(roots, n) {
		return
	}
	for child := range n.ChildNodes() {
		switch {
		case slices.Contains(roots, child):
		case slices.ContainsFunc(roots, func(root *html.Node) bool { return contains(child, root) }):
			p.leaveOutside(child, roots)
		case child.Type == html.ElementNode:
			p.outside = append(p.outside, child)
		case child.Type == html.TextNode && hasLetters(child.Data):
			p.notice(Dropped, "Left out as no part of the story: "+excerpt(child.Data))
		}
	}
}
