package match

import (
	"unicode"
	"unicode/utf8"
)

// token is one word of a text, or one run of digits.
type token struct {
	hash       uint64 // of its folded letters
	start, end int    // bytes of the text
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
)

// shouts says whether all letters of the token are capitals, and there is more
// than one: such a capital may be mere type.
func (t token) shouts() bool {
	return t.upper > 1 && t.flags&small == 0
}

// appendTokens appends the tokens of text outside of its zones.
func (f *folder) appendTokens(dst []token, w *word, zones []zone, text string) []token {
	first := len(dst)
	gap := gap{text: text} // what has passed since the token before
	limit := nextZone(zones, text)
	for i := 0; i < len(text); {
		if i >= limit {
			i = zones[0].end
			gap.addZone(zones[0])
			zones = zones[1:]
			limit = nextZone(zones, text)
			continue
		}
		if text[i] == ' ' {
			i++
			continue
		}
		t, ok := f.scan(w, text[:limit], i)
		if !ok {
			i = t.end
			continue
		}
		var prev *token
		if len(dst) > first {
			prev = &dst[len(dst)-1]
		}
		gap.close(prev, &t)
		dst = append(dst, t)
		i = t.end
	}
	return dst
}

// nextZone returns where the first zone starts, or the end of the text.
func nextZone(zones []zone, text string) int {
	if len(zones) == 0 {
		return len(text)
	}
	return zones[0].start
}

// scan reads the token at i. When there is none it returns false, and end is
// where to go on.
func (f *folder) scan(w *word, text string, i int) (token, bool) {
	c := text[i]
	switch {
	case c < utf8.RuneSelf && f.ascii[c] != 0, c >= 0xD0 && c <= 0xD3:
		if t, ok := f.scanFast(text, i); ok {
			return t, true
		}
	case c >= '0' && c <= '9':
		return scanDigits(text, i), true
	case c < utf8.RuneSelf:
		if n := inlineTag(text[i:]); n > 0 {
			return token{end: i + n}, false
		}
		return token{end: i + 1}, false
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	if !isLetter(r) {
		return token{end: i + n}, false
	}
	return f.scanSlow(w, text, i), true
}

// scanFast reads a token of plain Cyrillic or plain Latin letters. It returns
// false where the token turns out to hold anything else.
func (f *folder) scanFast(text string, start int) (token, bool) {
	t := token{start: start}
	h := uint64(hashSeed)
	scripts, leading, i := 0, true, start
	for i < len(text) {
		c := text[i]
		var low uint16
		n := 1
		if c&0xFC == 0xD0 && i+1 < len(text) && text[i+1]&0xC0 == 0x80 {
			low = f.cyr[c&3<<6|text[i+1]&0x3F]
			n = 2
		} else if c < utf8.RuneSelf {
			low = f.ascii[c]
		}
		if low == 0 {
			end, more := wordEnd(text, i)
			if !more {
				break
			}
			if end == i { // a character that only scanSlow knows
				return token{}, false
			}
			h = hashRune(h, apostrophe)
			i = end
			continue
		}
		scripts |= n
		if low&upperBit == 0 {
			leading = false
			t.flags |= small
		} else if leading && t.upper < 255 {
			t.upper++
		}
		h = hashRune(h, uint64(low&^upperBit))
		i += n
	}
	if scripts == 0 || scripts == latin|cyrillic {
		return token{}, false
	}
	t.end, t.hash = i, hashEnd(h)
	return t, true
}

// wordEnd looks at the character at i, inside or behind a word, which is no
// plain letter. more is false where the word ends before it. Otherwise next is
// where the word goes on behind an apostrophe, or i itself where something
// else belongs to the word: a mark, a transparent character, a tag, a letter of
// another alphabet.
func wordEnd(text string, i int) (next int, more bool) {
	c := text[i]
	if c < utf8.RuneSelf && c != '\'' && c != '`' && c != '{' {
		return i, false
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	if isApostrophe(r) {
		after, _ := utf8.DecodeRuneInString(text[i+n:])
		if isLetter(after) {
			return i + n, true
		}
		return i, isTransparent(after) || after == '{'
	}
	return i, c == '{' || isTransparent(r) || isLetter(r) || unicode.Is(unicode.M, r)
}

// scanSlow reads any token that starts with the letter at start.
func (f *folder) scanSlow(w *word, text string, start int) token {
	end := slowEnd(text, start)
	f.fold(w, text[start:end])
	t := token{start: start, end: end, upper: uint8(min(w.upper, 255)), hash: hashWord(w.runes)}
	if w.mixed {
		t.flags |= small
	}
	return t
}

// slowEnd returns where the token ends that starts with the letter at start:
// behind its last letter or mark. An apostrophe, transparent characters and
// tags belong to it when letters follow; a tag without a partner, {1/}, does
// not, for it may be a line break.
func slowEnd(text string, start int) int {
	end, quoted := start, false
	for i := start; i < len(text); {
		if n := inlineTag(text[i:]); n > 0 && text[i+n-2] != '/' {
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		switch {
		case isApostrophe(r):
			if quoted {
				return end
			}
			quoted = true
		case isTransparent(r):
		case unicode.Is(unicode.M, r) && !quoted, isLetter(r):
			end, quoted = i, false
		default:
			return end
		}
	}
	return end
}

func scanDigits(text string, start int) token {
	h := uint64(hashSeed)
	i := start
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		h = hashRune(h, uint64(text[i]))
		i++
	}
	return token{start: start, end: i, hash: hashEnd(h), flags: digits}
}
