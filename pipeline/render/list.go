package render

import (
	"fmt"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// list nests items by their depth. Items of one depth make one list as long as
// they are all numbered or all not.
func list(items []pipeline.Block) string {
	w := listWriter{}
	for _, item := range items {
		w.item(item)
	}
	for len(w.open) > 0 {
		w.end()
	}
	return strings.TrimSuffix(w.out.String(), "\n")
}

// A listWriter keeps the lists that stand open, outermost first; in each of
// them an item stands open.
type listWriter struct {
	out  strings.Builder
	open []string // "ul" or "ol"
}

func (w *listWriter) item(b pipeline.Block) {
	depth, name := max(b.Level, 1), "ul"
	if b.Number > 0 {
		name = "ol"
	}
	for len(w.open) > depth {
		w.end()
	}
	if len(w.open) == depth && w.open[depth-1] != name {
		w.end()
	}
	if len(w.open) == depth {
		w.out.WriteString("</li>\n")
	}
	for len(w.open) < depth {
		w.begin(name, b.Number, depth)
	}
	w.out.WriteString("<li>" + inline(b))
}

// begin opens a list. Where a depth is left out, an item without text holds
// the list inside.
func (w *listWriter) begin(name string, number, depth int) {
	if len(w.open) > 0 {
		w.out.WriteByte('\n')
	}
	start := ""
	if number > 1 {
		start = fmt.Sprintf(` start="%d"`, number)
	}
	w.out.WriteString("<" + name + start + ">\n")
	w.open = append(w.open, name)
	if len(w.open) < depth {
		w.out.WriteString("<li>")
	}
}

func (w *listWriter) end() {
	last := len(w.open) - 1
	w.out.WriteString("</li>\n</" + w.open[last] + ">\n")
	w.open = w.open[:last]
}
