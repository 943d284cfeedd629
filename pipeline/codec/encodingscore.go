package codec

import (
	"strings"
	"unicode"

	"github.com/tovmach/tovmach/pipeline/langid"
)

// What counts against a text that its letters cannot have, in bits.
const (
	strange  = 10   // a character that no text has in this place
	broken   = 10   // a capital inside a word
	mixed    = 5    // a Latin letter beside a Cyrillic one
	enough   = 50   // tenths of a bit: what a pair of letters of real texts has at least
	judgedAt = 4000 // pairs are enough to tell

	leastInner = 12 // pairs of letters; fewer tell nothing
)

// A scorer tells how much like Cyrillic writing a text is, by its pairs of
// letters.
type scorer struct {
	index [0x100]uint8 // of the letters from U+0400 on: their row in pairBits
}

func newScorer() *scorer {
	s := &scorer{}
	row := uint8(0)
	for _, c := range pairLetters {
		row++
		s.index[c-0x400] = row
		s.index[unicode.ToUpper(c)-0x400] = row
	}
	return s
}

// row is the row of a letter; 0 for what is no letter of the table.
func (s *scorer) row(c rune) uint8 {
	if c < 0x400 || c >= 0x500 {
		return 0
	}
	return s.index[c-0x400]
}

// likeness is how much a text is like Cyrillic writing.
type likeness struct {
	bits  int // the logarithm of its likelihood: to be compared for the same bytes
	pairs int // that were judged
	inner int // of them, two letters: what words are made of
	flaws int // of them, what no text has
}

// mean is in tenths of a bit for a pair of letters; real texts have more than
// enough.
func (l likeness) mean() int {
	if l.pairs == 0 {
		return 0
	}
	return l.bits * 10 / l.pairs
}

// plausible reports whether this is Cyrillic writing. Letters that stand alone
// are no words.
func (l likeness) plausible() bool {
	return l.inner >= leastInner && l.inner*2 >= l.pairs && l.mean() >= enough
}

// doubtful reports whether the text may be something else: its pairs are
// seldom ones, or one in a hundred is none.
func (l likeness) doubtful() bool {
	const usual = 57 // tenths of a bit; articles have 58 and more
	return l.mean() < usual || l.flaws*100 > l.pairs
}

// judge looks at the first few thousand pairs of letters.
func (s *scorer) judge(text string) likeness {
	var l likeness
	var before rune
	from := uint8(0)
	for _, c := range text {
		if l.pairs >= judgedAt {
			break
		}
		if c == '\u00ad' || 0x300 <= c && c < 0x370 { // soft hyphens, stress and the breve of й
			continue
		}
		to := s.row(c)
		if to == 0 && from == 0 && c < 0x80 {
			before = c
			continue
		}
		if to == 0 && from > 0 {
			if twin, ok := langid.LookAlike(c); ok {
				to = s.row(twin)
			}
		}
		l.add(s.pair(from, to, before, c), from > 0 || to > 0 || c >= 0x80 && !isMark(c) || c == '\u00a0' && before <= ' ')
		if from > 0 && to > 0 {
			l.inner++
		}
		from, before = to, c
	}
	l.add(s.pair(from, 0, before, ' '), from > 0)
	return l
}

func (l *likeness) add(bits int, counts bool) {
	if counts {
		l.bits += bits
		l.pairs++
	}
	if counts && bits < 0 {
		l.flaws++
	}
}

// pair judges a character and the one before it.
func (s *scorer) pair(from, to uint8, before, c rune) int {
	bits := int(pairBits[int(from)*pairWidth+int(to)] - '0')
	switch {
	case to == 0 && c >= 0x80 && !isMark(c) && (!isSign(c) || from > 0), c == '\u00a0' && before <= ' ':
		return -strange
	case to > 0 && from > 0 && unicode.IsUpper(c) && unicode.IsLower(before):
		return bits - broken
	case to > 0 && from == 0 && unicode.IsLetter(before), to == 0 && from > 0 && unicode.IsLetter(c):
		return bits - mixed
	}
	return bits
}

// isMark reports whether a character stands beside words in print.
func isMark(c rune) bool {
	return strings.ContainsRune("«»„“”‘’‚‹›—–…\u00a0\u2011\u202f•", c)
}

// isSign reports whether a character stands in texts by itself or beside
// numbers.
func isSign(c rune) bool { return strings.ContainsRune("№§©®™°€±·²³½¼¾×", c) }
