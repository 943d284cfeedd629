package codec

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// text adds a text that was collected, after a look at what it says.
func (w *htmlWalker) text(b pipeline.Block) {
	plain := strings.TrimSpace(PlainText(b))
	if what := w.dropped(b.Kind, plain); what != "" {
		w.notice(Dropped, "Left out as "+what+": "+excerpt(plain))
		return
	}
	if b.Kind == pipeline.Paragraph {
		for _, piece := range readAlso(b) {
			w.paragraph(piece)
		}
		return
	}
	w.paragraph(b)
}

// dropped says what a text is that no story says of itself.
func (w *htmlWalker) dropped(kind pipeline.BlockKind, plain string) string {
	if w.typed || kind != pipeline.Paragraph && kind != pipeline.Heading && kind != pipeline.Item && kind != pipeline.Cell {
		return ""
	}
	if what := rules().of(plain); what != "" && (kind == pipeline.Paragraph || kind == pipeline.Heading) {
		return what
	}
	dated, counted := rules().particulars(plain)
	if counted || dated && !w.started && w.news || w.isLineOfFacts(plain) {
		return "particulars"
	}
	if kind == pipeline.Paragraph && w.captions[oneSpaced(plain)] {
		return "a caption once more"
	}
	if kind == pipeline.Paragraph && (w.author != "" && withoutRole(plain) == w.author || w.news && isRole(plain)) {
		return "the byline once more"
	}
	return ""
}

// isLineOfFacts reports whether a line above the text gives date, place and
// author in parts: Додано: 12.05.2010 | Переглядів: 877.
func (w *htmlWalker) isLineOfFacts(plain string) bool {
	if !w.news || w.started {
		return false
	}
	name, dated := nameInLine(plain)
	return dated && (name == "" || name == w.author)
}

// paragraph adds a text that belongs to the story.
func (w *htmlWalker) paragraph(b pipeline.Block) {
	const longestCredit = 120 // bytes
	if b.Kind == pipeline.Paragraph {
		if rest, ok := cutLabel(pipeline.Credit, PlainText(b)); ok && (w.afterPicture() || len(rest) < longestCredit) {
			b.Kind, b.Text = pipeline.Caption, unwrapLabel(pipeline.Credit, b.Text)
		}
		if rest, ok := cutLabel(pipeline.ReadAlso, unwrapLabel(pipeline.ReadAlso, b.Text)); ok && rest != "" {
			b = pick(pipeline.Block{Kind: pipeline.ReadAlso, Tags: b.Tags}, rest)
		}
		if source, ok := strings.CutPrefix(PlainText(b), "Джерело:"); ok && len(source) < longestCredit {
			w.meta = append(w.meta, pipeline.Meta{Key: "source", Value: oneSpaced(source)})
			w.notice(Dropped, "Kept as the source, no part of the story: "+excerpt(source))
			return
		}
	}
	if b.Kind == pipeline.Caption {
		caption, credit := cutCredit(b)
		w.addOnce(caption)
		w.addOnce(credit)
		return
	}
	if b.Kind == pipeline.Credit {
		if caption, credit := cutCredit(b); credit.Text != "" && caption.Text == "" {
			b = credit
		}
		b.Text = strings.TrimLeft(b.Text, "© \u00a0")
		w.addOnce(b)
		return
	}
	w.started = w.started || b.Kind == pipeline.Paragraph || b.Kind == pipeline.Quote
	w.add(b)
}

// addOnce adds a caption or a credit, unless the picture has it already: pages
// keep some twice, for screens of two widths.
func (w *htmlWalker) addOnce(b pipeline.Block) {
	if b.Text == "" {
		return
	}
	for i := len(w.blocks) - 1; w.news && i >= 0 && isOfPicture(w.blocks[i].Kind); i-- {
		if w.blocks[i].Kind == b.Kind && w.blocks[i].Text == w.clean(b.Text) {
			w.notice(Dropped, "Left out as a caption once more: "+excerpt(PlainText(b)))
			return
		}
	}
	const least = 30 // letters that no two texts share by chance
	if plain := oneSpaced(PlainText(b)); w.news && b.Kind == pipeline.Caption && countLetters(plain) >= least {
		if w.captions == nil {
			w.captions = make(map[string]bool)
		}
		w.captions[plain] = true
	}
	w.add(b)
}

