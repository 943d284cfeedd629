package translit

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// romanizer is the transformer of a scheme. Runs of letters without anything
// unusual take the fast path (fast.go); everything else goes one code point at
// a time (step.go).
type romanizer struct {
	table *table
	opts  Options
	place
}

// place is what the romanizer knows of the text before its position.
type place struct {
	row     int    // offset of the table row for the next letter
	before  script // of the letter before, marks and apostrophes skipped
	capital bool   // the letter before is one
	reading reading
	unit    int  // bytes left of the unit that is read so
	swallow rune // the mark that was composed with the letter before
}

// script is what kind of letter stands before.
type script uint8

const (
	noLetter script = iota // a word starts here
	cyrillic               // a letter of the scheme, or one read as such
	foreign                // any other letter
)

// Reset forgets the text so far.
func (r *romanizer) Reset() { r.place = place{} }

// Transform implements transform.Transformer.
func (r *romanizer) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		if r.place == (place{}) && !r.opts.HyphenJoins {
			d, s := r.fast(dst[nDst:], src[nSrc:], atEOF)
			nDst, nSrc = nDst+d, nSrc+s
			if nSrc == len(src) {
				break
			}
		}
		d, s, err := r.step(dst[nDst:], src[nSrc:], atEOF)
		nDst, nSrc = nDst+d, nSrc+s
		if err != nil {
			return nDst, nSrc, err
		}
	}
	return nDst, nSrc, nil
}

// Span implements transform.SpanningTransformer. It is careful: every Cyrillic
// letter and every apostrophe ends a span.
func (r *romanizer) Span(src []byte, atEOF bool) (n int, err error) {
	var room [minDst]byte
	for n < len(src) {
		c, _ := utf8.DecodeRune(src[n:])
		if isSlot(c) || isApostrophe(c) {
			return n, transform.ErrEndOfSpan
		}
		saved := r.place
		d, s, err := r.step(room[:], src[n:], atEOF)
		if errors.Is(err, transform.ErrShortSrc) {
			return n, err
		}
		if !bytes.Equal(room[:d], src[n:n+s]) {
			r.place = saved
			return n, transform.ErrEndOfSpan
		}
		n += s
	}
	return n, nil
}
