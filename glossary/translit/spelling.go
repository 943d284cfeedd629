package translit

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// spelling is what a Cyrillic letter looks like in Latin ones.
type spelling struct {
	text   string // lower case
	letter rune   // lower case, or ' for the apostrophe
	needs  need
}

// need is what must come after a spelling.
type need uint8

const (
	nextAny    need = iota
	nextAhead       // one of the letters that the scheme looks ahead for
	nextOther       // anything but those
	nextLetter      // a letter, and one before
)

// size returns how many bytes at the start of src are the spelling in any case,
// or 0.
func (sp *spelling) size(src []byte) int {
	n := 0
	for _, want := range sp.text {
		got, size := utf8.DecodeRune(src[n:])
		if size == 0 || unicode.ToLower(got) != want {
			return 0
		}
		n += size
	}
	return n
}

// newDecoder inverts the table of a system.
func newDecoder(s *system) *decoder {
	t := compile(s, Options{KeepRussian: true})
	d := &decoder{table: t, ahead: map[rune]bool{}}
	for row := 0; row < len(t.cells[0]); row += rowSize {
		inRow := map[rune][]spelling{}
		add := func(text string, letter rune, needs need) {
			for _, text := range []string{text, norm.NFD.String(text)} {
				first, _ := utf8.DecodeRuneInString(text)
				sp := spelling{text, letter, needs}
				if text != "" && !slices.Contains(inRow[first], sp) {
					inRow[first] = append(inRow[first], sp)
				}
			}
		}
		add(s.apostrophe, '\'', nextLetter)
		for _, line := range s.rows {
			letter, size := utf8.DecodeRuneInString(line.letter)
			if line.when != always || size != len(line.letter) {
				continue
			}
			plain, whenAhead := t.cells[0][row+slot(letter)], t.cells[ahead][row+slot(letter)]
			if plain&looks == 0 {
				add(plain.text(), letter, nextAny)
				continue
			}
			add(plain.text(), letter, nextOther)
			add(whenAhead.text(), letter, nextAhead)
		}
		d.spellings = append(d.spellings, inRow)
	}
	for i, in := range t.before {
		if in {
			first, _ := utf8.DecodeRuneInString(t.cells[0][midWord+i].text())
			d.ahead[unicode.ToLower(first)] = true
		}
	}
	return d
}

// text is the output as a string.
func (c cell) text() string {
	out := make([]byte, c.len())
	for i := range out {
		out[i] = byte(c >> (8 * i))
	}
	return string(out)
}
