package docx

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/xmltree"
)

// deepestLevel is the last of the nine levels of a list, from 0.
const deepestLevel = 8

// numbering are the lists of a document: ISO/IEC 29500-1, 17.9.
type numbering struct {
	abstract map[string]*abstractList
	lists    map[string]list
	links    map[string]string // from a style of lists to the abstract list that it names
}

type abstractList struct {
	levels map[int]listLevel
	link   string // the style whose list this is
}

type list struct {
	abstract string
	levels   map[int]listLevel // that differ from the abstract list's
	starts   map[int]int       // numbers that the list begins anew with
}

type listLevel struct {
	ordered, marked bool
	start           int
	style           string // whose paragraphs are items at this level
}

func readNumbering(root *xmltree.Node) numbering {
	all := numbering{abstract: map[string]*abstractList{}, lists: map[string]list{}, links: map[string]string{}}
	for n := range root.All() {
		switch n.Name {
		case "w:abstractNum":
			id := n.Attr("w:abstractNumId")
			all.abstract[id] = &abstractList{levels: readLevels(n), link: n.Child("w:numStyleLink").Attr("w:val")}
			if style := n.Child("w:styleLink").Attr("w:val"); style != "" {
				all.links[style] = id
			}
		case "w:num":
			l := list{abstract: n.Child("w:abstractNumId").Attr("w:val"), levels: map[int]listLevel{}, starts: map[int]int{}}
			for override := range n.All() {
				if override.Name != "w:lvlOverride" {
					continue
				}
				at := number(override.Attr("w:ilvl"), 0)
				if start := override.Child("w:startOverride"); start != nil {
					l.starts[at] = max(number(start.Attr("w:val"), 1), 1)
				}
				for level, is := range readLevels(override) {
					l.levels[level] = is
				}
			}
			all.lists[n.Attr("w:numId")] = l
		}
	}
	return all
}

func readLevels(n *xmltree.Node) map[int]listLevel {
	levels := map[int]listLevel{}
	for lvl := range n.All() {
		if lvl.Name != "w:lvl" {
			continue
		}
		format, text := lvl.Child("w:numFmt").Attr("w:val"), lvl.Child("w:lvlText")
		levels[number(lvl.Attr("w:ilvl"), 0)] = listLevel{
			ordered: format != "bullet" && format != "none",
			marked:  text == nil || strings.TrimSpace(text.Attr("w:val")) != "" || lvl.Child("w:lvlPicBulletId") != nil,
			start:   max(number(lvl.Child("w:start").Attr("w:val"), 1), 1),
			style:   lvl.Child("w:pStyle").Attr("w:val"),
		}
	}
	return levels
}

// resolve follows lists that only name the style which has their levels.
func (all numbering) resolve(s styles) {
	for _, a := range all.abstract {
		if a.link == "" || len(a.levels) > 0 {
			continue
		}
		target, ok := all.links[a.link]
		if !ok {
			target = all.lists[s.paragraph(a.link).list].abstract
		}
		if linked := all.abstract[target]; linked != nil {
			a.levels = linked.levels
		}
	}
}

// item says whether a paragraph is an item of a list, at which level from 0,
// and its number, 0 for a bullet. It is not marked when nobody sees that: then
// it continues the item before.
func (r *reader) item(properties *xmltree.Node, style paragraphStyle) (level, number int, marked, ok bool) {
	own := properties.Child("w:numPr")
	id := cmp.Or(own.Child("w:numId").Attr("w:val"), style.list)
	l := r.numbering.lists[id]
	level = r.numbering.levelOf(l, style)
	if own.Child("w:ilvl") != nil {
		level = intOf(own.Child("w:ilvl"))
	}
	if id == "" || id == "0" || level < 0 || level > deepestLevel {
		return 0, 0, false, false
	}
	is := r.numbering.level(l, level)
	if !is.marked {
		return level, 0, false, true
	}
	counter := r.counters[l.abstract]
	if counter == nil {
		counter = &office.Counter{}
		r.counters[l.abstract] = counter
	}
	if start, restarts := l.starts[level]; restarts {
		is.start = start
		if first := id + " " + strconv.Itoa(level); !r.started[first] {
			r.started[first] = true
			counter.Restart(level)
		}
	}
	number = counter.Next(level, is.start)
	if !is.ordered {
		number = 0
	}
	return level, number, true, true
}

// level is a level of a list, a bullet where nothing says what it is.
func (all numbering) level(l list, level int) listLevel {
	if is, ok := l.levels[level]; ok {
		return is
	}
	if abstract := all.abstract[l.abstract]; abstract != nil {
		if is, ok := abstract.levels[level]; ok {
			return is
		}
	}
	return listLevel{marked: true, start: 1}
}

// levelOf is the level whose paragraphs have a style, or the one that the style
// names itself.
func (all numbering) levelOf(l list, style paragraphStyle) int {
	for _, id := range style.chain {
		for level := range deepestLevel + 1 {
			if all.level(l, level).style == id {
				return level
			}
		}
	}
	return style.listLevel
}

func intOf(n *xmltree.Node) int { return number(n.Attr("w:val"), 0) }
