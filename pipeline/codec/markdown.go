package codec

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extensionast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// A markdown reader walks the tree of a Markdown document.
type markdown struct {
	*reader
	source   []byte // the document once more
	headings int    // of the first level, to find the headline
}

// A place is what stands around a block.
type place struct {
	quote bool
	depth int // of lists
	deep  int // of all
}

// readMarkdown reads a document of CommonMark with tables and struck text. The
// error says that it is nested too deep.
func readMarkdown(doc string) (*reader, error) {
	if tangled(doc) {
		return nil, tooTangled()
	}
	r := &reader{doc: doc}
	start := r.front(len(doc) - len(strings.TrimPrefix(doc, "\ufeff")))
	m := &markdown{reader: r, source: []byte(doc)}
	tree := markdownParser().Parse(text.NewReader(parserSource(doc, start)))
	if err := m.walk(tree, place{}); err != nil {
		return nil, err
	}
	if r.overlap() {
		plain := readText(doc)
		plain.notice(Repaired, "The Markdown could not be taken apart and was read as plain text.")
		return plain, nil
	}
	return r, nil
}

// tangled reports whether a document has so many links that are never closed,
// or so many addresses for links, that the parser would take seconds: it looks
// for the end of each of the first, and copies all of the second each time.
func tangled(doc string) bool {
	const most = 200_000_000 // steps
	steps, addresses := 0, 0
	for word := range strings.FieldsFuncSeq(doc, isHTMLSpace) {
		steps += len(word) * strings.Count(word, "](")
		if strings.HasPrefix(word, "[") && strings.Contains(word, "]:") {
			addresses++
		}
	}
	return steps+addresses*addresses > most
}

func markdownParser() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser()
}

// parserSource is the document for the parser, with every offset unchanged:
// front matter becomes empty lines, lines that end in a carriage return alone,
// as CommonMark 2.1 allows, end in a newline, and the marks of footnotes are
// words, lest a note of one word is taken for the address of a link.
func parserSource(doc string, start int) []byte {
	src := []byte(doc)
	for i := range src {
		switch {
		case i < start && src[i] != '\n':
			src[i] = ' '
		case src[i] == '\r' && (i+1 == len(src) || src[i+1] != '\n'):
			src[i] = '\n'
		}
	}
	for at := start; ; at++ {
		next := strings.Index(doc[at:], "[^")
		if next < 0 {
			break
		}
		at += next
		if noteMark(doc[at:]) != "" {
			src[at] = 'x'
		}
	}
	if start > 0 {
		src[start-1] = '\n' // a byte order mark and nothing else may stand before
	}
	return src
}

func (m *markdown) walk(parent ast.Node, at place) error {
	if at.deep > maxDepth {
		return tooDeep()
	}
	at.deep++
	for node := parent.FirstChild(); node != nil; node = node.NextSibling() {
		if err := m.block(node, at); err != nil {
			return err
		}
	}
	return nil
}

func (m *markdown) block(node ast.Node, at place) error {
	switch node := node.(type) {
	case *ast.Heading:
		m.heading(node)
	case *ast.Paragraph, *ast.TextBlock:
		m.paragraph(node, at, pipeline.Block{Kind: pipeline.Paragraph})
	case *ast.Blockquote:
		at.quote = true
		return m.walk(node, at)
	case *ast.List:
		at.depth++
		return m.list(node, at)
	case *extensionast.Table:
		m.table(node)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		m.add(pipeline.Block{Kind: pipeline.Code, Raw: string(node.Lines().Value(m.source))})
	case *ast.HTMLBlock:
		m.embed(node)
	case *ast.ThematicBreak:
		m.add(pipeline.Block{Kind: pipeline.Rule})
	case *ast.LinkReferenceDefinition: // the links that use it have its address
	default:
		return m.walk(node, at)
	}
	return nil
}

// heading reads a heading. The first of the first level is the headline when
// the front matter has none; one that says the same as the headline there is
// the same block in a second place.
func (m *markdown) heading(node *ast.Heading) {
	b, start, end, ok := m.read(node)
	if !ok {
		return
	}
	b.Kind, b.Level = pipeline.Heading, node.Level
	if node.Level == 1 {
		m.headings++
		for i, other := range m.blocks {
			if other.Kind == pipeline.Headline && m.headings == 1 && m.peek(markup.Plain(b.Text)) == markup.Plain(other.Text) {
				m.blocks[i].Text, m.blocks[i].Tags = m.clean(b.Text), b.Tags
				m.place(i, start, end)
				return
			}
		}
		if !m.has(pipeline.Headline) {
			b.Kind, b.Level = pipeline.Headline, 0
		}
	}
	m.place(m.add(b), start, end)
}

