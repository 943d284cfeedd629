package codec

import (
	"strconv"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
)

// list reads a list; items of an ordered one are numbered as a browser does
// (HTML, 4.4.5 and 4.4.8).
func (w *htmlWalker) list(n *html.Node, at htmlPlace) {
	at.depth++
	number := 0
	if n.Data == "ol" {
		number = max(1, attributeNumber(n, "start"))
	}
	for child := range n.ChildNodes() {
		if !isElement("li")(child) {
			w.walk(child, at)
			continue
		}
		if value := attributeNumber(child, "value"); number > 0 && value > 0 {
			number = value
		}
		w.item(child, at, number)
		if number > 0 {
			number++
		}
	}
}

// item reads an item. Its first text is the item, texts that follow are
// paragraphs.
func (w *htmlWalker) item(n *html.Node, at htmlPlace, number int) {
	if what := w.furniture(n); what != "" {
		w.leaveOut(n, what)
		return
	}
	first := at
	first.kind, first.level, first.number = pipeline.Item, at.depth, number
	w.flush(at)
	before := len(w.blocks)
	for child := range n.ChildNodes() {
		inside := first
		if len(w.blocks) > before {
			inside = at
			inside.kind = ""
		}
		w.walk(child, inside)
		if isBlock(child) {
			w.flush(inside)
		}
	}
	if len(w.blocks) > before {
		first = at
		first.kind = ""
	}
	w.flush(first)
}

func attributeNumber(n *html.Node, key string) int {
	number, err := strconv.Atoi(attribute(n.Attr, key))
	if err != nil {
		return 0
	}
	return number
}
