package tbx

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

const space = " \t\r\n"

// finishText turns the text in a closed element from what is written to what is
// meant. White space at its edges and between elements that hold only elements
// is layout, and so is a line end with the next line indented.
func finishText(n *node) {
	kids := n.kids[:0]
	for i, k := range n.kids {
		if k.isText() {
			text := unfold(k.text)
			if i == 0 || structural(n) {
				text = strings.TrimLeft(text, space)
			}
			if i == len(n.kids)-1 || structural(n) {
				text = strings.TrimRight(text, space)
			}
			if k.text = norm.NFC.String(unescape(text)); k.text == "" {
				continue
			}
		}
		kids = append(kids, k)
	}
	n.kids = kids
}

// join is add, with texts that come to stand side by side made one.
func (n *node) join(kids ...*node) {
	for _, k := range kids {
		if last := len(n.kids) - 1; last >= 0 && k.isText() && n.kids[last].isText() {
			both := *n.kids[last]
			both.text = norm.NFC.String(both.text + k.text)
			n.kids[last] = &both
			continue
		}
		n.add(k)
	}
}

// unfold replaces line ends before an indented line by a space. Line ends before
// lines that are not indented stay.
func unfold(s string) string {
	if !strings.ContainsAny(s, "\r\n") {
		return s
	}
	var b strings.Builder
	for s != "" {
		start := strings.IndexAny(s, space)
		if start < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:start])
		rest := strings.TrimLeft(s[start:], space)
		run := s[start : len(s)-len(rest)]
		s = rest
		ends := strings.Count(run, "\n")
		switch {
		case !strings.ContainsAny(run, "\r\n"):
			b.WriteString(run)
		case strings.HasSuffix(run, "\n"):
			b.WriteString(strings.Repeat("\n", ends))
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// unescape replaces references to characters. encoding/xml has seen them, so
// all are good.
func unescape(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "&")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		ref, after, _ := strings.Cut(rest, ";")
		b.WriteString(character(ref))
		s = after
	}
}

func character(ref string) string {
	switch ref {
	case "lt":
		return "<"
	case "gt":
		return ">"
	case "amp":
		return "&"
	case "apos":
		return "'"
	case "quot":
		return `"`
	}
	base, digits := 10, strings.TrimPrefix(ref, "#")
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		base, digits = 16, hex
	}
	n, err := strconv.ParseInt(digits, base, 32)
	if err != nil {
		return ""
	}
	return string(rune(n))
}

// escape writes text so that it comes back as it is, white space included.
func escape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == '&':
			b.WriteString("&amp;")
		case c == '<':
			b.WriteString("&lt;")
		case c == '>':
			b.WriteString("&gt;")
		case c == '"':
			b.WriteString("&quot;")
		case c == '\n':
			b.WriteString("&#10;")
		case c == '\r':
			b.WriteString("&#13;")
		case c == '\t':
			b.WriteString("&#9;")
		case c == ' ' && (i == 0 || i == len(s)-1): // layout otherwise
			b.WriteString("&#32;")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
