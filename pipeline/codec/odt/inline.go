package odt

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/xmltree"
)

// inline reads what stands in a paragraph. Whatever only wraps words is looked
// through, known or not, so that none are lost; fields show what they result in.
func (r *reader) inline(n *xmltree.Node, letters look) {
	for child := range n.All() {
		if child.Name == "" {
			r.text(child.Text, letters.on)
			continue
		}
		if isMachinery(child.Name) {
			continue
		}
		if child.Name != "text:span" {
			r.elementIn(child, letters)
			continue
		}
		inner := r.styles.character(child.Attr("text:style-name")).over(letters)
		if inner.hidden == on {
			r.hide(child)
			continue
		}
		if r.size == 0 {
			r.size = inner.size
		}
		r.inline(child, inner)
	}
}

// element reads something that stands among words, or in their place.
func (r *reader) element(n *xmltree.Node, marks office.Marks) {
	r.elementIn(n, look{on: marks})
}

func (r *reader) elementIn(n *xmltree.Node, letters look) {
	switch n.Name {
	case "text:a", "draw:a":
		outer := r.link
		r.link = n.Attr("xlink:href")
		r.inline(n, letters)
		r.link = outer
	case "text:s":
		r.words(strings.Repeat(" ", min(max(number(n.Attr("text:c"), 1), 1), 100)), letters.on)
	case "text:tab":
		r.words("\t", letters.on)
	case "text:line-break":
		r.runs = append(r.runs, office.Run{Kind: office.Break})
	case "text:note":
		r.note(n)
	case "office:annotation":
		r.annotation(n)
	case "text:hidden-text":
		r.hide(n)
	case "draw:frame":
		r.frame(n)
	case "text:p", "text:h": // where none belongs
		r.box(func() { r.paragraph(n) })
	case "svg:title", "svg:desc":
	default:
		if isDrawing(n.Name) && n.Find("text:p") != nil {
			r.box(func() { r.body(n) })
			return
		}
		r.inline(n, letters)
	}
}

// text adds text as it is written: white space is one space.
func (r *reader) text(text string, marks office.Marks) {
	if strings.ContainsAny(text, "\t\n\r") || strings.Contains(text, "  ") {
		text = collapse(text)
	}
	r.words(text, marks)
}

// collapse makes one space of white space: OpenDocument 1.3, part 3, 6.1.2.
func collapse(text string) string {
	var out strings.Builder
	space := false
	for _, c := range text {
		isSpace := c == ' ' || c == '\t' || c == '\n' || c == '\r'
		if isSpace && !space {
			out.WriteByte(' ')
		}
		if !isSpace {
			out.WriteRune(c)
		}
		space = isSpace
	}
	return out.String()
}

func (r *reader) words(text string, marks office.Marks) {
	if text != "" {
		r.said = r.said || strings.TrimSpace(text) != ""
		r.runs = append(r.runs, office.Run{Text: text, Marks: marks, URL: r.link})
	}
}

// note reads a footnote or an endnote: its mark here, its text behind all. They
// are numbered in the order of the text, whichever kind they are.
func (r *reader) note(n *xmltree.Node) {
	r.numbered++
	mark := fmt.Sprintf("[^%d]", r.numbered)
	r.runs = append(r.runs, office.Run{Kind: office.Note, Text: mark})
	at := len(r.notes)
	r.notes = append(r.notes, office.Block{})
	runs, others := office.Join(r.apart(func() { r.body(n.Child("text:note-body")) }))
	r.notes[at] = office.Block{Kind: pipeline.Paragraph, Runs: append([]office.Run{{Kind: office.Note, Text: mark + ":"}, {Text: " "}}, runs...)}
	r.notes = append(r.notes, others...)
}

// annotation puts a comment behind the paragraph that it is about.
func (r *reader) annotation(n *xmltree.Node) {
	author := n.Child("dc:creator").Content()
	blocks := r.apart(func() {
		for child := range n.All() {
			switch child.Name {
			case "text:p":
				r.paragraph(child)
			case "text:list":
				r.list(child)
			}
		}
	})
	runs, _ := office.Join(blocks)
	r.after = append(r.after, office.EdNote(author, office.Text(runs))...)
}

// frame reads a picture or a box of text.
func (r *reader) frame(n *xmltree.Node) {
	alt := cmp.Or(n.Child("svg:desc").Content(), n.Child("svg:title").Content())
	floats := n.Attr("text:anchor-type") != "as-char"
	for child := range n.All() {
		switch child.Name {
		case "draw:text-box":
			r.box(func() { r.body(child) })
			return
		case "draw:image":
			r.picture(child, cmp.Or(alt, child.Child("svg:desc").Content(), child.Child("svg:title").Content()), floats)
			return // others are the same picture in other formats
		case "table:table":
			r.box(func() { r.table(child) })
			return
		}
	}
	if alt != "" || n.Child("draw:object") != nil {
		r.drop("A chart or an object was left out; only its alt text was read.")
		r.addPicture("", alt, floats)
	}
}

func (r *reader) picture(image *xmltree.Node, alt string, floats bool) {
	href := strings.TrimPrefix(image.Attr("xlink:href"), "./")
	if r.archive.Has(href) {
		r.pictures++
	}
	r.addPicture(href, alt, floats)
}

func (r *reader) addPicture(source, alt string, floats bool) {
	if source != "" || alt != "" {
		r.runs = append(r.runs, office.Run{Kind: office.Picture, Source: source, Text: alt, Floats: floats, URL: r.link})
	}
}

// box reads a box of text. It stands before the paragraph that it is fixed to
// when that has no words yet, otherwise behind it.
func (r *reader) box(read func()) {
	blocks := r.apart(read)
	if !r.said {
		r.blocks = append(r.blocks, blocks...)
		return
	}
	r.after = append(r.after, blocks...)
}
