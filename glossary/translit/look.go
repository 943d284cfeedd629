package translit

import "unicode/utf8"

// maxLook bounds every look ahead, in bytes, so that no input can stall a
// stream. Past it the romanizer decides as at the end of a word.
const maxLook = 64

// lookPast returns the first code point of src that skip does not pass over.
// It returns 0 at the end of the text and when the bound is reached; ok is
// false when src ends before either.
//
// A letter is returned as the marks after it make it: і with a diaeresis is ї.
func lookPast(src []byte, atEOF bool, skip func(rune) bool) (next rune, ok bool) {
	for i := 0; i < maxLook; {
		if !atEOF && !utf8.FullRune(src[i:]) {
			return 0, false
		}
		if i == len(src) {
			return 0, true
		}
		c, size := utf8.DecodeRune(src[i:])
		i += size
		if !skip(c) {
			if !marksEnd(src[i:], atEOF) {
				return 0, false
			}
			c, _ = composed(c, src[i:])
			return c, true
		}
	}
	return 0, true
}

// marksEnd reports whether src holds all marks at its start, as far as anyone
// looks.
func marksEnd(src []byte, atEOF bool) bool {
	for i := 0; i < maxLook && !(atEOF && i == len(src)); {
		if !atEOF && !utf8.FullRune(src[i:]) {
			return false
		}
		c, size := utf8.DecodeRune(src[i:])
		if !isMark(c) {
			break
		}
		i += size
	}
	return true
}

// isTransparent reports what stands between two letters without parting them.
func isTransparent(c rune) bool { return isMark(c) || isInvisible(c) }

// isSkippable is isTransparent and the apostrophes.
func isSkippable(c rune) bool { return isTransparent(c) || isApostrophe(c) }

// isUncased is isSkippable and the soft sign, which says nothing about the
// case of the letter before it: Цьомко, ЦЬОМКО.
func isUncased(c rune) bool { return isSkippable(c) || c == 'ь' || c == 'Ь' }
