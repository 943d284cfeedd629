package codec

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
)

// furniture says what an element of a page is that is no part of the story, in
// words for a notice; "" for everything that may be.
func (p *page) furniture(n *html.Node) string {
	switch n.Data {
	case "script", "style", "noscript", "template", "svg", "canvas", "head", "link", "meta", "source", "track":
		return "a script or a style"
	case "nav", "menu":
		return "navigation"
	}
	if pointsOn(n) {
		return ""
	}
	switch n.Data {
	case "aside":
		return "an aside"
	case "footer":
		return "a footer"
	case "form", "button", "select", "textarea", "input", "label", "dialog", "fieldset":
		return "a form"
	case "time":
		if !isElement("p", "li", "blockquote", "td")(n.Parent) {
			return "particulars"
		}
	case "html", "body", "article", "main", "h1", "p", "b", "i", "em", "strong", "a":
		if n.Data != "p" || !isHidden(n) {
			return ""
		}
	}
	if isHidden(n) {
		return "hidden text"
	}
	if p.words > 0 && isLinkList(n) {
		return "a list of links"
	}
	if !isBlock(n) && n.Parent != nil && isElement("p", "li", "blockquote", "h2", "h3", "figcaption")(n.Parent) {
		return "" // a word of the text, however it is dressed
	}
	for _, rule := range furnitureNames() {
		if slices.ContainsFunc(names(n), func(name string) bool { return slices.Contains(rule.names, name) }) {
			if rule.always || !p.holdsStory(n) {
				return rule.what
			}
		}
	}
	return ""
}

// pointsOn reports whether an element is a related story in mid-text: a label
// and a link or two.
func pointsOn(n *html.Node) bool {
	if !isElement("aside", "div", "section", "p")(n) {
		return false
	}
	_, labelled := cutLabel(pipeline.ReadAlso, textOf(n))
	links := len(findAll(n, isElement("a")))
	return labelled && 0 < links && links < 3
}

// isLinkList reports whether an element holds links and little else: menus,
// other stories. One link alone may be the story's own.
func isLinkList(n *html.Node) bool {
	const least = 3 // links
	if !isElement("ul", "ol", "div", "section", "table")(n) || len(findAll(n, isElement("a"))) < least {
		return false
	}
	all, linked := letters(n)
	return linked*10 > all*7
}

func isHidden(n *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(attribute(n.Attr, "style")), " ", "")
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") ||
		slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" })
}

// holdsStory reports whether a good part of the page's paragraphs stands in an
// element: then its name says only what stands beside them.
func (p *page) holdsStory(n *html.Node) bool {
	const part = 4 // a quarter
	return p.words > 0 && paragraphLetters(n)*part > p.words
}

// paragraphLetters counts the letters outside links in the paragraphs of an
// element, whichever elements they are made of.
func paragraphLetters(n *html.Node) int {
	sum := 0
	for _, paragraph := range findAll(n, isParagraphElement) {
		all, linked := letters(paragraph)
		sum += all - linked
	}
	return sum
}

// isParagraphElement reports whether an element holds text and no other blocks.
func isParagraphElement(n *html.Node) bool {
	if !isElement("p", "div", "td", "section", "blockquote")(n) {
		return false
	}
	for child := range n.ChildNodes() {
		if isBlock(child) {
			return false
		}
	}
	return true
}

// A nameRule says what elements with such a word in their class, id or role
// are. Always holds however much text they have.
type nameRule struct {
	what   string
	always bool
	names  []string
}

func furnitureNames() []nameRule {
	return []nameRule{
		{"comments", true, strings.Fields("comments commentlist comment respond disqus hypercomments")},
		{"a cookie notice", true, strings.Fields("cookie cookies consent gdpr")},
		{"navigation", false, strings.Fields("nav navbar navigation menu breadcrumb breadcrumbs crumbs pagination pager masthead toolbar search skip langs")},
		{"side matter", false, strings.Fields("sidebar widget widgets complementary aside footer colophon contentinfo copyright ticker popular trending poll survey")},
		{"an advertisement", false, strings.Fields("ad ads adv advert advertisement advertising adsense banner promo promotion sponsor sponsored reklama partner partners")},
		{"buttons for sharing", false, strings.Fields("share sharing sharedaddy social socials socialshare rating ratings print likes addtoany")},
		{"other stories", false, strings.Fields("related yarpp recommended recommend recommendations similar readmore outbrain taboola")},
		{"a call to subscribe", false, strings.Fields("newsletter subscribe subscription subscribes signup donate donation telegram viber")},
		{"tags", false, strings.Fields("tags tagcloud taglist keywords")},
		{"particulars", false, strings.Fields("meta views counter typo fontsize date datetime pubdate timestamp posted")},
		{"hidden text", false, strings.Fields("hidden sr screen visuallyhidden")},
		{"an overlay", true, strings.Fields("popup modal overlay")},
	}
}

// longestFurniture is how many characters a line of the furniture has at most;
// what is longer is the story's own text.
const longestFurniture = 200

// furnitureText says what a paragraph is that no story says of itself.
func furnitureText(plain string) string {
	lower := strings.ToLower(strings.TrimSpace(plain))
	if utf8.RuneCountInString(lower) > longestFurniture {
		return ""
	}
	if slices.Contains(furnitureLines(), strings.TrimRight(lower, ": ")) {
		return "furniture of the page"
	}
	for _, beginning := range []string{"підписуйтесь", "підписуйтеся", "підпишіться", "підпишись", "дивіться також:", "читайте нас", "стежте за нами", "follow us", "subscribe to"} {
		if strings.HasPrefix(lower, beginning) {
			return "a call to subscribe"
		}
	}
	calls := containsAny(lower, "підпис", "підпиш", "долучайт", "приєднуйт", "читайте нас", "стежте", "join us", "subscribe", "follow")
	places := containsAny(lower, "telegram", "телеграм", "viber", "вайбер", "facebook", "фейсбук", "instagram", "whatsapp", "youtube", "канал", "розсилк", "newsletter")
	if calls && places {
		return "a call to subscribe"
	}
	return ""
}

// furnitureLines are whole lines, without the colon at their end.
func furnitureLines() []string {
	return []string{
		"реклама", "advertisement", "поділитися", "поділитись", "share", "теги", "tags", "коментарі", "comments",
		"читайте також", "читайте теж", "дивіться також", "схожі матеріали", "схожі новини", "новини за темою", "ще за темою",
		"більше новин", "останні новини", "популярне", "read also", "related", "related stories",
	}
}

func containsAny(text string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(text, part) })
}
