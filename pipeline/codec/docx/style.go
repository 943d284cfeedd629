package docx

import (
	"strconv"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/xmltree"
)

// A toggle is a property that can be on, off or unsaid.
type toggle int8

const (
	unset toggle = iota
	off
	on
)

// bodyText is the level of the outline that is none.
const bodyText = 9

// deepestStyle is how many styles may rest on one another.
const deepestStyle = 32

// A look is what is said about letters.
type look struct {
	said, on office.Marks
	hidden   toggle
	size     float64 // points; 0 is unsaid
}

// read adds what properties of a run say to what was said before.
func (l *look) read(properties *xmltree.Node) {
	for n := range properties.All() {
		switch n.Name {
		case "w:b":
			l.mark(office.Bold, isOn(n))
		case "w:i":
			l.mark(office.Italic, isOn(n))
		case "w:strike", "w:dstrike":
			l.mark(office.Struck, isOn(n))
		case "w:vertAlign":
			l.mark(office.Superscript, n.Attr("w:val") == "superscript")
			l.mark(office.Subscript, n.Attr("w:val") == "subscript")
		case "w:vanish":
			l.hidden = off
			if isOn(n) {
				l.hidden = on
			}
		case "w:sz":
			l.size = float64(number(n.Attr("w:val"), 0)) / 2
		}
	}
}

func (l *look) mark(m office.Marks, on bool) {
	l.said |= m
	l.on &^= m
	if on {
		l.on |= m
	}
}

// over is what is said by two, the second of which comes first.
func (l look) over(base look) look {
	l.on |= base.on &^ l.said
	l.said |= base.said
	if l.hidden == unset {
		l.hidden = base.hidden
	}
	if l.size == 0 {
		l.size = base.size
	}
	return l
}

// isOn reads a property that is on by standing there: ISO/IEC 29500-1, 17.17.4.
func isOn(n *xmltree.Node) bool {
	switch n.Attr("w:val") {
	case "0", "false", "off":
		return false
	}
	return true
}

func number(value string, otherwise int) int {
	n, err := strconv.Atoi(value)
	if err != nil {
		return otherwise
	}
	return n
}

// styles are the styles of a document by id.
type styles struct {
	defined map[string]*style
	normal  string // the style of paragraphs that name none
	base    look   // of all letters
	// What was looked up already.
	paragraphs map[string]paragraphStyle
	characters map[string]look
}

type style struct {
	name, base string
	node       *xmltree.Node
}

// A paragraphStyle is what a style says about paragraphs, with what it inherits.
type paragraphStyle struct {
	kind      pipeline.BlockKind
	level     int
	centred   bool
	hidden    bool
	size      float64
	outline   int
	list      string // its id; "" for none
	listLevel int
	chain     []string // ids, from the style to what it rests on
}

func readStyles(root *xmltree.Node) styles {
	s := styles{defined: map[string]*style{}, paragraphs: map[string]paragraphStyle{}, characters: map[string]look{}}
	s.base.read(root.Child("w:docDefaults", "w:rPrDefault", "w:rPr"))
	for n := range root.All() {
		if n.Name != "w:style" {
			continue
		}
		id := n.Attr("w:styleId")
		s.defined[id] = &style{name: n.Child("w:name").Attr("w:val"), base: n.Child("w:basedOn").Attr("w:val"), node: n}
		if n.Attr("w:type") == "paragraph" && (n.Attr("w:default") == "1" || n.Attr("w:default") == "true") {
			s.normal = id
		}
	}
	return s
}

// chain are a style and those that it rests on, up to the most general.
func (s styles) chain(id string) []string {
	var ids []string
	for id != "" && s.defined[id] != nil && len(ids) < deepestStyle {
		ids = append(ids, id)
		id = s.defined[id].base
	}
	return ids
}

// paragraph is what a style says about paragraphs.
func (s styles) paragraph(id string) paragraphStyle {
	known, ok := s.paragraphs[id]
	if ok {
		return known
	}
	p := paragraphStyle{outline: bodyText, size: s.base.size, hidden: s.base.hidden == on}
	name := id
	if s.defined[id] == nil { // some programs name styles that they do not define
		p.kind, p.level = office.StyleKind(name)
		name = s.normal
	}
	p.chain = s.chain(name)
	letters := s.base
	for i := len(p.chain) - 1; i >= 0; i-- {
		st := s.defined[p.chain[i]]
		if kind, level := office.StyleKind(st.name); kind != "" && s.defined[id] != nil {
			p.kind, p.level = kind, level
		}
		own := look{}
		own.read(st.node.Child("w:rPr"))
		letters = own.over(letters)
		p.read(st.node.Child("w:pPr"))
	}
	p.size, p.hidden = letters.size, letters.hidden == on
	if s.paragraphs != nil {
		s.paragraphs[id] = p
	}
	return p
}

func (p *paragraphStyle) read(properties *xmltree.Node) {
	if jc := properties.Child("w:jc"); jc != nil {
		p.centred = jc.Attr("w:val") == "center"
	}
	if outline := properties.Child("w:outlineLvl"); outline != nil {
		p.outline = number(outline.Attr("w:val"), bodyText)
	}
	if list := properties.Child("w:numPr"); list != nil {
		if id := list.Child("w:numId"); id != nil {
			p.list = id.Attr("w:val")
		}
		if level := list.Child("w:ilvl"); level != nil {
			p.listLevel = number(level.Attr("w:val"), 0)
		}
	}
}

// character is what a style says about letters.
func (s styles) character(id string) look {
	if id == "" {
		return look{}
	}
	known, ok := s.characters[id]
	if ok {
		return known
	}
	all := look{}
	for _, each := range s.chain(id) {
		st := s.defined[each]
		own := look{}
		own.read(st.node.Child("w:rPr"))
		if office.IsCodeStyle(st.name) {
			own.mark(office.Code, true)
		}
		all = all.over(own)
	}
	if s.defined[id] == nil && office.IsCodeStyle(id) {
		all.mark(office.Code, true)
	}
	if s.characters != nil {
		s.characters[id] = all
	}
	return all
}
