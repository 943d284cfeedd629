package translit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A table is a system made ready for speed: one lookup gives what a letter
// becomes and the left context of the letter after it.
//
// It has a row of 256 cells, for U+0400 to U+04FF, for each left context that
// makes a difference to the system; row 0 is the start of a word, row 1 is
// "after a letter that does not matter". There are four such sets of rows,
// chosen by a variant.
type table struct {
	cells      [4][]cell
	before     [rowSize]bool // next letters for which the ahead variant holds
	apostrophe string
}

// variant is the sum of the things that a letter's left context cannot tell.
type variant uint8

const (
	allCaps variant = 1 // every letter of the output is a capital
	ahead   variant = 2 // the letter's rows that look ahead hold
)

// cell is the output of one letter in one context, packed: bits 0 to 31 are up
// to four bytes of UTF-8, bits 32 to 34 their number, then the flags, and bits
// 48 to 63 the offset of the row for the letter after it.
type cell uint64

const (
	known    cell = 1 << 40 // the system has this letter
	capsVary cell = 1 << 41 // a capital with a long output
	looks    cell = 1 << 42 // the next letter makes a difference
	numeral  cell = 1 << 43 // Х or І: may be a Roman numeral
	careful       = capsVary | looks | numeral
)

const (
	rowSize   = 256
	wordStart = 0       // offset of row 0
	midWord   = rowSize // offset of row 1
)

func (c cell) len() int  { return int(c >> 32 & 7) }
func (c cell) next() int { return int(c >> 48) }

// slot is the place of a Cyrillic letter in a row.
func slot(r rune) int { return int(r & 0xff) }

// isSlot reports whether r has a place in the rows.
func isSlot(r rune) bool { return r>>8 == 0x04 }

// left is what a row of a system may ask about what stands before a letter.
type left struct {
	start  bool
	letter rune // directly before; 0 at a start or after an apostrophe
}

// compile makes the table of a system under a policy.
func compile(s *system, o Options) *table {
	rows := s.rows
	if !o.KeepRussian {
		rows = append(rows[:len(rows):len(rows)], russian...)
	}
	c := compiler{rows: rows, optional: o.OptionalSequences}
	c.findLefts()
	t := &table{apostrophe: s.apostrophe}
	for v := range t.cells {
		t.cells[v] = make([]cell, rowSize*len(c.lefts))
	}
	for i, l := range c.lefts {
		for _, r := range c.letters {
			for v := range t.cells {
				v := variant(v)
				t.cells[v][i*rowSize+slot(r)] = c.cell(r, l, v)
				up := unicode.ToUpper(r)
				t.cells[v][i*rowSize+slot(up)] = c.cell(up, l, v)
			}
		}
	}
	for _, row := range rows {
		for _, r := range row.when.nexts() {
			t.before[slot(r)] = true
			t.before[slot(unicode.ToUpper(r))] = true
		}
	}
	return t
}

// compiler holds what compile works out on the way.
type compiler struct {
	rows     []row
	optional bool
	letters  []rune       // lower case, in the order of the rows
	lefts    []left       // one for each row of the table
	rowAfter map[rune]int // which of them holds after a letter
}

// findLefts groups the letters by what they do to the letter after them.
func (c *compiler) findLefts() {
	for _, row := range c.rows {
		r, size := utf8.DecodeRuneInString(row.letter)
		if row.when == always && size == len(row.letter) {
			c.letters = append(c.letters, r)
		}
	}
	c.lefts = []left{{start: true}, {}}
	c.rowAfter = map[rune]int{}
	seen := map[string]int{c.effect(left{}): 1}
	for _, r := range c.letters {
		l := left{letter: r}
		e := c.effect(l)
		if seen[e] == 0 {
			seen[e] = len(c.lefts)
			c.lefts = append(c.lefts, l)
		}
		c.rowAfter[r] = seen[e]
	}
}

// effect is everything that can come out after l.
func (c *compiler) effect(l left) string {
	var b strings.Builder
	for _, r := range c.letters {
		b.WriteString(c.output(r, l, false) + " " + c.output(r, l, true) + " ")
	}
	return b.String()
}

// output is what the lower-case letter r becomes after l.
func (c *compiler) output(r rune, l left, looksAhead bool) string {
	out := ""
	for _, row := range c.rows {
		first, size := utf8.DecodeRuneInString(row.letter)
		if size == len(row.letter) {
			if first == r && holds(row.when, l, looksAhead) {
				out = row.out
			}
			continue
		}
		if row.when == optionalSequence && !c.optional {
			continue
		}
		second, _ := utf8.DecodeRuneInString(row.letter[size:])
		if second == r && l.letter == first {
			out = strings.TrimPrefix(row.out, c.output(first, left{}, false))
		}
	}
	return out
}

func holds(when context, l left, looksAhead bool) bool {
	afterConsonantNow := l.letter != 0 && strings.ContainsRune(consonants, l.letter)
	switch when {
	case initial:
		return l.start
	case afterConsonant:
		return afterConsonantNow
	case notAfterConsonant:
		return !afterConsonantNow
	case beforeIEYJ, beforeAEU, beforeAEIU:
		return looksAhead
	default:
		return when == always
	}
}

func (c *compiler) cell(r rune, l left, v variant) cell {
	lower := unicode.ToLower(r)
	out := c.output(lower, l, v&ahead != 0)
	flags := known
	if out != c.output(lower, l, v&ahead == 0) {
		flags |= looks
	}
	if r != lower {
		title, upper := titled(out), strings.ToUpper(out)
		if title != upper {
			flags |= capsVary
		}
		if out = title; v&allCaps != 0 {
			out = upper
		}
		if r == 'Х' || r == 'І' {
			flags |= numeral
		}
	}
	packed := flags | cell(len(out))<<32 | cell(c.rowAfter[lower]*rowSize)<<48
	for i := range len(out) {
		packed |= cell(out[i]) << (8 * i)
	}
	return packed
}

// titled raises the first letter of s that has a case.
func titled(s string) string {
	for i, r := range s {
		if up := unicode.ToUpper(r); up != r {
			return s[:i] + string(up) + s[i+utf8.RuneLen(r):]
		}
	}
	return s
}
