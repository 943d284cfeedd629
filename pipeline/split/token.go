package split

import (
	"strings"
	"unicode/utf8"
)

// A token is a word or a number of the text, by its looks.
type token struct {
	start, end int
	runes      int // visible ones
	digits     int
	capitals   int
	romans     int // capitals that are digits of Roman numbers
	marks      int // hyphens, apostrophes, separators of digits
}

// maxWord is the length, in characters, of the longest word that means
// anything to the splitter.
const maxWord = 12

func (t token) long() bool    { return t.runes > maxWord }
func (t token) numeric() bool { return t.digits > 0 && t.digits+t.marks == t.runes }
func (t token) roman() bool   { return t.romans > 0 && t.romans+t.marks == t.runes }
func (t token) initial() bool { return t.runes == 1 && t.capitals == 1 }
func (t token) shouted() bool { return t.runes > 1 && t.capitals == t.runes }

// add counts the character r.
func (t *token) add(r rune) {
	t.runes++
	switch {
	case isUpper(r):
		t.capitals++
		if isRoman(r) {
			t.romans++
		}
	case isDigit(r):
		t.digits++
	case !isLetter(r):
		t.marks++
	}
}

// wordBefore returns the token that ends at i; runes is 0 if there is none. Of
// a long word it returns the last part.
func (c *cursor) wordBefore(i int) token {
	t, right := token{start: i, end: i}, rune(0)
	for i > 0 && !t.long() {
		r, w := c.runeBefore(i)
		i -= w
		switch {
		case isWordRune(r): // most are
		case r == ' ':
			return t
		case invisible(r):
			continue
		case right == 0 || !binds(c.visibleBefore(i), r, right):
			return t
		}
		t.start, right = i, r
		t.add(r)
	}
	return t
}

// wordAt returns the token that starts at i. Of a long word it returns the
// first part.
func (c *cursor) wordAt(i int) token {
	t, left := token{start: i, end: i}, rune(0)
	for i < len(c.text) && !t.long() {
		r, w := c.runeAt(i)
		i += w
		switch {
		case isWordRune(r): // most are
		case r == ' ':
			return t
		case invisible(r):
			continue
		case left == 0 || !binds(left, r, c.visibleAt(i)):
			return t
		}
		t.end, left = i, r
		t.add(r)
	}
	return t
}

// wordLeft returns the token before t; white space, and the stop of an
// abbreviation, may lie between.
func (c *cursor) wordLeft(t token) token {
	i := c.skipLeft(t.start)
	if r, w := c.runeBefore(i); r == '.' {
		i -= w
	}
	return c.wordBefore(i)
}

// skipLeft returns where the white space before i starts.
func (c *cursor) skipLeft(i int) int {
	for {
		r, w := c.runeBefore(i)
		if w == 0 || !isSpace(r) && !invisible(r) {
			return i
		}
		i -= w
	}
}

// nextWord returns the token after t and its stop.
func (c *cursor) nextWord(t token) token {
	p, _ := c.gap(t.end)
	p, _ = c.gap(p.visible + len("."))
	return c.wordAt(p.visible)
}

// binds reports whether r joins its neighbours into one token: a hyphen or an
// apostrophe in a word, a separator of digits.
func binds(left, r, right rune) bool {
	switch {
	case isDigit(left) && isDigit(right):
		return strings.ContainsRune(".,:/-–", r)
	case isWordRune(left) && isWordRune(right):
		return r == '-' || r == '‑' || isApostrophe(r)
	}
	return false
}

// key writes t as a key of words at buf[n:] and returns where it ends.
func (c *cursor) key(n int, t token) int {
	for _, r := range c.text[t.start:t.end] {
		switch {
		case cyrillic(r): // most are
		case invisible(r):
			continue
		case isApostrophe(r):
			r = '\''
		}
		if n+utf8.UTFMax >= len(c.buf) {
			return n
		}
		n += utf8.EncodeRune(c.buf[n:], lower(r))
	}
	return n
}

// vowelless reports whether t has no vowel: an abbreviation, if it is no name.
func (c *cursor) vowelless(t token) bool {
	for _, r := range c.text[t.start:t.end] {
		if isVowel(lower(r)) {
			return false
		}
	}
	return true
}

// class returns what t means.
func (c *cursor) class(t token) class {
	return c.words[string(c.buf[:c.key(0, t)])]
}

// pair returns what t means together with the abbreviation before it: "т. д.".
func (c *cursor) pair(t token) class {
	i := c.skipLeft(t.start)
	if r, _ := c.runeBefore(i); r == '-' {
		i = c.skipLeft(i - 1) // "чл.-кор."
	}
	if r, _ := c.runeBefore(i); r != '.' {
		return 0
	}
	n := c.key(0, c.wordBefore(i-1))
	c.buf[n] = '.'
	n = c.key(n+1, t)
	return c.words[string(c.buf[:n])]
}

// surname reports whether t looks like a surname.
func (c *cursor) surname(t token) bool {
	if t.long() || t.runes < 4 || t.capitals != 1 {
		return false
	}
	end := c.key(0, t)
	suffix := [32]byte{'-'}
	for n, i := 0, end; n < 5 && i > 0; n++ {
		_, w := utf8.DecodeLastRune(c.buf[:i])
		i -= w
		m := 1 + copy(suffix[1:], c.buf[i:end])
		if c.words[string(suffix[:m])]&surname != 0 {
			return true
		}
	}
	return false
}

// visibleBefore and visibleAt are the nearest visible characters; 0 at the edge.
func (c *cursor) visibleBefore(i int) rune {
	for {
		r, w := c.runeBefore(i)
		if w == 0 || !invisible(r) {
			return r
		}
		i -= w
	}
}

func (c *cursor) visibleAt(i int) rune {
	for {
		r, w := c.runeAt(i)
		if w == 0 || !invisible(r) {
			return r
		}
		i += w
	}
}
