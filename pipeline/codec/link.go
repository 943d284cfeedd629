package codec

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/tovmach/tovmach/pipeline"
)

func (r *inline) link(node *ast.Link) {
	if r.sign("[", 1) == "" {
		r.failed = true
		return
	}
	r.at++
	n := r.open(pipeline.Tag{Kind: pipeline.Link, URL: decodeURL(node.Destination), Open: "["})
	r.children(node)
	end := r.linkEnd(node.Reference)
	if r.failed {
		return
	}
	r.tags[n-1].Close = r.src[r.at:end]
	if hasLetters(string(node.Title)) {
		r.titles = append(r.titles, string(node.Title))
	}
	r.at = end
	r.close(n)
}

// image passes over an inline picture and returns its alt text and where that
// ends.
func (r *inline) image(node *ast.Image) (alt string, altEnd int) {
	if !strings.HasPrefix(r.src[r.at:], "![") {
		r.failed = true
		return "", 0
	}
	inside := inline{src: r.src, lines: r.lines, at: r.at + len("![")}
	inside.children(node)
	altEnd = inside.at
	r.at = inside.linkEnd(node.Reference)
	r.failed = r.failed || inside.failed
	return strings.ReplaceAll(PlainText(pipeline.Block{Text: inside.out.String(), Tags: inside.tags}), "\n", " "), altEnd
}

// linkEnd is the end of a link or picture whose ] stands next: behind the
// address in parentheses, or behind the label of a reference.
func (r *inline) linkEnd(reference *ast.ReferenceLink) int {
	if r.failed || r.sign("]", 1) == "" {
		r.failed = true
		return r.at
	}
	at := r.at + 1
	switch {
	case reference == nil:
		return r.parenthesesEnd(at)
	case reference.Type == ast.ReferenceLinkShortcut:
		return at
	}
	end, ok := closing(r.src, at+1, ']')
	if !ok {
		r.failed = true
	}
	return end
}

// parenthesesEnd reads (address "title") as CommonMark 6.3 has it.
func (r *inline) parenthesesEnd(at int) int {
	fail := func() int { r.failed = true; return at }
	if !strings.HasPrefix(r.src[at:], "(") {
		return fail()
	}
	at = r.skipSpace(at + 1)
	at = r.skipSpace(addressEnd(r.src, at))
	if at >= len(r.src) {
		return fail()
	}
	if opener := r.src[at]; strings.ContainsRune(`"'(`, rune(opener)) {
		closer := opener
		if opener == '(' {
			closer = ')'
		}
		end, ok := closing(r.src, at+1, closer)
		if !ok {
			return fail()
		}
		at = r.skipSpace(end)
	}
	if !strings.HasPrefix(r.src[at:], ")") {
		return fail()
	}
	return at + 1
}

// skipSpace passes over white space, also to the text of the next line.
func (r *inline) skipSpace(at int) int {
	for at < len(r.src) && strings.ContainsRune(" \t\r\n", rune(r.src[at])) {
		if r.src[at] != '\n' {
			at++
			continue
		}
		next, ok := (&inline{lines: r.lines, at: at}).nextLine()
		if !ok {
			return at
		}
		at = next
	}
	return at
}

func addressEnd(src string, at int) int {
	if strings.HasPrefix(src[at:], "<") {
		if end, ok := closing(src, at+1, '>'); ok {
			return end
		}
		return at
	}
	for depth := 0; at < len(src); at++ {
		switch src[at] {
		case '\\':
			if at+1 < len(src) && isPunct(src[at+1]) {
				at++
			}
		case '(':
			depth++
		case ')':
			if depth == 0 {
				return at
			}
			depth--
		case ' ', '\t', '\r', '\n', '\f', '\v':
			return at
		}
	}
	return at
}

// closing is the offset behind the next closer that no backslash escapes.
func closing(src string, at int, closer byte) (int, bool) {
	for ; at < len(src); at++ {
		switch src[at] {
		case '\\':
			if at+1 < len(src) && isPunct(src[at+1]) {
				at++
			}
		case closer:
			return at + 1, true
		}
	}
	return at, false
}
