package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
	"github.com/tovmach/tovmach/glossary/match"
)

// reader reads one text.
type reader struct {
	text     string
	words    []word
	lexicon  *lexicon
	small    map[string]bool // words seen in small letters
	mentions []mention
	forms    *forms
}

// mention is one place of a name.
type mention struct {
	first, last int // words
	fixed       int // words at the end that keep their form: Музей (сакрального мистецтва)
	kind        glossary.Kind
	cases       inflect.Case // that the words before allow
	proved      bool         // the capital shows that it is a name
	asIs        bool         // it stands in the nominative: компанія «Нафтогаз»
	person      bool         // it begins with a given name
	initials    bool         // the initial of a given name stands before it
	inside      bool         // the word before is у or в, as before places
	headed      bool         // adjectives and a common noun: Закарпатська митниця
	bare        bool         // a noun or verb stands before it, so that it is no locative
	opening     bool         // it begins a sentence, so its first word may be none of it
}

// newReader cuts a text into words and marks those that cannot be names.
func newReader(text string, known *match.Index) *reader {
	r := &reader{text: text, words: words(blank(text)), lexicon: newLexicon(), small: map[string]bool{}}
	if known != nil {
		r.markKnown(known.Find(text))
	}
	r.skipShouting()
	for _, w := range r.words {
		if first, _ := utf8.DecodeRuneInString(w.text); unicode.IsLower(first) {
			r.small[w.low] = true
		}
	}
	return r
}

// markKnown marks the words of hits. A surname that may be another person's
// stays free behind a given name that is in no hit.
func (r *reader) markKnown(hits []match.Hit) {
	i := 0
	for _, h := range hits {
		for i < len(r.words) && r.words[i].End <= h.Span.Start {
			i++
		}
		for j := i; j < len(r.words) && r.words[j].Start < h.Span.End; j++ {
			r.words[j].known = true
		}
		if h.Confidence == match.Low && i > 0 && i < len(r.words) && r.words[i].End >= h.Span.End &&
			r.words[i].joined && !r.words[i-1].known && r.words[i-1].shape == title && r.lexicon.givenOf(r.words[i-1].text) {
			r.words[i].known = false
		}
	}
}

// skipShouting marks the words of lines all in capitals, and runs of such words.
func (r *reader) skipShouting() {
	for i := 0; i < len(r.words); {
		j, long, lines := i, false, false
		for j < len(r.words) && r.words[j].shape != title && strings.ToUpper(r.words[j].text) == r.words[j].text && (j == i || !r.breaksBefore(j)) {
			long = long || utf8.RuneCountInString(r.words[j].text) > 5
			j++
		}
		lines = (i == 0 || r.breaksBefore(i)) && (j == len(r.words) || r.breaksBefore(j))
		if j-i > 1 && (long || lines) {
			for k := i; k < j; k++ {
				r.words[k].shape = small
			}
		}
		i = max(j, i+1)
	}
}

// breaksBefore says whether a line ends before a word.
func (r *reader) breaksBefore(i int) bool {
	return i > 0 && strings.Contains(r.text[r.words[i-1].End:r.words[i].Start], "\n")
}

// mention finds all mentions.
func (r *reader) mention() {
	for i := 0; i < len(r.words); {
		n := r.quoted(i)
		if n == 0 && r.mayBegin(i) {
			n = r.phrase(i)
		}
		i += max(n, 1)
	}
}

// mayBegin says whether a name may begin with a word.
func (r *reader) mayBegin(i int) bool {
	w := r.words[i]
	switch {
	case w.known || w.shape != title && w.shape != capitals, r.lexicon.never[w.low]:
		return false
	case (w.starts || w.opened) && w.shape == title && (r.small[w.low] || isCommon(w.low) && !r.lexicon.givenOf(w.text)):
		return false
	case w.shape == capitals:
		return utf8.RuneCountInString(w.text) <= 7
	}
	if utf8.RuneCountInString(w.text) < 3 && !w.latin {
		return r.next(i)
	}
	return !r.isTitle(w)
}

// next says whether another capitalised word follows directly.
func (r *reader) next(i int) bool {
	if i+1 >= len(r.words) {
		return false
	}
	w := r.words[i+1]
	return w.joined && !w.known && (w.shape == title || w.shape == capitals && w.latin) && !w.opened && !r.lexicon.never[w.low] &&
		(!r.isTitle(w) || r.isBody(r.words[i])) // Кабінет Міністрів
}

// isBody says whether a word is a common noun for an organisation.
func (r *reader) isBody(w word) bool {
	c, _ := r.lexicon.cueOf(w.low)
	return c.body && c.kind == glossary.Organisation
}

// isTitle says whether a word is that of an office, which is no name with a
// capital either.
func (r *reader) isTitle(w word) bool {
	c, _ := r.lexicon.cueOf(w.low)
	return c.kind == glossary.Person && !r.lexicon.givenOf(w.text)
}

