package pipeline

import "strings"

// SameText reports whether two texts are the same but for white space, and for
// how quotation marks, apostrophes and dashes are typed: a translation of one is a
// translation of the other.
func SameText(a, b string) bool { return a == b || TextKey(a) == TextKey(b) }

// TextKey is the same for all texts that are the same in that way.
func TextKey(text string) string {
	var key strings.Builder
	key.Grow(len(text))
	space := false
	for _, r := range text {
		switch {
		case isSpace(r):
			space = key.Len() > 0
			continue
		case unseen(r):
			continue
		case space:
			key.WriteByte(' ')
			space = false
		}
		key.WriteRune(asTyped(r))
	}
	return key.String()
}

// unseen reports whether r is a soft hyphen or a sign of no width, which nobody
// reads.
func unseen(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u2060', '\ufeff':
		return true
	}
	return false
}

// asTyped is r on a typewriter.
func asTyped(r rune) rune {
	if r < '\u0060' {
		return r
	}
	switch r {
	case '«', '»', '“', '”', '„', '‟', '″', '❝', '❞', '＂':
		return '"'
	case '‹', '›', '‘', '’', '‚', '‛', 'ʼ', 'ʹ', '′', '´', '`', '＇':
		return '\''
	case '‐', '‑', '‒', '–', '—', '―', '−', '⸺', '－':
		return '-'
	}
	return r
}
