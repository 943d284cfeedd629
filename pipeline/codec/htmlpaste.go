package codec

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// wordItem reads a paragraph that Word means for an item of a list: its number
// or bullet stands in it as text that its style says to ignore. It reports
// false for other paragraphs.
func (w *htmlWalker) wordItem(n *html.Node, at htmlPlace) bool {
	list := value(squeezed(attribute(n.Attr, "style")), "mso-list")
	if list == "" || list == "none" || !isElement("p")(n) {
		return false
	}
	inside := at
	inside.kind, inside.level = pipeline.Item, 1
	if _, level, found := strings.Cut(list, "level"); found {
		if depth, err := strconv.Atoi(leadingDigits(level)); err == nil && depth > 0 {
			inside.level = min(depth, maxDepth)
		}
	}
	sign := find(n, func(inner *html.Node) bool {
		return value(squeezed(attribute(inner.Attr, "style")), "mso-list") == "ignore"
	})
	if sign != nil {
		if number, err := strconv.Atoi(leadingDigits(textOf(sign))); err == nil {
			inside.number = number
		}
		w.taken[sign] = true
	}
	w.children(n, inside)
	w.flush(inside)
	return true
}

func leadingDigits(text string) string {
	end := 0
	for end < len(text) && '0' <= text[end] && text[end] <= '9' {
		end++
	}
	return text[:end]
}

// isNoteLink reports whether a link leads to a comment of Google Docs, or from
// one back to its place.
func (w *htmlWalker) isNoteLink(n *html.Node) bool {
	return strings.HasPrefix(attribute(n.Attr, "href"), "#cmnt") || strings.HasPrefix(attribute(n.Attr, "id"), "cmnt")
}

// note reads a comment that an editor left in a document: an editor's note. It
// reports false for everything else.
func (w *htmlWalker) note(n *html.Node, at htmlPlace) bool {
	style := squeezed(attribute(n.Attr, "style"))
	switch {
	case value(style, "mso-element") == "comment":
		w.flush(at)
		w.addNote(textOf(n))
	case isElement("div")(n) && w.sizes[n].links > 0 && startsWithNote(n):
		w.flush(at)
		text := textOf(n)
		if anchor := find(n, func(inner *html.Node) bool { return isElement("a")(inner) && w.isNoteLink(inner) }); anchor != nil {
			text = strings.TrimPrefix(text, textOf(anchor))
		}
		w.addNote(text)
	case isElement("sup", "a")(n) && w.isNoteMark(n):
		w.taken[n] = true // [a]: its note stands below
	case hasName(n, "MsoCommentReference", "msocomanchor") || value(style, "mso-element") == "comment-list" && textOf(n) == "" || strings.Contains(attribute(n.Attr, "class"), "MsoCommentReference"):
		w.taken[n] = true
	default:
		return false
	}
	return true
}

func (w *htmlWalker) addNote(text string) {
	if text = oneSpaced(text); text != "" {
		w.add(pipeline.Block{Kind: pipeline.EdNote, Text: markup.Escape(text)})
		w.notice(Kept, "A comment was kept as an editor's note: "+excerpt(text))
	}
}

// startsWithNote reports whether the first link of an element is that of a
// comment.
func startsWithNote(n *html.Node) bool {
	first := find(n, isElement("a"))
	return first != nil && isCommentID(attribute(first.Attr, "id")) && find(first, isShown) == find(n, isShown)
}

// isShown reports whether a node is a text with words.
func isShown(n *html.Node) bool {
	return n.Type == html.TextNode && strings.TrimSpace(n.Data) != ""
}

// isCommentID tells cmnt1, a comment, from cmnt_ref1, its place in the text.
func isCommentID(id string) bool {
	number, ok := strings.CutPrefix(id, "cmnt")
	return ok && number != "" && leadingDigits(number) == number
}

// isNoteMark reports whether an element is the mark of a comment in the text.
func (w *htmlWalker) isNoteMark(n *html.Node) bool {
	if n.Data != "a" && w.sizes[n].links == 0 {
		return false
	}
	anchor := find(n, isElement("a"))
	return anchor != nil && strings.HasPrefix(attribute(anchor.Attr, "href"), "#cmnt") && strings.HasPrefix(attribute(anchor.Attr, "id"), "cmnt_ref") && w.sizes[anchor].shown == w.sizes[n].shown
}

// documentKind is what the name of a paragraph's style makes of it in Word and
// in Google Docs; "" for the others.
func documentKind(n *html.Node) pipeline.BlockKind {
	if !isElement("p", "h1", "div")(n) {
		return ""
	}
	for _, class := range strings.Fields(attribute(n.Attr, "class")) {
		switch class {
		case "title", "MsoTitle":
			return pipeline.Headline
		case "subtitle", "MsoSubtitle":
			return pipeline.Standfirst
		case "MsoCaption":
			return pipeline.Caption
		}
	}
	return ""
}
