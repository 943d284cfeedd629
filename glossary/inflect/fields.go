package inflect

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// field is one word of a phrase with the signs around it.
type field struct {
	gap    string // the space before it
	pre    string // opening quotes and brackets
	core   string // the word
	post   string // closing quotes, stops and other signs
	low    string // core in lower case
	quoted bool   // stands inside quotes
}

const (
	openQuotes  = "«„“\""
	closeQuotes = "»“”\""
)

// appendFields appends the words of a phrase.
func appendFields(fields []field, phrase string) []field {
	quoted := false
	for phrase != "" {
		at := strings.IndexFunc(phrase, func(r rune) bool { return !unicode.IsSpace(r) })
		if at < 0 {
			break
		}
		f := field{gap: phrase[:at]}
		phrase = phrase[at:]
		end := strings.IndexFunc(phrase, unicode.IsSpace)
		if end < 0 {
			end = len(phrase)
		}
		f.core, phrase = phrase[:end], phrase[end:]
		f.trim()
		f.quoted = quoted || strings.ContainsAny(f.pre, openQuotes)
		quoted = f.quoted && !strings.ContainsAny(f.post, closeQuotes)
		f.low = lower(f.core)
		fields = append(fields, f)
	}
	return fields
}

// trim moves the signs around the word out of core.
func (f *field) trim() {
	inner := strings.TrimLeftFunc(f.core, notWord)
	f.pre = f.core[:len(f.core)-len(inner)]
	f.core = strings.TrimRightFunc(inner, notWord)
	f.post = inner[len(f.core):]
}

// notWord says whether r is a sign that can stand around a word.
func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
}

// capital says whether the word starts with a capital letter.
func (f field) capital() bool {
	r, _ := utf8.DecodeRuneInString(f.core)
	return unicode.IsUpper(r)
}

// fixed says whether the word surely never changes: a number, an initial, a
// Roman numeral, a word in Latin letters, a particle of foreign names.
func (f field) fixed() bool {
	switch {
	case !isCyrillic(last(f.core)):
		return true
	case utf8.RuneCountInString(f.core) == 1 || strings.HasPrefix(f.post, ".") || strings.Contains(f.core, "."):
		return true
	case isRoman(f.core):
		return true
	}
	return oneOf(f.low, "фон дер ден де да ді дель делла ла ле ван аль ель бін бен ібн оглу огли кизи і й та у в на з із до по за під над при від для про")
}

// isRoman says whether a word can be a Roman numeral in Cyrillic or Latin
// capitals.
func isRoman(text string) bool {
	for _, r := range text {
		if !strings.ContainsRune("ІХIVX", r) {
			return false
		}
	}
	return text != ""
}
