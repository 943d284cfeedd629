package codec

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
)

// styles are the declarations of the classes of a page's own <style>, as word
// processors on the web write them: .c1{font-weight:700}.
type styles map[string]string

// longestStyle is how many bytes the declarations of a class, or of an element,
// have at most; nobody needs more to say bold.
const longestStyle = 1000

// readStyles reads the rules for one class alone. Other rules say how a page
// looks as a whole.
func readStyles(tree *html.Node) styles {
	s := make(styles)
	for _, n := range findAll(tree, isElement("style")) {
		sheet := rawText(n)
		for sheet != "" {
			selectors, rest, found := strings.Cut(sheet, "{")
			if !found {
				break
			}
			var declarations string
			declarations, sheet, _ = strings.Cut(rest, "}")
			if strings.ContainsAny(selectors, "@") {
				continue
			}
			marking := marking(declarations)
			if marking == "" {
				continue
			}
			for selector := range strings.SplitSeq(selectors, ",") {
				class := strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(selector), "span"), ".")
				if class != "" && !strings.ContainsAny(class, " .#:>[*") && strings.Contains(selector, ".") && len(s[class])+len(marking) < longestStyle {
					s[class] += marking
				}
			}
		}
	}
	return s
}

// of is the style of an element: of its classes, then its own.
func (s styles) of(n *html.Node) string {
	var all strings.Builder
	for _, class := range strings.Fields(attribute(n.Attr, "class")) {
		if style := s[class]; style != "" {
			all.WriteString(style + ";")
		}
	}
	all.WriteString(squeezed(attribute(n.Attr, "style")))
	return all.String()
}

// marking are the declarations that make marks, those that marksOf asks for.
func marking(declarations string) string {
	var out strings.Builder
	for declaration := range strings.SplitSeq(squeezed(declarations[:min(len(declarations), 4*longestStyle)]), ";") {
		if strings.HasPrefix(declaration, "font-") || strings.HasPrefix(declaration, "text-decoration") || strings.HasPrefix(declaration, "vertical-align") {
			out.WriteString(declaration + ";")
		}
	}
	return out.String()
}

func squeezed(style string) string {
	return strings.Map(func(c rune) rune {
		if c <= ' ' {
			return -1
		}
		return c
	}, strings.ToLower(style))
}

// value is what a style says last of a property; "" when it says nothing.
func value(style, property string) string {
	last := ""
	for declaration := range strings.SplitSeq(style, ";") {
		if name, v, found := strings.Cut(declaration, ":"); found && name == property {
			last = strings.TrimSuffix(v, "!important")
		}
	}
	return last
}

// marksOf are the marks under which the text of an inline element stands: those
// around it, and what it adds or takes away by its name or its style. Word
// processors on the web say everything by style; a <b> whose style takes the
// boldness away is only a wrapper.
func (w *htmlWalker) marksOf(n *html.Node, around []mark) []mark {
	style := w.styles.of(n)
	marks := around
	if kind, ok := inlineElements(n.Data); ok {
		m := mark{kind: kind}
		if kind == pipeline.Link {
			if m.url = w.address(attribute(n.Attr, "href")); m.url == "" || w.isNoteLink(n) {
				m.kind = ""
			}
		}
		marks = with(marks, m)
	}
	if !isElement("span", "b", "strong", "i", "em", "font")(n) {
		return marks
	}
	for _, rule := range []struct {
		kind    pipeline.TagKind
		on, off bool
	}{
		{pipeline.Bold, isBold(value(style, "font-weight")), isLight(value(style, "font-weight"))},
		{pipeline.Italic, strings.HasPrefix(value(style, "font-style"), "italic"), value(style, "font-style") == "normal"},
		{pipeline.Struck, strings.Contains(value(style, "text-decoration")+value(style, "text-decoration-line"), "line-through"), false},
		{pipeline.Superscript, value(style, "vertical-align") == "super", false},
		{pipeline.Subscript, value(style, "vertical-align") == "sub", false},
	} {
		switch {
		case rule.on:
			marks = with(marks, mark{kind: rule.kind})
		case rule.off:
			marks = without(marks, rule.kind)
		}
	}
	return marks
}

func isBold(weight string) bool {
	number, err := strconv.Atoi(weight)
	return weight == "bold" || weight == "bolder" || err == nil && number >= 600
}

func isLight(weight string) bool {
	number, err := strconv.Atoi(weight)
	return weight == "normal" || weight == "lighter" || err == nil && number < 600
}

// without are marks without those of a kind.
func without(marks []mark, kind pipeline.TagKind) []mark {
	var rest []mark
	for _, m := range marks {
		if m.kind != kind {
			rest = append(rest, m)
		}
	}
	return rest
}
