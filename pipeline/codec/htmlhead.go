package codec

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
)

// head reads what stands above the text: headline, standfirst, byline, and
// what the page says of itself.
func (p *page) head(within *html.Node, facts newsFacts) {
	if p.heading != nil {
		p.front(pipeline.Headline, textOf(p.heading))
		p.take(p.heading)
	} else {
		p.front(pipeline.Headline, withoutSite(facts.Headline, facts.Site))
		p.titled(within)
	}
	p.standfirst(within, facts.About)
	p.byline(within, facts)
	p.keep(facts)
}

// standfirst takes the text above the others that is called so, or that the
// page describes itself with; the description alone only when the story does
// not begin with it.
func (p *page) standfirst(within *html.Node, about string) {
	letters, said := countLetters(about), lettersOf(uncut(about))
	lead := p.named(within, func(n *html.Node) bool {
		named := hasName(n, "standfirst", "lead", "lede", "leadtext", "summary", "subtitle", "dek", "deck", "excerpt", "subheadline", "subhead", "subheading", "sub", "intro",
			"annotation", "announce", "anons", "anonce", "teaser", "abstract", "preamble", "podzagolovok", "pidzagolovok", "vrizka")
		return !isElement("a", "button")(n) && (named || isBlock(n) && about != "" && p.sizes[n].all == letters && textOf(n) == about || p.isFuller(n, said, letters)) && p.isHeadText(n) && find(n, isElement("img", "h1", "figure", "ul")) == nil && p.isAbove(n) && !isInFigure(n)
	})
	if lead == nil {
		lead = p.underHeading(within)
	}
	switch {
	case lead != nil:
		p.front(pipeline.Standfirst, textOf(lead))
		p.take(lead)
	case about != "" && !p.storySays(said) && !p.isHeadline(about):
		p.front(pipeline.Standfirst, about)
		p.notice(Guessed, "The standfirst was taken from the page's description: "+excerpt(about))
	}
}

// isInFigure reports whether an element is a caption or a part of one.
func isInFigure(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if isElement("figure", "figcaption")(n) {
			return true
		}
	}
	return false
}

// longestStandfirst is how many letters a standfirst has at most that nothing
// but its place tells.
const longestStandfirst = 300

// underHeading is the sentence or two between the headline and the text; nil
// when nothing stands there but furniture.
func (p *page) underHeading(within *html.Node) *html.Node {
	const least = 25 // letters
	if p.heading == nil || p.inStory(p.heading) {
		return nil
	}
	below := false
	for n := range within.Descendants() {
		if p.roots[n] {
			return nil
		}
		if n == p.heading {
			below = true
		}
		if !below || p.contains(p.heading, n) || !isElement("p", "div", "h2", "h3")(n) || find(n, func(inner *html.Node) bool {
			return inner != n && (isBlock(inner) || isElement("img", "time", "span")(inner))
		}) != nil {
			continue
		}
		if all, linked := p.letters(n); all < least || longestStandfirst < all || linked > 0 || !p.isHeadText(n) || p.furniture(n) != "" {
			continue
		}
		if dated, counted := rules().particulars(textOf(n)); !dated && !counted && !p.isLead(n.Parent) {
			return n
		}
	}
	return nil
}

// isHeadline reports whether a text says what the headline says.
func (p *page) isHeadline(text string) bool {
	for _, b := range p.blocks {
		if b.Kind == pipeline.Headline && strings.HasPrefix(folded(text), folded(PlainText(b))) {
			return true
		}
	}
	return false
}

// isAbove reports whether an element stands below the headline and no paragraph
// of the story before it.
func (p *page) isAbove(n *html.Node) bool {
	at := p.sizes[n].order
	if p.heading != nil && at < p.sizes[p.heading].order {
		return false
	}
	if p.first == 0 {
		p.first = p.sizes[p.tree].end
		if n := find(p.parent, func(inner *html.Node) bool {
			return p.paragraphWeight(inner) > 0 && p.inStory(inner) && !p.contains(inner, p.heading)
		}); n != nil {
			p.first = p.sizes[n].end
		}
	}
	return at < p.first
}

// title is the heading that says what the page is called, the longest of them,
// for the name of the site may be one too; the first of the first level when
// none does, or a line in another element that the page's title begins with.
func (p *page) title(within *html.Node, facts newsFacts) *html.Node {
	title := ""
	if n := find(p.tree, isElement("title")); n != nil {
		title = clipped(textOf(n))
	}
	var called []string
	for _, name := range []string{facts.Headline, clipped(p.property("og:title")), title} {
		called = append(called, lettersOf(name))
	}
	isFree := func(n *html.Node) bool { return p.furnitureAround(n) == "" }
	longest := 0
	var heading *html.Node
	for n := range within.Descendants() {
		if heading != nil && isElement("p")(n) && p.paragraphWeight(n) > 0 {
			break // what follows heads a part of the text
		}
		if !isElement("h1", "h2", "h3")(n) || p.sizes[n].all <= longest || p.marked[n] != "" || !isFree(n) {
			continue
		}
		says := lettersOf(textOf(n))
		if slices.ContainsFunc(called, func(name string) bool { return strings.Contains(name, says) }) {
			heading, longest = n, p.sizes[n].all
		}
	}
	if heading == nil {
		heading = p.named(within, func(n *html.Node) bool { return n.Data == "h1" && isFree(n) })
	}
	if heading == nil {
		heading = p.named(within, func(n *html.Node) bool {
			text := p.line(n)
			long := utf8.RuneCountInString(text) > 15 || utf8.RuneCountInString(text) > 10 && strings.Contains(text, " ")
			return long && (text == facts.Headline || beginsTitle(title, text)) && !isElement("a", "title")(n) && isFree(n)
		})
	}
	if short := withoutAnySite(title); heading == nil && short != "" {
		heading = p.named(within, func(n *html.Node) bool { // a fuller one than the title
			return hasName(n, "title", "headline") && strings.HasPrefix(p.line(n), short) && !isElement("a", "title")(n) && isFree(n)
		})
	}
	return heading
}

// beginsTitle reports whether a title is a text and the name of the site.
func beginsTitle(title, text string) bool {
	rest, ok := strings.CutPrefix(title, text)
	return ok && !strings.ContainsFunc(firstWord(rest), unicode.IsLetter)
}

func firstWord(text string) string {
	for word := range strings.FieldsSeq(text) {
		return word
	}
	return ""
}

// withoutSite is a title without the name of the site behind it.
func withoutSite(title, site string) string {
	if rest, ok := strings.CutSuffix(title, site); ok && site != "" {
		return strings.TrimRight(rest, " |—–-:»·•")
	}
	return title
}

// titled makes the title of the page the headline of a story that has none.
func (p *page) titled(within *html.Node) {
	n := find(p.tree, isElement("title"))
	if n == nil || p.has(pipeline.Headline) || find(within, isElement("h1")) != nil {
		return
	}
	if title := withoutAnySite(clipped(textOf(n))); strings.Contains(title, " ") {
		p.front(pipeline.Headline, title)
		p.notice(Guessed, "The headline was taken from the title of the page: "+excerpt(title))
	}
}

// withoutAnySite is a title without what looks like the name of a site behind it.
func withoutAnySite(title string) string {
	const longest = 40 // characters of a name
	for _, dash := range []string{" | ", " — ", " – ", " - ", " :: ", " » ", " • "} {
		if at := strings.LastIndex(title, dash); at > 0 && utf8.RuneCountInString(title[at+len(dash):]) <= longest {
			return strings.TrimSpace(title[:at])
		}
	}
	return title
}

// isHeadText reports whether an element has words, not too many of them, and
// stands outside the furniture.
func (p *page) isHeadText(n *html.Node) bool {
	if p.sizes[n].all == 0 || p.paragraphLetters(n)*2 > p.words || p.isAround(n) {
		return false
	}
	what := p.furnitureAround(n)
	return what == "" || what == "particulars"
}

// furnitureAround says what the furniture is that an element stands in.
func (p *page) furnitureAround(n *html.Node) string {
	at := n.Parent
	if at == nil || at.Data == "body" {
		return ""
	}
	what, known := p.around[at]
	if !known {
		what = cmp.Or(p.furniture(at), p.furnitureAround(at))
		p.around[at] = what
	}
	return what
}

// named is the first element that fits and has words.
func (p *page) named(within *html.Node, fits func(*html.Node) bool) *html.Node {
	return find(within, func(n *html.Node) bool {
		return n.Type == html.ElementNode && p.marked[n] == "" && p.sizes[n].all > 0 && fits(n)
	})
}

func hasName(n *html.Node, wanted ...string) bool {
	return slices.ContainsFunc(names(n), func(name string) bool { return slices.Contains(wanted, name) })
}

// leaveRest leaves an element out, except for what was read from it already.
func (p *page) leaveRest(n *html.Node) {
	switch {
	case p.taken[n]:
	case p.read[n]:
		for inside := range n.ChildNodes() {
			p.leaveRest(inside)
		}
	case n.Type == html.TextNode && hasLetters(n.Data):
		p.notice(Dropped, "Left out as no part of the story: "+excerpt(n.Data))
	case n.Type == html.ElementNode:
		p.leaveOut(n, cmp.Or(p.furniture(n), "no part of the story"))
	}
}
