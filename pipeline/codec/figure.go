package codec

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// A picture is an image that stands alone on its line, and the line wholly in
// italics beside or under it.
type picture struct {
	image   *ast.Image
	caption *ast.Emphasis // nil when there is none
}

// figures reads a paragraph of nothing but pictures with their captions; it
// reports false, and has read nothing, when the paragraph is anything else.
func (m *markdown) figures(paragraph ast.Node) bool {
	pictures := picturesOf(m.doc, paragraph)
	if len(pictures) == 0 {
		return false
	}
	all, ok := m.readPictures(pictures, paragraph)
	if !ok {
		return false
	}
	for _, p := range all {
		m.add(pipeline.Block{Kind: pipeline.Figure, URL: decodeURL(p.image.Destination)})
		if len(p.image.Title) > 0 {
			m.notice(Kept, "The title of a picture was kept as it is: "+excerpt(string(p.image.Title)))
		}
		if m.peek(p.alt.text.Text) != "" {
			m.place(m.add(p.alt.text), p.alt.start, p.alt.end)
		}
		if p.caption != nil {
			m.caption(p.line)
		}
	}
	return true
}

// A stretch is a text and where it stands.
type stretch struct {
	text       pipeline.Block
	start, end int
}

type readPicture struct {
	picture
	alt, line stretch
}

func (m *markdown) readPictures(pictures []picture, paragraph ast.Node) ([]readPicture, bool) {
	r := inline{src: m.doc, lines: paragraph.Lines()}
	var all []readPicture
	for _, p := range pictures {
		r.at = p.image.Pos()
		read := readPicture{picture: p}
		read.alt.start = r.at + len("![")
		text, end := r.image(p.image)
		read.alt.text = pipeline.Block{Kind: pipeline.AltText, Text: markup.Escape(text)}
		read.alt.end = end
		if p.caption != nil && !r.failed {
			read.line = r.captionLine(p.caption)
		}
		if r.failed {
			return nil, false
		}
		all = append(all, read)
	}
	return all, true
}

// captionLine reads what stands between the signs of an emphasis.
func (r *inline) captionLine(caption *ast.Emphasis) stretch {
	in := inline{src: r.src, lines: r.lines, at: r.skipSpace(r.at) + 1}
	s := stretch{start: in.at}
	in.children(caption)
	if in.failed || in.sign("*_", 1) == "" {
		r.failed = true
		return s
	}
	s.end = in.at
	s.text = pipeline.Block{Kind: pipeline.Caption, Text: in.out.String(), Tags: in.tags}
	return s
}

// picturesOf are the pictures of a paragraph of nothing else.
func picturesOf(src string, paragraph ast.Node) []picture {
	var pictures []picture
	for child := paragraph.FirstChild(); child != nil; child = child.NextSibling() {
		switch child := child.(type) {
		case *ast.Text:
			if strings.TrimSpace(src[child.Segment.Start:child.Segment.Stop]) != "" || child.HardLineBreak() {
				return nil
			}
		case *ast.Image:
			pictures = append(pictures, picture{image: child})
		case *ast.Emphasis:
			last := len(pictures) - 1
			if child.Level != 1 || last < 0 || pictures[last].caption != nil {
				return nil
			}
			pictures[last].caption = child
		default:
			return nil
		}
	}
	return pictures
}

// caption adds the caption and the credit that a line under a picture holds.
func (m *markdown) caption(line stretch) {
	caption, credit := cutCredit(line.text)
	label, _ := findLabel(pipeline.Credit, m.doc[line.start:line.end])
	if credit.Text == "" || label < 0 {
		if m.peek(line.text.Text) != "" {
			m.place(m.add(line.text), line.start, line.end)
		}
		return
	}
	behind := line.start + label
	if m.peek(caption.Text) != "" {
		m.place(m.add(caption), line.start, line.start+len(strings.TrimRight(m.doc[line.start:behind], " \t\r\n")))
	}
	m.place(m.add(credit), behind, line.end)
}

// cutCredit parts a caption from the credit behind its label, wherever no mark
// spans both. The credit's text is empty when there is none.
func cutCredit(b pipeline.Block) (caption, credit pipeline.Block) {
	b.Text = unwrapCredit(b.Text)
	at, length := findLabel(pipeline.Credit, b.Text)
	if at < 0 || !balanced(b.Text[:at]) {
		return b, credit
	}
	caption = pick(b, strings.TrimRight(b.Text[:at], " \u00a0"))
	credit = pick(b, strings.TrimLeft(b.Text[at+length:], " \u00a0"))
	credit.Kind = pipeline.Credit
	return caption, credit
}

// unwrapCredit takes away a mark over the whole of the credit, its label
// included: it says how the page looks and nothing else.
func unwrapCredit(marked string) string {
	var opened, last markup.Token
	label, _ := findLabel(pipeline.Credit, marked)
	for token := range markup.Scan(marked) {
		if token.Kind == markup.Open && token.Span.End >= label {
			if _, ok := cutLabel(pipeline.Credit, marked[token.Span.End:]); ok {
				opened = token
			}
		}
		last = token
	}
	if opened.N == 0 || last.Kind != markup.Close || last.N != opened.N {
		return marked
	}
	return marked[:opened.Span.Start] + marked[opened.Span.End:last.Span.Start]
}

// balanced reports whether every pair that begins in a text also ends in it.
func balanced(marked string) bool {
	open := make(map[int]bool)
	for token := range markup.Scan(marked) {
		switch token.Kind {
		case markup.Open:
			open[token.N] = true
		case markup.Close:
			if !open[token.N] {
				return false
			}
			delete(open, token.N)
		}
	}
	return len(open) == 0
}

// pick is a part of a block's text as a block of its own, with its tags.
func pick(b pipeline.Block, part string) pipeline.Block {
	text, numbers := markup.Renumber(part)
	picked := pipeline.Block{Kind: b.Kind, Text: text}
	for _, n := range numbers {
		picked.Tags = append(picked.Tags, b.Tags[n-1])
	}
	return picked
}
