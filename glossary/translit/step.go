package translit

import (
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// step romanizes the code point at the start of src, which is not empty. On an
// error nothing has been consumed or written.
func (r *romanizer) step(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	if !atEOF && !utf8.FullRune(src) {
		return 0, 0, transform.ErrShortSrc
	}
	c, size := utf8.DecodeRune(src)
	switch {
	case c == utf8.RuneError && size == 1: // an invalid byte is not a letter
		return r.boundary(dst, src[:1])
	case isMark(c):
		return r.mark(dst, c, src[:size])
	case isApostrophe(c):
		return r.apostrophe(dst, src, c, size, atEOF)
	case isInvisible(c):
		return r.invisible(dst, src, size, atEOF)
	case isLetter(c):
		return r.letter(dst, src, atEOF)
	case r.opts.HyphenJoins && isHyphen(c) && r.before != noLetter:
		nDst, nSrc, err = r.boundary(dst, src[:size])
		if err == nil {
			r.row = midWord
		}
		return nDst, nSrc, err
	default:
		return r.boundary(dst, src[:size])
	}
}

// boundary copies what is not part of a word.
func (r *romanizer) boundary(dst, code []byte) (nDst, nSrc int, err error) {
	if len(dst) < len(code) {
		return 0, 0, transform.ErrShortDst
	}
	r.place = place{}
	return copy(dst, code), len(code), nil
}

// inside copies what belongs to a word without being a letter, or drops it.
func (r *romanizer) inside(dst, code []byte, drop bool) (nDst, nSrc int, err error) {
	if drop {
		r.advance(len(code))
		return 0, len(code), nil
	}
	if len(dst) < len(code) {
		return 0, 0, transform.ErrShortDst
	}
	r.advance(len(code))
	return copy(dst, code), len(code), nil
}

// advance counts n bytes off the unit.
func (r *romanizer) advance(n int) { r.unit = max(0, r.unit-n) }

func (r *romanizer) mark(dst []byte, c rune, code []byte) (nDst, nSrc int, err error) {
	if c == r.swallow {
		nDst, nSrc, err = r.inside(dst, code, true)
		r.swallow = 0
		return nDst, nSrc, err
	}
	stress := isStress(c) && r.before == cyrillic && !r.opts.KeepStress
	return r.inside(dst, code, stress)
}

// apostrophe replaces an apostrophe between two Cyrillic letters by that of
// the scheme; any other is a quotation mark and stays. The letter after it does
// not start a word (Resolution 55: Знам’янка, Znamianka).
func (r *romanizer) apostrophe(dst, src []byte, c rune, size int, atEOF bool) (nDst, nSrc int, err error) {
	keep := r.opts.KeepApostrophes
	if isRareApostrophe(c) {
		keep = r.opts.KeepRareApostrophes
	}
	if r.before != cyrillic {
		return r.boundary(dst, src[:size])
	}
	next, ok := lookPast(src[size:], atEOF, isTransparent)
	if !ok {
		return 0, 0, transform.ErrShortSrc
	}
	if !r.has(next) {
		return r.boundary(dst, src[:size])
	}
	var n int
	switch out := r.table.apostrophe; {
	case keep && len(dst) >= size:
		n = copy(dst, src[:size])
	case !keep && len(dst) >= len(out):
		n = copy(dst, out)
	default:
		return 0, 0, transform.ErrShortDst
	}
	r.place = place{row: midWord, before: cyrillic, capital: r.capital}
	return n, size, nil
}

// invisible drops a soft hyphen or a zero-width character between two letters
// of which one is Cyrillic. Latin words keep them, and so do other scripts,
// where they change how letters join.
func (r *romanizer) invisible(dst, src []byte, size int, atEOF bool) (nDst, nSrc int, err error) {
	if r.unit > 0 {
		return r.inside(dst, src[:size], !r.opts.KeepInvisible)
	}
	if r.before == noLetter {
		return r.boundary(dst, src[:size])
	}
	next, ok := lookPast(src[size:], atEOF, isSkippable)
	if !ok {
		return 0, 0, transform.ErrShortSrc
	}
	if !isLetter(next) || r.before == foreign && !r.has(next) {
		return r.boundary(dst, src[:size])
	}
	return r.inside(dst, src[:size], !r.opts.KeepInvisible)
}

// has reports whether c is a letter of the scheme.
func (r *romanizer) has(c rune) bool {
	c, _ = composed(c, nil)
	return isSlot(c) && r.table.cells[0][slot(c)] != 0
}

func isHyphen(c rune) bool { return c == '-' || c == '\u2010' || c == '\u2011' }
