package codec

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
)

// head reads what stands above the text: headline, standfirst, byline. Of what
// is left outside, everything with words gets a notice.
func (p *page) head(within *html.Node, roots []*html.Node) {
	facts := p.linkedData()
	if heading := p.title(within, facts.Headline); heading != nil {
		p.front(pipeline.Headline, textOf(heading))
		p.taken[heading] = true
	} else {
		p.front(pipeline.Headline, cmp.Or(p.property("og:title"), facts.Headline))
	}
	p.standfirst(within, roots)
	p.byline(within, roots, facts)
	if date := p.property("article:published_time"); date != "" {
		p.meta = append(p.meta, pipeline.Meta{Key: "date", Value: date})
	}
	for _, n := range p.outside {
		p.leaveRest(n)
	}
}

// standfirst takes the text above the others that is called so, or that the
// page describes itself with; the description alone only when the story does
// not begin with it.
func (p *page) standfirst(within *html.Node, roots []*html.Node) {
	about := strings.Join(strings.Fields(p.property("og:description", "description")), " ")
	lead := p.named(within, func(n *html.Node) bool {
		named := hasName(n, "standfirst", "lead", "lede", "summary", "subtitle", "dek", "deck", "excerpt", "subheadline", "intro", "annotation")
		return (named || isBlock(n) && textOf(n) == about) && find(n, isElement("img", "h1")) == nil && p.isHeadText(n, roots) && isAbove(within, n, roots)
	})
	switch {
	case lead != nil:
		p.front(pipeline.Standfirst, textOf(lead))
		p.taken[lead] = true
	case about != "" && !strings.Contains(textOf(within), strings.TrimRight(about, ".… ")):
		p.front(pipeline.Standfirst, about)
		p.notice(Guessed, "The standfirst was taken from the page's description: "+excerpt(about))
	}
}

// isAbove reports whether no paragraph of the story stands before an element.
func isAbove(within, n *html.Node, roots []*html.Node) bool {
	for node := range within.Descendants() {
		if node == n {
			return true
		}
		inStory := slices.ContainsFunc(roots, func(root *html.Node) bool { return contains(root, node) })
		if inStory && !contains(node, n) && paragraphWeight(node) > 0 {
			return false
		}
	}
	return false
}

// title is the heading that says what the page is called; the first of the
// first level when none of them does.
func (p *page) title(within *html.Node, named string) *html.Node {
	called := p.property("og:title") + "\n" + named
	if title := find(p.tree, isElement("title")); title != nil {
		called += "\n" + textOf(title)
	}
	heading := p.named(within, func(n *html.Node) bool {
		return isElement("h1", "h2")(n) && strings.Contains(called, textOf(n))
	})
	if heading != nil {
		return heading
	}
	return p.named(within, isElement("h1"))
}

// byline takes the author from what the page says for machines, or from the
// place that names one.
func (p *page) byline(within *html.Node, roots []*html.Node, facts newsFacts) {
	const longest = 60 // bytes of a name, twice that in Cyrillic
	author := p.property("author", "article:author")
	if strings.Contains(author, "://") || strings.HasPrefix(author, "@") || author == p.property("og:site_name") {
		author = ""
	}
	author = cmp.Or(author, strings.Join(facts.Authors, ", "))
	signed := p.named(within, func(n *html.Node) bool {
		return (attribute(n.Attr, "rel") == "author" || attribute(n.Attr, "itemprop") == "author") && p.isHeadText(n, roots)
	})
	if signed == nil {
		signed = p.named(within, func(n *html.Node) bool {
			return hasName(n, "author", "byline", "avtor") && p.isHeadText(n, roots) && len(textOf(n)) < 2*longest
		})
	}
	if signed != nil {
		author = cmp.Or(author, textOf(signed))
		p.taken[signed] = true
	}
	for _, label := range []string{"Автор:", "Авторка:", "Автори:", "Текст:", "Author:", "By "} {
		author = strings.TrimPrefix(author, label)
	}
	p.front(pipeline.Byline, author)
}

// isHeadText reports whether an element has words, not too many of them, and
// stands outside the furniture.
func (p *page) isHeadText(n *html.Node, roots []*html.Node) bool {
	around := func(root *html.Node) bool { return contains(n, root) }
	if textOf(n) == "" || paragraphLetters(n)*2 > p.words || slices.ContainsFunc(roots, around) {
		return false
	}
	for at := n.Parent; at != nil && at.Data != "body"; at = at.Parent {
		if what := p.furniture(at); what != "" && what != "particulars" {
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
