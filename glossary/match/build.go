package match

import (
	"cmp"
	"slices"

	"github.com/tovmach/tovmach/glossary"
)

// New builds the index of all terms of entries in the language of the options,
// deprecated ones too: what a source says is found whatever we think of it. The
// index keeps entries, which must not change any more. All cores take part; how
// many there are does not change the index.
func New(entries []glossary.Entry, o Options) *Index {
	o.Lang = cmp.Or(o.Lang, "uk")
	x := &Index{fold: newFolder(), entries: entries, options: o, spare: make(chan *scratch, spares)}
	batches := x.batches()
	x.number(batches)
	p := packer{index: x, batches: batches}
	p.pack()
	return x
}

// batches makes the forms of all terms.
func (x *Index) batches() []batch {
	common := map[uint64]bool{}
	for _, w := range slices.Concat(commonWords(), openers()) {
		common[hashWord([]rune(w))] = true
	}
	size := entriesOfBatch(len(x.entries))
	all := make([]batch, (len(x.entries)+size-1)/size)
	parallel(len(all), func() func(int) {
		c := newCompiler(x.entries, x.options, x.fold, common)
		return func(n int) {
			all[n] = c.batch(n*size, min(len(x.entries), (n+1)*size))
		}
	})
	return all
}

// number gives the texts and rules of all batches numbers in the index.
func (x *Index) number(batches []batch) {
	blocks := 0
	for i := range batches {
		blocks += len(batches[i].texts)
	}
	x.arena = make(arena, 0, blocks)
	rules := map[string]uint16{}
	for i := range batches {
		b := &batches[i]
		b.firstBlock = uint32(len(x.arena))
		x.arena = append(x.arena, b.texts...)
		for _, name := range b.rules {
			b.ruleOf = append(b.ruleOf, numberOf(rules, name))
		}
	}
	x.rules = make([]string, len(rules))
	for name, n := range rules {
		x.rules[n] = name
	}
}

// before orders the records of one node: which entry takes the text when
// several fit (an entry of a desk, then of a subject, then a general one; a
// listed form, a regular one, a possible one; approved, proposed; by id), and
// equal records side by side.
func (x *Index) before(r, s rec) int {
	d, e := &x.entries[r.entry], &x.entries[s.entry]
	return cmp.Or(
		cmp.Compare(rank(d), rank(e)),
		cmp.Compare(r.grade, s.grade),
		falseFirst(d.Proposed, e.Proposed),
		cmp.Compare(r.variant, s.variant),
		cmp.Compare(d.ID, e.ID),
		cmp.Compare(r.entry, s.entry),
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