// paragraph reads a paragraph; b says what it is where nothing else decides.
func (m *markdown) paragraph(node ast.Node, at place, b pipeline.Block) {
	if b.Kind == pipeline.Paragraph && at.quote {
		b.Kind = pipeline.Quote
	}
	if m.figures(node) {
		return
	}
	read, start, end, ok := m.read(node)
	if !ok {
		return
	}
	b.Text, b.Tags = read.Text, read.Tags
	if rest, ok := cutLabel(pipeline.ReadAlso, b.Text); ok && rest != "" {
		b = pipeline.Block{Kind: pipeline.ReadAlso, Text: rest, Tags: b.Tags}
	}
	m.place(m.add(b), start, end)
}

// read reads the inline content of a block. Where it cannot be taken apart,
// the text is what stands there. It is not ok when no text is left.
func (m *markdown) read(node ast.Node) (b pipeline.Block, start, end int, ok bool) {
	lines := node.Lines()
	if lines.Len() == 0 {
		return b, 0, 0, false
	}
	start, end = lines.At(0).Start, lines.At(lines.Len()-1).Stop
	end = start + len(strings.TrimRight(m.doc[start:max(start, end)], " \t\r\n"))
	in := readInline(m.doc, node, lines)
	b.Text, b.Tags = in.out.String(), in.tags
	for _, title := range in.titles {
		m.notice(Kept, "The title of a link was kept as it is: "+excerpt(title))
	}
	if in.failed {
		b.Text, b.Tags = markup.Escape(strings.Join(strings.Fields(string(lines.Value(m.source))), " ")), nil
		m.notice(Kept, "The marks of a paragraph could not be read; it is translated with its signs: "+excerpt(b.Text))
	}
	return b, start, end, m.peek(b.Text) != ""
}

// peek is the text as it will be in a block, without counting.
func (m *markdown) peek(text string) string {
	return strings.TrimSpace((&reader{}).clean(text))
}

func (m *markdown) list(list *ast.List, at place) error {
	if at.deep > maxDepth {
		return tooDeep()
	}
	at.deep += 2
	number := 0
	if list.IsOrdered() {
		number = max(list.Start, 1)
	}
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		for node := item.FirstChild(); node != nil; node = node.NextSibling() {
			if node == item.FirstChild() && isParagraph(node) {
				m.paragraph(node, at, pipeline.Block{Kind: pipeline.Item, Level: at.depth, Number: number})
			} else if err := m.block(node, at); err != nil {
				return err
			}
		}
		if number > 0 {
			number++
		}
	}
	return nil
}

func isParagraph(node ast.Node) bool {
	return node.Kind() == ast.KindParagraph || node.Kind() == ast.KindTextBlock
}

// table reads the cells of a table, row by row.
func (m *markdown) table(table *extensionast.Table) {
	row := 0
	for line := table.FirstChild(); line != nil; line = line.NextSibling() {
		row++
		column := 0
		for cell := line.FirstChild(); cell != nil; cell = cell.NextSibling() {
			column++
			b, start, end, ok := m.read(cell)
			if !ok {
				continue
			}
			b.Kind, b.Level, b.Number = pipeline.Cell, column, row
			m.place(m.add(b), start, end)
		}
	}
}

func (m *markdown) embed(node *ast.HTMLBlock) {
	raw := string(node.Lines().Value(m.source))
	if node.HasClosure() {
		raw += string(node.ClosureLine.Value(m.source))
	}
	if words := Words(raw); words != "" {
		m.notice(Kept, "HTML inside the Markdown was kept as it is and is not translated: "+excerpt(words))
	}
	m.add(pipeline.Block{Kind: pipeline.Embed, URL: embedURL(raw), Raw: raw})
}

// excerpt is the beginning of a text, for notices.
func excerpt(text string) string {
	const most = 60
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most]) + "…"
}