// quoted adds the name in quotation marks that begins at a word, and returns
// the number of its words. What is a sentence of somebody is no name.
func (r *reader) quoted(i int) int {
	w := r.words[i]
	if !w.opened || w.known || w.shape == small || w.shape == initial {
		return 0
	}
	j, inner := i, w.shape == capitals || isCamel(w.text)
	for ; j < len(r.words) && j < i+6; j++ {
		if j > i && (!r.words[j].joined || r.words[j].known || r.words[j].opened) {
			return 0
		}
		if r.words[j].closed {
			break
		}
	}
	if j == len(r.words) || j == i+6 || !r.words[j].closed {
		return 0
	}
	before := i > 0 && !w.starts && r.attached(i)
	switch {
	case before:
	case r.lexicon.never[w.low] && j == i, j-i > 2 && !inner, r.continues(j) && !inner:
		return 0
	}
	m := mention{first: i, last: j, cases: inflect.AllCases, proved: before || inner || j == i && !w.starts}
	if i > 0 && r.attached(i) {
		if c, _ := r.lexicon.cueOf(r.words[i-1].low); c.kind != "" && c.kind != glossary.Person {
			m.kind, m.asIs = c.kind, true
			if c.kind == glossary.Other {
				m.kind = ""
			}
		} else {
			m.cases = governed(r.words[i-1].low)
		}
	}
	r.add(m)
	return j - i + 1
}

// attached says whether only a space and an opening quotation mark stand
// between a word and the one before.
func (r *reader) attached(i int) bool {
	return i > 0 && strings.TrimRight(strings.TrimLeft(r.text[r.words[i-1].End:r.words[i].Start], " \u00A0"), "«„“\"‹") == ""
}

// continues says whether a comma or dash follows the closing mark, as behind a
// sentence that somebody said.
func (r *reader) continues(i int) bool {
	rest := strings.TrimLeft(r.text[r.words[i].End:], "»“”\"")
	return strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, ".") || strings.HasPrefix(strings.TrimLeft(rest, " "), "—") ||
		strings.HasPrefix(strings.TrimLeft(rest, " "), "–")
}

// phrase adds the name that begins at a word, and returns the number of its
// words.
func (r *reader) phrase(i int) int {
	w := r.words[i]
	m := mention{first: i, last: i, cases: inflect.AllCases, proved: !w.starts && !w.opened || isCamel(w.text), opening: w.starts || w.opened}
	if i > 0 && w.joined {
		before := r.words[i-1]
		m.cases = governed(before.low)
		m.inside = before.low == "у" || before.low == "в"
		m.bare = m.cases == inflect.AllCases && before.shape == small && !r.lexicon.never[before.low] && !hasAny(before.low, "ому ій ім их ті")
		if before.shape == small {
			m.kind = r.kindBehind(before.low)
		}
	} else if i > 0 && !w.starts {
		m.kind = r.abbreviatedKind(i)
		m.initials = m.kind == glossary.Person
	}
	if w.shape == capitals && !w.latin {
		m.kind, m.proved = glossary.Organisation, true
		r.add(m)
		return 1
	}
	m.person = !w.latin && r.lexicon.givenOf(w.text)
	for m.last-i < 4 && r.next(m.last) && r.words[m.last+1].latin == w.latin {
		next := r.words[m.last+1]
		switch given := !w.latin && r.lexicon.givenOf(next.text); {
		case m.person && m.last-i >= 2, m.person && m.last > i && !isPatronymic(r.words[m.last].low) && !isPatronymic(next.low) && !r.lexicon.givenOf(r.words[m.last].text):
			r.add(m)
			return m.last - i + 1
		case given && !m.person && !isSurname(w.low):
			r.add(m)
			return m.last - i + 1
		case given:
			m.person = true
		}
		m.last++
	}
	if m.last == i {
		r.extend(&m)
	}
	r.add(m)
	return m.last - i + 1
}

// kindBehind is the kind of a name without quotation marks that a common noun
// before it shows. Most nouns for bodies are followed by what they belong to
// (церкви Карпат, уряд Франції), so that few of them say anything.
func (r *reader) kindBehind(low string) glossary.Kind {
	if len(low) < len("ріка") { // о, с and м without a full stop are other words
		return ""
	}
	c, noun := r.lexicon.cueOf(low)
	switch c.kind {
	case glossary.Person, glossary.Place:
		return c.kind
	}
	switch noun {
	case "компанія", "авіакомпанія", "агентство", "фірма", "корпорація", "концерн", "холдинг", "гурт":
		return glossary.Organisation
	}
	return ""
}

// abbreviatedKind is the kind that м., с. or an initial before a word shows.
func (r *reader) abbreviatedKind(i int) glossary.Kind {
	before := r.words[i-1]
	switch gap := r.text[before.End:r.words[i].Start]; {
	case !strings.HasPrefix(gap, ".") || strings.Trim(gap, ". \u00A0") != "":
		return ""
	case before.shape == initial:
		return glossary.Person
	default:
		c, _ := r.lexicon.cueOf(before.low)
		return c.kind
	}
}

func (r *reader) add(m mention) { r.mentions = append(r.mentions, m) }
