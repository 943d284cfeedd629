package codec

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// decode appends the text of a Markdown source: backslash escapes and
// character references resolved, note marks and task boxes as tags.
func (r *inline) decode(raw string) {
	if box := taskBox(raw); box != "" && r.out.Len() == 0 {
		r.alone(pipeline.Tag{Kind: pipeline.Opaque, Open: box, Text: box})
		raw = raw[len(box):]
	}
	var plain strings.Builder
	for at := 0; at < len(raw); {
		if mark := noteMark(raw[at:]); mark != "" {
			r.out.WriteString(markup.Escape(plain.String()))
			plain.Reset()
			r.alone(pipeline.Tag{Kind: pipeline.Opaque, Open: mark, Text: mark})
			at += len(mark)
			continue
		}
		text, size := decodeOne(raw[at:])
		plain.WriteString(text)
		at += size
	}
	r.out.WriteString(markup.Escape(plain.String()))
}

// decodeOne is the text of what stands first, and its length in the source.
func decodeOne(raw string) (string, int) {
	switch {
	case raw[0] == '\\' && len(raw) > 1 && isPunct(raw[1]):
		return raw[1:2], 2
	case raw[0] == '&':
		if size := referenceSize(raw); size > 0 {
			return html.UnescapeString(raw[:size]), size
		}
	}
	_, size := utf8.DecodeRuneInString(raw)
	return raw[:size], size
}

// referenceSize is the length of the character reference that stands first, as
// CommonMark 2.5 has them; 0 when none does.
func referenceSize(raw string) int {
	end := strings.IndexByte(raw[:min(len(raw), 40)], ';')
	if end < 2 {
		return 0
	}
	name := raw[1:end]
	if name[0] != '#' {
		if _, ok := util.LookUpHTML5EntityByName(name); !ok {
			return 0
		}
		return end + 1
	}
	digits, allowed, most := name[1:], "0123456789", 7
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, allowed, most = digits[1:], "0123456789abcdefABCDEF", 6
	}
	if digits == "" || len(digits) > most || strings.Trim(digits, allowed) != "" {
		return 0
	}
	return end + 1
}

// noteMark is the mark of a footnote that stands first: [^1].
func noteMark(raw string) string {
	if !strings.HasPrefix(raw, "[^") {
		return ""
	}
	const longest = 100 // bytes
	end := strings.IndexAny(raw[:min(len(raw), longest)], "] \\")
	if end < 3 || raw[end] != ']' {
		return ""
	}
	if strings.HasPrefix(raw[end:], "]:") {
		end++
	}
	return raw[:end+1]
}

// taskBox is the box of a task that stands first: [ ].
func taskBox(raw string) string {
	for _, box := range []string{"[ ] ", "[x] ", "[X] "} {
		if strings.HasPrefix(raw, box) {
			return box
		}
	}
	return ""
}

// decodeURL resolves the escapes of a link's address.
func decodeURL(raw []byte) string {
	var url strings.Builder
	for at := 0; at < len(raw); {
		text, size := decodeOne(string(raw[at:]))
		url.WriteString(text)
		at += size
	}
	return url.String()
}

func isPunct(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}

// An escaper writes text into Markdown so that none of it becomes markup.
type escaper struct {
	out  strings.Builder
	kind pipeline.BlockKind
	line bool // at the beginning of a line
}

// text writes plain text; what follows it in the document decides about a
// character at its end.
func (e *escaper) text(plain, following string) {
	plain = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(plain)
	if e.line {
		plain = e.lineStart(plain)
	}
	for i, c := range plain {
		if strings.ContainsRune(specials, c) && e.special(plain[:i], c, plain[i+1:], following) {
			e.out.WriteByte('\\')
		}
		e.out.WriteRune(c)
	}
	e.line = e.line && plain == ""
}

// specials are the characters that may mean something inside a line.
const specials = "\\`*[]~_<&!|#^"

// special reports whether a character means something where it stands: behind
// some text, before more of it and what follows that.
func (e *escaper) special(before string, c rune, after, following string) bool {
	const enough = 40 // bytes that decide
	near := after[:min(len(after), enough)] + following
	switch c {
	case '_': // between letters it is one of them: CommonMark 6.2
		left, _ := utf8.DecodeLastRuneInString(before)
		right, _ := utf8.DecodeRuneInString(near)
		return !isWord(left) || !isWord(right)
	case '<':
		return near == "" || strings.ContainsRune("/!?", rune(near[0])) || isASCIILetter(near[0])
	case '&':
		return referenceSize("&"+near) > 0
	case '!':
		return strings.HasPrefix(near, "[")
	case '|':
		return e.kind == pipeline.Cell
	case '^': // would make a note of a link or an alt text
		return before == "" && (e.kind == pipeline.AltText || strings.HasSuffix(e.out.String(), "["))
	case '#': // a heading's closing run
		return isHeading(e.kind) && (before == "" || strings.HasSuffix(before, " ")) && strings.Trim(after, "#") == ""
	}
	return true
}

// lineStart writes what would begin a block if it stood first on a line, and
// returns the rest. White space there would be lost in reading, or make code of
// the line.
func (e *escaper) lineStart(plain string) string {
	trimmed := strings.TrimLeft(plain, blanks)
	if trimmed == "" || isHeading(e.kind) {
		return trimmed
	}
	digits := len(trimmed) - len(strings.TrimLeft(trimmed, "0123456789"))
	switch {
	case strings.ContainsRune("#>+-=|:", rune(trimmed[0])):
		e.out.WriteByte('\\')
		e.out.WriteByte(trimmed[0])
		return trimmed[1:]
	case 0 < digits && digits < 10 && digits < len(trimmed) && strings.ContainsRune(".)", rune(trimmed[digits])) &&
		(digits+1 == len(trimmed) || trimmed[digits+1] == ' ' || trimmed[digits+1] == '\t'):
		e.out.WriteString(trimmed[:digits] + "\\")
		e.out.WriteByte(trimmed[digits])
		return trimmed[digits+1:]
	}
	return trimmed
}

func isHeading(kind pipeline.BlockKind) bool {
	return kind == pipeline.Heading || kind == pipeline.Headline
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
