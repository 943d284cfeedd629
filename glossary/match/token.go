package match

import (
	"unicode/utf8"
)

// token is one word of a text, or one run of digits. Reading a text finds only
// its place and its hash, which is all that most words are asked for; the rest
// is filled in by describe where a term may be.
type token struct {
	hash       uint64 // of its folded letters
	start, end uint32 // bytes of the text; small, because there are many tokens
	sep        uint32 // class of what stands between it and the token before
	upper      uint8  // capitals it starts with, 255 at most
	flags      flags
}

// flags are what is known about a token beside its letters.
type flags uint8

const (
	digits   flags = 1 << iota // it is a run of digits
	small                      // it has small letters
	starts                     // it starts a sentence
	opened                     // a quotation mark or bracket opens just before it
	compound                   // a hyphen or nothing at all joins it to the token before
	shaped                     // upper and small are filled in
	joined                     // sep, starts, opened and compound are
)

// shouts says whether all letters of the token are capitals, and there is more
// than one: such a capital may be mere type.
func (t token) shouts() bool {
	return t.upper > 1 && t.flags&small == 0
}

// initial says whether the token may be the initial of a name.
func (t *token) initial() bool {
	return t.upper == 1 && t.flags&small == 0
}

// appendDescribed appends the tokens of a form of a term, described.
func (f *folder) appendDescribed(dst []token, w *word, form string) []token {
	dst = f.appendBetween(dst, w, nil, &gap{text: form}, 0)
	for i := range dst {
		f.describe(dst, i, form)
	}
	return dst
}

// describe fills in what is not known yet about the token number i of a text.
func (f *folder) describe(tokens []token, i int, text string) {
	t := &tokens[i]
	if t.flags&(shaped|joined) == shaped|joined {
		return
	}
	f.shape(t, text)
	if t.flags&joined == 0 {
		gap := gap{text: text, start: int(tokens[i-1].end)}
		f.join(&gap, &tokens[i-1], t)
	}
}

// shape counts the capitals that a token starts with.
func (f *folder) shape(t *token, text string) {
	if t.flags&shaped != 0 {
		return
	}
	t.flags |= shaped
	for i := int(t.start); i < int(t.end); {
		r, n := utf8.DecodeRuneInString(text[i:t.end])
		i += n
		switch {
		case isApostrophe(r):
		case f.isCapital(r):
			t.upper = min(t.upper, 254) + 1
		default:
			t.flags |= small
			return
		}
	}
}

// join tells t what stands in the gap between it and prev, the token before it
// (nil for the first one).
func (f *folder) join(g *gap, prev, t *token) {
	if prev != nil {
		f.shape(prev, g.text)
	}
	g.close(prev, t)
	t.flags |= joined
}
