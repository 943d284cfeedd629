package translit

import (
	"unicode"
	"unicode/utf8"
)

const (
	acute     = '\u0301'
	grave     = '\u0300'
	breve     = '\u0306'
	diaeresis = '\u0308'
)

// isApostrophe reports whether r is typed for the Ukrainian apostrophe.
func isApostrophe(r rune) bool {
	return isUsualApostrophe(r) || isRareApostrophe(r)
}

// isUsualApostrophe covers what people type: straight, typographic, modifier
// letter, opening quote, grave and acute accent.
func isUsualApostrophe(r rune) bool {
	switch r {
	case '\'', '\u2019', '\u02BC', '\u2018', '`', '\u00B4':
		return true
	default:
		return false
	}
}

// isRareApostrophe covers primes, turned commas and the full-width form.
func isRareApostrophe(r rune) bool {
	switch r {
	case '\u2032', '\u02B9', '\u02BB', '\u201B', '\uFF07':
		return true
	default:
		return false
	}
}

// isInvisible reports the soft hyphen and the zero-width characters.
func isInvisible(r rune) bool {
	switch r {
	case '\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF':
		return true
	default:
		return false
	}
}

func isMark(r rune) bool {
	switch {
	case r < 0x300 || 0x370 <= r && r < 0x483: // the whole of Latin, Greek and Cyrillic
		return false
	case r < 0x370:
		return true
	default:
		return unicode.Is(unicode.M, r)
	}
}

func isStress(r rune) bool { return r == acute || r == grave }

// isLetter is unicode.IsLetter without the letters that serve as apostrophes.
func isLetter(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	case 0x400 <= r && r < 0x482:
		return true
	}
	return unicode.IsLetter(r) && !isApostrophe(r)
}

// isCapital reports upper and title case.
func isCapital(r rune) bool {
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// composed is the letter that a base letter and the marks after it make, and
// the mark that it swallows; a stress mark in between does not matter. Without
// such a mark it is the letter itself and 0.
func composed(r rune, marks []byte) (rune, rune) {
	var want, whole rune
	switch r {
	case 'и', 'И':
		want, whole = breve, 'й'
	case 'і', 'І':
		want, whole = diaeresis, 'ї'
	case 'е', 'Е':
		want, whole = diaeresis, 'ё'
	case 'ѐ': // е with a stress mark, as NFC writes it; the next three likewise
		return 'е', 0
	case 'Ѐ':
		return 'Е', 0
	case 'ѝ':
		return 'и', 0
	case 'Ѝ':
		return 'И', 0
	default:
		return r, 0
	}
	for i := 0; i < len(marks) && i < maxLook; {
		m, size := utf8.DecodeRune(marks[i:])
		if m == want {
			if isCapital(r) {
				whole = unicode.ToUpper(whole)
			}
			return whole, want
		}
		if !isMark(m) {
			break
		}
		i += size
	}
	return r, 0
}

// latinTwin returns the Latin letter that looks like r, or 0.
func latinTwin(r rune) rune {
	if !isSlot(r) {
		return 0
	}
	return latinTwins[slot(r)]
}

// cyrillicTwin returns the Cyrillic letter that looks like r, or 0.
func cyrillicTwin(r rune) rune {
	if r >= utf8.RuneSelf {
		return 0
	}
	return cyrillicTwins[r]
}

// Letters that look alike in both scripts. The pairs are those of the mixed
// alphabets rule of LanguageTool.
var (
	latinTwins = [rowSize]rune{
		'а' - 0x400: 'a', 'е' - 0x400: 'e', 'і' - 0x400: 'i', 'к' - 0x400: 'k', 'м' - 0x400: 'm', 'о' - 0x400: 'o',
		'р' - 0x400: 'p', 'с' - 0x400: 'c', 'т' - 0x400: 't', 'у' - 0x400: 'y', 'х' - 0x400: 'x',
		'А' - 0x400: 'A', 'В' - 0x400: 'B', 'Е' - 0x400: 'E', 'І' - 0x400: 'I', 'К' - 0x400: 'K', 'М' - 0x400: 'M',
		'Н' - 0x400: 'H', 'О' - 0x400: 'O', 'Р' - 0x400: 'P', 'С' - 0x400: 'C', 'Т' - 0x400: 'T', 'У' - 0x400: 'Y',
		'Х' - 0x400: 'X',
	}
	cyrillicTwins = [utf8.RuneSelf]rune{
		'a': 'а', 'e': 'е', 'i': 'і', 'k': 'к', 'm': 'м', 'o': 'о', 'p': 'р', 'c': 'с', 't': 'т', 'y': 'у', 'x': 'х',
		'A': 'А', 'B': 'В', 'E': 'Е', 'I': 'І', 'K': 'К', 'M': 'М', 'H': 'Н', 'O': 'О', 'P': 'Р', 'C': 'С', 'T': 'Т',
		'Y': 'У', 'X': 'Х',
	}
)
