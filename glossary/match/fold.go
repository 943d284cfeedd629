package match

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// apostrophe is what every in-word apostrophe folds to.
const apostrophe = '\u02BC'

// The scripts of a token, by the length of their letters in UTF-8.
const (
	latin    = 1
	cyrillic = 2
)

// folder has the tables for folding letters. It never changes.
type folder struct {
	latin      [256]uint64  // hash numbers of folded ASCII letters; 0 is no letter
	cyrillic   [1024]uint64 // the same for U+0400 to U+04FF, by the last two bits of the first byte and the second byte
	apostrophe uint64       // hash number of the apostrophe
	ends       [256]bool    // ASCII characters that end any word
	capital    [256]bool    // U+0400 to U+04FF that are capitals
	twins      [128]rune    // the Cyrillic letter that looks like this Latin one
	trigger    [256]bool    // bytes that a do-not-touch zone is recognized by
}

func newFolder() *folder {
	f := &folder{apostrophe: letterNumber(apostrophe)}
	for c := range rune(utf8.RuneSelf) {
		f.ends[c] = !unicode.IsLetter(c) && !strings.ContainsRune("'`{", c)
		if unicode.IsLetter(c) {
			f.latin[c] = letterNumber(unicode.ToLower(c))
		}
	}
	for i := range rune(256) {
		if r := 0x400 + i; unicode.IsLetter(r) {
			f.cyrillic[i>>6<<8|0x80|i&0x3F] = letterNumber(unicode.ToLower(r))
			f.capital[i] = unicode.IsUpper(r)
		}
	}
	// The strong pairs of letters that look alike; weak ones (ï, s, j, 3, 0)
	// would change words that are right.
	latinTwins := []rune("aeikmopctyxABEIKMHOPCTYX")
	for i, r := range []rune("аеікморстухАВЕІКМНОРСТУХ") {
		f.twins[latinTwins[i]] = r
	}
	for _, c := range []byte(zoneTriggers) {
		f.trigger[c] = true
	}
	return f
}

// isCapital says whether a letter of a plain word is a capital.
func (f *folder) isCapital(r rune) bool {
	if r >= 0x400 && r < 0x500 {
		return f.capital[r-0x400]
	}
	return r >= 'A' && r <= 'Z'
}

// word is a folded token with the shape of its letters.
type word struct {
	runes []rune
	upper int  // capitals it starts with
	mixed bool // it has small letters too
}

// fold folds the text of one token into w: stress marks and transparent
// characters away, apostrophes alike, letters composed, small, and all of one
// script where they only look like another.
func (f *folder) fold(w *word, text string) {
	w.runes, w.upper, w.mixed = f.letters(w.runes[:0], text), 0, false
	f.readHomoglyphs(w.runes)
	leading := true
	for i, r := range w.runes {
		low := unicode.ToLower(r)
		switch {
		case low != r:
			if leading {
				w.upper++
			}
		case r != apostrophe && unicode.IsLetter(r):
			leading, w.mixed = false, true
		}
		w.runes[i] = low
	}
}

// letters appends the letters of a token in NFC, with their case.
func (f *folder) letters(dst []rune, text string) []rune {
	var base rune
	marks := false
	for i := 0; i < len(text); {
		if n := inlineTag(text[i:]); n > 0 {
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		switch {
		case isTransparent(r):
		case (r == '\u0301' || r == '\u0300') && unicode.Is(unicode.Cyrillic, base): // stress
		case isApostrophe(r):
			dst = append(dst, apostrophe)
		case unicode.Is(unicode.M, r):
			marks = true
			dst = append(dst, r)
		default:
			base = r
			dst = append(dst, r)
		}
	}
	if !marks {
		return dst
	}
	return append(dst[:0], []rune(norm.NFC.String(string(dst)))...)
}

// readHomoglyphs makes a token of two scripts one of a single script, when all
// letters of the one have a twin in the other and some letter of the other has
// none. Otherwise the token stays as it is.
func (f *folder) readHomoglyphs(runes []rune) {
	if !mixesScripts(runes) {
		return
	}
	var latinsAlone, cyrillicsAlone int
	for _, r := range runes {
		switch {
		case r < utf8.RuneSelf && f.latin[r] != 0:
			if f.twins[r] == 0 {
				latinsAlone++
			}
		case unicode.Is(unicode.Cyrillic, r):
			if f.latinTwin(r) == 0 {
				cyrillicsAlone++
			}
		}
	}
	switch {
	case latinsAlone == 0 && cyrillicsAlone > 0:
		for i, r := range runes {
			if r < utf8.RuneSelf && f.twins[r] != 0 {
				runes[i] = f.twins[r]
			}
		}
	case cyrillicsAlone == 0 && latinsAlone > 0:
		for i, r := range runes {
			if twin := f.latinTwin(r); twin != 0 {
				runes[i] = twin
			}
		}
	}
}

// mixesScripts says whether a token has both Latin and Cyrillic letters.
func mixesScripts(runes []rune) bool {
	scripts := 0
	for _, r := range runes {
		switch {
		case r < utf8.RuneSelf:
			scripts |= latin
		case unicode.Is(unicode.Cyrillic, r):
			scripts |= cyrillic
		}
	}
	return scripts == latin|cyrillic
}

func (f *folder) latinTwin(r rune) rune {
	for l, c := range f.twins {
		if c == r && c != 0 {
			return rune(l)
		}
	}
	return 0
}

// isApostrophe says whether r is one of the characters that people type for an
// apostrophe. Between two letters it is one.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '\u00B4', '\u2019', '\u2018', '\u02BC', '\u2032', '\u02B9', '\u02BB', '\u201B', '\uFF07':
		return true
	}
	return false
}

// isTransparent says whether r is invisible inside a word.
func isTransparent(r rune) bool {
	switch r {
	case '\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF':
		return true
	}
	return false
}

func isLetter(r rune) bool {
	return unicode.IsLetter(r) && !isApostrophe(r)
}

// inlineTag returns the length of the inline tag that s begins with ({1}, {/1},
// {1/}), or 0.
func inlineTag(s string) int {
	if s == "" || s[0] != '{' {
		return 0
	}
	i := 1
	if strings.HasPrefix(s[i:], "/") {
		i++
	}
	digits := i
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == digits {
		return 0
	}
	if s[1] != '/' && strings.HasPrefix(s[i:], "/") {
		i++
	}
	if strings.HasPrefix(s[i:], "}") {
		return i + 1
	}
	return 0
}
