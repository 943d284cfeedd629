package codec

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// lastOf is the place of the last part of a story among the nodes beside it:
// pieces with the name of the part, and in an article all that holds words or
// pictures of its own. Furniture between them is left out later, by its name.
func (p *page) lastOf(all []*html.Node, part *html.Node, last int) int {
	named, whole := attribute(part.Attr, "class") != "", p.isWhole(part.Parent)
	for i := last + 1; i < len(all); i++ {
		n := all[i]
		if !p.continues(n) {
			continue
		}
		if whole && p.says(n) || named && n.Data == part.Data && classOf(n) == classOf(part) {
			last = i
		}
	}
	return last
}

// chapters are the elements in which the story goes on beside the one with most
// of it, nil when it does not: an article is cut into sections, or hides its end
// behind «Читати далі». What stands before it alone has to be more than a
// standfirst; outside an article, several paragraphs have to stand there, or parts
// as long with hardly a link.
func (p *page) chapters(n *html.Node) map[*html.Node]bool {
	const several = 2 // paragraphs
	found := make(map[*html.Node]bool)
	before, after := 0, 0
	letters := 0 // before it
	count, whole := &before, p.isWhole(n.Parent)
	for sibling := range n.Parent.ChildNodes() {
		switch {
		case sibling == n:
			count = &after
		case p.isChapter(sibling):
			found[sibling] = true
			if s := p.sizes[sibling]; whole || p.paragraphWeight(sibling) > 0 || s.prose > longestStandfirst && s.linked*10 < s.all {
				*count++
			}
			if count == &before {
				letters += p.sizes[sibling].prose
			}
		}
	}
	switch {
	case !whole && before+after < several:
	case before >= several, before > 0 && letters > longestStandfirst, after > 0:
		return found
	}
	return nil
}

// isChapter reports whether an element has a sentence of the story, a paragraph
// or more of them.
func (p *page) isChapter(n *html.Node) bool {
	return p.sizes[n].heaviest > 0 && p.continues(n) && !isElement("header", "blockquote", "table")(n) && find(n, func(inner *html.Node) bool {
		return p.paragraphWeight(inner) > 0 && p.says(inner)
	}) != nil
}

// isWhole reports whether an element stands in one that says of itself that it
// is the text of an article, or is one.
func (p *page) isWhole(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Data == "article" || attribute(n.Attr, "itemprop") == "articleBody" {
			return true
		}
	}
	return false
}

// continues reports whether an element may belong to the story before it: it
// has words or pictures, few of them in links, and no name of furniture.
func (p *page) continues(n *html.Node) bool {
	s := p.sizes[n]
	if n.Type != html.ElementNode || s.shown == 0 && s.pictures == 0 || s.headlines > 0 || p.contains(n, p.heading) {
		return false
	}
	return p.marked[n] == "" && p.furniture(n) == "" && s.linked*10 <= s.all*3 && rules().of(p.line(n)) == ""
}

// says reports whether an element has a sentence or a picture: reactions, sources
// and the like are none.
func (p *page) says(n *html.Node) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(textOf(n), " \n\t»”\"'"))
	return p.sizes[n].pictures > 0 || strings.ContainsRune(".!?…", last)
}

// quotes reports whether an element holds somebody's words as a story has them,
// between two paragraphs, in quotation marks, with no link and no date: what its
// name says is then another's habit, as where a comment of the ministry stands in
// a comment-block.
func (p *page) quotes(n *html.Node) bool {
	if !p.news || !betweenParagraphs(n) || p.sizes[n].links > 0 || !p.says(n) || find(n, isElement("form", "input", "textarea", "button")) != nil {
		return false
	}
	text := textOf(n)
	dated, _ := rules().particulars(text)
	return strings.Contains(text, "«") && strings.Contains(text, "»") && !dated
}

// betweenParagraphs reports whether the elements before and after another are
// paragraphs.
func betweenParagraphs(n *html.Node) bool {
	before, after := n.PrevSibling, n.NextSibling
	for before != nil && before.Type != html.ElementNode {
		before = before.PrevSibling
	}
	for after != nil && after.Type != html.ElementNode {
		after = after.NextSibling
	}
	return before != nil && after != nil && before.Data == "p" && after.Data == "p"
}

// isEntry reports whether an element is an entry of a live report: a time or a
// heading, and a paragraph below it.
func (p *page) isEntry(n *html.Node) bool {
	if !isElement("div", "section", "article", "li")(n) || p.sizes[n].paragraphs == 0 || !p.continues(n) {
		return false
	}
	return find(n, func(inner *html.Node) bool {
		return isElement("h3", "h4")(inner) || isElement("time")(inner) && isClock(p.line(inner))
	}) != nil
}
