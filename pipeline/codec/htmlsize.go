package codec

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// A size is what an element of a page holds. It is measured once: a page may
// have hundreds of thousands of elements, hundreds deep.
type size struct {
	order, end  int // of the element in the page, and of what follows all in it
	all, linked int // letters it shows, and those of them in links
	own, ownIn  int // the same outside the blocks in it
	commas      int // outside the blocks in it
	shown       int // bytes it shows, without white space
	prose       int // letters outside links in the paragraphs in it
	heaviest    int // the weight of its heaviest paragraph
	counts
}

// counts are how many elements of some kinds stand in an element. Of links it
// counts those in it, of the others itself too.
type counts struct {
	links, tags, buttons, places                               int32 // <a>, and those that lead to no story
	pictures, figures, captions, headlines, paragraphs, tables int32
}

func (c *counts) add(d counts) {
	c.links, c.tags, c.buttons, c.places = c.links+d.links, c.tags+d.tags, c.buttons+d.buttons, c.places+d.places
	c.pictures, c.figures, c.captions = c.pictures+d.pictures, c.figures+d.figures, c.captions+d.captions
	c.headlines, c.paragraphs, c.tables = c.headlines+d.headlines, c.paragraphs+d.paragraphs, c.tables+d.tables
}

// link counts a link by where it leads.
func (c *counts) link(n *html.Node) {
	c.links++
	if isTag(n) {
		c.tags++
	}
	if isButton(n) {
		c.buttons++
	}
	if strings.HasPrefix(attribute(n.Attr, "href"), "#") {
		c.places++
	}
}

// element counts an element by its name.
func (c *counts) element(n *html.Node) {
	switch n.Data {
	case "img", "amp-img":
		c.pictures++
	case "figure":
		c.figures++
	case "figcaption":
		c.captions++
	case "h1":
		c.headlines++
	case "p":
		c.paragraphs++
	case "table":
		c.tables++
	}
}

// measure sizes an element and everything in it.
func (p *page) measure(n *html.Node, inLink bool) size {
	s := size{order: len(p.sizes)}
	p.sizes[n] = s // takes its place in the order
	switch {
	case n.Type == html.TextNode:
		s.all, s.shown = countLetters(n.Data), countShown(n.Data)
		s.end = s.order + 1
		s.commas = strings.Count(n.Data, ",")
		if inLink {
			s.linked = s.all
		}
		s.own, s.ownIn = s.all, s.linked
		p.sizes[n] = s
		return s
	case isMute(n):
		return s
	case n.Type == html.ElementNode:
		s.element(n)
	}
	inLink = inLink || isElement("a")(n)
	for child := range n.ChildNodes() {
		c := p.measure(child, inLink)
		s.all, s.linked, s.shown = s.all+c.all, s.linked+c.linked, s.shown+c.shown
		s.add(c.counts)
		s.prose, s.heaviest = s.prose+c.prose, max(s.heaviest, c.heaviest)
		if isElement("a")(child) {
			s.link(child)
		}
		if !isBlock(child) {
			s.own, s.ownIn, s.commas = s.own+c.own, s.ownIn+c.ownIn, s.commas+c.commas
		}
	}
	if isParagraphElement(n) {
		s.prose += s.own - s.ownIn
	}
	s.heaviest = max(s.heaviest, weightOf(n, s))
	s.end = len(p.sizes)
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

// contains reports whether a node is another or stands inside it.
func (p *page) contains(outer, n *html.Node) bool {
	if outer == nil || n == nil {
		return false
	}
	o, at := p.sizes[outer], p.sizes[n].order
	return outer == n || o.order < at && at < o.end
}

// longestShown is how many bytes a line of furniture may have, however many of
// them are no letters.
const longestShown = 4 * longestFurniture

// line is the text of an element that is no longer than a line of furniture;
// "" when it is longer. It is put together once: the elements around it would
// all do it again.
func (p *page) line(n *html.Node) string {
	s := p.sizes[n]
	if s.all > longestFurniture || s.shown > longestShown || s.shown == 0 {
		return ""
	}
	if line, known := p.lines[n]; known {
		return line
	}
	line := ""
	if n.Type == html.TextNode {
		line = oneSpaced(n.Data)
	}
	for child := range n.ChildNodes() {
		if part := p.line(child); line == "" {
			line = part
		} else if part != "" {
			line += " " + part
		}
	}
	p.lines[n] = line
	return line
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

func countShown(text string) int {
	n := 0
	for word := range strings.FieldsSeq(text) {
		n += len(word)
	}
	return n
}
