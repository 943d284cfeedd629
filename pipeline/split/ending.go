package split

import (
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
)

// An ending is a place where a sentence may end: a run of stops and what
// closes with them, white space, and what comes then.
type ending struct {
	stop           int  // where the stops and closers end
	next           int  // where the next sentence would start
	lone           bool // a single full stop: may belong to an abbreviation
	late           bool // a stop after a closer: ").", "».": no abbreviation's
	quote, bracket bool // closed with the stop
	open           opening
}

// An opening is how a sentence would start.
type opening struct {
	kind opener
	dash bool // after a dash
	at   int  // its first letter or digit
}

// An opener is what kind of character a sentence would start with.
type opener int

const (
	nothing opener = iota // no sentence starts so
	capital
	number // or what else starts one, but never after an abbreviation
)

// ending reads what is around the stop at i.
func (c *cursor) ending(i int) ending {
	r, w := c.runeAt(i)
	e := ending{stop: i + w, lone: r == '.'}
	for {
		c.closers(&e)
		after, lines := c.gap(e.stop)
		if after.end == e.stop || after.visible == len(c.text) {
			return e
		}
		if lines == 0 && c.closesAt(after.visible) {
			e.stop = after.visible
			continue
		}
		e.next, e.open = after.end, c.openingAt(after.visible)
		return e
	}
}

// closers reads stops and closers up to the next other character.
func (c *cursor) closers(e *ending) {
	for {
		r, w := c.runeAt(e.stop)
		switch {
		case w == 0:
			return
		case isStop(r):
			e.lone = false
			e.late = e.late || e.quote || e.bracket
		case isCloser(r):
			e.quote = e.quote || isQuote(r)
			e.bracket = e.bracket || r == ')'
		case r == '[':
			if w = c.note(e.stop); w == 0 {
				return
			}
		case !invisible(r):
			return
		}
		e.stop += w
	}
}

// note returns the length of the footnote mark at i: "[12]".
func (c *cursor) note(i int) int {
	digits := 0
	for j, r := range c.text[i+1:] {
		switch {
		case r >= '0' && r <= '9' && digits < 3:
			digits++
		case r == ']' && digits > 0:
			return j + 2
		case !invisible(r):
			return 0
		}
	}
	return 0
}

// closesAt reports whether a closer stands at i, after white space.
func (c *cursor) closesAt(i int) bool {
	r, w := c.runeAt(i)
	if onlyCloses(r) {
		return true
	}
	if r != '"' {
		return false
	}
	p, _ := c.gap(i + w)
	after, _ := c.runeAt(p.visible)
	return p.end > i+w && !isDash(after) || after == 0 || after == ',' || isStop(after)
}

// openingAt reads how the text at i would start a sentence.
func (c *cursor) openingAt(i int) opening {
	var o opening
	named := false // after # or @ small letters count as capitals
	for {
		r, w := c.runeAt(i)
		o.at = i
		switch {
		case w == 0:
			return o
		case isLetter(r):
			switch {
			case named, isUpper(r), !unicode.IsLower(r):
				o.kind = capital
			case r < 0x80 && (isUpper(c.visibleAt(i+w)) || c.address(i)):
				o.kind = number // not after an abbreviation: "5 коп. kWh"
			}
			return o
		case isDash(r):
			if isDigit(c.visibleAt(i + w)) {
				o.kind = number
				return o
			}
			o.dash = true
		case unicode.In(r, unicode.N, unicode.Sc), r == '№', r == '§', r == '±', r == '+', r == '≈', r == '~':
			o.kind = number
			return o
		case isOpener(r):
			named = r == '#' || r == '@'
		case !invisible(r) && !isSpace(r) && !unicode.Is(unicode.So, r):
			return o
		}
		i += w
	}
}

// address reports whether a web address stands at i.
func (c *cursor) address(i int) bool {
	if c.text[i]|0x20 != 'h' {
		return false
	}
	n := c.key(0, c.wordAt(i))
	return string(c.buf[:n]) == "http" || string(c.buf[:n]) == "https"
}

// ends decides whether the sentence ends with the stop at i.
func (c *cursor) ends(i int, e ending) bool {
	switch {
	case e.open.kind == nothing, i < c.first:
		return false
	case e.bracket && c.visibleBefore(i) == '(':
		return false // "(!)"
	case i < c.shut && e.stop <= c.shut:
		return false // inside an aside
	case i < c.shut && !e.late && (!e.lone || c.abbreviation(c.wordBefore(i)) != 0):
		return false // an aside that ends with a mark of its own: "(справді?)"
	case e.late:
		return true
	case !e.lone:
		return !c.attributed(e)
	}
	return c.fullStop(i, e.open)
}

// attributed reports whether the words after a "!", "?" or "…" say whose the
// utterance was: «Куди?» — Зеленський запитав. “Where?” Smith asked.
func (c *cursor) attributed(e ending) bool {
	if e.open.kind != capital || !e.open.dash && !(e.quote && c.lang == pipeline.English) {
		return false
	}
	t := c.wordAt(e.open.at)
	if c.class(t)&starter != 0 {
		return false
	}
	for range 3 {
		p, _ := c.gap(t.end)
		if p.end == t.end {
			return false
		}
		if t = c.wordAt(p.visible); t.runes == 0 {
			return false
		}
		if c.class(t)&says != 0 {
			return true
		}
	}
	return false
}
