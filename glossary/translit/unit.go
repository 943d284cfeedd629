package translit

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// reading is how a unit is understood: a run of letters, with the marks on
// them, that ends at a hyphen, an apostrophe or anything else.
type reading uint8

const (
	asItIs     reading = iota // each letter by its own script
	asCyrillic                // Latin letters stand for their Cyrillic twins
	asLatin                   // Cyrillic letters stand for their Latin twins
	asNumeral                 // the same, because it is a Roman numeral
)

// maxUnit is how many bytes of a run are judged together. No word of a living
// language is longer; the bound is for hostile input.
const maxUnit = 256

// startUnit judges the unit at the start of src.
func (r *romanizer) startUnit(src []byte, atEOF bool) error {
	var seen evidence
	i := 0
	for i < maxUnit {
		if !atEOF && !utf8.FullRune(src[i:]) {
			return transform.ErrShortSrc
		}
		if i == len(src) {
			break
		}
		c, size := utf8.DecodeRune(src[i:])
		if isMark(c) {
			seen.marks = true
			i += size
			continue
		}
		if isInvisible(c) {
			next, ok := lookPast(src[i+size:], atEOF, isTransparent)
			if !ok {
				return transform.ErrShortSrc
			}
			if !isLetter(next) || !seen.cyrillic() && !r.has(next) {
				break
			}
			seen.marks = true
			i += size
			continue
		}
		if !isLetter(c) {
			break
		}
		marks := src[i+size:]
		if !marksEnd(marks, atEOF) {
			return transform.ErrShortSrc
		}
		c, _ = composed(c, marks)
		next, _ := utf8.DecodeRune(marks)
		seen.letter(c, r.has(c), isMark(next))
		i += size
	}
	numeral := false
	if r.before == noLetter && !r.opts.KeepRoman && seen.isNumeral(src[:i]) {
		more, ok := r.wordGoesOn(src[i:], atEOF)
		if !ok {
			return transform.ErrShortSrc
		}
		numeral = !more
	}
	r.unit = i
	r.reading = asItIs
	switch {
	case numeral:
		r.reading = asNumeral
	case r.opts.KeepHomoglyphs || seen.other:
	case seen.latin > 0 && seen.latinOnly == 0 && seen.cyrillicOnly > 0:
		r.reading = asCyrillic
	case seen.cyrillicTwins > 0 && seen.cyrillicOnly == 0 && seen.latinOnly > 0:
		r.reading = asLatin
	}
	return nil
}

// wordGoesOn reports whether rest, which follows a unit, is an apostrophe
// inside a word; ok is false when that cannot be told yet.
func (r *romanizer) wordGoesOn(rest []byte, atEOF bool) (more, ok bool) {
	c, size := utf8.DecodeRune(rest)
	if !isApostrophe(c) {
		return false, true
	}
	next, ok := lookPast(rest[size:], atEOF, isTransparent)
	return r.has(next), ok
}

// evidence counts the letters of a unit.
type evidence struct {
	latin, latinOnly            int // only: without a twin in the other script
	cyrillicTwins, cyrillicOnly int
	numerals                    int
	other, marks                bool
}

func (e *evidence) cyrillic() bool { return e.cyrillicTwins+e.cyrillicOnly > 0 }

func (e *evidence) letter(c rune, known, marked bool) {
	switch {
	case known && latinTwin(c) != 0:
		e.cyrillicTwins++
	case known:
		e.cyrillicOnly++
	case unicode.Is(unicode.Latin, c):
		e.latin++
		if cyrillicTwin(c) == 0 || marked {
			e.latinOnly++
		}
	default:
		e.other = true
	}
	switch c {
	case 'Х', 'І', 'X', 'I', 'V':
		e.numerals++
	}
}

// isNumeral reports whether the unit is a Roman numeral of two or more letters
// that is not wholly Latin anyway.
func (e *evidence) isNumeral(unit []byte) bool {
	if e.numerals < 2 || e.numerals != e.latin+e.cyrillicTwins || e.cyrillicTwins == 0 ||
		e.cyrillicOnly > 0 || e.other || e.marks || e.numerals > 9 {
		return false
	}
	var latin [9]byte
	n := 0
	for len(unit) > 0 {
		c, size := utf8.DecodeRune(unit)
		if twin := latinTwin(c); twin != 0 {
			c = twin
		}
		latin[n] = byte(c)
		n++
		unit = unit[size:]
	}
	return isRoman(latin[:n])
}

// isRoman reports whether s, of the letters X, V and I, is a numeral from 1 to
// 39 in its usual form.
func isRoman(s []byte) bool {
	for i := 0; i < 3 && len(s) > 0 && s[0] == 'X'; i++ {
		s = s[1:]
	}
	switch string(s) {
	case "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX":
		return true
	default:
		return false
	}
}
