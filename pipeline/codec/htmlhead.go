package codec

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
)

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
