package names

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// casing compares the capitals of words with the terms that have their letters.
// It is enough to be written like one of them.
func (r *reading) casing(words []token, terms []*term) {
	at := Span{words[0].start, words[len(words)-1].end}
	for _, t := range terms {
		if !differs(words, t) {
			return
		}
	}
	if inCapitals(r.text, at) {
		return
	}
	t := terms[0]
	r.add(NameCasing, at, t, t.text, fmt.Sprintf("%q is written %q", r.text[at.Start:at.End], t.text))
}

func differs(words []token, t *term) bool {
	if t.casing == "free" {
		return false
	}
	for k, w := range words {
		if miscased(w.text, t.tokens[k].text, t.casing == "exact") {
			return true
		}
	}
	return false
}

// miscased says whether the capitals of a word are wrong. A capital for a small
// letter is right at the start of a sentence and in headings, a small letter for
// a capital may be a common word (grad for Grad, who for WHO), and some write
// acronyms like words (Nato): these count only where the term is exact. What is
// left are capitals where the name has small letters (HUAWEI), and small letters
// in names with capitals inside (Youtube).
func miscased(word, want string, exact bool) bool {
	if word == want {
		return false
	}
	lower := strings.ToLower(word)
	first, n := utf8.DecodeRuneInString(word)
	title := word == string(unicode.ToUpper(first))+strings.ToLower(word[n:])
	switch {
	case exact:
		return want != lower || !title // a name in small letters may start a sentence
	case word == lower, title && (want == lower || shouts(want)):
		return false
	}
	return true
}
