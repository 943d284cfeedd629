package match

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// New builds the index of all terms of entries in the language of the options,
// deprecated ones too: what a source says is found whatever we think of it.
func New(entries []glossary.Entry, o Options) *Index {
	o = withDefaults(o)
	b := &builder{fold: newFolder(), rules: map[string]uint16{}}
	for n, e := range entries {
		if o.Desk != "" && e.Desk != "" && e.Desk != o.Desk {
			continue
		}
		for _, t := range e.Terms {
			if t.Lang == o.Lang && t.Text != "" {
				b.addTerm(n, e, t, o)
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
	fold   *folder
	word   word
	tokens []token
	lemma  []token // of the term at hand
	terms  []term
	recs   []rec
	arena  strings.Builder
	rules  map[string]uint16
	trie   trie
}

func (b *builder) addTerm(number int, e glossary.Entry, t glossary.Term, o Options) {
	source := t.Text
	t.Text = withoutRemark(t.Text)
	b.lemma = b.fold.appendTokens(b.lemma[:0], &b.word, nil, t.Text)
	if len(b.lemma) == 0 {
		return
	}
	b.terms = append(b.terms, term{
		entry: e.ID, number: number, source: source, target: target(e, t, o), rank: rank(e),
		draft: e.Proposed, common: t.Common || b.isCommon(t.Text), alone: t.Alone,
	})
	for _, f := range formsOf(e, t, o) {
		for _, v := range variants(e.Kind, t, f) {
			b.addForm(v, t)
			if bare := unquoted(v.form.Text); bare != v.form.Text {
				v.form.Text = bare
				b.addForm(v, t)
			}
		}
	}
}

// withoutRemark takes a remark in brackets off the end of a term: it tells
// terms apart, as in «Мир (платіжна система)», and is not looked for.
func withoutRemark(term string) string {
	open := strings.LastIndexByte(term, '(')
	if open < 1 || !strings.HasSuffix(term, ")") {
		return term
	}
	return strings.TrimSpace(term[:open])
}

// isCommon says whether a term of one word is on the list of common words.
func (b *builder) isCommon(text string) bool {
	b.fold.fold(&b.word, text[b.lemma[0].start:b.lemma[0].end])
	return len(b.lemma) == 1 && isCommonWord(string(b.word.runes))
}

// target is the term of the other language that a translator should use.
func target(e glossary.Entry, t glossary.Term, o Options) string {
	other := "en"
	if o.Lang == other {
		other = "uk"
	}
	text := cmp.Or(e.PreferredOn(other, o.Day), e.Preferred(other))
	if text == "" && e.DoNotTranslate {
		return t.Text
	}
	return text
}

// rank puts entries for a desk before those for a subject, and both before
// general ones.
func rank(e glossary.Entry) uint8 {
	switch {
	case e.Desk != "":
		return 0
	case e.Subject != "":
		return 1
	}
	return 2
}

// formsOf returns the forms of a term, its lemma always among them.
func formsOf(e glossary.Entry, t glossary.Term, o Options) []inflect.Form {
	lemma := inflect.Form{Text: t.Text, Grade: inflect.Listed, Rule: "lemma"}
	if o.Lang != "uk" {
		return append(possessive(t.Text), lemma)
	}
	forms := o.Generate(t.Text, inflect.Hints{Kind: e.Kind, Gender: t.Gender, Decl: t.Decl, Decline: t.Decline, Forms: t.Forms})
	if !slices.ContainsFunc(forms, func(f inflect.Form) bool { return f.Text == t.Text }) {
		forms = append(forms, lemma)
	}
	return append(forms, writtenEndings(t)...)
}

// unquoted takes the quotation marks out of a form: they are optional in texts.
func unquoted(form string) string {
	if !strings.ContainsAny(form, "«»“”„\"") {
		return form
	}
	return strings.Join(strings.FieldsFunc(form, func(r rune) bool {
		return plain(r) == '"' || r == ' '
	}), " ")
}

// addForm puts one form of the last term into the trie. A form with more than
// maxGap characters of punctuation between two words is none.
func (b *builder) addForm(v varied, t glossary.Term) {
	f := v.form
	tokens := b.fold.appendTokens(b.tokens[:0], &b.word, nil, f.Text)
	b.tokens = tokens
	if len(tokens) == 0 || len(f.Text) > 1<<16-1 {
		return
	}
	r := rec{
		term: uint32(len(b.terms) - 1), text: uint32(b.arena.Len()), len: uint16(len(f.Text)), rule: b.rule(f.Rule),
		flags: v.flags, variant: v.variant, grade: f.Grade, cases: f.Cases, number: f.Number,
	}
	all := genders()
	r.gender = uint8(max(0, slices.Index(all[:], f.Gender)))
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
	b.arena.WriteString(f.Text)
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
	x := &Index{fold: b.fold, terms: b.terms, arena: b.arena.String()}
	x.rules = make([]string, len(b.rules))
	for name, n := range b.rules {
		x.rules[n] = name
	}
	x.table, x.recs = b.trie.pack(b.recs, b.before)
	x.scratch = sync.Pool{New: func() any { return newScratch() }}
	return x
}

// before orders the records of one node: which entry takes the text when
// several fit (glossary design, 3.2), and equal records side by side.
func (b *builder) before(r, s rec) int {
	p, q := b.terms[r.term], b.terms[s.term]
	return cmp.Or(
		cmp.Compare(p.rank, q.rank),
		cmp.Compare(r.grade, s.grade),
		compareBool(p.draft, q.draft),
		cmp.Compare(r.variant, s.variant),
		cmp.Compare(p.entry, q.entry),
		cmp.Compare(r.term, s.term),
		cmp.Compare(r.text, s.text),
	)
}

func compareBool(p, q bool) int {
	switch {
	case p == q:
		return 0
	case q:
		return -1
	}
	return 1
}
