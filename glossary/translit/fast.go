package translit

import "encoding/binary"

// fast romanizes whole runs of letters from the start of src for as long as
// nothing in them needs a second look: no odd apostrophes, marks, Latin letters
// beside Cyrillic ones, or letters that the scheme lacks. It stops at the start
// of the first run that is not so, where step takes over. The romanizer must
// stand at the start of a word, and does so afterwards.
//
// Nine words in ten go this way, at one table lookup a letter.
func (r *romanizer) fast(dst, src []byte, atEOF bool) (nDst, nSrc int) {
	for nSrc < len(src) {
		var d, s int // of the next run
		switch b := src[nSrc]; {
		case b >= 0x80 && b&^3 == cyrillicLead:
			d, s = r.fastRun(dst[nDst:], src[nSrc:], atEOF)
		case b >= 0x80:
			s = punctuation(src[nSrc:])
			d = copy(dst[nDst:], src[nSrc:nSrc+s])
			if d < s {
				return nDst, nSrc
			}
		case asciiClass[b] == asciiLetter:
			s = latinRun(src[nSrc:], atEOF)
			d = copy(dst[nDst:], src[nSrc:nSrc+s])
			if d < s {
				return nDst, nSrc
			}
		case asciiClass[b] == asciiOther && nDst < len(dst):
			dst[nDst] = b
			d, s = 1, 1
		}
		if s == 0 {
			break
		}
		nDst += d
		nSrc += s
	}
	return nDst, nSrc
}

// cyrillicLead is the first byte of U+0400 to U+043F in UTF-8; the next three
// values go up to U+04FF.
const cyrillicLead = 0xD0

// fastRun romanizes a run of Cyrillic letters, or returns 0, 0.
func (r *romanizer) fastRun(dst, src []byte, atEOF bool) (nDst, nSrc int) {
	cells := r.table.cells[0]
	row := wordStart
	for nSrc+1 < len(src) {
		b0, b1 := src[nSrc], src[nSrc+1]
		if b0&^3 != cyrillicLead || b1&^0x3F != 0x80 {
			n := r.inWordApostrophe(src[nSrc:])
			if n == 0 {
				break
			}
			if len(dst)-nDst < 4 {
				return 0, 0
			}
			nDst += copy(dst[nDst:], r.table.apostrophe)
			row = midWord
			nSrc += n
			continue
		}
		c := cells[row+int(b0&3)<<6+int(b1&0x3F)]
		if c&(known|careful) != known {
			var ok bool
			if c, ok = r.resolve(row, src[nSrc:], atEOF); !ok {
				return 0, 0
			}
		}
		if len(dst)-nDst < 4 {
			return 0, 0
		}
		binary.LittleEndian.PutUint32(dst[nDst:], uint32(c))
		nDst += c.len()
		row = c.next()
		nSrc += 2
	}
	if !endsRun(src[nSrc:], atEOF) {
		return 0, 0
	}
	return nDst, nSrc
}

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
	if r.table.cells[0][int(src[n]&3)<<6+int(src[n+1]&0x3F)] == 0 {
		return 0
	}
	return n
}

// resolve finds the cell of the letter at the start of src, whose look depends
// on what follows. It knows the usual cases only: another letter, or a plain
// end of the word.
func (r *romanizer) resolve(row int, src []byte, atEOF bool) (c cell, ok bool) {
	here := row + int(src[0]&3)<<6 + int(src[1]&0x3F)
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
	next := int(rest[0]&3)<<6 + int(rest[1]&0x3F)
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

// latinRun returns the length of the run of ASCII letters at the start of src,
// or 0 if it may go on in another way.
func latinRun(src []byte, atEOF bool) int {
	n := 0
	for n < len(src) && src[n] < 0x80 && asciiClass[src[n]] == asciiLetter {
		n++
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
	asciiOther = iota
	asciiLetter
	asciiApostrophe
)

// asciiClass says what a byte below 0x80 means to a run of letters.
var asciiClass = [256]uint8{
	'\'': asciiApostrophe, '`': asciiApostrophe,
	'A': 1, 'B': 1, 'C': 1, 'D': 1, 'E': 1, 'F': 1, 'G': 1, 'H': 1, 'I': 1, 'J': 1, 'K': 1, 'L': 1, 'M': 1,
	'N': 1, 'O': 1, 'P': 1, 'Q': 1, 'R': 1, 'S': 1, 'T': 1, 'U': 1, 'V': 1, 'W': 1, 'X': 1, 'Y': 1, 'Z': 1,
	'a': 1, 'b': 1, 'c': 1, 'd': 1, 'e': 1, 'f': 1, 'g': 1, 'h': 1, 'i': 1, 'j': 1, 'k': 1, 'l': 1, 'm': 1,
	'n': 1, 'o': 1, 'p': 1, 'q': 1, 'r': 1, 's': 1, 't': 1, 'u': 1, 'v': 1, 'w': 1, 'x': 1, 'y': 1, 'z': 1,
}
