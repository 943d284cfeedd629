package codec

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
)

// furniture says what an element of a page is that is no part of the story, in
// words for a notice; "" for everything that may be.
func (p *page) furniture(n *html.Node) string {
	what, known := p.judged[n]
	if !known {
		what = cmp.Or(p.marked[n], p.judge(n))
		p.judged[n] = what
	}
	return what
}

// judgeAnew forgets what was said of the elements, once more is known.
func (p *page) judgeAnew() {
	clear(p.judged)
	clear(p.around)
}

func (p *page) judge(n *html.Node) string {
	switch n.Data {
	case "script":
		if scriptEmbed(n) != "" {
			return ""
		}
		return "a script or a style"
	case "style", "noscript", "template", "svg", "canvas", "head", "link", "meta", "source", "track", "amp-analytics", "amp-auto-ads", "amp-ad", "amp-sticky-ad":
		return "a script or a style"
	case "nav", "menu", "amp-sidebar", "amp-social-share":
		return "navigation"
	}
	if isEmbed(n) {
		return ""
	}
	if p.pointsOn(n) {
		return ""
	}
	switch n.Data {
	case "aside":
		if hasName(n, "quote", "pullquote") || p.wraps(n) {
			return ""
		}
		return "an aside"
	case "footer":
		if isElement("blockquote")(n.Parent) {
			return "" // whose words they are
		}
		return "a footer"
	case "form":
		if p.wraps(n) {
			break
		}
		return "a form"
	case "button", "select", "textarea", "input", "label", "dialog", "fieldset":
		return "a form"
	case "time":
		if !isElement("p", "li", "blockquote", "td")(n.Parent) && !isClock(p.line(n)) {
			return "particulars"
		}
		return ""
	case "html", "body", "article", "main", "h1", "p", "b", "i", "em", "strong", "a":
		if n.Data != "p" || !isHidden(n) {
			return ""
		}
	}
	if isHidden(n) {
		return "hidden text"
	}
	if p.news && p.isLinkList(n) {
		return "a list of links"
	}
	if what := p.linksElsewhere(n); what != "" && p.news {
		return what
	}
	if what := p.smallText(n); what != "" {
		return what
	}
	if !isBlock(n) && n.Parent != nil && isElement("p", "li", "blockquote", "h2", "h3", "figcaption")(n.Parent) {
		return "" // a word of the text, however it is dressed
	}
	return p.calledFurniture(n)
}

// calledFurniture says what the name of an element says of it.
func (p *page) calledFurniture(n *html.Node) string {
	called := names(n)
	for _, rule := range furnitureNames() {
		if slices.ContainsFunc(called, func(name string) bool { return slices.Contains(rule.names, name) }) && (rule.always || !p.holdsStory(n)) && !p.quotes(n) && !(rule.what == "an overlay" && p.wraps(n)) {
			return rule.what
		}
	}
	return ""
}

// pointsOn reports whether an element is a related story in mid-text: a label
// and a link or two.
func (p *page) pointsOn(n *html.Node) bool {
	if !isElement("aside", "div", "section", "p")(n) {
		return false
	}
	if s := p.sizes[n]; s.links == 0 || s.links > 2 || s.all > 2*longestFurniture || s.shown > 2*longestShown {
		return false
	}
	start, _ := findReadAlso(textOf(n))
	return start == 0
}

func isHidden(n *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(attribute(n.Attr, "style")), " ", "")
	for _, class := range strings.Fields(attribute(n.Attr, "class")) {
		if slices.Contains([]string{"hidden", "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "d-none", "element-invisible", "skip-link"}, strings.ToLower(class)) {
			return true
		}
	}
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") ||
		slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" })
}

// holdsStory reports whether a good part of the page's paragraphs stands in an
// element: then its name says only what stands beside them.
func (p *page) holdsStory(n *html.Node) bool {
	const part = 4 // a quarter
	return p.words > 0 && p.paragraphLetters(n)*part > p.words
}

// wraps reports whether an element stands around the story, headline and text,
// or most of the page's text and nothing to fill in: then its name says what the
// site does with all of it.
func (p *page) wraps(n *html.Node) bool {
	if p.holdsStory(n) && p.sizes[n].headlines > 0 {
		return true
	}
	if n.Data == "aside" || p.paragraphLetters(n)*2 <= p.words {
		return false
	}
	return n.Data == "form" || find(n, isElement("form", "input", "button")) == nil
}

// isParagraphElement reports whether an element may hold the text of a
// paragraph.
func isParagraphElement(n *html.Node) bool {
	return isElement("p", "div", "td", "section", "blockquote", "article", "main", "center", "body")(n)
}

// A nameRule says what elements with such a word in their class, id or role
// are. Always holds however much text they have.
type nameRule struct {
	what   string
	always bool
	names  []string
}

// furnitureNames are the names of furniture.
//
//nolint:gochecknoglobals // made once, never changed
var furnitureNames = sync.OnceValue(func() []nameRule {
	return []nameRule{
		{"comments", true, strings.Fields("comments commentlist comment respond disqus hypercomments")},
		{"a cookie notice", true, strings.Fields("cookie cookies consent gdpr")},
		{"navigation", false, strings.Fields("nav navbar navigation menu breadcrumb breadcrumbs crumbs pagination pager masthead toolbar search skip langs")},
		{"side matter", false, strings.Fields("sidebar widget widgets complementary aside footer colophon contentinfo copyright ticker popular trending poll survey")},
		{"an advertisement", false, strings.Fields("ad ads adv advert advertisement advertising adsense banner promo promotion sponsor sponsored reklama partner partners")},
		{"buttons for sharing", false, strings.Fields("share sharing sharedaddy social socials socialshare rating ratings print likes addtoany")},
		{"other stories", false, strings.Fields("related relatedposts yarpp recommended recommend recommendations similar readmore outbrain taboola")},
		{"a call to subscribe", false, strings.Fields("newsletter subscribe subscription subscribes signup donate donation telegram viber")},
		{"tags", false, strings.Fields("tags tagcloud taglist keywords")},
		{"particulars", false, strings.Fields("meta views counter typo fontsize date datetime pubdate timestamp posted")},
		{"an overlay", true, strings.Fields("popup modal overlay")},
	}
})

func containsAny(text string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(text, part) })
}
