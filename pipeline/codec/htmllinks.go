package codec

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
)

// isLinkList reports whether an element holds links and little else: menus,
// other stories. One link alone may be the story's own, and so are those behind
// a sentence that ends in a colon.
func (p *page) isLinkList(n *html.Node) bool {
	const least = 2 // links
	if !isElement("ul", "ol", "div", "section", "table", "dl")(n) || p.sizes[n].links < least {
		return false
	}
	s := p.sizes[n]
	return s.linked*10 > s.all*7 && s.paragraphs+s.headlines+s.figures == 0 && !p.isAnnounced(n) && !namesThings(n)
}

// namesThings reports whether the links of a list begin with small letters: they
// name things, where other stories have headlines.
func namesThings(n *html.Node) bool {
	if !isElement("ul", "ol")(n) {
		return false
	}
	return !slices.ContainsFunc(findAll(n, isElement("a")), func(link *html.Node) bool {
		first, _ := utf8.DecodeRuneInString(textOf(link))
		return !unicode.IsLower(first)
	})
}

// isAnnounced reports whether the sentence before an element ends in a colon.
func (p *page) isAnnounced(n *html.Node) bool {
	for n = n.PrevSibling; n != nil; n = n.PrevSibling {
		if p.sizes[n].shown > 0 {
			text := textOf(n)
			_, label := cutLabel(pipeline.ReadAlso, text)
			return strings.HasSuffix(text, ":") && !label && rules().of(text) == ""
		}
	}
	return false
}

// longestLinks is how many letters the links that lead to no story have at most.
const longestLinks = 1000

// linksElsewhere says what the links of an element do that lead to no story: to
// the tags of the site, to its buttons, to places of the page; "" for others.
func (p *page) linksElsewhere(n *html.Node) string {
	if isElement("a", "html", "body", "h1")(n) {
		return ""
	}
	s := p.sizes[n]
	if s.links == 0 || s.all > longestLinks || s.linked*2 < s.all || s.pictures+s.figures > 0 {
		return ""
	}
	switch s.links {
	case s.tags:
		return "tags"
	case s.buttons:
		return "buttons for sharing"
	case s.places:
		if s.links < 3 {
			return ""
		}
		return "a table of contents"
	}
	return ""
}

// isTag reports whether a link leads to a tag of the site.
func isTag(link *html.Node) bool {
	if slices.Contains(strings.Fields(attribute(link.Attr, "rel")), "tag") {
		return true
	}
	address, err := url.Parse(attribute(link.Attr, "href"))
	if err != nil {
		return false
	}
	return slices.ContainsFunc(strings.Split(address.Path, "/"), func(part string) bool {
		return slices.Contains([]string{"tag", "tags", "tegi", "mitky", "topic", "topics", "theme"}, strings.ToLower(part))
	})
}

// isButton reports whether a link does something instead of leading to a page:
// it shares, or a script waits for it.
func isButton(link *html.Node) bool {
	href := strings.ToLower(strings.TrimSpace(attribute(link.Attr, "href")))
	if href == "" || href == "#" || strings.HasPrefix(href, "javascript:") {
		return attribute(link.Attr, "id") == "" || href != ""
	}
	return containsAny(href, "facebook.com/sharer", "facebook.com/dialog", "twitter.com/intent", "twitter.com/share", "x.com/intent", "t.me/share", "telegram.me/share",
		"viber://", "whatsapp://", "api.whatsapp.com/send", "linkedin.com/sharing", "linkedin.com/sharearticle", "pinterest.com/pin/create", "share=", "?print", "/print.", "/print/")
}

// smallText says what a short element is by its words: a call to subscribe, a
// cookie notice, a counter.
func (p *page) smallText(n *html.Node) string {
	if isElement("article", "main", "h1", "figure", "figcaption", "blockquote", "tr", "tbody")(n) || !isBlock(n) || n == p.heading {
		return ""
	}
	text := p.line(n)
	if s := p.sizes[n]; text == "" || s.all == 0 || s.headlines+s.pictures > 0 {
		return ""
	}
	if _, counted := rules().particulars(text); counted {
		return "particulars"
	}
	if p.news || isParagraphElement(n) {
		return rules().of(text)
	}
	return ""
}

// isClock reports whether a text is a time of day, as live reports have it
// before every entry: 14:32.
func isClock(text string) bool {
	hours, minutes, found := strings.Cut(text, ":")
	digits := func(s string) bool { return len(s) == 2 && strings.Trim(s, "0123456789") == "" }
	return found && digits(minutes) && (digits(hours) || len(hours) == 1 && digits("0"+hours))
}
