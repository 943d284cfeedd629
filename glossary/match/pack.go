package match

import (
	"math/bits"
	"slices"
	"sort"
)

// packer makes the table and the records of an index from batches. It works on
// ranges of paths: the nodes of a range lie side by side in the table.
type packer struct {
	index   *Index
	batches []batch
	ranges  []pathRange
}

// pathRange is what all batches have in one range of paths.
type pathRange struct {
	first int    // where its records start, before repetitions are left out
	recs  int    // how many there are
	nodes []slot // in order; rec is 1 + the number of a record in the range
}

// nodesOfRange is about how many nodes of batches make a range.
const nodesOfRange = 1 << 14

func (p *packer) pack() {
	nodes, recs := 0, 0
	for i := range p.batches {
		nodes, recs = nodes+len(p.batches[i].nodes), recs+len(p.batches[i].recs)
	}
	p.ranges = make([]pathRange, nodes/nodesOfRange+1)
	p.divide()
	p.index.recs = make([]rec, recs)
	parallel(len(p.ranges), func() func(int) {
		d := &desk{}
		return func(n int) { p.packRange(d, n) }
	})
	p.batches = nil
	p.closeUp()
	p.index.table = newTable(p.ranges)
}

// rangeOf is the number of the range that a path lies in.
func (p *packer) rangeOf(path path) int {
	n, _ := bits.Mul64(uint64(path), uint64(len(p.ranges)))
	return int(n)
}

// divide sets where the records of each range start.
func (p *packer) divide() {
	for i := range p.batches {
		for _, s := range p.batches[i].nodes {
			if s.rec > 0 {
				p.ranges[p.rangeOf(s.path)].recs++
			}
		}
	}
	first := 0
	for i := range p.ranges {
		p.ranges[i].first = first
		first += p.ranges[i].recs
	}
}

// desk is where a worker lays out a range as the batches have it.
type desk struct {
	nodes []slot
	recs  []rec
}

// packRange makes the nodes and records of a range: the records of one node
// stand side by side in their order, the last one marked, without repetitions.
func (p *packer) packRange(d *desk, n int) {
	r := &p.ranges[n]
	d.nodes, d.recs = d.nodes[:0], d.recs[:0]
	for i := range p.batches {
		d.gather(p, &p.batches[i], n)
	}
	nodes := joinNodes(d.nodes)
	packed := p.index.recs[r.first : r.first : r.first+r.recs]
	joined := nodes[:0]
	for len(nodes) > 0 {
		s, begun := nodes[0], len(packed)
		for len(nodes) > 0 && nodes[0].path == s.path {
			if nodes[0].rec > 0 {
				packed = append(packed, d.recs[nodes[0].rec-1])
			}
			nodes = nodes[1:]
		}
		if group := packed[begun:]; len(group) > 0 {
			slices.SortFunc(group, p.index.before)
			packed = packed[:begun+len(slices.CompactFunc(group, sameRec))]
			packed[len(packed)-1].flags |= lastRec
			s.rec = uint32(begun) + 1
		}
		joined = append(joined, s)
	}
	r.recs, r.nodes = len(packed), slices.Clone(joined)
}

// gather adds the nodes that a batch has in a range, and their records with the
// numbers of the index.
func (d *desk) gather(p *packer, b *batch, n int) {
	at := sort.Search(len(b.nodes), func(i int) bool { return p.rangeOf(b.nodes[i].path) >= n })
	for ; at < len(b.nodes) && p.rangeOf(b.nodes[at].path) == n; at++ {
		s := b.nodes[at]
		if s.rec > 0 {
			r := b.recs[s.rec-1]
			r.term += b.firstTerm
			r.text += b.firstBlock << blockBits
			r.rule = b.ruleOf[r.rule]
			d.recs = append(d.recs, r)
			s.rec = uint32(len(d.recs))
		}
		d.nodes = append(d.nodes, s)
	}
}

// closeUp moves the records together where repetitions were left out.
func (p *packer) closeUp() {
	recs := p.index.recs
	n := 0
	for i := range p.ranges {
		r := &p.ranges[i]
		for k := range r.nodes {
			if r.nodes[k].rec > 0 {
				r.nodes[k].rec += uint32(n)
			}
		}
		n += copy(recs[n:], recs[r.first:r.first+r.recs])
	}
	p.index.recs = recs[:n]
}

// sameRec says whether s adds nothing to r, which stands before it.
func sameRec(r, s rec) bool {
	return r.term == s.term && r.variant == s.variant && r.capital == s.capital && r.flags == s.flags
}
