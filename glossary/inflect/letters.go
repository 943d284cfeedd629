package inflect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The classes of letters that the rules speak of, all in lower case.
const (
	vowels     = "аеєиіїоуюя"
	sibilants  = "жчшщ"
	velars     = "гґкх"
	labials    = "бпвмф"
	consonants = "бвгґджзклмнпрстфхцчшщ"
)

// apostrophes are the signs that stand for the Ukrainian apostrophe.
const apostrophes = "'’ʼ‘`´′ʹʻ‛＇"

func isVowel(r rune) bool      { return r > 0 && strings.ContainsRune(vowels, r) }
func isConsonant(r rune) bool  { return r > 0 && strings.ContainsRune(consonants, r) }
func isSibilant(r rune) bool   { return r > 0 && strings.ContainsRune(sibilants, r) }
func isVelar(r rune) bool      { return r > 0 && strings.ContainsRune(velars, r) }
func isLabial(r rune) bool     { return r > 0 && strings.ContainsRune(labials, r) }
func isApostrophe(r rune) bool { return r > 0 && strings.ContainsRune(apostrophes, r) }

// last returns the last letter of s in lower case, or 0.
func last(s string) rune {
	r, size := utf8.DecodeLastRuneInString(s)
	if size == 0 {
		return 0
	}
	return unicode.ToLower(r)
}

// butLast returns s without its last letter.
func butLast(s string) string {
	_, size := utf8.DecodeLastRuneInString(s)
	return s[:len(s)-size]
}

// ends says whether s ends in one of the space-separated suffixes.
func ends(s, suffixes string) bool {
	for suffixes != "" {
		var suffix string
		suffix, suffixes, _ = strings.Cut(suffixes, " ")
		if suffix != "" && strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

// oneOf says whether s is one of the space-separated words.
func oneOf(s, words string) bool {
	for words != "" {
		var word string
		word, words, _ = strings.Cut(words, " ")
		if word != "" && s == word {
			return true
		}
	}
	return false
}

// syllables counts the vowels of a word in lower case.
func syllables(s string) int {
	n := 0
	for _, r := range s {
		if isVowel(r) {
			n++
		}
	}
	return n
}

// isCyrillic says whether r is a letter of Cyrillic script.
func isCyrillic(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }
