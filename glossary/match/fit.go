package match

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// entry returns the entry and the term that a record belongs to.
func (x *Index) entry(rec *rec) (*glossary.Entry, *glossary.Term) {
	e := &x.entries[rec.entry]
	return e, &e.Terms[rec.term]
}

// target is the term of the other language that a translator should use.
func (x *Index) target(e *glossary.Entry, t *glossary.Term) string {
	other := "en"
	if x.options.Lang == other {
		other = "uk"
	}
	text := cmp.Or(e.PreferredOn(other, x.options.Day), e.Preferred(other))
	if text == "" && e.DoNotTranslate {
		return t.Text
	}
	return text
}

// text is how a record is written.
func (x *Index) text(rec *rec) string {
	if rec.len > 0 {
		return x.arena.text(rec.text, rec.len)
	}
	_, t := x.entry(rec)
	if rec.flags&remark != 0 {
		return withoutRemark(t.Text)
	}
	return t.Text
}

// form is the form that a record stands for.
func (x *Index) form(rec *rec) inflect.Form {
	return inflect.Form{
		Text: x.text(rec), Cases: rec.cases, Number: rec.number, Gender: genders()[rec.gender], Grade: rec.grade, Rule: x.rules[rec.rule],
	}
}

// fits says whether a record of the node that was reached fits the text: its
// capitals, the punctuation behind it, and, letter by letter, its words.
func (x *Index) fits(s *scratch, r *reading, first, last int, rec *rec) bool {
	tokens := r.tokens[first : last+1]
	for i, t := range tokens[:min(len(tokens), 16)] {
		if rec.capital>>i&1 != 0 && t.upper == 0 {
			return false
		}
	}
	form := x.text(rec)
	phrase := r.text[tokens[0].start:tokens[len(tokens)-1].end]
	if phrase == form || rec.flags&(acronym|tailed) == 0 && x.fold.alike(phrase, form) {
		return true
	}
	s.form = x.fold.appendDescribed(s.form[:0], &s.formWord, form)
	if len(s.form) != len(tokens) {
		return false
	}
	for i, t := range tokens {
		want := s.form[i]
		if want.upper > 1 && rec.flags&acronym != 0 && rec.capital != 0 && !capitalsFit(t, want, rec.flags) {
			return false
		}
		if !s.sameLetters(x.fold, r.text[t.start:t.end], form[want.start:want.end]) {
			return false
		}
	}
	return rec.flags&tailed == 0 || strings.HasPrefix(r.text[tokens[len(tokens)-1].end:], tail(form, s.form))
}

// alike says whether two texts differ at most in the case of plain letters. It
// is a short way for most phrases that are not written just like a form; what it
// denies may yet fold to the same.
func (f *folder) alike(s, t string) bool {
	if len(s) != len(t) {
		return false
	}
	for i := 0; i < len(s); i++ {
		c, d := s[i], t[i]
		if c-0xD0 < 4 && d-0xD0 < 4 && i+1 < len(s) {
			i++
			number := f.cyrillic[uint(c-0xD0)<<8|uint(s[i])]
			if number != f.cyrillic[uint(d-0xD0)<<8|uint(t[i])] || number == 0 && (c != d || s[i] != t[i]) {
				return false
			}
			continue
		}
		if c != d && (f.latin[c] == 0 || f.latin[c] != f.latin[d]) {
			return false
		}
	}
	return true
}

// capitalsFit says whether a word has the capitals of a form that begins with
// several. Where an ending in small letters follows them, it must be small in
// the text too: УПа, a form of УП, is not УПА.
func capitalsFit(t, want token, fl recFlags) bool {
	if fl&ending != 0 && want.flags&small != 0 {
		return t.upper == want.upper
	}
	return t.upper >= want.upper
}

// sameLetters compares two words after folding.
func (s *scratch) sameLetters(f *folder, word, form string) bool {
	if word == form {
		return true
	}
	f.fold(&s.word, word)
	f.fold(&s.formWord, form)
	return slices.Equal(s.word.runes, s.formWord.runes)
}

// tail returns the punctuation behind the last word of a form that belongs to
// it: the signs of C++ and Yahoo!, the full stop of «Остапчук В.».
func tail(form string, tokens []token) string {
	last := tokens[len(tokens)-1]
	if int(last.end) == len(form) {
		return ""
	}
	rest := strings.Trim(form[last.end:], " \u00a0«»“”„\"'()[],;:")
	if strings.ContainsAny(rest, "+#!?%®™°*") || rest == "." && len(tokens) > 1 && last.initial() && last.end-last.start <= 2 {
		return rest
	}
	return ""
}

// span is the place of what was found. Quotation marks around it stay outside;
// a mark that closes what was opened inside belongs to it.
func (x *Index) span(r *reading, f found, rec *rec) Span {
	s := Span{int(r.tokens[f.first].start), int(r.tokens[f.last].end)}
	if rec.flags&tailed != 0 {
		s.End += len(tail(x.text(rec), x.fold.appendDescribed(nil, &word{}, x.text(rec))))
	}
	if rec.flags&pointed == 0 {
		return s
	}
	inside := 0
	for _, c := range r.text[s.Start:s.End] {
		switch {
		case strings.ContainsRune("«„(", c):
			inside++
		case strings.ContainsRune("»“”)", c):
			inside--
		}
	}
	if c, n := utf8.DecodeRuneInString(r.text[s.End:]); inside > 0 && strings.ContainsRune("»“”)", c) {
		s.End += n
	}
	return s
}
