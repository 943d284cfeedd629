package odt

import (
	"strconv"
	"strings"

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

// deepestStyle is how many styles may rest on one another.
const deepestStyle = 32

// A look is what is said about letters.
type look struct {
	said, on office.Marks
	hidden   toggle
	size     float64 // points; 0 is unsaid
}

// read adds what properties of text say to what was said before.
func (l *look) read(properties *xmltree.Node) {
	if properties == nil {
		return
	}
	for _, a := range properties.Attrs {
		switch a.Name {
		case "fo:font-weight":
			l.mark(office.Bold, a.Value == "bold" || a.Value >= "600" && a.Value <= "900")
		case "fo:font-style":
			l.mark(office.Italic, a.Value == "italic" || a.Value == "oblique")
		case "style:text-line-through-style", "style:text-line-through-type":
			l.mark(office.Struck, a.Value != "none")
		case "style:text-position":
			l.position(a.Value)
		case "text:display":
			l.hidden = off
			if a.Value == "none" {
				l.hidden = on
			}
		case "fo:font-size":
			if points, err := strconv.ParseFloat(strings.TrimSuffix(a.Value, "pt"), 64); err == nil {
				l.size = points
			}
		}
	}
}

// position reads where letters stand: "super 58%", or a part of the height of
// the line that they are raised or lowered by.
func (l *look) position(value string) {
	place, _, _ := strings.Cut(value, " ")
	percent, err := strconv.ParseFloat(strings.TrimSuffix(place, "%"), 64)
	l.mark(office.Superscript, place == "super" || err == nil && percent > 0)
	l.mark(office.Subscript, place == "sub" || err == nil && percent < 0)
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

// styles are the styles of a document, by family and name.
type styles struct {
	defined map[string]*style
	lists   map[string]map[int]listLevel
	// What was looked up already.
	paragraphs map[string]paragraphStyle
	letters    map[string]look
}

type style struct {
	title, base string
	automatic   bool // made by the program for what a person formatted by hand
	node        *xmltree.Node
}

type listLevel struct {
	ordered, marked bool
	start           int
}

// A paragraphStyle is what a style says about paragraphs, with what it inherits.
type paragraphStyle struct {
	kind    pipeline.BlockKind
	level   int
	centred bool
	size    float64
	letters look // what was formatted by hand
}

// readStyles reads the styles of both parts. Where both have one of a name, the
// one of the content counts.
func readStyles(common, content *xmltree.Node) styles {
	s := styles{
		defined: map[string]*style{}, lists: map[string]map[int]listLevel{},
		paragraphs: map[string]paragraphStyle{}, letters: map[string]look{},
	}
	s.read(common.Child("office:styles"), false)
	s.read(content.Child("office:styles"), false)
	s.read(content.Child("office:automatic-styles"), true)
	return s
}

func (s styles) read(n *xmltree.Node, automatic bool) {
	for child := range n.All() {
		name := child.Attr("style:name")
		switch child.Name {
		case "style:style":
			title := child.Attr("style:display-name")
			if title == "" {
				title = decoded(name)
			}
			s.defined[child.Attr("style:family")+" "+name] = &style{title, child.Attr("style:parent-style-name"), automatic, child}
		case "text:list-style", "text:outline-style":
			s.lists[name] = readLevels(child)
		}
	}
}

// decoded is a name as people see it: Heading_20_1 is Heading 1.
func decoded(name string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(name, "_")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		code, after, closed := strings.Cut(rest, "_")
		n, err := strconv.ParseUint(code, 16, 16)
		if !closed || err != nil {
			out.WriteByte('_')
			name = rest
			continue
		}
		out.WriteRune(rune(n)) //nolint:gosec // 16 bits
		name = after
	}
}

func readLevels(n *xmltree.Node) map[int]listLevel {
	levels := map[int]listLevel{}
	for child := range n.All() {
		is := listLevel{marked: true, start: max(number(child.Attr("text:start-value"), 1), 1)}
		switch child.Name {
		case "text:list-level-style-number", "text:outline-level-style":
			is.ordered = child.Attr("style:num-format") != ""
			is.marked = is.ordered
		case "text:list-level-style-bullet":
			is.marked = strings.TrimSpace(child.Attr("text:bullet-char")) != ""
		case "text:list-level-style-image":
		default:
			continue
		}
		levels[number(child.Attr("text:level"), 1)] = is
	}
	return levels
}

// listLevel is a level of a style of lists, from 1; a bullet where nothing says
// what it is.
func (s styles) listLevel(name string, level int) listLevel {
	if is, ok := s.lists[name][level]; ok {
		return is
	}
	return listLevel{marked: true, start: 1}
}

// chain are a style and those that it rests on, up to the most general. Undefined
// is the name that it ends with, as people see it, when the document does not
// define that style: programs leave out those that every program has.
func (s styles) chain(family, name string) (all []*style, undefined string) {
	for name != "" && len(all) < deepestStyle {
		st := s.defined[family+" "+name]
		if st == nil {
			return all, decoded(name)
		}
		all = append(all, st)
		name = st.base
	}
	return all, ""
}

// paragraph is what a style says about paragraphs.
func (s styles) paragraph(name string) paragraphStyle {
	if known, ok := s.paragraphs[name]; ok {
		return known
	}
	p := paragraphStyle{}
	chain, undefined := s.chain("paragraph", name)
	p.kind, p.level = office.StyleKind(undefined)
	for i := len(chain) - 1; i >= 0; i-- {
		st := chain[i]
		if kind, level := office.StyleKind(st.title); kind != "" && !st.automatic {
			p.kind, p.level = kind, level
		}
		if level := number(st.node.Attr("style:default-outline-level"), 0); level > 0 && p.kind == "" {
			p.kind, p.level = pipeline.Heading, min(level, 6)
		}
		if align := st.node.Child("style:paragraph-properties").Attr("fo:text-align"); align != "" {
			p.centred = align == "center"
		}
		own := look{}
		own.read(st.node.Child("style:text-properties"))
		if own.size > 0 {
			p.size = own.size
		}
		if st.automatic {
			p.letters = own.over(p.letters)
		} else if own.hidden != unset {
			p.letters.hidden = own.hidden
		}
	}
	s.paragraphs[name] = p
	return p
}

// character is what a style says about letters.
func (s styles) character(name string) look {
	if known, ok := s.letters[name]; ok {
		return known
	}
	all := look{}
	chain, undefined := s.chain("text", name)
	for _, st := range chain {
		own := look{}
		own.read(st.node.Child("style:text-properties"))
		if office.IsCodeStyle(st.title) {
			own.mark(office.Code, true)
		}
		all = all.over(own)
	}
	if office.IsCodeStyle(undefined) {
		all.mark(office.Code, true)
	}
	s.letters[name] = all
	return all
}

func number(value string, otherwise int) int {
	n, err := strconv.Atoi(value)
	if err != nil {
		return otherwise
	}
	return n
}
