package codec

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// controls puts something readable for control characters: an end of line for
// the vertical tab and the hyphens for those of word processors, a space for
// the others, so that no words run together. A file with many of them, one in a
// hundred characters, is no text.
func controls(text string) (string, []Notice, error) {
	count, first := 0, -1
	for i, c := range text {
		if isASCIIControl(c) {
			if first < 0 {
				first = i
			}
			count++
		}
	}
	switch {
	case count == 0:
		return text, nil, nil
	case count*100 > utf8.RuneCountInString(text):
		what := "a control character"
		if text[first] == 0 {
			what = "a NUL byte"
		}
		return "", nil, notText(what, first)
	}
	clean := strings.Map(func(c rune) rune {
		switch {
		case c == '\v':
			return '\n'
		case c == 0x1e: // Word's no-break hyphen
			return '\u2011'
		case c == 0x1f: // Word's optional hyphen
			return -1
		case isASCIIControl(c):
			return ' '
		}
		return c
	}, text)
	return clean, []Notice{{Kind: Repaired, Text: fmt.Sprintf("Control characters became spaces: %d.", count)}}, nil
}

// isASCIIControl reports whether a character is one of ASCII that no text has.
func isASCIIControl(c rune) bool {
	return c < ' ' && !strings.ContainsRune("\t\n\r\f", c) || c == 0x7f
}

// lostLetters refuses a text that lost letters before it came here: programs that cannot write a character put U+FFFD or a question mark in its place.
func lostLetters(text string) (string, []Notice, error) {
	lost := strings.Count(text, "\ufffd")
	marks := 0
	for at := strings.IndexByte(text, '?'); at >= 0; {
		if inPlaceOfLetter(text[:at], text[at+1:]) {
			marks++
		}
		next := strings.IndexByte(text[at+1:], '?')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	switch lost += marks; {
	case lost > 1 && lost*1000 > len(text)*mostDamage:
		return "", nil, lostBefore(lost)
	case marks > 0:
		return text, []Notice{{Kind: Kept, Text: fmt.Sprintf("Question marks that seem to stand for lost letters were kept: %d.", marks)}}, nil
	}
	return text, nil, nil
}

// inPlaceOfLetter reports whether a question mark stands where none can: inside
// a word, before a word, or as a dash.
func inPlaceOfLetter(before, behind string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, size := utf8.DecodeRuneInString(behind)
	after, _ := utf8.DecodeRuneInString(behind[size:])
	apart := before == "" || unicode.IsSpace(last) || last == '('
	switch {
	case unicode.Is(unicode.Cyrillic, last):
		return isLowerCyrillic(next)
	case apart && next == ' ':
		return isLowerCyrillic(after)
	}
	return apart && unicode.Is(unicode.Cyrillic, next)
}

func isLowerCyrillic(c rune) bool { return unicode.Is(unicode.Cyrillic, c) && unicode.IsLower(c) }

// isDirection reports whether a character only tells which way a text runs.
func isDirection(c rune) bool {
	return c == '\u061c' || c == '\u200e' || c == '\u200f' || '\u202a' <= c && c <= '\u202e' || '\u2066' <= c && c <= '\u2069'
}

// joins reports whether a zero-width joiner behind a character has a meaning:
// between emoji, and in scripts whose letters take other shapes.
func joins(c rune) bool {
	switch {
	case unicode.Is(unicode.So, c), c == '\ufe0f', '\U0001f3fb' <= c && c <= '\U0001f3ff':
		return true
	case unicode.IsLetter(c), unicode.IsMark(c):
		return !unicode.In(c, unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Inherited)
	}
	return false
}
