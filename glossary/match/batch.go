package match

import (
	"slices"
	"strings"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// batch has the forms of the terms of some entries. Texts and rules have numbers
// within it.
type batch struct {
	recs  []rec
	nodes []slot // sorted by path; rec is 1 + the number of a record
	texts arena
	rules []string

	firstBlock uint32   // number of its first one in the index
	ruleOf     []uint16 // number in the index of each of its rules
}

// entriesOfBatch is how many entries make a batch. It depends on nothing but
// the number of all, because the index does on it.
func entriesOfBatch(entries int) int { return max(512, entries/1024+1) }

// compiler makes batches, one after another.
type compiler struct {
	entries []glossary.Entry
	options Options
	fold    *folder
	common  map[uint64]bool // hashes of the common words

	word   word
	tokens []token
	key    termKey // of the term at hand, and what is known of that
	flags  recFlags
	lemma  []token
	recs   []rec
	nodes  []slot
	rules  map[string]uint16
	texts  *scribe
	varied []varied
	sorter sorter
}

func newCompiler(entries []glossary.Entry, o Options, fold *folder, common map[uint64]bool) *compiler {
	if o.Generate == nil {
		o.Generate = new(inflect.Generator).Generate
	}
	return &compiler{entries: entries, options: o, fold: fold, common: common}
}

// batch makes the batch of the entries from first to before end.
func (c *compiler) batch(first, end int) batch {
	c.recs, c.nodes = c.recs[:0], c.nodes[:0]
	c.rules, c.texts = map[string]uint16{}, &scribe{}
	for n := first; n < end; n++ {
		e := &c.entries[n]
		if c.options.Desk != "" && e.Desk != "" && e.Desk != c.options.Desk {
			continue
		}
		for i := range e.Terms {
			if t := &e.Terms[i]; t.Lang == c.options.Lang && t.Text != "" {
				c.addTerm(termKey{entry: uint32(n), term: uint16(i)}, e.Kind, *t)
			}
		}
	}
	rules := make([]string, len(c.rules))
	for name, n := range c.rules {
		rules[n] = name
	}
	c.nodes = joinNodes(c.sorter.sort(c.nodes, 1))
	return batch{recs: slices.Clone(c.recs), nodes: slices.Clone(c.nodes), texts: c.texts.done(), rules: rules}
}

func (c *compiler) addTerm(key termKey, kind glossary.Kind, t glossary.Term) {
	c.key, c.flags = key, 0
	if bare := withoutRemark(t.Text); bare != t.Text {
		c.flags |= remark
		t.Text = bare
	}
	c.lemma = c.fold.appendDescribed(c.lemma[:0], &c.word, t.Text)
	if len(c.lemma) == 0 {
		return
	}
	if t.Common || len(c.lemma) == 1 && c.common[c.lemma[0].hash] {
		c.flags |= common
	}
	name := personNameOf(kind, t.Text)
	for _, f := range formsOf(kind, t, c.options) {
		c.varied = name.appendVaried(c.varied[:0], c.texts, f)
		for _, v := range c.varied {
			c.addForm(v, t)
			if bare := unquoted(v.form.Text); bare != v.form.Text {
				v.form.Text = bare
				c.addForm(v, t)
			}
		}
	}
	for _, word := range t.Related {
		for _, f := range formsOf("", glossary.Term{Text: word}, c.options) {
			f.Grade, f.Rule = inflect.Possible, "related"
			c.addForm(varied{form: f, variant: related}, t)
		}
	}
}

// addForm adds one form of the term at hand. A form with more than maxGap
// characters of punctuation between two words is none.
func (c *compiler) addForm(v varied, t glossary.Term) {
	f := &v.form
	tokens := c.fold.appendDescribed(c.tokens[:0], &c.word, f.Text)
	c.tokens = tokens
	if len(tokens) == 0 || len(f.Text) > maxText {
		return
	}
	r := rec{
		termKey: c.key, rule: c.rule(f.Rule), flags: c.flags | v.flags, variant: v.variant,
		grade: f.Grade, cases: f.Cases, number: f.Number, gender: genderNumber(f.Gender),
	}
	if len(tokens) == 1 && c.common[tokens[0].hash] {
		r.flags |= common
	}
	if t.Capital != "any" {
		c.needCapitals(&r, tokens)
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
		r.text, r.len = c.texts.write(f.Text), uint16(len(f.Text))
	}
	c.recs = append(c.recs, r)
	c.addNodes(tokens, uint32(len(c.recs)))
}

// addNodes adds the nodes of a phrase; its record hangs on the last one.
func (c *compiler) addNodes(tokens []token, rec uint32) {
	p := begin(tokens[0].hash)
	for i, tok := range tokens {
		if i > 0 {
			p = p.then(tok.sep, tok.hash)
		}
		s := slot{path: p, first: i == 0}
		if i == len(tokens)-1 {
			s.rec = rec
		} else {
			s.more = true
		}
		c.nodes = append(c.nodes, s)
	}
}

// joinNodes joins the nodes of one path, which stand side by side: it keeps one
// for each record, or a single one without a record. The first one of a path
// knows whether longer phrases go on from it.
func joinNodes(nodes []slot) []slot {
	joined := nodes[:0]
	for len(nodes) > 0 {
		n := 1
		for n < len(nodes) && nodes[n].path == nodes[0].path {
			n++
		}
		all := nodes[:n]
		nodes = nodes[n:]
		more := slices.ContainsFunc(all, func(s slot) bool { return s.more })
		begun := len(joined)
		for _, s := range all {
			if s.rec > 0 {
				joined = append(joined, s)
			}
		}
		if len(joined) == begun {
			joined = append(joined, all[0])
		}
		joined[begun].more = more
	}
	return joined
}

// needCapitals notes which words of a form need a capital in the text: the
// first one if the lemma starts with a capital, and every word that has one.
func (c *compiler) needCapitals(r *rec, tokens []token) {
	for i, tok := range tokens[:min(len(tokens), 16)] {
		if tok.upper > 0 || i == 0 && r.variant == full && c.lemma[0].upper > 0 {
			r.capital |= 1 << i
		}
		if tok.upper > 1 {
			r.flags |= acronym
			same := i < len(c.lemma) && c.lemma[i].shouts()
			if same && tok.flags&small != 0 {
				r.flags |= ending
			}
		}
	}
}

// rule returns the number of a rule.
func (c *compiler) rule(name string) uint16 { return numberOf(c.rules, name) }

// numberOf returns the number of a name, the next one if it is new. Names past
// the last number share that.
func numberOf(known map[string]uint16, name string) uint16 {
	n, ok := known[name]
	if !ok {
		n = uint16(min(len(known), 1<<16-1))
		known[name] = n
	}
	return n
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
