package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is one word of an English text.
type token struct {
	start, end int    // bytes of the text, without a possessive ending
	full       int    // the end with it
	gap        string // what stands between it and the token before, see gapOf
	text       string // without a possessive ending
	low        string // folded: in lower case, every apostrophe as U+0027
	key        string // equal for all romanizations of the word
}

// tokensOf returns the words of text outside of its zones.
func tokensOf(text string) []token {
	var all []token
	last := 0 // where the gap starts
	broken := true
	for _, part := range outside(text) {
		for i := part.Start; i < part.End; {
			r, n := utf8.DecodeRuneInString(text[i:part.End])
			if !isWordRune(r) {
				i += n
				continue
			}
			t := tokenAt(text[:part.End], i)
			if t.gap = gapOf(text[last:i]); broken {
				t.gap = gapBreak
			}
			all = append(all, t)
			broken = false
			i, last = t.full, t.full
		}
		broken = true
	}
	return all
}

// tokenAt reads the word that starts at i: letters, marks and digits, with
// apostrophes between letters.
func tokenAt(text string, i int) token {
	end, base := i, 0
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if isApostrophe(r) {
			next, m := utf8.DecodeRuneInString(text[end+n:])
			if !unicode.IsLetter(next) {
				break
			}
			base = 0
			if after, _ := utf8.DecodeRuneInString(text[end+n+m:]); (next == 's' || next == 'S') && !isWordRune(after) && !isApostrophe(after) {
				base = end
			}
			end += n
			continue
		}
		if !isWordRune(r) {
			break
		}
		end += n
	}
	t := token{start: i, end: end, full: end}
	if base > 0 {
		t.end = base
	}
	t.text = text[t.start:t.end]
	t.low, t.key = fold(t.text), stepKey(t.text)
	return t
}

// stepKey is the Key of a word, or the word itself when it has digits or
// nothing that Key keeps.
func stepKey(word string) string {
	key := ""
	if strings.IndexFunc(word, unicode.IsDigit) < 0 {
		key = Key(word)
	}
	if key == "" {
		return strings.ToLower(word)
	}
	return key
}

// gapBreak parts words that no term spans.
const gapBreak = "\n"

// gapOf brings what stands between two words to a common form: a space for any
// white space, a hyphen for any hyphen, punctuation without the spaces around
// it. A paragraph end and long punctuation are a break.
func gapOf(s string) string {
	trimmed := strings.TrimSpace(s)
	switch {
	case len(trimmed) > 4 || strings.Count(s, "\n") > 1:
		return gapBreak
	case trimmed == "" && s != "":
		return " "
	case trimmed == "\u2010" || trimmed == "\u2011":
		return "-"
	}
	return trimmed
}

// isWordRune says whether r can stand in a word: a letter, a mark or a digit.
func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r))
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == 'ʼ'
}

// fold brings together spellings of a word that differ in case and in the kind
// of apostrophe only.
func fold(word string) string {
	return strings.Map(func(r rune) rune {
		if isApostrophe(r) {
			return '\''
		}
		return unicode.ToLower(r)
	}, word)
}

// capital says whether a word begins with a capital.
func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// shouts says whether a word has two capitals or more and no small letters.
func shouts(word string) bool {
	return utf8.RuneCountInString(word) > 1 && strings.ToUpper(word) == word && strings.ToLower(word) != word
}

// startsSentence says whether the word at i stands where any word has a
// capital: behind a full stop, at the start of a line, a quotation or a list
// item.
func startsSentence(text string, i int) bool {
	before := strings.TrimRightFunc(text[:i], func(r rune) bool {
		return r == ' ' || r == '\u00a0' || strings.ContainsRune("\"“”«»‘’'([*_#>-–—•", r)
	})
	r, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune(".!?…:\n", r) || before != text[:i] && strings.ContainsAny(text[len(before):i], "“«\"‘")
}

// inCapitals says whether the line around a place, as far as one looks, has no
// small letters and more than one word: there capitals are mere type.
func inCapitals(text string, at Span) bool {
	const far = 500 // bytes
	before, after := text[max(0, at.Start-far):at.Start], text[at.End:min(len(text), at.End+far)]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	after, _, _ = strings.Cut(after, "\n")
	line := before + text[at.Start:at.End] + after
	return strings.IndexFunc(line, unicode.IsLower) < 0 && len(strings.Fields(line)) > 1
}
