package names

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tovmach/tovmach/glossary"
)

// Options changes what an Index holds. The zero value is for a story of today
// and for every desk.
type Options struct {
	Day  glossary.Day // the day of the story: Kiev was right until 1995
	Desk string       // leaves the entries of other desks out; "" takes all
}

// Index knows the English names of one revision of a termbase. It is immutable
// and safe for use by many goroutines.
type Index struct {
	root    *node
	known   map[string]bool       // folded words of all terms in use
	near    map[string][]nameWord // by the words with one letter left out
	given   map[string][]nameWord // surnames by the key of the given name
	ukraine glossary.EntryID
}

// node is a step of the trie over the keys of terms.
type node struct {
	next  map[string]*node
	terms []*term
}

// term is an English term, or the surname in one.
type term struct {
	entry     *glossary.Entry
	text      string
	tokens    []token
	reason    string
	casing    string
	forbidden bool
	varies    bool   // other romanizations of it are to be found
	surname   bool   // it is a surname alone
	given     string // the key of the given name that belongs to it
	alone     bool   // the surname is known without the given name
	preferred string // what to write instead, when it is forbidden
}

// nameWord is one word of a term that a slip may turn into another one.
type nameWord struct {
	term *term
	text string
}

// New builds the index of the English terms of entries for the present day.
func New(entries []glossary.Entry) *Index {
	return Options{}.New(entries)
}

// New is like the function New, with these options.
func (o Options) New(entries []glossary.Entry) *Index {
	x := &Index{root: &node{}, known: map[string]bool{}, near: map[string][]nameWord{}, given: map[string][]nameWord{}}
	for _, e := range entries {
		if o.Desk != "" && e.Desk != "" && e.Desk != o.Desk {
			continue
		}
		for _, t := range e.Terms {
			if t.Lang == "en" && t.Validity.Holds(o.Day) && (t.Status != glossary.Deprecated || !e.Proposed) {
				x.add(&e, t, e.PreferredOn("en", o.Day))
			}
		}
	}
	return x
}

// add puts one term into the index.
func (x *Index) add(e *glossary.Entry, t glossary.Term, preferred string) {
	tokens := tokensOf(t.Text)
	if len(tokens) == 0 {
		return
	}
	n := &term{
		entry: e, text: t.Text, tokens: tokens, reason: t.Reason, casing: t.Casing, forbidden: t.Status == glossary.Deprecated,
		preferred: preferred,
	}
	n.varies = !n.forbidden && !e.Proposed && romanized(e, t)
	x.root.add(n)
	if n.forbidden {
		return
	}
	if t.Text == "Ukraine" {
		x.ukraine = e.ID
	}
	for _, tok := range tokens {
		x.known[tok.low] = true
	}
	if e.Kind == glossary.Person && len(tokens) > 1 {
		x.addSurname(n)
		return
	}
	if n.varies && slips(e, t, len(tokens)) {
		for _, tok := range tokens {
			x.addNear(nameWord{n, tok.text})
		}
	}
}

// addSurname lets the surname of a person stand alone.
func (x *Index) addSurname(full *term) {
	last := full.tokens[len(full.tokens)-1]
	alone := *full
	alone.surname, alone.given, alone.text = true, full.tokens[0].key, last.text
	alone.alone = knownAlone(full.entry)
	alone.tokens = []token{{end: len(last.text), full: len(last.text), gap: gapBreak, text: last.text, low: last.low, key: last.key}}
	x.root.add(&alone)
	word := nameWord{&alone, last.text}
	x.given[alone.given] = append(x.given[alone.given], word)
	if full.varies && byScheme(full.entry) {
		x.addNear(word)
	}
}

func (x *Index) addNear(w nameWord) {
	if utf8.RuneCountInString(w.text) < minNearMiss || !capital(w.text) {
		return
	}
	for _, key := range shortened(w.text) {
		x.near[key] = append(x.near[key], w)
	}
}

// shortened returns a word in lower case, and with each of its letters left
// out: two words that are one letter apart share one of these.
func shortened(word string) []string {
	word = strings.ToLower(word)
	all := []string{word}
	for i, r := range word {
		all = append(all, word[:i]+word[i+utf8.RuneLen(r):])
	}
	return all
}

func (n *node) add(t *term) {
	for i, tok := range t.tokens {
		step := tok.key
		if i > 0 {
			step = tok.gap + tok.key
		}
		if n.next == nil {
			n.next = map[string]*node{}
		}
		if n.next[step] == nil {
			n.next[step] = &node{}
		}
		n = n.next[step]
	}
	n.terms = append(n.terms, t)
}

// romanized says whether other romanizations of a term are to be found. Names
// that English has of its own are common words to some ear (Ghana and Hanna
// have one key), and so are translated names; acronyms have no romanization.
func romanized(e *glossary.Entry, t glossary.Term) bool {
	switch {
	case shouts(t.Text):
		return false
	case e.Kind == glossary.Person || byScheme(e):
		return true
	case e.Rule == glossary.Translated || e.Kind == glossary.Other:
		return false
	}
	return e.Rule == "" || e.Kind != glossary.Place
}

// slips says whether the words of a term of n words are such that one letter off
// is a slip. The words of translated names are plain English, and so are many
// names of weapons and products (Challenger); admitted terms of several words
// may be translations.
func slips(e *glossary.Entry, t glossary.Term, n int) bool {
	switch {
	case n > 1:
		return byScheme(e) && t.Status != glossary.Admitted
	case e.Rule == glossary.Established:
		return e.Kind != glossary.Weapon && e.Kind != glossary.Product
	}
	return true
}

// knownAlone says whether the surname of a person, standing alone, is surely
// the one of the entry: Zelenskyi for Zelenskyy, but not Haris for Harris.
func knownAlone(e *glossary.Entry) bool {
	if e.Rule != glossary.Established && e.Rule != glossary.Translated {
		return true
	}
	return slices.ContainsFunc(e.Terms, func(t glossary.Term) bool { return t.Alone })
}

// byScheme says whether the English form of an entry is a romanization.
func byScheme(e *glossary.Entry) bool {
	if e.Rule != "" {
		return e.Rule == glossary.ByScheme
	}
	for _, t := range e.Terms {
		if t.Scheme != "" {
			return true
		}
	}
	return false
}
