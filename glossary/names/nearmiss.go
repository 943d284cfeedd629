package names

import (
	"strings"
	"unicode/utf8"
)

// minNearMiss is the number of letters below which two names are too often both
// right to call one a slip of the other.
const minNearMiss = 6

// NearMiss says whether one of two words is a slip of the keyboard away from
// the other: one letter put in, left out, replaced, or two neighbours swapped,
// in words of six letters and more. Spellings with one Key are no near misses
// but variants, nor are words that differ in their capitals or in an ending
// alone: Russia and Russian, Oleksandr and Oleksandra, Huawei and Huawei's,
// and the town Pokrovsk, the village Pokrovske and somebody called Pokrovsky.
func NearMiss(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if min(utf8.RuneCountInString(a), utf8.RuneCountInString(b)) < minNearMiss || isEnding(a, b) || isEnding(b, a) {
		return false
	}
	return oneEdit(a, b) && Key(a) != Key(b)
}

// NearKey says whether the keys of two words are one letter apart, as those of
// Chernigov and Chernihiv are. It is weaker than NearMiss: use it where the
// source is known to have the name.
func NearKey(a, b string) bool {
	if min(utf8.RuneCountInString(a), utf8.RuneCountInString(b)) < minNearMiss {
		return false
	}
	a, b = Key(a), Key(b)
	return !isEnding(a, b) && !isEnding(b, a) && oneEdit(a, b)
}

// isEnding says whether long is short with an English ending or one that makes
// another name of a Ukrainian one.
func isEnding(short, long string) bool {
	rest, ok := strings.CutPrefix(long, short)
	switch rest {
	case "n", "s", "'s", "’s", "a", "e", "i", "y":
		return ok
	}
	return false
}

// oneEdit says whether the Damerau-Levenshtein distance of two words is one.
func oneEdit(a, b string) bool {
	p, q := []rune(a), []rune(b)
	if len(p) > len(q) {
		p, q = q, p
	}
	i := 0
	for i < len(p) && p[i] == q[i] {
		i++
	}
	same := func(p, q []rune) bool { return string(p) == string(q) }
	switch {
	case len(q) == len(p)+1:
		return same(p[i:], q[i+1:])
	case len(q) != len(p) || i == len(p):
		return false
	case same(p[i+1:], q[i+1:]):
		return true
	}
	return i+1 < len(p) && p[i] == q[i+1] && p[i+1] == q[i] && same(p[i+2:], q[i+2:])
}
