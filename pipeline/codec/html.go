package codec

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// readHTML reads a page, or a piece of one that somebody pasted. Of a page it
// takes the article and leaves the furniture around it out, with a notice for
// everything that had words. An HTML article has no layout: it is written anew.
func readHTML(from *url.URL, doc string) (*reader, error) {
	tree, err := html.Parse(strings.NewReader(strings.TrimPrefix(doc, "\ufeff")))
	if err != nil || depth(tree) > maxDepth {
		return nil, tooDeep()
	}
	if nodes(tree) > maxNodes {
		return nil, tooManyElements()
	}
	r := &reader{}
	p := &page{
		reader: r, tree: tree, base: baseURL(from, tree), styles: readStyles(tree), metas: findAll(tree, isElement("meta")),
		taken: make(map[*html.Node]bool), read: make(map[*html.Node]bool), marked: make(map[*html.Node]string),
		sizes: make(map[*html.Node]size), lines: make(map[*html.Node]string), judged: make(map[*html.Node]string), around: make(map[*html.Node]string),
	}
	p.lang = pageLang(tree)
	body := find(tree, isElement("body"))
	if body == nil { // a page of frames
		return nil, noWords()
	}
	w := &htmlWalker{page: p}
	roots := []*html.Node{body}
	p.measure(tree, false)
	p.words = p.paragraphLetters(body)
	p.news = isWholePage(doc) && !isDocument(tree)
	if p.news {
		facts := p.newsFacts()
		roots = p.story(body, facts)
		p.head(body, facts)
		w.lead()
		p.leaveOutside(body)
	}
	for _, root := range roots {
		w.walk(root, htmlPlace{})
	}
	w.flush(htmlPlace{})
	p.headline()
	if p.news {
		p.signed()
	}
	return r, nil
}

// A page is an HTML document with what is known of it.
type page struct {
	*reader
	tree   *html.Node
	base   *url.URL // where relative links lead from; nil when nobody knows
	styles styles
	metas  []*html.Node        // <meta>
	taken  map[*html.Node]bool // what was read already, or left out
	news   bool                // of a site, not pasted and not from a word processor
	words  int                 // letters in the paragraphs around the story
	// read are the elements around those that were read out of turn.
	read  map[*html.Node]bool
	sizes map[*html.Node]size
	// lines, judged and around are answers that were given once: what an element
	// says, what furniture it is, and what it stands in.
	lines, judged, around map[*html.Node]string
	// marked says what the parts are that a line of the furniture heads.
	marked  map[*html.Node]string
	begun   bool                // while they are looked for: a paragraph was seen
	scope   *html.Node          // the element with all of the story
	roots   map[*html.Node]bool // the parts of the story, side by side
	parent  *html.Node          // the element that they stand in
	first   int                 // the order of what follows the story's first paragraph, once it was asked for
	heading *html.Node          // the headline; nil when there is none
	author  string              // the byline
	started bool                // a paragraph of the story was read
}

// isWholePage tells a page from a pasted piece, which has no head.
func isWholePage(doc string) bool {
	head := strings.ToLower(doc[:min(len(doc), 4096)])
	pasted := strings.Contains(doc, "<!--StartFragment") || strings.Contains(head, "docs-internal-guid")
	return !pasted && (strings.Contains(head, "<head") || strings.Contains(head, "<body"))
}

// isDocument tells what a word processor wrote, which has no furniture, from a
// page of a site.
func isDocument(tree *html.Node) bool {
	byMachine := find(tree, func(n *html.Node) bool {
		made := strings.ToLower(attribute(n.Attr, "content"))
		return isElement("meta")(n) && strings.EqualFold(attribute(n.Attr, "name"), "generator") && containsAny(made, "microsoft word", "libreoffice", "openoffice", "google docs")
	})
	body := find(tree, isElement("body"))
	return byMachine != nil || body != nil && hasName(body, "doc") || find(tree, func(n *html.Node) bool {
		return strings.HasPrefix(attribute(n.Attr, "class"), "WordSection") || strings.HasPrefix(attribute(n.Attr, "class"), "Mso")
	}) != nil
}

func pageLang(tree *html.Node) pipeline.Lang {
	root := find(tree, isElement("html"))
	if root == nil {
		return ""
	}
	code, _, _ := strings.Cut(strings.ToLower(attribute(root.Attr, "lang")), "-")
	if len(code) < 2 || len(code) > 3 || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	if code == "ua" {
		return pipeline.Ukrainian
	}
	return pipeline.Lang(code)
}

// headline makes the first heading of the first level the headline.
func (p *page) headline() {
	if p.has(pipeline.Headline) {
		return
	}
	for i, b := range p.blocks {
		if b.Kind == pipeline.Heading && b.Level == 1 {
			p.blocks[i].Kind, p.blocks[i].Level = pipeline.Headline, 0
			return
		}
	}
}

// leaveOut drops an element, with a notice when it has words.
func (p *page) leaveOut(n *html.Node, what string) {
	if p.taken[n] {
		return
	}
	p.taken[n] = true
	if p.sizes[n].all > 0 {
		words := textOf(n)
		p.notice(Dropped, fmt.Sprintf("Left out as %s: %s", what, excerpt(words)))
		return
	}
	pictures := findAll(n, isElement("img", "amp-img"))
	if isElement("img", "amp-img")(n) {
		pictures = append(pictures, n)
	}
	for _, picture := range pictures {
		if called := cmp.Or(strings.TrimSpace(attribute(picture.Attr, "alt")), imageSource(picture)); called != "" && (picture == n || !p.taken[picture]) && !isSmall(picture) {
			p.notice(Dropped, fmt.Sprintf("A picture was left out as %s: %s", what, excerpt(called)))
		}
	}
}

// take marks an element that was read out of turn.
func (p *page) take(n *html.Node) {
	p.taken[n] = true
	for at := n.Parent; at != nil && !p.read[at]; at = at.Parent {
		p.read[at] = true
	}
}

// front puts a text of the head of a story in front of the others.
func (p *page) front(kind pipeline.BlockKind, text string) {
	if text = strings.Join(strings.Fields(text), " "); text != "" && !p.has(kind) {
		p.add(pipeline.Block{Kind: kind, Text: markup.Escape(text)})
	}
}
