package codec

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
)

// An htmlWalker turns elements into blocks.
type htmlWalker struct {
	*page
	run    run
	breaks int // <br> since the last word
	// typed reports that a person typed all of it: none is furniture of a page.
	typed bool
	// captions are those of a page that were read: some stand there again as text.
	captions map[string]bool
}

// An htmlPlace is what stands around a node.
type htmlPlace struct {
	marks  []mark
	kind   pipeline.BlockKind // of the text here; "" for a paragraph
	level  int
	number int
	depth  int // of lists
	quote  bool
	// pictured says that the pictures and captions here were read already.
	pictured bool
}

func (w *htmlWalker) walk(n *html.Node, at htmlPlace) {
	switch {
	case n == nil, w.isFull():
	case w.taken[n]:
		if isBlock(n) {
			w.flush(at)
		}
	case n.Type == html.TextNode && w.marked[n] != "":
		if hasLetters(n.Data) {
			w.notice(Dropped, "Left out as "+w.marked[n]+": "+excerpt(n.Data))
		}
	case n.Type == html.TextNode:
		w.word(n.Data, at)
	case n.Type == html.DocumentNode:
		w.children(n, at)
	case n.Type == html.ElementNode:
		if what := w.furniture(n); what != "" {
			w.leaveOut(n, what)
			return
		}
		w.element(n, at)
	}
}

// isFull reports whether more was read than an article may hold: it is refused,
// whatever follows.
func (w *htmlWalker) isFull() bool {
	return len(w.blocks) > MaxBlocks || w.size > MaxText || w.run.text.Len() > 2*MaxText
}

func (w *htmlWalker) children(n *html.Node, at htmlPlace) {
	labelled := false // behind a label of related stories that stands by itself
	for child := range n.ChildNodes() {
		switch {
		case child.Type == html.ElementNode && (isBlock(child) || !w.run.words) && w.isReadAlsoLabel(child) && w.hasLinksBehind(child):
			labelled = true
			w.taken[child] = true
		case labelled && child.Type == html.ElementNode && w.sizes[child].shown > 0 && w.relatedLinks(child, at):
		default:
			labelled = labelled && w.sizes[child].shown == 0
			w.walk(child, at)
		}
	}
}

// hasLinksBehind reports whether what follows an element is nothing but links.
func (w *htmlWalker) hasLinksBehind(n *html.Node) bool {
	for n = n.NextSibling; n != nil; n = n.NextSibling {
		if all, linked := w.letters(n); all > 0 {
			return linked*10 >= all*8
		}
	}
	return false
}

func (w *htmlWalker) word(text string, at htmlPlace) {
	if strings.Trim(text, blanks) != "" {
		w.pending(at)
	}
	w.run.write(text, at.marks)
}

// pending writes the line breaks that came before a word: one is a break, two
// part paragraphs.
func (w *htmlWalker) pending(at htmlPlace) {
	switch {
	case w.breaks > 1:
		w.flush(at)
	case w.breaks == 1 && w.run.words:
		w.run.alone(pipeline.Tag{Kind: pipeline.Break}, nil)
	}
	w.breaks = 0
}

// flush ends the block that is being collected.
func (w *htmlWalker) flush(at htmlPlace) {
	b := w.run.block()
	w.run, w.breaks = run{}, 0
	b.Text = strings.TrimSpace(b.Text)
	if strings.TrimSpace(PlainText(b)) == "" && !slices.ContainsFunc(b.Tags, func(tag pipeline.Tag) bool { return tag.Kind == pipeline.Image }) {
		return
	}
	b.Kind, b.Level, b.Number = at.kind, at.level, at.number
	if b.Kind == "" {
		b.Kind = pipeline.Paragraph
		if at.quote {
			b.Kind = pipeline.Quote
		}
	}
	w.text(b)
}

func (w *htmlWalker) element(n *html.Node, at htmlPlace) {
	switch {
	case isEmbed(n):
		w.embed(n, at)
		return
	case w.note(n, at):
		return
	case w.wordItem(n, at):
		return
	}
	switch n.Data {
	case "br":
		w.breaks++
	case "img", "amp-img":
		w.image(n, at)
	case "figure":
		w.flush(at)
		w.figure(n, at)
	case "ul", "ol":
		w.flush(at)
		w.list(n, at)
	case "table":
		w.flush(at)
		w.table(n, at)
	case "pre":
		w.flush(at)
		w.add(pipeline.Block{Kind: pipeline.Code, Raw: strings.TrimRight(rawText(n), "\n") + "\n"})
	case "hr":
		w.flush(at)
		w.add(pipeline.Block{Kind: pipeline.Rule})
	case "iframe", "video", "audio", "embed", "object":
		w.flush(at)
		raw := rendered(n)
		w.add(pipeline.Block{Kind: pipeline.Embed, URL: embedURL(raw), Raw: raw})
	case "code", "kbd", "samp", "tt":
		w.pending(at)
		w.run.alone(pipeline.Tag{Kind: pipeline.CodeSpan, Text: textOf(n)}, at.marks)
	default:
		w.container(n, at)
	}
}

// container walks through an element that holds text: a block, or a mark over
// words.
func (w *htmlWalker) container(n *html.Node, at htmlPlace) {
	if !isBlock(n) && at.kind == pipeline.Caption && isCredit(n) {
		w.flush(at)
		at.kind = pipeline.Credit
		w.children(n, at)
		w.flush(at)
		return
	}
	if !isBlock(n) {
		at.marks = w.marksOf(n, at.marks)
		w.children(n, at)
		return
	}
	w.flush(at)
	if w.isPicture(n) {
		w.figure(n, at)
		return
	}
	inside := at
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		inside.kind, inside.level = pipeline.Heading, int(n.Data[1]-'0')
	case "blockquote":
		inside.quote = true
	case "figcaption":
		inside.kind = pipeline.Caption
	default:
		if !w.news {
			inside.kind = cmp.Or(documentKind(n), at.kind)
		}
		if w.afterPicture() {
			inside.kind = w.textOfPicture(n, inside.kind)
		}
		inside.quote = inside.quote || hasName(n, "quote", "pullquote", "blockquote", "citation", "cytata") && isElement("div", "aside", "section", "p")(n) && !(w.news && w.holdsStory(n))
	}
	if w.isRow(n) {
		for child := range n.ChildNodes() {
			w.walk(child, inside)
			w.flush(inside)
		}
		return
	}
	w.children(n, inside)
	w.flush(inside)
}

// isRow reports whether an element above the text holds several inline ones
// and no words of its own: a style sheet sets them apart.
func (w *htmlWalker) isRow(n *html.Node) bool {
	if !isElement("div", "header", "footer", "section", "ul")(n) || !w.news || w.started {
		return false
	}
	parts := 0
	for child := range n.ChildNodes() {
		if child.Type == html.TextNode && strings.TrimSpace(child.Data) != "" {
			return false
		}
		if child.Type == html.ElementNode && w.sizes[child].shown > 0 {
			parts++
		}
	}
	return parts > 1
}

// rawText is the text of preformatted lines, as it stands.
func rawText(n *html.Node) string {
	var out strings.Builder
	for node := range n.Descendants() {
		if node.Type == html.TextNode {
			out.WriteString(node.Data)
		}
	}
	return out.String()
}

func rendered(n *html.Node) string {
	var out strings.Builder
	if err := html.Render(&out, n); err != nil {
		return ""
	}
	return out.String()
}
