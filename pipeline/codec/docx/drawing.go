package docx

import (
	"cmp"
	"strings"

	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/xmltree"
)

// drawing reads a DrawingML object: pictures and boxes of text. Of charts and
// the like, which show what stands in other parts, only the alt text is read.
func (r *reader) drawing(n *xmltree.Node) {
	about := n.Find("wp:docPr")
	alt := cmp.Or(about.Attr("descr"), about.Attr("title"))
	floats := n.Child("wp:anchor") != nil
	shown := false
	for node := range visible(n) {
		switch node.Name {
		case "w:txbxContent":
			r.box(node)
			shown = true
		case "a:blip":
			r.addPicture(cmp.Or(node.Attr("r:embed"), node.Attr("r:link")), alt, floats)
			shown = true
		}
	}
	if !shown {
		r.drop("A chart or a drawing was left out; only its alt text was read.")
		r.addPicture("", alt, floats)
	}
}

// shape reads a VML object, or one of another program that shows as one.
func (r *reader) shape(n *xmltree.Node) {
	alt, floats := "", false
	for node := range visible(n) {
		alt = cmp.Or(alt, node.Attr("alt"))
		floats = floats || strings.Contains(node.Attr("style"), "position:absolute")
		switch node.Name {
		case "w:txbxContent":
			r.box(node)
		case "v:imagedata":
			r.addPicture(cmp.Or(node.Attr("r:id"), node.Attr("r:href")), cmp.Or(alt, node.Attr("o:title")), floats)
		case "v:textpath":
			r.unknown(node.Attr("string"), 0)
		case "v:rect":
			switch node.Attr("o:hr") {
			case "t", "true", "1":
				r.ruled = true
			}
		}
	}
}

// visible visits what is inside an object, one form of what comes in several;
// boxes of text are not entered.
func visible(n *xmltree.Node) func(yield func(*xmltree.Node) bool) {
	return func(yield func(*xmltree.Node) bool) { visit(n, yield) }
}

func visit(n *xmltree.Node, yield func(*xmltree.Node) bool) bool {
	for child := range n.All() {
		if child.Name == "mc:AlternateContent" {
			if !visit(chosen(child), yield) {
				return false
			}
			continue
		}
		if !yield(child) || child.Name != "w:txbxContent" && !visit(child, yield) {
			return false
		}
	}
	return true
}

// addPicture adds a picture to the paragraph. Those that the document holds
// have their names in it for an address.
func (r *reader) addPicture(id, alt string, floats bool) {
	rel, known := r.part.rels[id]
	if known && !rel.external {
		r.pictures++
	}
	if known || alt != "" {
		r.runs = append(r.runs, office.Run{Kind: office.Picture, Source: rel.target, Text: alt, Floats: floats, URL: r.link})
	}
}

// box reads a box of text. It stands before the paragraph that it is fixed to
// when that has no words yet, otherwise behind it.
func (r *reader) box(n *xmltree.Node) {
	blocks := r.apart(func() { r.body(n) })
	if !r.said {
		r.blocks = append(r.blocks, blocks...)
		return
	}
	r.after = append(r.after, blocks...)
}

func isBlank(text string) bool { return strings.TrimSpace(text) == "" }
