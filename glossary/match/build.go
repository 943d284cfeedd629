package match

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// New builds the index of all terms of entries in the language of the options,
// deprecated ones too: what a source says is found whatever we think of it. The
// index keeps entries, which must not change any more.
func New(entries []glossary.Entry, o Options) *Index {
	o = withDefaults(o)
	b := &builder{entries: entries, options: o, fold: newFolder(), common: map[uint64]bool{}, rules: map[string]uint16{}}
	b.recs = make([]rec, 0, len(entries))
	b.trie = newTrie(len(entries))
	for _, w := range commonWords() {
		b.common[hashWord([]rune(w))] = true
	}
	for n, e := range entries {
		if o.Desk != "" && e.Desk != "" && e.Desk != o.Desk {
			continue
		}
		for i, t := range e.Terms {
			if t.Lang == o.Lang && t.Text != "" {
				b.addTerm(term{entry: uint32(n), term: uint16(i)}, e.Kind, t)
			}
		}
	}
	return b.index()
}

func withDefaults(o Options) Options {
	o.Lang = cmp.Or(o.Lang, "uk")
	if o.Generate == nil {
		o.Generate = inflect.Generate
	}
	return o
}

// builder collects the forms of all terms.
type builder struct {
	entries []glossary.Entry
	options Options
	fold    *folder
	common  map[uint64]bool // hashes of the common words
	word    word
	tokens  []token
	lemma   []token // of the term at hand
	terms   []term
	recs    []rec
	arena   strings.Builder
	rules   map[string]uint16
	trie    trie
}

func (b *builder) addTerm(at term, kind glossary.Kind, t glossary.Term) {
	bare := withoutRemark(t.Text)
	at.remark = bare != t.Text
	t.Text = bare
	b.lemma = b.fold.appendDescribed(b.lemma[:0], &b.word, t.Text)
	if len(b.lemma) == 0 {
		return
	}
	at.common = t.Common || len(b.lemma) == 1 && b.common[b.lemma[0].hash]
	b.terms = append(b.terms, at)
	for _, f := range formsOf(kind, t, b.options) {
		for v := range variants(kind, t, f) {
			b.addForm(v, t)
			if bare := unquoted(v.form.Text); bare != v.form.Text {
				v.form.Text = bare
				b.addForm(v, t)
			}
		}
	}
	for _, word := range t.Related {
		for _, f := range formsOf("", glossary.Term{Text: word}, b.options) {
			f.Grade, f.Rule = inflect.Possible, "related"
			b.addForm(varied{form: f, variant: related}, t)
		}
	}
}

// withoutRemark takes a remark in brackets off the end of a term: it tells
// terms apart, as in «Мир (платіжна система)», and is not looked for.
func withoutRemark(term string) string {
	if !strings.HasSuffix(term, ")") {
		return term
	}
	if open := strings.LastIndexByte(term, '('); open > 0 {
		return strings.TrimSpace(term[:open])
	}
	return term
}

// addForm puts one form of the last term into the trie. A form with more than
// maxGap characters of punctuation between two words is none.
func (b *builder) addForm(v varied, t glossary.Term) {
	f := v.form
	tokens := b.fold.appendDescribed(b.tokens[:0], &b.word, f.Text)
	b.tokens = tokens
	if len(tokens) == 0 || len(f.Text) > 1<<16-1 {
		return
	}
	all := genders()
	r := rec{
		term: uint32(len(b.terms) - 1), text: uint32(b.arena.Len()), rule: b.rule(f.Rule), flags: v.flags, variant: v.variant,
		grade: f.Grade, cases: f.Cases, number: f.Number, gender: uint8(max(0, slices.Index(all[:], f.Gender))),
	}
	if t.Capital != "any" {
		b.needCapitals(&r, tokens)
	}
	if tail(f.Text, tokens) != "" {
		r.flags |= tailed
	}
	for _, tok := range tokens[1:] {
		if tok.sep == sepBreak {
			return
		}
		if tok.sep >= sepOther {
			r.flags |= pointed
		}
	}
	if f.Text != t.Text {
		r.len = uint16(len(f.Text))
		b.arena.WriteString(f.Text)
	}
	b.trie.add(tokens, uint32(len(b.recs)))
	b.recs = append(b.recs, r)
}

// needCapitals notes which words of a form need a capital in the text: the
// first one if the lemma starts with a capital, and every word that has one.
func (b *builder) needCapitals(r *rec, tokens []token) {
	for i, tok := range tokens[:min(len(tokens), 16)] {
		if tok.upper > 0 || i == 0 && r.variant == full && b.lemma[0].upper > 0 {
			r.capital |= 1 << i
		}
		if tok.upper > 1 {
			r.flags |= acronym
			same := i < len(b.lemma) && b.lemma[i].shouts()
			if same && tok.flags&small != 0 {
				r.flags |= ending
			}
		}
	}
}

// rule returns the number of a rule.
func (b *builder) rule(name string) uint16 {
	n, ok := b.rules[name]
	if !ok {
		n = uint16(min(len(b.rules), 1<<16-1))
		b.rules[name] = n
	}
	return n
}

func (b *builder) index() *Index {
	x := &Index{fold: b.fold, terms: b.terms, entries: b.entries, options: b.options, arena: b.arena.String(), spare: make(chan *scratch, spares)}
	x.rules = make([]string, len(b.rules))
	for name, n := range b.rules {
		x.rules[n] = name
	}
	x.table, x.recs = b.trie.pack(b.recs, b.before)
	return x
}

// before orders the records of one node: which entry takes the text when
// several fit (an entry of a desk, then of a subject, then a general one; a
// listed form, a regular one, a possible one; approved, proposed; by id), and
// equal records side by side.
func (b *builder) before(r, s rec) int {
	d, e := &b.entries[b.terms[r.term].entry], &b.entries[b.terms[s.term].entry]
	return cmp.Or(
		cmp.Compare(rank(d), rank(e)),
		cmp.Compare(r.grade, s.grade),
		falseFirst(d.Proposed, e.Proposed),
		cmp.Compare(r.variant, s.variant),
		cmp.Compare(d.ID, e.ID),
		cmp.Compare(r.term, s.term),
		cmp.Compare(r.text, s.text),
	)
}

// rank puts entries for a desk before those for a subject, and both before
// general ones.
func rank(e *glossary.Entry) int {
	switch {
	case e.Desk != "":
		return 0
	case e.Subject != "":
		return 1
	}
	return 2
}

func falseFirst(p, q bool) int {
	switch {
	case p == q:
		return 0
	case q:
		return -1
	}
	return 1
}
