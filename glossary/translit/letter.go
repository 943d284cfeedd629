package translit

import (
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// letter romanizes the letter at the start of src, or copies it if it is none
// of the scheme's.
func (r *romanizer) letter(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	if r.unit == 0 {
		if err := r.startUnit(src, atEOF); err != nil {
			return 0, 0, err
		}
	}
	raw, size := utf8.DecodeRune(src)
	if !marksEnd(src[size:], atEOF) {
		return 0, 0, transform.ErrShortSrc
	}
	c, swallow := composed(raw, src[size:])
	switch r.reading {
	case asCyrillic:
		if twin := cyrillicTwin(c); twin != 0 {
			c = twin
		}
	case asLatin, asNumeral:
		if twin := latinTwin(c); twin != 0 {
			c = twin
		}
	}
	if !r.has(c) {
		return r.foreign(dst, src[:size], c)
	}
	v, ok := r.variant(c, src[size:], atEOF)
	if !ok {
		return 0, 0, transform.ErrShortSrc
	}
	out := r.table.cells[v][r.row+slot(c)]
	n := out.len()
	if len(dst) < n {
		return 0, 0, transform.ErrShortDst
	}
	for i := range n {
		dst[i] = byte(out >> (8 * i))
	}
	r.row, r.before, r.capital, r.swallow = out.next(), cyrillic, isCapital(c), swallow
	r.advance(size)
	return n, size, nil
}

// foreign writes the letter c, which the scheme does not have; code is how it
// stands in the text.
func (r *romanizer) foreign(dst, code []byte, c rune) (nDst, nSrc int, err error) {
	var room [utf8.UTFMax]byte
	out := code
	if c < utf8.RuneSelf {
		room[0] = byte(c)
		out = room[:1]
	}
	if len(dst) < len(out) {
		return 0, 0, transform.ErrShortDst
	}
	r.row, r.before, r.capital, r.swallow = midWord, foreign, isCapital(c), 0
	r.advance(len(code))
	return copy(dst, out), len(code), nil
}

// variant looks at what follows the letter c.
func (r *romanizer) variant(c rune, rest []byte, atEOF bool) (v variant, ok bool) {
	flags := r.table.cells[0][r.row+slot(c)]
	if flags&looks != 0 {
		next, ok := lookPast(rest, atEOF, isTransparent)
		if !ok {
			return 0, false
		}
		if isSlot(next) && r.table.before[slot(next)] {
			v |= ahead
		}
	}
	if r.table.cells[v][r.row+slot(c)]&capsVary == 0 {
		return v, true
	}
	switch r.opts.Capitals {
	case FirstOnly:
		return v, true
	case AllLetters:
		return v | allCaps, true
	}
	next, ok := lookPast(rest, atEOF, isUncased)
	if !ok {
		return 0, false
	}
	raise := r.before != noLetter && r.capital
	if isLetter(next) {
		raise = isCapital(next)
	}
	if raise {
		v |= allCaps
	}
	return v, true
}
