package translit

import (
	"errors"
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// ErrNotReversible is wrapped by the error of Decoder for a scheme in which
// different words look the same.
var ErrNotReversible = errors.New("cannot be reversed")

// Decoder returns a new transformer from the Latin letters of the scheme back
// to Cyrillic ones. It is for text that was romanized by the same scheme: it
// cannot tell a Latin word that was kept, and what romanizing drops (stress
// marks, which sign served as the apostrophe) does not come back. Apostrophes
// become U+0027.
//
// For all but ISO9, GOST779B, DSTU9112A and DSTU9112B the error wraps
// ErrNotReversible and names two words that look the same.
func (s Scheme) Decoder() (transform.Transformer, error) {
	e := s.edition()
	if a, b := e.alike[0], e.alike[1]; a != "" {
		return nil, fmt.Errorf("%s %w: %s and %s both give %s", e.id, ErrNotReversible, a, b, s.String(a))
	}
	return newDecoder(e.system), nil
}

// decoder takes the longest spelling that the romanizer could have written at
// its position, so it follows the same left contexts.
type decoder struct {
	table     *table
	spellings []map[rune][]spelling // by left context, then by first code point
	ahead     map[rune]bool         // first code points of the letters that matter ahead
	decoded
}

// decoded is what the decoder knows of the text before its position.
type decoded struct {
	row     int
	letters int  // of the word so far, no more than 2
	capital bool // the last letter is one
}

// maxSpelling is how far ahead, in bytes, the decoder looks.
const maxSpelling = 32

// Reset forgets the text so far.
func (d *decoder) Reset() { d.decoded = decoded{} }

// Transform implements transform.Transformer.
func (d *decoder) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		rest := src[nSrc:]
		if !atEOF && len(rest) < maxSpelling {
			return nDst, nSrc, transform.ErrShortSrc
		}
		c, size := utf8.DecodeRune(rest)
		out, next := c, decoded{}
		if best := d.longest(rest); best != nil {
			size = best.size(rest)
			out, next = d.decide(best, rest[:size], rest[size:])
		} else if isLetter(c) {
			next = decoded{midWord, min(2, d.letters+1), isCapital(c)}
		}
		if c == utf8.RuneError && size == 1 {
			if nDst == len(dst) {
				return nDst, nSrc, transform.ErrShortDst
			}
			dst[nDst] = rest[0]
			nDst++
		} else {
			if len(dst)-nDst < utf8.RuneLen(out) {
				return nDst, nSrc, transform.ErrShortDst
			}
			nDst += utf8.EncodeRune(dst[nDst:], out)
		}
		d.decoded = next
		nSrc += size
	}
	return nDst, nSrc, nil
}

// longest returns the longest spelling that fits at the start of src, or nil.
// Of two of the same length the later letter of the alphabet counts: ь, not й.
func (d *decoder) longest(src []byte) *spelling {
	first, _ := utf8.DecodeRune(src)
	list := d.spellings[d.row/rowSize][unicode.ToLower(first)]
	var best *spelling
	bestSize := 0
	for i := range list {
		size := list[i].size(src)
		if size > 0 && size >= bestSize && d.fits(&list[i], src[size:]) {
			best, bestSize = &list[i], size
		}
	}
	return best
}

// fits checks what must come after a spelling.
func (d *decoder) fits(sp *spelling, rest []byte) bool {
	next, _ := utf8.DecodeRune(rest)
	switch sp.needs {
	case nextAhead:
		return d.ahead[unicode.ToLower(next)]
	case nextOther:
		return !d.ahead[unicode.ToLower(next)]
	case nextLetter:
		return d.letters > 0 && isLetter(next)
	default:
		return true
	}
}

// decide gives the letter for a spelling, in the case in which it stands.
func (d *decoder) decide(sp *spelling, found, rest []byte) (rune, decoded) {
	if sp.letter == '\'' {
		return '\'', decoded{midWord, d.letters, d.capital}
	}
	capital, cased := false, false
	for _, c := range string(found) {
		if unicode.ToUpper(c) != unicode.ToLower(c) {
			capital, cased = isCapital(c), true
			break
		}
	}
	if !cased { // a soft sign as a mark goes with its neighbours
		next, _ := lookPast(rest, true, isSkippable)
		capital = d.capital && (isCapital(next) || !isLetter(next) && d.letters > 1)
	}
	next := decoded{d.table.cells[0][d.row+slot(sp.letter)].next(), min(2, d.letters+1), capital}
	if capital {
		return unicode.ToUpper(sp.letter), next
	}
	return sp.letter, next
}
