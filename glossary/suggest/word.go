package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/tovmach/tovmach/glossary/match"
)

// shape is how a word is written.
type shape uint8

const (
	small    shape = iota // книга, and anything that is no name: 5G, ВІЛьний
	title                 // Київ, РестАрт
	capitals              // ООН
	initial               // Ю
)

// word is a word of the text. Words with hyphens are one.
type word struct {
	match.Span
	text   string // composed, without stress marks, apostrophes as U+0027
	low    string
	shape  shape
	latin  bool
	joined bool // only spaces stand between it and the word before
	starts bool // a sentence starts with it
	opened bool // a quotation mark stands directly before it
	closed bool // a quotation mark stands directly behind it
	known  bool // of a hit of the termbase
}

// words cuts a text into words.
func words(text string) []word {
	var all []word
	end := 0 // of the word before
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) || isApostrophe(r) {
			i += n
			continue
		}
		w := word{Span: match.Span{Start: i, End: wordEnd(text, i)}}
		w.read(text[w.Start:w.End])
		var before *word
		if len(all) > 0 {
			before = &all[len(all)-1]
		}
		w.place(text[end:w.Start], before)
		next, _ := utf8.DecodeRuneInString(text[w.End:])
		w.closed = strings.ContainsRune("»“”\"", next)
		all = append(all, w)
		i, end = w.End, w.End
	}
	return all
}

// wordEnd returns the end of the word that starts at i: apostrophes, hyphens
// and invisible characters belong to it when a letter or digit follows.
func wordEnd(text string, i int) int {
	end, joint := i, false
	for j := i; j < len(text); {
		r, n := utf8.DecodeRuneInString(text[j:])
		j += n
		switch {
		case unicode.IsLetter(r) && !isApostrophe(r), unicode.IsDigit(r), unicode.Is(unicode.M, r) && !joint:
			end, joint = j, false
		case isInvisible(r):
		case joint, !isApostrophe(r) && !strings.ContainsRune("-\u2010\u2011", r):
			return end
		default:
			joint = true
		}
	}
	return end
}

// read notes the letters and the shape of a word.
func (w *word) read(text string) {
	w.text = plain(text)
	w.low = strings.ToLower(w.text)
	upper, lower, digits, cyrillic, leading := 0, 0, 0, 0, 0
	for _, r := range w.text {
		switch {
		case unicode.IsUpper(r):
			upper++
			if lower == 0 {
				leading++
			}
		case r == '\'' && upper == 1 && lower == 0: // О'Коннор
			leading = 0
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			lower++
		}
		if unicode.Is(unicode.Cyrillic, r) {
			cyrillic++
		}
	}
	w.latin = cyrillic == 0
	first, _ := utf8.DecodeRuneInString(w.text)
	switch {
	case digits > 0 || !unicode.IsUpper(first) || isRoman(w.text):
		w.shape = small
	case upper == 1 && lower == 0:
		w.shape = initial
	case lower == 0, abbreviation(w.text) != w.text && leading > 1 && upper == leading:
		w.shape = capitals
	case leading == 1 || w.latin, strings.Contains(w.text, "-"):
		w.shape = title
	}
}

// place notes what stands between a word and the one before it.
func (w *word) place(between string, before *word) {
	w.joined = before != nil && between != "" && strings.Trim(between, " \u00A0\u202F\u2009") == ""
	r, _ := utf8.DecodeLastRuneInString(between)
	w.opened = strings.ContainsRune("«„“\"‹", r) && between != ""
	w.starts = before == nil || startsSentence(between, before)
}

// startsSentence says whether a sentence starts behind between: after the mark
// of an end with a space behind it, after a colon, in a new line, and after a
// dash at the start of a line.
func startsSentence(between string, before *word) bool {
	ended := false
	for _, r := range between {
		switch {
		case r == '\n' || r == '\u2029' || r == '|' || r == '•':
			return true
		case unicode.IsSpace(r):
			if ended {
				return true
			}
		case r == '.':
			ended = ended || !before.abbreviates()
		case r == '!' || r == '?' || r == '…' || r == ':':
			ended = true
		}
	}
	return false
}

// abbreviates says whether a full stop behind the word mostly ends no sentence.
func (w *word) abbreviates() bool {
	if w.shape == initial {
		return true
	}
	switch w.low {
	case "м", "смт", "с", "сел", "обл", "вул", "просп", "пр", "пл", "пров", "бул", "ст", "о", "оз", "р", "г",
		"ім", "св", "проф", "акад", "доц", "ред", "див", "п", "пп", "гр", "тов", "ген", "полк", "кн", "нар", "напр":
		return true
	}
	return false
}

// plain composes the letters of a text, drops stress marks and invisible
// characters, and makes apostrophes alike.
func plain(text string) string {
	odd := strings.IndexFunc(text, func(r rune) bool {
		return r > '\'' && isApostrophe(r) || isInvisible(r) || unicode.Is(unicode.M, r)
	})
	if odd < 0 {
		return text
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case isInvisible(r) || r == '\u0301' || r == '\u0300':
			return -1
		case isApostrophe(r):
			return '\''
		}
		return r
	}, text)
	return norm.NFC.String(text)
}

func isApostrophe(r rune) bool {
	return strings.ContainsRune("'`\u00B4\u2019\u2018\u02BC\u2032\u02B9\u02BB\u201B\uFF07", r)
}

func isInvisible(r rune) bool {
	switch r {
	case '\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF':
		return true
	}
	return false
}

// isRoman says whether a word is a Roman numeral in letters of either script,
// with or without an ending: XVIII, ХХІ, II-го.
func isRoman(text string) bool {
	number, _, _ := strings.Cut(text, "-")
	return strings.Trim(number, "IVXLІХ") == ""
}
