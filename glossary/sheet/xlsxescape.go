package sheet

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Cells spell a character that XML cannot hold as _x000B_, and such a sequence
// itself with its first character so (ISO/IEC 29500-1, 22.9.2.19, ST_Xstring).

// escapedLen is the length of an escape.
const escapedLen = len("_x000B_")

// escapeCell makes text fit for the t of a cell, XML marks included.
func escapeCell(text string) string {
	var b strings.Builder
	for i, r := range text {
		_, isEscape := escaped(text[i:])
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case isEscape || r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF:
			fmt.Fprintf(&b, "_x%04X_", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unescapeCell undoes the escapes in the text of a cell.
func unescapeCell(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if r, ok := escaped(text[i:]); ok {
			b.WriteRune(r)
			i += escapedLen
			continue
		}
		b.WriteByte(text[i])
		i++
	}
	return b.String()
}

// escaped returns the character of the escape that text begins with.
func escaped(text string) (rune, bool) {
	if len(text) < escapedLen || text[:2] != "_x" || text[escapedLen-1] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(text[2:escapedLen-1], 16, 16)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return 0, false
	}
	return rune(n), true
}
