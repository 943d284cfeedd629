package langid

import (
	"strings"
	"unicode"
)

// The letters that look alike, pair by pair: those that the rule on mixed
// alphabets of LanguageTool (LGPL) has, and ï.
const (
	latinTwins    = "aeikmopctyxABEIKMHOPCTYXïÏ"
	cyrillicTwins = "аеікморстухАВЕІКМНОРСТУХїЇ"
)

// LookAlike returns the Cyrillic letter that a Latin one looks like in print.
func LookAlike(latin rune) (rune, bool) {
	at := strings.IndexRune(latinTwins, latin)
	if at < 0 {
		return 0, false
	}
	at = len([]rune(latinTwins[:at]))
	return []rune(cyrillicTwins)[at], true
}

// MixedWords counts the words of a text that are mixed, and returns the first.
func MixedWords(text string) (count int, first string) {
	for word := range strings.FieldsFuncSeq(text, isNoLetter) {
		if !Mixed(word) {
			continue
		}
		if count++; first == "" {
			first = word
		}
	}
	return count, first
}

// Mixed reports whether a word has letters of both alphabets by mistake: those
// of one of them all look like letters of the other.
func Mixed(word string) bool {
	latin, cyrillic, strangeLatin, strangeCyrillic := 0, 0, 0, 0
	for _, c := range word {
		switch {
		case c < 'A' || 'z' < c && c < 0xaa:
		case c <= 'z' || c < firstLetter && unicode.Is(unicode.Latin, c):
			latin++
			if _, ok := LookAlike(c); !ok {
				strangeLatin++
			}
		case isCyrillic(c):
			cyrillic++
			if !strings.ContainsRune(cyrillicTwins, c) {
				strangeCyrillic++
			}
		}
	}
	return latin > 0 && cyrillic > 0 && (strangeLatin == 0 || strangeCyrillic == 0)
}
