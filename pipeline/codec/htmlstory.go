package codec

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// story finds where in a page the text of the story stands: the element whose
// own paragraphs weigh most, in the article that the page is about, with those
// beside it that weigh a good part of it.
func (p *page) story(body *html.Node, facts newsFacts) []*html.Node {
	p.words = p.paragraphLetters(body)
	p.markSections(body)
	p.judgeAnew()
	p.scope = p.article(body, facts)
	p.heading = p.title(body, facts)
	p.words = p.paragraphLetters(p.scope)
	p.judgeAnew()
	roots := p.heaviest(p.scope)
	p.roots, p.parent = make(map[*html.Node]bool), roots[0].Parent
	for _, root := range roots {
		p.roots[root] = true
	}
	return roots
}

// isAround reports whether an element stands around the parts of the story.
func (p *page) isAround(n *html.Node) bool { return p.contains(n, p.parent) }

// inStory reports whether a node is a part of the story or stands in one.
func (p *page) inStory(n *html.Node) bool {
	for ; n != nil && n != p.parent; n = n.Parent {
		if p.roots[n] {
			return true
		}
	}
	return false
}

// article is the element that holds all of the story: of several articles the
// one with the page's headline, or the first with a good part of the text.
func (p *page) article(body *html.Node, facts newsFacts) *html.Node {
	var articles []*html.Node
	heaviest, all := 0, 0
	for _, n := range findAll(body, isElement("article")) {
		weight := p.paragraphLetters(n)
		if weight == 0 || p.furniture(n) != "" || p.furnitureAround(n) != "" || len(articles) > 0 && p.contains(articles[len(articles)-1], n) {
			continue
		}
		articles = append(articles, n)
		heaviest, all = max(heaviest, weight), all+weight
	}
	const part = 3 // a third
	articles = slices.DeleteFunc(articles, func(n *html.Node) bool { return p.paragraphLetters(n)*part < heaviest })
	switch {
	case len(articles) == 1 && heaviest*2 > p.words:
		return articles[0]
	case len(articles) > 1 && !facts.Live:
		for _, n := range articles {
			if heading := find(n, isElement("h1", "h2")); heading != nil && isMostOf(textOf(heading), facts.Headline) {
				return n
			}
		}
		if all*2 > p.words { // else they are cards of other stories
			return articles[0]
		}
	}
	if main := p.named(body, func(n *html.Node) bool { return n.Data == "main" && p.paragraphLetters(n)*2 > p.words }); main != nil {
		return main
	}
	return body
}

// isMostOf reports whether a text is at least half of another.
func isMostOf(part, whole string) bool {
	return len(part)*2 > len(whole) && strings.Contains(whole, part)
}

// heaviest is the element with the most weight and those beside it with a good
// part of that, with everything between them. Pieces of a story have the same
// names, as the entries of a live report have: they are taken together.
func (p *page) heaviest(scope *html.Node) []*html.Node {
	weights := p.weigh(scope)
	best := scope
	for node := range scope.Descendants() {
		if weights[node] > weights[best] || weights[node] > 0 && weights[node] == weights[best] {
			best = node
		}
	}
	if best == scope {
		return p.within(scope)
	}
	const part = 5 // a fifth of the heaviest
	roots := p.beside(best, func(sibling *html.Node) bool { return weights[sibling]*part >= weights[best] })
	for at := best; at != scope && at.Parent != nil; at = at.Parent {
		if at.Data == "p" {
			continue
		}
		whole := p.paragraphLetters(at)
		others, class, chapters := 0, calledInside(at), p.chapters(at)
		all := p.beside(at, func(sibling *html.Node) bool {
			alike := class != "" && sibling != at && isElement(at.Data)(sibling) && calledInside(sibling) == class && p.furniture(sibling) == "" && p.paragraphLetters(sibling)*part >= whole
			if alike {
				others++
			}
			return alike || chapters[sibling]
		})
		if others > 0 || chapters != nil {
			roots = all
		}
	}
	return roots
}

// within are the parts of an element from the first with a paragraph to the
// last; the element itself when it holds text of its own.
func (p *page) within(scope *html.Node) []*html.Node {
	if p.paragraphWeight(scope) > 0 {
		return []*html.Node{scope}
	}
	for child := range scope.ChildNodes() {
		if child.Type == html.ElementNode && p.isStoryPart(child) {
			return p.beside(child, p.isStoryPart)
		}
	}
	return []*html.Node{scope}
}

// isStoryPart reports whether an element holds a paragraph and no furniture.
func (p *page) isStoryPart(n *html.Node) bool {
	return p.marked[n] == "" && p.furniture(n) == "" && !p.contains(n, p.heading) && p.sizes[n].heaviest > 0 && rules().of(p.line(n)) == ""
}

// beside are the nodes from the first to the last that fits among an element
// and those beside it, and the paragraphs and the like that follow at once; of
// an article, everything up to its last words.
func (p *page) beside(n *html.Node, fits func(*html.Node) bool) []*html.Node {
	var all []*html.Node
	first, last := -1, -1
	for sibling := range n.Parent.ChildNodes() {
		all = append(all, sibling)
		if sibling == n || sibling.Type == html.ElementNode && p.marked[sibling] == "" && !p.contains(sibling, p.heading) && fits(sibling) {
			if first < 0 {
				first = len(all) - 1
			}
			last = len(all) - 1
		}
	}
	isText := isElement("p", "ul", "ol", "blockquote", "figure", "h2", "h3", "h4", "table", "pre", "hr", "iframe", "script", "img", "br")
	for last+1 < len(all) && (isText(all[last+1]) && p.marked[all[last+1]] == "" || all[last+1].Type != html.ElementNode && strings.TrimSpace(all[last+1].Data) == "") {
		last++
	}
	last = p.lastOf(all, n, last)
	for first > 0 && p.isEntry(all[first-1]) {
		first--
	}
	for first > 0 && (isText(all[first-1]) && p.marked[all[first-1]] == "" || all[first-1].Type != html.ElementNode && strings.TrimSpace(all[first-1].Data) == "") {
		first--
	}
	return all[first : last+1]
}

// classOf is the class of an element but for numbers.
func classOf(n *html.Node) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsDigit(c) {
			return -1
		}
		return c
	}, attribute(n.Attr, "class"))
}

// calledInside is the class of an element, or of the first in it that has one.
func calledInside(n *html.Node) string {
	const deepest = 3 // elements
	class := classOf(n)
	for range deepest {
		n = firstElement(n)
		if class != "" || n == nil {
			break
		}
		class = classOf(n)
	}
	return class
}

func firstElement(n *html.Node) *html.Node {
	for child := range n.ChildNodes() {
		if child.Type == html.ElementNode {
			return child
		}
	}
	return nil
}

// weigh gives every element the weight of the paragraphs in it: all of its own,
// half of those one level deeper. Paragraphs full of links, and those in the
// furniture, weigh nothing.
func (p *page) weigh(scope *html.Node) map[*html.Node]int {
	weights := make(map[*html.Node]int)
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		if n.Type != html.ElementNode || n != scope && p.furniture(n) != "" {
			return
		}
		weight := p.paragraphWeight(n)
		if weight > 0 && rules().of(p.line(n)) != "" {
			return
		}
		if weight > 0 && n.Data != "p" && (weight > longText || hasBreaks(n)) {
			weights[n] += weight // all of the text, with line breaks for paragraphs
			weight /= 2
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

// hasBreaks reports whether line breaks part the text of an element, two in a
// row, twice, or blocks stand between its own words.
func hasBreaks(n *html.Node) bool {
	pairs, before := 0, false
	for child := range n.ChildNodes() {
		if isBlock(child) {
			return true
		}
		isBreak := isElement("br")(child)
		if isBreak && before {
			pairs++
		}
		if child.Type != html.TextNode || strings.TrimSpace(child.Data) != "" {
			before = isBreak
		}
	}
	return pairs > 1
}

// leaveOutside makes notices of everything with words that stands outside the
// story.
func (p *page) leaveOutside(n *html.Node) {
	if p.roots[n] {
		return
	}
	for child := range n.ChildNodes() {
		switch {
		case p.roots[child]:
		case p.isAround(child):
			p.leaveOutside(child)
		default:
			p.leaveRest(child)
		}
	}
}
