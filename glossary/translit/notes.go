package translit

import (
	"unicode"
	"unicode/utf8"
)

// Note is a place of a text where a person should see what the romanizer did.
type Note struct {
	Kind       NoteKind
	Start, End int // bytes of the text, half open
}

// NoteKind says why a place is noted.
type NoteKind string

// The kinds of notes.
const (
	Homoglyph         NoteKind = "homoglyph"           // a word mixes scripts, or a digit stands for З or О
	Roman             NoteKind = "roman"               // Cyrillic letters were read as a Roman numeral
	RussianLetter     NoteKind = "russian-letter"      // ы э ё ъ
	Unmapped          NoteKind = "unmapped"            // another Cyrillic letter, or an invalid byte: kept
	QuoteOrApostrophe NoteKind = "quote-or-apostrophe" // kept as a quotation mark, but may be an apostrophe
	Abbreviation      NoteKind = "abbreviation"        // romanized letter by letter, which is seldom the English form
)

// maxAbbreviation is how many capitals still look like an abbreviation.
const maxAbbreviation = 6

// Notes lists the places of text that a person should look at, in order.
// Places that follow one another for the same reason are one note.
func (s Scheme) Notes(text string) []Note {
	n := noter{romanizer: romanizer{table: s.table(Options{})}, src: []byte(text)}
	var room [minDst]byte
	for n.pos < len(n.src) {
		c, size := utf8.DecodeRune(n.src[n.pos:])
		n.look(c, size)
		// The whole text is here and the room is enough, so step cannot fail.
		_, done, err := n.step(room[:], n.src[n.pos:], true)
		if err != nil {
			break
		}
		n.pos += done
		n.previous = c
	}
	return n.notes
}

// noter walks a text as the romanizer does and remarks on what it meets.
type noter struct {
	romanizer
	src      []byte
	pos      int
	previous rune
	notes    []Note
}

func (n *noter) add(kind NoteKind, size int) {
	note := Note{kind, n.pos, n.pos + size}
	if last := len(n.notes) - 1; last >= 0 && n.notes[last].Kind == kind && n.notes[last].End == note.Start {
		n.notes[last].End = note.End
		return
	}
	n.notes = append(n.notes, note)
}

// look remarks on the code point at the position.
func (n *noter) look(c rune, size int) {
	rest := n.src[n.pos+size:]
	if isLetter(c) && n.unit == 0 && n.startUnit(n.src[n.pos:], true) == nil {
		n.lookAtUnit(n.src[n.pos : n.pos+n.unit])
	}
	letter, _ := composed(c, rest)
	switch {
	case c == utf8.RuneError && size == 1:
		n.add(Unmapped, size)
	case isRussian(letter):
		n.add(RussianLetter, size)
	case isLetter(c) && unicode.Is(unicode.Cyrillic, c) && !n.has(letter):
		n.add(Unmapped, size)
	case c == '"' || c == '*' || isApostrophe(c):
		n.lookAtQuote(c, size)
	case c == '3' && n.before == noLetter && !unicode.IsDigit(n.previous) && lowerRun(rest) >= 3,
		c == '0' && n.before == cyrillic && lowerRun(rest) >= 1:
		n.add(Homoglyph, size)
	}
}

// lookAtUnit remarks on a unit as a whole.
func (n *noter) lookAtUnit(unit []byte) {
	latin, known, capitals, letters := 0, 0, 0, 0
	for _, c := range string(unit) {
		if !isLetter(c) {
			continue
		}
		letters++
		switch {
		case unicode.Is(unicode.Latin, c):
			latin++
		case n.has(c):
			known++
		}
		if isCapital(c) {
			capitals++
		}
	}
	switch {
	case n.reading == asNumeral:
		n.add(Roman, len(unit))
	case latin > 0 && known > 0:
		n.add(Homoglyph, len(unit))
	case letters >= 2 && letters <= maxAbbreviation && known == letters && capitals == letters && n.before == noLetter:
		n.add(Abbreviation, len(unit))
	}
}

// lookAtQuote remarks on a sign that is kept though letters stand on both
// sides of it, one of them Cyrillic.
func (n *noter) lookAtQuote(c rune, size int) {
	next, _ := lookPast(n.src[n.pos+size:], true, isSkippable)
	between := n.before == cyrillic && isLetter(next) || n.before == foreign && n.has(next)
	direct, _ := lookPast(n.src[n.pos+size:], true, isTransparent)
	dropped := isApostrophe(c) && n.before == cyrillic && n.has(direct)
	if between && !dropped {
		n.add(QuoteOrApostrophe, size)
	}
}

// lowerRun counts the small Cyrillic letters at the start of src.
func lowerRun(src []byte) int {
	n := 0
	for _, c := range string(src[:min(len(src), maxLook)]) {
		if !unicode.Is(unicode.Cyrillic, c) || !unicode.IsLower(c) {
			break
		}
		n++
	}
	return n
}

// isRussian reports whether c is one of the Russian letters of the policy.
func isRussian(c rune) bool {
	switch unicode.ToLower(c) {
	case 'ы', 'э', 'ё', 'ъ':
		return true
	default:
		return false
	}
}
