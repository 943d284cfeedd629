package codec

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// A size is what an element of a page holds. It is measured once: a page may
// have hundreds of thousands of elements, hundreds deep.
type size struct {
	order       int // of the element in the page
	all, linked int // letters it shows, and those of them in links
	own, ownIn  int // the same outside the blocks in it
	commas      int // outside the blocks in it
	links       int // <a> in it
	prose       int // letters outside links in the paragraphs in it
	heaviest    int // the weight of its heaviest paragraph
}

// measure sizes an element and everything in it.
func (p *page) measure(n *html.Node, inLink bool) size {
	s := size{order: len(p.sizes)}
	p.sizes[n] = s // takes its place in the order
	switch {
	case n.Type == html.TextNode:
		s.all = countLetters(n.Data)
		s.commas = strings.Count(n.Data, ",")
		if inLink {
			s.linked = s.all
		}
		s.own, s.ownIn = s.all, s.linked
		p.sizes[n] = s
		return s
	case isElement("script", "style", "noscript", "template")(n):
		return s
	}
	inLink = inLink || isElement("a")(n)
	for child := range n.ChildNodes() {
		c := p.measure(child, inLink)
		s.all, s.linked, s.links = s.all+c.all, s.linked+c.linked, s.links+c.links
		s.prose, s.heaviest = s.prose+c.prose, max(s.heaviest, c.heaviest)
		if isElement("a")(child) {
			s.links++
		}
		if !isBlock(child) {
			s.own, s.ownIn, s.commas = s.own+c.own, s.ownIn+c.ownIn, s.commas+c.commas
		}
	}
	if isParagraphElement(n) {
		s.prose += s.own - s.ownIn
	}
	s.heaviest = max(s.heaviest, weightOf(n, s))
	p.sizes[n] = s
	return s
}

// weightOf is the weight of the text that stands in an element itself, outside
// the blocks in it: its letters outside links, with a premium for commas, which
// captions and menus do not have.
func weightOf(n *html.Node, s size) int {
	const least = 40 // letters
	if !isParagraphElement(n) && !isElement("li")(n) || s.own < least || s.ownIn*2 > s.own {
		return 0
	}
	return s.own - s.ownIn + 20*s.commas
}

// letters are the letters an element shows, and those of them in links.
func (p *page) letters(n *html.Node) (all, linked int) {
	return p.sizes[n].all, p.sizes[n].linked
}

// paragraphLetters are the letters outside links in the paragraphs of an
// element, whichever elements they are made of.
func (p *page) paragraphLetters(n *html.Node) int { return p.sizes[n].prose }

func (p *page) paragraphWeight(n *html.Node) int { return weightOf(n, p.sizes[n]) }

// line is the text of an element that is no longer than a line of furniture;
// "" when it is longer.
func (p *page) line(n *html.Node) string {
	if p.sizes[n].all > longestFurniture {
		return ""
	}
	return textOf(n)
}

func countLetters(text string) int {
	n := 0
	for _, c := range text {
		if unicode.IsLetter(c) {
			n++
		}
	}
	return n
}
