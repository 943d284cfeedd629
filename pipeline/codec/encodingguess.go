package codec

import (
	"slices"
	"unicode/utf8"
)

// leastMargin is by how many bits the words of one encoding must be likelier
// than those of any other: sixteen thousand to one.
const leastMargin = 14

// guessCharset tells the encoding of a text by its letters: the one that makes
// words of them, when no other makes other words that are nearly as good.
func guessCharset(data []byte) (charset, bool) {
	s := newScorer()
	sample := highPart(data)
	var best charset
	var bestText string
	var found likeness
	charsets := cyrillicCharsets()
	for _, c := range charsets {
		text := c.decode(sample)
		l := s.judge(text)
		if l.bits -= c.rare; bestText == "" || better(l, found) {
			best, bestText, found = c, text, l
		}
	}
	if !found.plausible() {
		return charset{}, false
	}
	for _, c := range charsets {
		text := c.decode(sample)
		l := s.judge(text)
		if l.bits -= c.rare; text != bestText && found.bits-l.bits < leastMargin && l.mean()+5 >= found.mean() {
			return charset{}, false
		}
	}
	return best, true
}

// better compares two readings of the same bytes: bits add up over letters, but
// a reading with fewer of them has fewer bits to lose.
func better(a, b likeness) bool {
	if a.mean() != b.mean() {
		return a.mean() > b.mean()
	}
	return a.bits > b.bits
}

// highPart is the part of a file that tells its encoding: from the first byte
// that is no ASCII on, at most 64 kB.
func highPart(data []byte) []byte {
	const most = 64 << 10
	from := slices.IndexFunc(data, func(b byte) bool { return b >= utf8.RuneSelf })
	if from < 0 {
		return nil
	}
	return data[from:min(len(data), from+most)]
}

// unmarkedUTF16 recognises UTF-16 without a byte order mark: of every second
// byte nearly all are 0 or 4, the upper halves of Latin and Cyrillic letters,
// or 20 and 21 (hexadecimal), those of dashes, quotes and the sign №. It is the
// name of the encoding, or "".
func unmarkedUTF16(data []byte) string {
	const least = 8 // bytes: a word of four letters
	if len(data) < least {
		return ""
	}
	var upper, letters [2]int
	for i, b := range data {
		switch b {
		case 0x00, 0x04:
			upper[i%2]++
			letters[i%2]++
		case 0x20, 0x21:
			upper[i%2]++
		}
	}
	units := len(data) / 2
	for parity, name := range []string{"UTF-16BE", "UTF-16LE"} {
		if upper[parity]*100 >= units*95 && letters[parity]*100 >= units*80 && letters[1-parity]*100 < units*20 {
			return name
		}
	}
	return ""
}
