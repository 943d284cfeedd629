package docx

import (
	"strconv"

	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/xmltree"
)

// inline reads what stands in a paragraph. Whatever only wraps runs is looked
// through, known or not, so that no words are lost.
func (r *reader) inline(n *xmltree.Node) {
	for child := range n.All() {
		switch child.Name {
		case "w:pPr", "w:rPr", "w:sdtPr", "w:smartTagPr", "w:customXmlPr", "m:ctrlPr":
		case "w:r":
			r.run(child)
		case "w:hyperlink":
			outer := r.link
			r.link = r.target(child)
			r.inline(child)
			r.link = outer
		case "w:fldSimple":
			outer := r.link
			if url := fieldURL(child.Attr("w:instr")); url != "" {
				r.link = url
			}
			r.inline(child)
			r.link = outer
		case "w:ins", "w:moveTo":
			if says(child) {
				r.inserted++
			}
			r.inline(child)
		case "w:del", "w:moveFrom":
			r.delete(child)
		case "mc:AlternateContent":
			r.inline(chosen(child))
		case "m:t":
			r.words(child.Content(), 0)
		case "w:txbxContent":
			r.box(child)
		case "":
			r.unknown(child.Text, 0)
		default:
			r.inline(child)
		}
	}
}

// run reads a run: words that look the same.
func (r *reader) run(n *xmltree.Node) {
	properties := n.Child("w:rPr")
	look := r.styles.character(properties.Child("w:rStyle").Attr("w:val"))
	look.read(properties)
	if r.size == 0 {
		r.size = look.size
	}
	hidden := look.hidden == on || look.hidden == unset && r.style.hidden
	r.inRun(n, look.on, hidden)
}

func (r *reader) inRun(n *xmltree.Node, marks office.Marks, hidden bool) {
	for child := range n.All() {
		switch child.Name {
		case "w:fldChar":
			r.fieldSign(child.Attr("w:fldCharType"))
		case "w:instrText":
			r.instruct(child.Content())
		case "w:rPr", "w:delText", "w:delInstrText", "w:footnoteRef", "w:endnoteRef", "w:annotationRef", "w:pgNum", "w:lastRenderedPageBreak":
		case "mc:AlternateContent":
			r.inRun(chosen(child), marks, hidden)
		case "w:commentReference":
			r.comment(child.Attr("w:id"))
		default:
			if !hidden {
				r.content(child, marks)
			} else if child.Name == "w:t" || says(child) {
				r.hidden++
			}
		}
	}
}

// content reads something that a run shows.
func (r *reader) content(n *xmltree.Node, marks office.Marks) {
	if n == nil {
		return
	}
	switch n.Name {
	case "w:t", "m:t":
		r.words(n.Content(), marks)
	case "w:tab", "w:ptab":
		r.words("\t", marks)
	case "w:noBreakHyphen":
		r.words("\u2011", marks)
	case "w:softHyphen":
		r.words("\u00ad", marks)
	case "w:br":
		if kind := n.Attr("w:type"); kind == "" || kind == "textWrapping" {
			r.runs = append(r.runs, office.Run{Kind: office.Break})
		}
	case "w:cr":
		r.runs = append(r.runs, office.Run{Kind: office.Break})
	case "w:sym":
		r.sign(n.Attr("w:char"), marks)
	case "w:footnoteReference":
		r.noteMark("footnote", n.Attr("w:id"))
	case "w:endnoteReference":
		r.noteMark("endnote", n.Attr("w:id"))
	case "w:drawing":
		r.drawing(n)
	case "w:pict", "w:object":
		r.shape(n)
	case "mc:AlternateContent":
		r.content(chosen(n), marks)
	case "w:txbxContent":
		r.box(n)
	case "":
		r.unknown(n.Text, marks)
	default:
		for child := range n.All() {
			r.content(child, marks)
		}
	}
}

// words adds words to the paragraph.
func (r *reader) words(text string, marks office.Marks) {
	if text != "" {
		r.said = r.said || !isBlank(text)
		r.runs = append(r.runs, office.Run{Text: text, Marks: marks, URL: r.url()})
	}
}

// unknown adds text that stands where none belongs; white space is only there
// to make the file look nice.
func (r *reader) unknown(text string, marks office.Marks) {
	if !isBlank(text) {
		r.words(text, marks)
	}
}

// sign adds a character of a font of signs. Those of Symbol and Wingdings lie
// in the private area of Unicode and say nothing without the font.
func (r *reader) sign(char string, marks office.Marks) {
	code, err := strconv.ParseUint(char, 16, 16)
	switch {
	case err == nil && (code == 0xF0B7 || code == 0xF0A7): // both draw bullets
		r.words("•", marks)
	case err == nil && code > ' ' && (code < 0xD800 || code >= 0xF900):
		r.words(string(rune(code)), marks)
	default:
		r.signs++
	}
}

// url is where the link goes that the next words stand in.
func (r *reader) url() string {
	if r.link != "" {
		return r.link
	}
	for i := len(r.fields) - 1; i >= 0; i-- {
		if r.fields[i].url != "" {
			return r.fields[i].url
		}
	}
	return ""
}

// target is where a hyperlink goes: outside, or to a place in the document.
func (r *reader) target(n *xmltree.Node) string {
	url := r.part.rels[n.Attr("r:id")].target
	if anchor := n.Attr("w:anchor"); anchor != "" {
		url += "#" + anchor
	}
	return url
}
