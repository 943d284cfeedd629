package translit

import (
	"encoding/binary"
	"unicode/utf8"
)

// fast romanizes whole runs of letters from the start of src for as long as
// nothing in them needs a second look: no odd apostrophes, marks, Latin letters
// beside Cyrillic ones, or letters that the scheme lacks. It stops at the start
// of the first run that is not so, where step takes over. The romanizer must
// stand at the start of a word, and does so afterwards.
//
// Nine words in ten go this way, at one table lookup a letter.
func (r *romanizer) fast(dst, src []byte, atEOF bool) (nDst, nSrc int) {
	cells := r.table.cells[0]
	row := wordStart
	d, s := 0, 0 // how far the run has come; nDst, nSrc stay at its start
	for s+1 < len(src) && d+4 <= len(dst) {
		b := src[s]
		switch {
		case b&^3 == cyrillicLead && src[s+1]&^0x3F == 0x80:
			c := cells[row+pairSlot(b, src[s+1])]
			if c&(known|careful) != known {
				var ok bool
				if c, ok = r.resolve(row, src[s:], atEOF); !ok {
					return nDst, nSrc
				}
			}
			binary.LittleEndian.PutUint32(dst[d:], uint32(c))
			d += c.len()
			s += 2
			row = c.next()
			continue
		case asciiClass[b] == asciiOther:
			dst[d] = b
			d++
			s++
		case s == nSrc:
			n := otherRun(src[s:], atEOF)
			if n == 0 || n > len(dst)-d {
				return nDst, nSrc
			}
			d += copy(dst[d:], src[s:s+n])
			s += n
		default:
			if n := r.inWordApostrophe(src[s:]); n > 0 {
				d += copy(dst[d:], r.table.apostrophe)
				s += n
				row = midWord
				continue
			}
			if punctuation(src[s:]) == 0 {
				return nDst, nSrc
			}
		}
		row = wordStart
		nDst, nSrc = d, s
	}
	if s < len(src) || !atEOF {
		return nDst, nSrc
	}
	return d, s
}

// cyrillicLead is the first byte of U+0400 to U+043F in UTF-8; the next three
// values go up to U+04FF.
const cyrillicLead = 0xD0

// pairSlot is the slot of the letter that the two bytes encode.
func pairSlot(b0, b1 byte) int { return int(b0&3)<<6 + int(b1&0x3F) }

// inWordApostrophe returns the length of the apostrophe at the start of src, if
// it is a common one with one of the scheme's letters right after it, and
// otherwise 0.
func (r *romanizer) inWordApostrophe(src []byte) int {
	n := 0
	switch {
	case src[0] == '\'':
		n = 1
	case len(src) > 3 && src[0] == 0xE2 && src[1] == 0x80 && src[2] == 0x99: // ’
		n = 3
	case len(src) > 2 && src[0] == 0xCA && src[1] == 0xBC: // ʼ
		n = 2
	}
	if n == 0 || r.opts.KeepApostrophes || len(src) < n+2 || src[n]&^3 != cyrillicLead {
		return 0
	}
	if r.table.cells[0][pairSlot(src[n], src[n+1])] == 0 {
		return 0
	}
	return n
}

// resolve finds the cell of the letter at the start of src, whose look depends
// on what follows. It knows the usual cases only: another letter, or a plain
// end of the word.
func (r *romanizer) resolve(row int, src []byte, atEOF bool) (c cell, ok bool) {
	here := row + pairSlot(src[0], src[1])
	c = r.table.cells[0][here]
	if c&known == 0 || r.opts.Capitals != ByNeighbour {
		return 0, false
	}
	rest := src[2:]
	if endsRun(rest, atEOF) {
		return c, c&capsVary == 0 || row == wordStart
	}
	if len(rest) < 2 || rest[0]&^3 != cyrillicLead || rest[1]&^0x3F != 0x80 {
		return 0, false
	}
	next := pairSlot(rest[0], rest[1])
	follower := r.table.cells[0][midWord+next]
	if follower&known == 0 || next == slot('ь') || next == slot('Ь') {
		return 0, false
	}
	if c&numeral != 0 && follower&numeral != 0 {
		return 0, false
	}
	v := variant(0)
	if c&looks != 0 && r.table.before[next] {
		v |= ahead
	}
	if next < slot('а') || next == slot('Ґ') {
		v |= allCaps
	}
	return r.table.cells[v][here], true
}

// endsRun reports whether a run of letters certainly ends before src.
func endsRun(src []byte, atEOF bool) bool {
	switch {
	case len(src) == 0:
		return atEOF
	case src[0] < 0x80:
		return asciiClass[src[0]] == asciiOther
	default:
		return punctuation(src) > 0
	}
}

// otherRun returns the length of the run of ASCII letters or of the
// punctuation at the start of src, or 0 if that needs a second look.
func otherRun(src []byte, atEOF bool) int {
	n := 0
	for n < len(src) && asciiClass[src[n]] == asciiLetter {
		n++
	}
	if n == 0 {
		return punctuation(src)
	}
	if !endsRun(src[n:], atEOF) {
		return 0
	}
	return n
}

// punctuation returns the length of the character at the start of src if it is
// one of those that are common in Ukrainian text and never part of a word:
// no-break space « » – — “ ” „ … №. Otherwise it returns 0.
func punctuation(src []byte) int {
	switch {
	case len(src) >= 2 && src[0] == 0xC2 && (src[1] == 0xA0 || src[1] == 0xAB || src[1] == 0xBB):
		return 2
	case len(src) < 3 || src[0] != 0xE2:
		return 0
	case src[1] == 0x80:
		switch src[2] {
		case 0x93, 0x94, 0x9C, 0x9D, 0x9E, 0xA6:
			return 3
		}
	case src[1] == 0x84 && src[2] == 0x96:
		return 3
	}
	return 0
}

const (
	notASCII = iota
	asciiOther
	asciiLetter
	asciiApostrophe
)

// asciiClass says what a byte means to a run of letters.
var asciiClass = classifyASCII()

func classifyASCII() (class [256]uint8) {
	for b := range utf8.RuneSelf {
		class[b] = asciiOther
		if isLetter(rune(b)) {
			class[b] = asciiLetter
		}
		if isApostrophe(rune(b)) {
			class[b] = asciiApostrophe
		}
	}
	return class
}
