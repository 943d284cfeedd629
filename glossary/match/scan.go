package match

import (
	"unicode"
	"unicode/utf8"
)

// appendTokens appends to dst, which is empty, the tokens of text outside of
// its zones, which it appends to zones. Most texts have none: so they are looked
// for when the first character turns up that a zone may have, and not before.
// The first token of the text and those behind a zone are joined to what stands
// before them; describe does it for the others.
func (f *folder) appendTokens(dst []token, zones []zone, w *word, text string) ([]token, []zone) {
	dst, i := f.appendStretch(dst, w, text, 0, true)
	gap := gap{text: text} // what has passed since the token before
	if len(dst) > 0 {
		f.join(&gap, nil, &dst[0])
		gap.start = int(dst[len(dst)-1].end)
	}
	if i == len(text) {
		return dst, zones
	}
	zones = f.appendZones(zones, text, i)
	if len(zones) > 0 && zones[0].start < i { // it began in what was read
		i = zones[0].start
		for len(dst) > 0 && int(dst[len(dst)-1].end) > i {
			dst = dst[:len(dst)-1]
		}
		gap.start = 0
		if len(dst) > 0 {
			gap.start = int(dst[len(dst)-1].end)
		}
	}
	return f.appendBetween(dst, w, zones, &gap, i), zones
}

// appendBetween appends the tokens from i on that lie outside of zones.
func (f *folder) appendBetween(dst []token, w *word, zones []zone, gap *gap, i int) []token {
	for {
		limit := len(gap.text)
		if len(zones) > 0 {
			limit = zones[0].start
		}
		n := len(dst)
		dst, _ = f.appendStretch(dst, w, gap.text[:limit], i, false)
		if len(dst) > n {
			var prev *token
			if n > 0 {
				prev = &dst[n-1]
			}
			f.join(gap, prev, &dst[n])
			gap.start = int(dst[len(dst)-1].end)
		}
		if len(zones) == 0 {
			return dst
		}
		gap.addZone(zones[0])
		i, zones = zones[0].end, zones[1:]
	}
}

// appendStretch appends the tokens of text from i on. Most words are plain:
// Cyrillic letters of two bytes each, or ASCII, with a space behind. They are
// read with one look into a table for a letter. Whatever else turns up in a
// word (a mark, an invisible character, a tag, a letter of another alphabet)
// sends it to scanSlow, which reads it anew; both give the same hash. Asked to
// be wary, it stops where a zone may be, and returns the place.
func (f *folder) appendStretch(dst []token, w *word, text string, i int, wary bool) ([]token, int) {
	for i < len(text) {
		c := text[i]
		if c == ' ' {
			i++
			continue
		}
		end, h := i, uint64(0)
		switch {
		case c-0xD0 < 4:
			end, h = f.scanCyrillic(text, i)
		case f.latin[c] != 0:
			end, h = f.scanLatin(text, i)
		case wary && f.trigger[c] && !endsText(text, i):
			return dst, i
		}
		if end > i {
			dst = append(dst, token{hash: hashEnd(h), start: uint32(i), end: uint32(end)})
			i = end
			continue
		}
		t, ok := f.scanOther(w, text, i)
		if ok {
			dst = append(dst, t)
		}
		i = int(t.end)
	}
	return dst, i
}

// endsText says whether the character at i is a full stop with a space behind
// it, which is in no zone.
func endsText(text string, i int) bool {
	return text[i] == '.' && (i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n')
}

// scanCyrillic reads the plain Cyrillic word at start. It returns start where
// the word turns out not to be plain, or to be none.
func (f *folder) scanCyrillic(text string, start int) (end int, h uint64) {
	for i := start; ; {
		for i+1 < len(text) && text[i]-0xD0 < 4 {
			number := f.cyrillic[uint(text[i]-0xD0)<<8|uint(text[i+1])]
			if number == 0 {
				break
			}
			h = hashLetter(h, number)
			i += 2
		}
		if i >= len(text) || f.ends[text[i]] {
			return i, h
		}
		next, more := wordEnd(text, i)
		switch {
		case next > i:
			h = hashLetter(h, f.apostrophe)
			i = next
		case more:
			return start, 0
		default:
			return i, h
		}
	}
}

// scanLatin is scanCyrillic for ASCII letters.
func (f *folder) scanLatin(text string, start int) (end int, h uint64) {
	for i := start; ; {
		for i < len(text) && f.latin[text[i]] != 0 {
			h = hashLetter(h, f.latin[text[i]])
			i++
		}
		if i >= len(text) || f.ends[text[i]] {
			return i, h
		}
		next, more := wordEnd(text, i)
		switch {
		case next > i:
			h = hashLetter(h, f.apostrophe)
			i = next
		case more:
			return start, 0
		default:
			return i, h
		}
	}
}

// wordEnd looks at the character at i, behind letters of a plain word, that is
// no such letter. more is false where the word ends before it. Otherwise next
// is where the word goes on behind an apostrophe, or i itself where something
// else belongs to the word: a mark, a transparent character, a tag, a letter of
// another alphabet.
func wordEnd(text string, i int) (next int, more bool) {
	r, n := utf8.DecodeRuneInString(text[i:])
	if isApostrophe(r) {
		after, _ := utf8.DecodeRuneInString(text[i+n:])
		if isLetter(after) {
			return i + n, true
		}
		return i, isTransparent(after) || after == '{'
	}
	return i, r == '{' || isTransparent(r) || isLetter(r) || unicode.Is(unicode.M, r)
}

// scanOther reads the token at i, which is no plain word. When there is none it
// returns false, and end is where to go on.
func (f *folder) scanOther(w *word, text string, i int) (token, bool) {
	if text[i] >= '0' && text[i] <= '9' {
		return scanDigits(text, i), true
	}
	if n := inlineTag(text[i:]); n > 0 {
		return token{end: uint32(i + n)}, false
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	if !isLetter(r) {
		return token{end: uint32(i + n)}, false
	}
	return f.scanSlow(w, text, i), true
}

func scanDigits(text string, start int) token {
	h := uint64(0)
	i := start
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		h = hashLetter(h, letterNumber(rune(text[i])))
		i++
	}
	return token{start: uint32(start), end: uint32(i), hash: hashEnd(h), flags: digits | shaped}
}

// scanSlow reads any token that starts with the letter at start.
func (f *folder) scanSlow(w *word, text string, start int) token {
	end := slowEnd(text, start)
	f.fold(w, text[start:end])
	t := token{start: uint32(start), end: uint32(end), upper: uint8(min(w.upper, 255)), hash: hashWord(w.runes), flags: shaped}
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
