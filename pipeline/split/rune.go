package split

import (
	"unicode"
	"unicode/utf8"
)

// invisible reports whether r is transparent to the splitter: an inline tag
// (private use), a soft hyphen or another format character, a stress mark.
func invisible(r rune) bool {
	if r < 0x80 {
		return false
	}
	return r >= 0xE000 && r <= 0xF8FF || r == 0xFEFF || unicode.In(r, unicode.Cf, unicode.Mn)
}

// isStop reports whether r can end a sentence.
func isStop(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '‼', '⁇', '⁈', '⁉':
		return true
	}
	return false
}

// isCloser reports whether r can follow a stop and still belong to its
// sentence. After a stop without white space every quotation mark closes.
func isCloser(r rune) bool {
	switch r {
	case ')', ']', '}', '"', '\'':
		return true
	case '»', '›', '”', '“', '’', '‘', '¹', '²', '³':
		return true
	}
	return false
}

// onlyCloses reports whether r closes wherever it stands.
func onlyCloses(r rune) bool {
	switch r {
	case ')', ']', '}', '»', '›', '”':
		return true
	}
	return false
}

// isQuote reports whether r is a quotation mark.
func isQuote(r rune) bool {
	switch r {
	case '"', '\'', '«', '»', '„', '“', '”', '‘', '’', '‹', '›':
		return true
	}
	return false
}

// isOpener reports whether r may stand before the first letter of a sentence.
func isOpener(r rune) bool {
	switch r {
	case '(', '[', '{', '¿', '¡', '•', '·', '▪', '●', '■', '►', '*', '#', '@':
		return true
	}
	return isQuote(r)
}

// isDash reports whether r is a dash or what people type for one.
func isDash(r rune) bool {
	switch r {
	case '-', '–', '—', '―', '−':
		return true
	}
	return false
}

// isApostrophe reports whether r is an apostrophe, between letters.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', 'ʼ', '`', 'ʹ', '′':
		return true
	}
	return false
}

// isSpace reports whether r is white space.
func isSpace(r rune) bool {
	return r == ' ' || r != '\u200b' && unicode.IsSpace(r)
}

// runeAt and runeBefore are the rune that starts, or ends, at byte i of the
// text, and its width; 0 at the edge.
func (c *cursor) runeAt(i int) (rune, int) {
	if i >= len(c.text) {
		return 0, 0
	}
	return utf8.DecodeRuneInString(c.text[i:])
}

func (c *cursor) runeBefore(i int) (rune, int) {
	if i <= 0 {
		return 0, 0
	}
	return utf8.DecodeLastRuneInString(c.text[:i])
}
