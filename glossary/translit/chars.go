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
	return r >= 0x300 && unicode.Is(unicode.M, r)
}

func isStress(r rune) bool { return r == acute || r == grave }

// isLetter is unicode.IsLetter without the letters that serve as apostrophes.
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
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

// Letters that look alike in both scripts, the Cyrillic ones and their Latin
// twins in the same order.
const (
	cyrillicTwins = "аеікморстухАВЕІКМНОРСТУХ"
	latinTwins    = "aeikmopctyxABEIKMHOPCTYX"
)

// latinTwin returns the Latin letter that looks like r, or 0.
func latinTwin(r rune) rune {
	for i, c := range cyrillicTwins {
		if c == r {
			return rune(latinTwins[i/2])
		}
	}
	return 0
}

// cyrillicTwin returns the Cyrillic letter that looks like r, or 0.
func cyrillicTwin(r rune) rune {
	for i := range len(latinTwins) {
		if rune(latinTwins[i]) == r {
			twin, _ := utf8.DecodeRuneInString(cyrillicTwins[2*i:])
			return twin
		}
	}
	return 0
}
