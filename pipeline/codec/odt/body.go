package odt

import (
	"cmp"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/xmltree"
)

// body reads what stands in a row: paragraphs, lists, tables, and what wraps
// them.
func (r *reader) body(n *xmltree.Node) {
	for child := range n.All() {
		switch child.Name {
		case "text:p", "text:h":
			r.paragraph(child)
		case "text:list":
			r.list(child)
		case "table:table":
			r.table(child)
		case "text:tracked-changes":
			r.changes(child)
		case "text:section":
			if child.Attr("text:display") == "none" {
				r.hide(child)
				continue
			}
			r.body(child)
		case "":
			r.text(strings.TrimSpace(child.Text), 0)
		default:
			switch {
			case isMachinery(child.Name):
			case child.Find("text:p") != nil && !isDrawing(child.Name):
				r.body(child)
			default:
				r.element(child, 0)
			}
		}
	}
}

// isMachinery reports whether an element says how something is made and shows
// nothing itself: sources of an index, declarations of variables.
func isMachinery(name string) bool {
	return strings.HasSuffix(name, "-source") || strings.HasSuffix(name, "-decls") || strings.HasPrefix(name, "form:") ||
		name == "office:forms" || name == "office:event-listeners"
}

func isDrawing(name string) bool { return strings.HasPrefix(name, "draw:") }

// changes counts the changes that were tracked. Only here is what was deleted.
func (r *reader) changes(n *xmltree.Node) {
	for node := range n.Descendants() {
		switch node.Name {
		case "text:deletion":
			r.deleted++
		case "text:insertion":
			r.inserted++
		}
	}
}

func (r *reader) hide(n *xmltree.Node) {
	if strings.TrimSpace(n.Content()) != "" {
		r.hidden++
	}
}

// paragraph reads a paragraph or a heading.
func (r *reader) paragraph(n *xmltree.Node) {
	r.finish()
	style := r.styles.paragraph(n.Attr("text:style-name"))
	if style.letters.hidden == on {
		r.hide(n)
		return
	}
	r.inline(n, style.letters)
	r.emit(r.block(n, style))
}

// block says what a paragraph is. A style that names a part of a story decides,
// then that it is a heading, then a list.
func (r *reader) block(n *xmltree.Node, style paragraphStyle) office.Block {
	b := office.Block{Kind: style.kind, Level: style.level, Look: office.Look{Centred: style.centred, Size: cmp.Or(r.size, style.letters.size, style.size)}}
	if n.Name == "text:h" && (b.Kind == "" || b.Kind == pipeline.Heading) {
		b.Kind, b.Level = pipeline.Heading, min(max(number(n.Attr("text:outline-level"), 1), 1), 6)
	}
	if b.Kind != "" && b.Kind != pipeline.Quote {
		return b
	}
	b.Level = 0
	if level, number, ok := r.item(); ok {
		b.Kind, b.Level, b.Number = pipeline.Item, level, number
	}
	b.Kind = cmp.Or(b.Kind, pipeline.Paragraph)
	return b
}
