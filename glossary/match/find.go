package match

import (
	"cmp"
	"slices"

	"github.com/tovmach/tovmach/glossary"
)

// Find returns the hits in text, in order and without overlaps: from the left,
// the longest in words first. text is taken for a whole article: what it says
// elsewhere decides whether a capital proves anything, and who a surname is.
func (x *Index) Find(text string) []Hit {
	return x.AppendHits(nil, text)
}

// AppendHits is Find for callers that keep a slice; it allocates only where
// several records fit.
func (x *Index) AppendHits(dst []Hit, text string) []Hit {
	s := x.borrow()
	defer x.giveBack(s)
	x.read(s, text, longestOnly)
	return x.judge(dst, s, 0)
}

// FindArticle returns the hits of the texts of one article, such as its
// segments, as Find would. Each text starts a sentence.
func (x *Index) FindArticle(texts []string) [][]Hit {
	s := x.borrow()
	defer x.giveBack(s)
	for _, text := range texts {
		x.read(s, text, longestOnly)
	}
	all := make([][]Hit, len(texts))
	for i := range texts {
		all[i] = x.judge(nil, s, i)
	}
	return all
}

// FindAll returns also the hits inside of hits, Україна in Кабінет Міністрів
// України, sorted by their starts and then the longer first.
func (x *Index) FindAll(text string) []Hit {
	s := x.borrow()
	defer x.giveBack(s)
	x.read(s, text, innerToo)
	hits := x.judge(nil, s, 0)
	slices.SortStableFunc(hits, func(g, h Hit) int {
		return cmp.Or(cmp.Compare(g.Span.Start, h.Span.Start), cmp.Compare(h.Span.End, g.Span.End))
	})
	return hits
}

// reach says which of the phrases that start at a word are kept.
type reach int

const (
	longestOnly reach = iota
	innerToo
)

// scratch is the memory of one search, used again by later ones.
type scratch struct {
	word, formWord word
	zones          []zone
	begins         []beginning
	ahead          []beginning // all nodes that the beginnings may lead to
	touched        uint64      // mixes what was loaded ahead, and means nothing
	form           []token     // of a form that is compared with the text
	texts          []reading
	lower          map[termKey]bool // terms seen in small letters
	named          map[uint32]bool  // entries of people whose full name was seen
}

// reading is a text of the article: its tokens, and what was found in it.
type reading struct {
	text   string
	tokens []token
	found  []found
}

// found is a phrase in a text that some record of a node accepts.
type found struct {
	first, last int    // tokens
	rec         uint32 // the first record of the node
}

// An index keeps the memory of that many searches, unless a text was so long
// that its tokens would be a burden to keep.
const (
	spares      = 16
	spareTokens = 1 << 16
)

func (x *Index) borrow() *scratch {
	select {
	case s := <-x.spare:
		return s
	default:
		return &scratch{lower: map[termKey]bool{}, named: map[uint32]bool{}}
	}
}

func (x *Index) giveBack(s *scratch) {
	clear(s.lower)
	clear(s.named)
	tokens := 0
	kept := s.texts[:cap(s.texts)]
	for i := range kept {
		kept[i].text = ""
		tokens += cap(kept[i].tokens)
	}
	s.texts = s.texts[:0]
	if tokens > spareTokens {
		return
	}
	select {
	case x.spare <- s:
	default:
	}
}

// judge appends the hits of a text that has been read, when all of the article
// has been.
func (x *Index) judge(dst []Hit, s *scratch, text int) []Hit {
	r := &s.texts[text]
	for _, f := range r.found {
		for i := max(0, f.first-1); i <= min(f.last+1, len(r.tokens)-1); i++ {
			x.fold.describe(r.tokens, i, r.text)
		}
		dst = append(dst, x.hit(s, r, f))
	}
	return dst
}

// hit makes a hit of what was found.
func (x *Index) hit(s *scratch, r *reading, f found) Hit {
	best := &x.recs[f.rec]
	var others []glossary.EntryID
	if best.flags&lastRec == 0 {
		best, others = x.choose(s, r, f)
	}
	e, t := x.entry(best)
	span := x.span(r, f, best)
	return Hit{
		Entry: e.ID, SourceTerm: t.Text, Target: x.target(e, t), Span: span, Text: r.text[span.Start:span.End],
		Form: x.form(best), Confidence: x.confidence(s, r, f, best), Alternatives: others,
	}
}

// choose picks among the records that fit: the first one in the order of the
// node that is sure, or else the first. Other entries are alternatives.
func (x *Index) choose(s *scratch, r *reading, f found) (best *rec, others []glossary.EntryID) {
	var fitting []*rec
	for i := f.rec; ; i++ {
		rec := &x.recs[i]
		if x.fits(s, r, f.first, f.last, rec) {
			fitting = append(fitting, rec)
		}
		if rec.flags&lastRec != 0 {
			break
		}
	}
	best = fitting[0]
	for _, rec := range fitting {
		if x.confidence(s, r, f, rec) == High {
			best = rec
			break
		}
	}
	chosen, _ := x.entry(best)
	for _, rec := range fitting {
		if e, _ := x.entry(rec); e.ID != chosen.ID && !slices.Contains(others, e.ID) {
			others = append(others, e.ID)
		}
	}
	return best, others
}
