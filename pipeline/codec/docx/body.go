package docx

import (
	"cmp"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/xmltree"
)

// body reads what stands in a row: paragraphs, tables, and what wraps them.
func (r *reader) body(n *xmltree.Node) {
	for child := range n.All() {
		switch child.Name {
		case "w:p":
			r.paragraph(child)
		case "w:tbl":
			r.finish()
			r.table(child)
		case "w:sdt":
			r.body(child.Child("w:sdtContent"))
		case "w:ins", "w:moveTo":
			r.inserted++
			r.body(child)
		case "w:del", "w:moveFrom":
			r.delete(child)
		case "mc:AlternateContent":
			r.body(chosen(child))
		case "w:altChunk", "w:subDoc":
			r.drop("A document inside the document was not read.")
		case "w:sectPr", "w:tcPr":
		case "":
			r.words(strings.TrimSpace(child.Text), 0) // where none belongs
		default:
			if child.Find("w:p") != nil || child.Find("w:tbl") != nil {
				r.body(child)
			} else {
				r.inline(child)
			}
		}
	}
}

// chosen is the form of something that comes in several that we take: the one
// for readers that know none of the others. Where that says nothing, the last
// of the others.
func chosen(n *xmltree.Node) *xmltree.Node {
	fallback := n.Child("mc:Fallback")
	if fallback != nil && (says(fallback) || !says(n)) {
		return fallback
	}
	var choice *xmltree.Node
	for child := range n.All() {
		if child.Name == "mc:Choice" && (choice == nil || says(child)) {
			choice = child
		}
	}
	return choice
}

// says reports whether there are words or pictures in an element.
func says(n *xmltree.Node) bool {
	for node := range n.Descendants() {
		switch node.Name {
		case "w:t", "m:t", "a:blip", "v:imagedata":
			return true
		}
	}
	return false
}

func (r *reader) delete(n *xmltree.Node) {
	if n.Find("w:delText") != nil || n.Find("w:t") != nil || n.Find("w:p") != nil || says(n) {
		r.deleted++
	}
}

// drop notes once that something was left out.
func (r *reader) drop(what string) {
	if !r.told[what] {
		r.told[what] = true
		r.doc.Dropped = append(r.doc.Dropped, what)
	}
}

// paragraph reads a paragraph, and continues the one before when the end of
// that was deleted.
func (r *reader) paragraph(n *xmltree.Node) {
	properties := n.Child("w:pPr")
	if !r.joining {
		r.finish()
	}
	r.joining = false
	style := r.styles.paragraph(properties.Child("w:pStyle").Attr("w:val"))
	r.style = style
	r.inline(n)
	mark := properties.Child("w:rPr")
	if mark.Child("w:del") != nil || mark.Child("w:moveFrom") != nil {
		r.deleted++
		r.joining = true
		return
	}
	r.emit(r.block(properties, style))
}

// finish ends a paragraph that waits for more of it.
func (r *reader) finish() {
	r.joining = false
	if len(r.runs) > 0 || len(r.after) > 0 {
		r.emit(office.Block{Kind: pipeline.Paragraph})
	}
}

// emit adds the paragraph that was read, and what stands behind it.
func (r *reader) emit(b office.Block) {
	b.Runs, r.runs, r.size, r.said = r.runs, nil, 0, false
	if len(b.Runs) > 0 {
		r.blocks = append(r.blocks, b)
	}
	if r.ruled {
		r.blocks = append(r.blocks, office.Block{Kind: pipeline.Rule})
		r.ruled = false
	}
	r.blocks = append(r.blocks, r.after...)
	r.after = nil
}

// block says what a paragraph is. A style that names a part of a story decides,
// then a list, then a level of the outline.
func (r *reader) block(properties *xmltree.Node, style paragraphStyle) office.Block {
	b := office.Block{Kind: style.kind, Level: style.level, Look: office.Look{Centred: style.centred, Size: style.size}}
	if jc := properties.Child("w:jc"); jc != nil {
		b.Look.Centred = jc.Attr("w:val") == "center"
	}
	b.Look.Size = cmp.Or(r.size, style.size)
	if b.Kind != "" && b.Kind != pipeline.Quote {
		r.depth = 0
		return b
	}
	b.Level = 0
	if level, number, marked, ok := r.item(properties, style); ok {
		if marked {
			r.depth = min(level+1, r.depth+1)
			b.Kind, b.Level, b.Number = pipeline.Item, r.depth, number
		} else if b.Kind == "" {
			b.Kind = pipeline.Paragraph
		}
		return b
	}
	r.depth = 0
	if b.Kind == "" {
		b.Kind = pipeline.Paragraph
		outline := style.outline
		if own := properties.Child("w:outlineLvl"); own != nil {
			outline = number(own.Attr("w:val"), bodyText)
		}
		if outline < bodyText {
			b.Kind, b.Level = pipeline.Heading, min(outline+1, 6)
		}
	}
	return b
}
