package split

import (
	"github.com/tovmach/tovmach/pipeline"
)

// A cursor reads a text sentence by sentence.
type cursor struct {
	text  string
	words words
	lang  pipeline.Lang

	at    int // where the next sentence starts
	body  int // of the sentence being read: its first visible byte
	first int // and its first letter or digit
	shut  int // and the bracket that closes the aside we are in

	buf [128]byte // for the key of a word
}

// next reads the next sentence.
func (c *cursor) next() pipeline.Span {
	start := c.at
	c.shut = 0
	c.body, c.first = c.opening(start)
	c.at = c.end(start)
	return pipeline.Span{Start: start, End: c.at}
}

// opening returns where the first visible character at or after i is, and the
// first letter or digit.
func (c *cursor) opening(i int) (body, first int) {
	body = -1
	for i < len(c.text) {
		r, w := c.runeAt(i)
		if body < 0 && !isSpace(r) && !invisible(r) {
			body = i
		}
		if isWordRune(r) {
			return body, i
		}
		i += w
	}
	if body < 0 {
		body = i
	}
	return body, i
}

// Most bytes say nothing about where a sentence ends. telling is the set of the
// ASCII characters that do; the stops and line ends beyond ASCII all start with
// the byte beyond.
const (
	telling uint64 = 1<<'.' | 1<<'!' | 1<<'?' | 1<<'(' | 1<<'\n'
	beyond         = 0xE2
)

// end returns where the sentence that starts at i ends.
func (c *cursor) end(i int) int {
	for i < len(c.text) {
		switch b := c.text[i]; {
		case b >= 0xC0 && b != beyond:
			i += 2 // of the letter's two bytes, or more
			continue
		case b < 64 && telling>>b&1 != 0, b == beyond:
		default:
			i++
			continue
		}
		r, w := c.runeAt(i)
		switch {
		case isStop(r):
			e := c.ending(i)
			if c.ends(i, e) {
				return e.next
			}
			i = e.stop
		case isLineEnd(r):
			after, lines := c.gap(i)
			if lines > 1 && i > c.body && after.visible < len(c.text) {
				return after.end
			}
			i = after.end
		case r == '(' && i >= c.shut && i > c.first:
			c.shut = c.closing(i)
			i++
		default:
			i += w
		}
	}
	return len(c.text)
}

// maxAside is how long an aside in brackets may be, in characters, to be kept
// whole.
const maxAside = 300

// closing returns where the bracket at i is closed, 0 if it is not nearby.
func (c *cursor) closing(i int) int {
	depth, n := 0, 0
	for j, r := range c.text[i:] {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case invisible(r):
			continue
		}
		if depth == 0 {
			return i + j
		}
		if n++; n > maxAside {
			break
		}
	}
	return 0
}

// A place is where white space ends, and where the first visible character
// behind it is: only invisible ones lie between.
type place struct{ end, visible int }

// gap skips the white space at i. It returns i's own place when there is none,
// and how many line ends it has.
func (c *cursor) gap(i int) (place, int) {
	p, lines := place{i, i}, 0
	for p.visible < len(c.text) {
		r, w := c.runeAt(p.visible)
		if !isSpace(r) && !invisible(r) {
			break
		}
		p.visible += w
		if isSpace(r) {
			p.end = p.visible
		}
		switch r {
		case '\n', '\u2028':
			lines++
		case '\u2029':
			lines += 2
		}
	}
	return p, lines
}