func isOfPicture(kind pipeline.BlockKind) bool {
	return kind == pipeline.AltText || kind == pipeline.Caption || kind == pipeline.Credit
}

// image reads a picture: alone it is a figure, between words an inline mark.
func (w *htmlWalker) image(n *html.Node, at htmlPlace) {
	src, alt := imageSource(n), strings.TrimSpace(attribute(n.Attr, "alt"))
	switch {
	case isPixel(n):
		return
	case isEmoji(n):
		w.word(alt, at)
		return
	case strings.HasPrefix(strings.ToLower(src), "data:") || src == "":
		w.notice(Dropped, "A picture without an address of its own was left out: "+excerpt(alt))
		if alt == "" {
			return
		}
		w.flush(at)
		w.add(pipeline.Block{Kind: pipeline.Figure})
	case w.run.words:
		w.pending(at)
		if w.run.words {
			w.run.alone(pipeline.Tag{Kind: pipeline.Image, URL: w.address(src), Text: alt}, at.marks)
			return
		}
		fallthrough
	default:
		w.flush(at)
		w.add(pipeline.Block{Kind: pipeline.Figure, URL: w.address(src)})
	}
	if alt != "" {
		w.add(pipeline.Block{Kind: pipeline.AltText, Text: markup.Escape(strings.Join(strings.Fields(alt), " "))})
	}
}

// isEmoji reports whether a picture stands for a character.
func isEmoji(n *html.Node) bool {
	return attribute(n.Attr, "alt") != "" && (hasName(n, "emoji", "smiley") || containsAny(attribute(n.Attr, "src"), "/emoji", "s.w.org/images/core"))
}

func isPixel(n *html.Node) bool {
	width, height := attribute(n.Attr, "width"), attribute(n.Attr, "height")
	return width == "1" || height == "1" || width == "0" || height == "0"
}

// figure reads a picture with its caption; what else stands in it follows.
func (w *htmlWalker) figure(n *html.Node, at htmlPlace) {
	if w.sizes[n].pictures == 0 {
		w.children(n, at)
		w.flush(at)
		return
	}
	if !at.pictured {
		w.pictures(n, at)
	}
	rest := at
	rest.pictured = true
	if n.Data != "figure" && w.sizes[n].captions == 0 {
		rest.kind = pipeline.Caption
	}
	w.children(n, rest)
	w.flush(rest)
}

// pictures reads the pictures of a figure, and then the captions.
func (w *htmlWalker) pictures(n *html.Node, at htmlPlace) {
	for _, picture := range findAll(n, isElement("img", "amp-img")) {
		if !w.taken[picture] {
			w.image(picture, at)
			w.taken[picture] = true
		}
	}
	for _, caption := range findAll(n, isElement("figcaption")) {
		w.walk(caption, at)
		w.taken[caption] = true
	}
}

// table reads a table of texts cell by cell. One column of texts, or tables inside
// tables, are only the layout of a page.
func (w *htmlWalker) table(n *html.Node, at htmlPlace) {
	var rows []*html.Node
	if w.sizes[n].tables == 1 {
		rows = findAll(n, isElement("tr"))
	}
	if w.columns(rows) < 2 {
		w.children(n, at)
		w.flush(at)
		return
	}
	for i, row := range rows {
		for j, cell := range cellsOf(row) {
			inside := htmlPlace{kind: pipeline.Cell, level: j + 1, number: i + 1}
			w.children(cell, inside)
			w.flush(inside)
			w.taken[cell] = true
		}
	}
	w.children(n, at) // a caption
	w.flush(at)
}

// columns are how many texts stand in one row at most.
func (w *htmlWalker) columns(rows []*html.Node) int {
	columns := 0
	for _, row := range rows {
		texts := 0
		for _, cell := range cellsOf(row) {
			if w.sizes[cell].shown > 0 {
				texts++
			}
		}
		columns = max(columns, texts)
	}
	return columns
}

func cellsOf(row *html.Node) []*html.Node {
	var cells []*html.Node
	for child := range row.ChildNodes() {
		if isElement("td", "th")(child) {
			cells = append(cells, child)
		}
	}
	return cells
}
