package split

import (
	"unicode"
	"unicode/utf8"
)

// The classes of runes below first answer for ASCII and Cyrillic letters, which
// texts consist of, and only then ask the tables of package unicode.

// cyrillic reports whether r is a letter of the Cyrillic block.
func cyrillic(r rune) bool { return r >= 0x400 && r <= 0x481 || r >= 0x48A && r <= 0x4FF }

// isLetter reports whether r is a letter.
func isLetter(r rune) bool {
	if r < 0x80 {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return cyrillic(r) || unicode.IsLetter(r)
}

// isUpper reports whether r is a capital.
func isUpper(r rune) bool {
	if r >= 0x400 && r < 0x460 {
		return r < 0x430
	}
	return unicode.IsUpper(r)
}

// lower is r in lower case.
func lower(r rune) rune {
	switch {
	case r >= 0x410 && r < 0x430:
		return r + 0x20
	case r >= 0x400 && r < 0x410:
		return r + 0x50
	case r >= 0x430 && r < 0x460:
		return r
	}
	return unicode.ToLower(r)
}

// isDigit reports whether r is a decimal digit.
func isDigit(r rune) bool {
	if r < 0x80 {
		return r >= '0' && r <= '9'
	}
	return !cyrillic(r) && unicode.IsDigit(r)
}

// isWordRune reports whether r is a letter or a digit.
func isWordRune(r rune) bool { return isLetter(r) || isDigit(r) }

// isVowel reports whether r is a vowel, Latin or Cyrillic, in lower case.
func isVowel(r rune) bool {
	switch r {
	case 'a', 'e', 'i', 'o', 'u', 'y', 'а', 'е', 'є', 'и', 'і', 'ї', 'о', 'у', 'ю', 'я':
		return true
	}
	return false
}

// isRoman reports whether r is a digit of Roman numbers, Latin or Cyrillic.
func isRoman(r rune) bool {
	switch r {
	case 'I', 'V', 'X', 'L', 'C', 'D', 'M', 'І', 'Х':
		return true
	}
	return false
}

// invisible reports whether r is transparent to the splitter: an inline tag
// (private use), a soft hyphen or another format character, a stress mark.
func invisible(r rune) bool {
	switch {
	case r < 0xAD, cyrillic(r), r >= 0x2010 && r <= 0x2027: // dashes, quotation marks
		return false
	case r >= 0xE000 && r <= 0xF8FF:
		return true
	}
	return unicode.In(r, unicode.Cf, unicode.Mn)
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
func isSpace(r rune) bool { return r == ' ' || !isLetter(r) && unicode.IsSpace(r) }

// isLineEnd reports whether r ends a line.
func isLineEnd(r rune) bool { return r == '\n' || r == '\u2028' || r == '\u2029' }

// runeAt and runeBefore are the rune that starts, or ends, at byte i of the
// text, and its width; 0 at the edge. Most are letters of two bytes, which are
// read without a call.
func (c *cursor) runeAt(i int) (rune, int) {
	if i >= len(c.text) {
		return 0, 0
	}
	if i+1 < len(c.text) && twoBytes(c.text[i], c.text[i+1]) {
		return rune(c.text[i]&0x1F)<<6 | rune(c.text[i+1]&0x3F), 2
	}
	return utf8.DecodeRuneInString(c.text[i:])
}

func (c *cursor) runeBefore(i int) (rune, int) {
	if i <= 0 {
		return 0, 0
	}
	if i > 1 && twoBytes(c.text[i-2], c.text[i-1]) {
		return rune(c.text[i-2]&0x1F)<<6 | rune(c.text[i-1]&0x3F), 2
	}
	return utf8.DecodeLastRuneInString(c.text[:i])
}

// twoBytes reports whether a and b are a rune in UTF-8.
func twoBytes(a, b byte) bool { return a-0xC2 < 0xE0-0xC2 && b-0x80 < 0x40 }
