package odt

import (
	"cmp"

	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/xmltree"
)

// A listing is a list that stands open.
type listing struct {
	style  string
	number int // of the item that is being read, 0 for a bullet
	// begins reports that the next paragraph is the first of an item; those
	// behind it continue the item.
	begins bool
}

// list reads a list. Where the list of a style goes on, or its number begins,
// OpenDocument 1.3, part 3, 5.3 says.
func (r *reader) list(n *xmltree.Node) {
	level := len(r.lists)
	style := n.Attr("text:style-name")
	if level > 0 {
		style = cmp.Or(style, r.lists[level-1].style)
	}
	is := r.styles.listLevel(style, level+1)
	counter := r.counters[style]
	goesOn := level > 0 || n.Attr("text:continue-numbering") == "true" || n.Attr("text:continue-list") != ""
	if counter == nil || !goesOn {
		counter = &office.Counter{}
		r.counters[style] = counter
	}
	if level > 0 && n.Attr("text:continue-numbering") != "true" {
		counter.Restart(level)
	}
	r.lists = append(r.lists, listing{style: style})
	for child := range n.All() {
		current := &r.lists[level]
		switch child.Name {
		case "text:list-item":
			start := number(child.Attr("text:start-value"), 0)
			if start > 0 {
				counter.Restart(level)
			}
			current.begins = is.marked
			if is.marked {
				current.number = counter.Next(level, max(start, is.start, 1))
			}
			if start > 0 { // the style's own start is another
				current.number = start
			}
			if !is.ordered {
				current.number = 0
			}
			r.body(child)
		case "text:list-header":
			current.begins = false
			r.body(child)
		}
		r.finish()
	}
	r.lists = r.lists[:level]
}

// item says whether a paragraph is an item: the first in its place in a list.
func (r *reader) item() (level, number int, ok bool) {
	level = len(r.lists)
	if level == 0 || !r.lists[level-1].begins {
		return 0, 0, false
	}
	r.lists[level-1].begins = false
	return level, r.lists[level-1].number, true
}
