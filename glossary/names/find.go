package names

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// minVariant is the number of letters below which a word that shares the key of
// a name is too often another word: Stir and the river Styr.
const minVariant = 5

// Find returns what is wrong with the names in an English text, in order and
// without overlap. Addresses, handles, hashtags, code and tags are passed over.
func (x *Index) Find(text string) []Finding {
	r := reading{x: x, text: text, tokens: tokensOf(text)}
	for i := 0; i < len(r.tokens); {
		r.article(i)
		i += max(1, r.term(i))
	}
	slices.SortStableFunc(r.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	end := 0
	return slices.DeleteFunc(r.findings, func(f Finding) bool {
		if f.Span.Start < end {
			return true
		}
		end = f.Span.End
		return false
	})
}

// reading is a text that is being searched.
type reading struct {
	x        *Index
	text     string
	tokens   []token
	findings []Finding
	pairs    map[[2]string]bool // keys of neighbours, made when they are asked for
}

// term judges the longest term that starts at token i, and returns how many
// tokens it has; 0 when there is none.
func (r *reading) term(i int) int {
	path := r.path(i)
	for n := len(path); n > 0; n-- {
		words := r.tokens[i : i+n]
		if r.judge(words, path[n-1].terms, i) {
			return n
		}
	}
	r.nearMiss(i)
	return 0
}

// path follows the trie from token i.
func (r *reading) path(i int) []*node {
	var path []*node
	n := r.x.root
	for j := i; j < len(r.tokens); j++ {
		step := r.tokens[j].key
		if j > i {
			step = r.tokens[j].gap + step
		}
		if n = n.next[step]; n == nil {
			break
		}
		path = append(path, n)
	}
	return path
}

// judge compares words with the terms that have their keys. It returns false
// when they are none of them.
func (r *reading) judge(words []token, terms []*term, i int) bool {
	var right, wrong []*term
	for _, t := range terms {
		switch {
		case !r.spelled(words, t):
		case t.forbidden:
			wrong = append(wrong, t)
		default:
			right = append(right, t)
		}
	}
	switch {
	case len(right) > 0:
		r.casing(words, right)
		return true
	case len(wrong) > 0:
		return r.forbidden(words, wrong[0])
	}
	return r.variant(words, terms, i)
}

// spelled says whether words are written like a term, but for capitals and a
// possessive ending of the last one.
func (r *reading) spelled(words []token, t *term) bool {
	for k, w := range words {
		if w.low != t.tokens[k].low || k < len(words)-1 && w.full-w.end != 0 != (t.tokens[k].full != t.tokens[k].end) {
			return false
		}
	}
	return true
}

func (r *reading) forbidden(words []token, t *term) bool {
	if capital(t.text) && !capital(words[0].text) {
		return false
	}
	at := Span{words[0].start, words[len(words)-1].end}
	message := fmt.Sprintf("%q is not used", r.text[at.Start:at.End])
	if t.preferred != "" {
		message += fmt.Sprintf(": write %q", t.preferred)
	}
	if t.reason != "" {
		message += " (" + t.reason + ")"
	}
	r.add(TermForbidden, at, t, t.preferred, message)
	return true
}

// variant finds another romanization of a name. Where several names fit that
// are spelled in different ways, none is meant for sure.
func (r *reading) variant(words []token, terms []*term, i int) bool {
	var best *term
	for _, t := range terms {
		switch {
		case !t.varies || !capital(words[0].text) || t.surname && (r.isNamesake(i, t) || !t.alone && !r.introduces(t)):
		case best == nil || best.text != best.preferred && t.text == t.preferred && best.entry == t.entry:
			best = t
		case best.entry != t.entry && best.text != t.text:
			return false
		}
	}
	if best == nil {
		return false
	}
	first, last := 0, len(words)-1
	for first < last && words[first].low == best.tokens[first].low {
		first++
	}
	for last > first && words[last].low == best.tokens[last].low {
		last--
	}
	if len(words) == 1 && (utf8.RuneCountInString(words[0].text) < minVariant || r.x.known[words[0].low]) {
		return false
	}
	at := Span{words[first].start, words[last].end}
	want := best.text[best.tokens[first].start:best.tokens[last].end]
	message := fmt.Sprintf("%q is another romanization of %q", r.text[at.Start:at.End], want)
	if best.reason != "" {
		message += " (" + best.reason + ")"
	}
	r.add(NameScheme, at, best, want, message)
	return true
}

// isNamesake says whether a surname at token i follows the given name of
// somebody else.
func (r *reading) isNamesake(i int, t *term) bool {
	given, ok := r.givenBefore(i)
	return ok && given.key != t.given
}

// introduces says whether the text has the full name of a person.
func (r *reading) introduces(t *term) bool {
	if r.pairs == nil {
		r.pairs = map[[2]string]bool{}
		for i := 1; i < len(r.tokens); i++ {
			r.pairs[[2]string{r.tokens[i-1].key, r.tokens[i].key}] = true
		}
	}
	return r.pairs[[2]string{t.given, t.tokens[0].key}]
}

// givenBefore returns the word before token i if it can be a given name: one
// with a capital, and no title.
func (r *reading) givenBefore(i int) (token, bool) {
	if i == 0 || r.tokens[i].gap != " " {
		return token{}, false
	}
	before := r.tokens[i-1]
	if !capital(before.text) || before.full != before.end || isTitle(before.low) || isFunctionWord(before.low) {
		return token{}, false
	}
	return before, true
}

// nearMiss finds a slip in the word at token i.
func (r *reading) nearMiss(i int) {
	t := r.tokens[i]
	if utf8.RuneCountInString(t.text) < minNearMiss-1 || !capital(t.text) || r.x.known[t.low] {
		return
	}
	word, ok := r.slipOf(i)
	if !ok {
		return
	}
	message := fmt.Sprintf("%q is one letter away from %q", t.text, word.text)
	r.add(NearMissName, Span{t.start, t.end}, word.term, word.text, message)
}

// slipOf returns the name that the word at token i is a slip of. A given name
// before it tells which surname is meant. At the start of a sentence, where any
// word has a capital, only long words count.
func (r *reading) slipOf(i int) (nameWord, bool) {
	t := r.tokens[i]
	if given, ok := r.givenBefore(i); ok {
		for _, w := range r.x.given[given.key] {
			if NearMiss(t.text, w.text) {
				return w, true
			}
		}
	}
	const long = 8
	if startsSentence(r.text, t.start) && utf8.RuneCountInString(t.text) < long {
		return nameWord{}, false
	}
	for _, key := range shortened(t.text) {
		for _, w := range r.x.near[key] {
			if NearMiss(t.text, w.text) && !(w.term.surname && r.isNamesake(i, w.term)) {
				return w, true
			}
		}
	}
	return nameWord{}, false
}

// add adds a finding. In a text all of capitals the suggestion has them too.
func (r *reading) add(rule Rule, at Span, t *term, suggestion, message string) {
	text := r.text[at.Start:at.End]
	if rule != NameCasing && shouts(text) && !shouts(suggestion) && inCapitals(r.text, at) {
		suggestion = strings.ToUpper(suggestion)
	}
	f := Finding{Rule: rule, Span: at, Text: text, Suggestion: suggestion, Message: message, Entry: r.x.ukraine}
	if t != nil {
		f.Entry = t.entry.ID
	}
	r.findings = append(r.findings, f)
}
