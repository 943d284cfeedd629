package main

import "unicode"

// floor is what no search for whole words in any case can avoid: finding the
// words, folding their letters, and hashing them.
type floor struct {
	cyrillic [256]uint16 // small letters of U+0400 to U+04FF; 0 is no letter
}

func newFloor() *floor {
	f := &floor{}
	for i := range f.cyrillic {
		if r := rune(0x400 + i); unicode.IsLetter(r) {
			f.cyrillic[i] = uint16(unicode.ToLower(r))
		}
	}
	return f
}

// hash returns the words of a text whose letters are Cyrillic or ASCII, and
// their hashes mixed.
func (f *floor) hash(text string) (words int, sum uint64) {
	const prime = 0x9E3779B97F4A7C15
	h, inside := uint64(0), false
	for i := 0; i < len(text); {
		c, letter, n := text[i], uint64(0), 1
		switch {
		case c >= 0xD0 && c <= 0xD3 && i+1 < len(text):
			letter, n = uint64(f.cyrillic[int(c-0xD0)<<6|int(text[i+1]&0x3F)]), 2
		case c == 0xE2: // the apostrophe ’
			letter, n = '\'', 3
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letter = uint64(c | 0x20)
		}
		i += n
		if letter != 0 {
			h, inside = (h^letter)*prime, true
		} else if inside {
			words, sum = words+1, sum^h>>7
			h, inside = 0, false
		}
	}
	return words, sum ^ h
}
