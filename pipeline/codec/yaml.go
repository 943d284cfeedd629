package codec

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A scalar is one value of YAML front matter, with its place in the document.
type scalar struct {
	text       string
	start, end int
	ok         bool // false: a list, a mapping or something else we do not read
}

// readScalar reads the value that begins at an offset of the document and ends
// before another: plain, quoted, or a block of folded or literal lines. Lists,
// mappings, anchors and tags are not ours to read.
func readScalar(doc string, start, end int) scalar {
	raw := doc[start:end]
	trimmed := strings.TrimLeft(raw, " \t")
	start += len(raw) - len(trimmed)
	trimmed = strings.TrimRight(trimmed, " \t\r\n")
	s := scalar{start: start, end: start + len(trimmed)}
	if trimmed == "" {
		return s
	}
	switch trimmed[0] {
	case '"':
		s.text, s.end, s.ok = doubleQuoted(trimmed, start)
	case '\'':
		s.text, s.end, s.ok = singleQuoted(trimmed, start)
	case '>', '|':
		s.text, s.ok = blockScalar(trimmed)
	case '[', '{', '&', '*', '!', '%', '@', '`', '#', '-', '?', ',', ']', '}':
		if plain := len(trimmed) > 1 && trimmed[0] == '-' && trimmed[1] != ' ' && trimmed[1] != '\n'; !plain {
			return s
		}
		fallthrough
	default:
		s.text, s.end, s.ok = plainScalar(trimmed, start)
	}
	return s
}

func plainScalar(raw string, start int) (string, int, bool) {
	first, more, _ := strings.Cut(raw, "\n")
	if at := strings.Index(first, " #"); at >= 0 {
		if strings.TrimSpace(more) != "" {
			return "", 0, false
		}
		raw = strings.TrimRight(first[:at], " \t\r")
	}
	if strings.Contains(raw, ": ") && strings.Contains(raw, "\n") {
		return "", 0, false // lines of a mapping
	}
	return foldLines(raw), start + len(raw), true
}

// foldLines joins the lines of a plain or quoted scalar: a line break is a
// space, an empty line is a line break.
func foldLines(raw string) string {
	lines := strings.Split(raw, "\n")
	var out strings.Builder
	for i, line := range lines {
		if i > 0 {
			line = strings.TrimLeft(line, " \t")
		}
		if i < len(lines)-1 {
			line = strings.TrimRight(line, " \t\r")
		}
		if i > 0 && line != "" {
			out.WriteByte(' ')
		}
		out.WriteString(line)
	}
	return out.String()
}

func singleQuoted(raw string, start int) (string, int, bool) {
	var text strings.Builder
	for at := 1; at < len(raw); at++ {
		if raw[at] != '\'' {
			text.WriteByte(raw[at])
			continue
		}
		if at+1 < len(raw) && raw[at+1] == '\'' {
			text.WriteByte('\'')
			at++
			continue
		}
		return foldLines(text.String()), start + at + 1, onlyComment(raw[at+1:])
	}
	return "", 0, false
}

func doubleQuoted(raw string, start int) (string, int, bool) {
	var text strings.Builder
	for at := 1; at < len(raw); {
		switch raw[at] {
		case '"':
			return foldLines(text.String()), start + at + 1, onlyComment(raw[at+1:])
		case '\\':
			decoded, size := yamlEscape(raw[at:])
			if size == 0 {
				return "", 0, false
			}
			text.WriteString(decoded)
			at += size
		default:
			text.WriteByte(raw[at])
			at++
		}
	}
	return "", 0, false
}

// yamlEscape reads one escape of a double-quoted scalar (YAML 1.2.2, 5.7).
func yamlEscape(raw string) (string, int) {
	if len(raw) < 2 {
		return "", 0
	}
	digits := 0
	switch raw[1] {
	case '"', '\\', '/', ' ':
		return raw[1:2], 2
	case 'n', 't', 'r':
		return " ", 2
	case '_':
		return "\u00a0", 2
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	}
	if digits == 0 || len(raw) < 2+digits {
		return "", 0
	}
	code, err := strconv.ParseUint(raw[2:2+digits], 16, 32)
	if err != nil || !utf8.ValidRune(rune(code)) || code < ' ' {
		return "", 0
	}
	return string(rune(code)), 2 + digits
}

func onlyComment(rest string) bool {
	rest = strings.TrimSpace(rest)
	return rest == "" || strings.HasPrefix(rest, "#")
}

// blockScalar reads the lines behind > or |. Line breaks become spaces: the
// texts of front matter are single lines.
func blockScalar(raw string) (string, bool) {
	head, body, _ := strings.Cut(raw, "\n")
	if strings.Trim(head[1:], "+-0123456789 \t\r") != "" {
		return "", false
	}
	return strings.Join(strings.Fields(body), " "), true
}

// quoteYAML writes a value: in the manner in which another stood there, bare
// where YAML allows it, in double quotes otherwise.
func quoteYAML(text, stood string) string {
	switch {
	case strings.HasPrefix(stood, "'") && !strings.ContainsFunc(text, isControl):
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	case strings.HasPrefix(stood, `"`) || !bareYAML(text):
		return doubleQuote(text)
	}
	return text
}

func doubleQuote(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, c := range text {
		switch {
		case c == '"' || c == '\\':
			out.WriteByte('\\')
			out.WriteRune(c)
		case isControl(c):
			out.WriteByte(' ')
		default:
			out.WriteRune(c)
		}
	}
	out.WriteByte('"')
	return out.String()
}

// isControl reports whether a character must not stand in a quoted scalar as
// it is: controls, and the line breaks of Unicode.
func isControl(c rune) bool {
	return c < ' ' || 0x7f <= c && c < 0xa0 || c == 0x2028 || c == 0x2029
}

// bareYAML reports whether a text can stand without quotes and still be text,
// for readers of YAML 1.1 and 1.2 alike.
func bareYAML(text string) bool {
	if text == "" || strings.TrimSpace(text) != text || strings.ContainsFunc(text, isControl) {
		return false
	}
	if strings.ContainsRune("-?:,[]{}#&*!|>'\"%@`=~", rune(text[0])) {
		return false
	}
	if strings.Contains(text, ": ") || strings.HasSuffix(text, ":") || strings.Contains(text, " #") {
		return false
	}
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "on", "off", "y", "n", "null":
		return false
	}
	return !looksNumeric(text)
}

// looksNumeric reports whether YAML may read a text as a number, a date or a
// time.
func looksNumeric(text string) bool {
	return strings.ContainsRune(".+0123456789", rune(text[0])) && strings.Trim(text, "0123456789abcdefxonABCDEFTZ.:+-_ ") == ""
}
