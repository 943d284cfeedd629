package codec

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
)

// story finds where in a page the text of the story stands: the element whose
// own paragraphs weigh most, and those beside it that weigh a good part of it.
// An <article> or <main> with most of the text bounds the search.
func (p *page) story() []*html.Node {
	body := find(p.tree, isElement("body"))
	if body == nil {
		return nil
	}
	p.words = paragraphLetters(body)
	scope := p.scope(body)
	weights := p.weigh(scope)
	var best *html.Node
	for node := range scope.Descendants() {
		if weights[node] > 0 && (best == nil || weights[node] > weights[best]) {
			best = node
		}
	}
	if weights[scope] > 0 && (best == nil || weights[scope] >= weights[best]) {
		best = scope
	}
	if best == nil {
		return []*html.Node{body}
	}
	roots := []*html.Node{best}
	if best != scope && best.Parent != nil {
		roots = slices.Collect(func(yield func(*html.Node) bool) {
			for sibling := range best.Parent.ChildNodes() {
				if (sibling == best || weights[sibling]*5 >= weights[best]) && !yield(sibling) {
					return
				}
			}
		})
	}
	p.leaveOutside(body, roots)
	return roots
}

// scope is the article of the page, if it names one.
func (p *page) scope(body *html.Node) *html.Node {
	for _, name := range []string{"article", "main"} {
		for _, candidate := range findAll(body, isElement(name)) {
			if p.words > 0 && paragraphLetters(candidate)*2 > p.words {
				return candidate
			}
		}
	}
	return body
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
		if weight := paragraphWeight(n); weight > 0 && n.Parent != nil {
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

// paragraphWeight is the weight of an element that holds text and no other
// blocks: its letters outside links, with a premium for commas, which captions
// and menus do not have.
func paragraphWeight(n *html.Node) int {
	const least = 40 // letters
	if !isElement("p", "div", "td", "li", "blockquote", "section", "pre")(n) {
		return 0
	}
	for child := range n.ChildNodes() {
		if isBlock(child) {
			return 0
		}
	}
	all, linked := letters(n)
	if all < least || linked*2 > all {
		return 0
	}
	return all - linked + 20*strings.Count(textOf(n), ",")
}

// leaveOutside makes notices of everything with words that stands outside.
func (p *page) leaveOutside(n *html.Node, roots []*html.Node) {
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

// head reads what stands above the text: headline, standfirst, byline. Of what
// is left outside, everything with words gets a notice.
func (p *page) head(roots []*html.Node) {
	within := find(p.tree, isElement("body"))
	if heading := p.named(within, isElement("h1")); heading != nil {
		p.front(pipeline.Headline, textOf(heading))
		p.taken[heading] = true
	} else {
		p.front(pipeline.Headline, p.property("og:title"))
	}
	lead := p.named(within, func(n *html.Node) bool {
		return hasName(n, "standfirst", "lead", "lede", "summary", "subtitle", "dek", "excerpt", "subheadline") && p.isHeadText(n, roots)
	})
	if lead != nil {
		p.front(pipeline.Standfirst, textOf(lead))
		p.taken[lead] = true
	} else if about := p.property("og:description", "description"); about != "" && !strings.HasPrefix(textOf(roots[0]), strings.TrimRight(about, ".… ")) {
		p.front(pipeline.Standfirst, about)
		p.notice(Guessed, "The standfirst was taken from the page's description: "+excerpt(about))
	}
	p.byline(within, roots)
	if date := p.property("article:published_time"); date != "" {
		p.meta = append(p.meta, pipeline.Meta{Key: "date", Value: date})
	}
	for _, n := range p.outside {
		p.leaveRest(n)
	}
}

func (p *page) byline(within *html.Node, roots []*html.Node) {
	author := p.property("author", "article:author")
	if strings.Contains(author, "://") || strings.HasPrefix(author, "@") {
		author = ""
	}
	signed := p.named(within, func(n *html.Node) bool {
		return (attribute(n.Attr, "rel") == "author" || hasName(n, "author", "byline")) && p.isHeadText(n, roots) && len(textOf(n)) < 200
	})
	if signed != nil {
		if author == "" {
			author = textOf(signed)
		}
		p.taken[signed] = true
	}
	for _, label := range []string{"Автор:", "Авторка:", "Автори:", "Текст:", "Author:", "By "} {
		author = strings.TrimPrefix(author, label)
	}
	p.front(pipeline.Byline, author)
}

// isHeadText reports whether an element stands above the text or is the first
// in it, outside the furniture.
func (p *page) isHeadText(n *html.Node, roots []*html.Node) bool {
	if textOf(n) == "" || paragraphLetters(n)*2 > p.words || slices.ContainsFunc(roots, func(root *html.Node) bool { return contains(n, root) }) {
		return false
	}
	for at := n.Parent; at != nil; at = at.Parent {
		if at.Type == html.ElementNode && hasName(at, "comments", "commentlist", "comment", "sidebar", "widget", "related", "footer") && !p.holdsStory(at) {
			return false
		}
	}
	return true
}

// named is the first element that fits and has words.
func (p *page) named(within *html.Node, fits func(*html.Node) bool) *html.Node {
	return find(within, func(n *html.Node) bool {
		return n.Type == html.ElementNode && fits(n) && hasLetters(textOf(n))
	})
}

func hasName(n *html.Node, wanted ...string) bool {
	return slices.ContainsFunc(names(n), func(name string) bool { return slices.Contains(wanted, name) })
}

// property is the content of the first <meta> with one of those names.
func (p *page) property(wanted ...string) string {
	for _, name := range wanted {
		found := find(p.tree, func(n *html.Node) bool {
			return isElement("meta")(n) && (attribute(n.Attr, "name") == name || attribute(n.Attr, "property") == name)
		})
		if found != nil {
			if content := strings.TrimSpace(attribute(found.Attr, "content")); content != "" {
				return content
			}
		}
	}
	return ""
}

// leaveRest leaves an element out, except for what was read from it already.
func (p *page) leaveRest(n *html.Node) {
	for child := range p.taken {
		if child != n && contains(n, child) {
			for inside := range n.ChildNodes() {
				p.leaveRest(inside)
			}
			return
		}
	}
	if n.Type == html.TextNode && hasLetters(n.Data) {
		p.notice(Dropped, "Left out as no part of the story: "+excerpt(n.Data))
	}
	if n.Type == html.ElementNode {
		p.leaveOut(n, "no part of the story")
	}
}
