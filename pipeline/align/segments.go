package align

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// Segments says of the segments that were cut from a newer source of the story which
// of its segments they are. One whose text is the same, but for white space and how
// marks are typed, gets the id that it had, wherever it stands now: first in blocks
// that are the same, by the longest common subsequence of both sources, then in what
// is left, then of texts that went from one place to another or had gone and are
// back. Of the others it says what stood in their place.
func Segments(story pipeline.Story, source pipeline.Article, cuts []pipeline.SegmentCut) []pipeline.SegmentCut {
	a := newAlignment(story, source, cuts)
	anchors := append(a.sameBlocks(), a.sameSegments()...)
	slices.SortFunc(anchors, func(p, q Pair) int { return cmp.Compare(p.B, q.B) })
	a.moved()
	a.returned(story)
	a.replaced(anchors)
	out := slices.Clone(cuts)
	for j := range out {
		n := &a.now[j]
		switch {
		case n.id != "":
			out[j].ID = n.id
		default:
			out[j].ID = pipeline.SegmentID(fmt.Sprintf("%s-%d", out[j].ID, story.Revision))
			out[j].Was = n.was
		}
	}
	return out
}

// item is a segment, old or new.
type item struct {
	id    pipeline.SegmentID // of a new one: the old one that it is
	was   pipeline.SegmentID // of a new one: the old one in whose place it stands
	kind  pipeline.BlockKind
	block pipeline.BlockID
	text  string
	key   string // the same for texts that one translation serves
	used  bool   // of an old one: a new one is it, or took its place
}

type alignment struct {
	old, now             []item
	oldBlocks, nowBlocks []passage
}

// passage is the run of a block's segments: those from first on, up to end.
type passage struct {
	key        string
	first, end int
}

func newAlignment(story pipeline.Story, source pipeline.Article, cuts []pipeline.SegmentCut) *alignment {
	a := &alignment{}
	old := byID(story.Source)
	for _, g := range story.Segments {
		b := old[g.Block]
		a.old = append(a.old, item{
			id: g.ID, kind: b.Kind, block: g.Block, text: g.Source, key: key(b.Kind, g.Marks(b), g.Source),
		})
	}
	blocks := byID(source)
	for _, c := range cuts {
		b := blocks[c.Block]
		text := cmp.Or(c.Source, b.Text[c.Text.Start:c.Text.End])
		marks := pipeline.Segment{Tags: c.Tags}.Marks(b)
		a.now = append(a.now, item{kind: b.Kind, block: c.Block, text: text, key: key(b.Kind, marks, text)})
	}
	a.oldBlocks, a.nowBlocks = passages(a.old), passages(a.now)
	return a
}

func byID(article pipeline.Article) map[pipeline.BlockID]pipeline.Block {
	blocks := make(map[pipeline.BlockID]pipeline.Block, len(article.Blocks))
	for _, b := range article.Blocks {
		blocks[b.ID] = b
	}
	return blocks
}

// key of a segment: a translation serves the same text in the same part of an
// article, with the same marks in it.
func key(kind pipeline.BlockKind, marks []pipeline.TagKind, text string) string {
	return fmt.Sprint(kind, marks, pipeline.TextKey(text))
}

func passages(items []item) []passage {
	var out []passage
	for i := 0; i < len(items); {
		p := passage{first: i}
		var keys []string
		for ; i < len(items) && items[i].block == items[p.first].block; i++ {
			keys = append(keys, items[i].key)
		}
		p.key, p.end = strings.Join(keys, "\x00"), i
		out = append(out, p)
	}
	return out
}

func (a *alignment) is(i, j int) {
	a.old[i].used, a.now[j].id = true, a.old[i].id
}

// sameBlocks aligns blocks all of whose segments are the same.
func (a *alignment) sameBlocks() []Pair {
	keys := func(of []passage) []string {
		out := make([]string, len(of))
		for i, p := range of {
			out[i] = p.key
		}
		return out
	}
	var pairs []Pair
	for _, p := range Common(keys(a.oldBlocks), keys(a.nowBlocks)) {
		old, now := a.oldBlocks[p.A], a.nowBlocks[p.B]
		for n := range old.end - old.first {
			a.is(old.first+n, now.first+n)
			pairs = append(pairs, Pair{old.first + n, now.first + n})
		}
	}
	return pairs
}

// sameSegments aligns, between two of those, segments of blocks that changed.
func (a *alignment) sameSegments() []Pair {
	var pairs []Pair
	for _, g := range a.gaps() {
		for _, p := range Common(keys(a.old, g.old), keys(a.now, g.now)) {
			i, j := g.old[p.A], g.now[p.B]
			a.is(i, j)
			pairs = append(pairs, Pair{i, j})
		}
	}
	return pairs
}

func keys(items []item, of []int) []string {
	out := make([]string, len(of))
	for n, i := range of {
		out[n] = items[i].key
	}
	return out
}
