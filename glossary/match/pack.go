package match

import (
	"math/bits"
	"slices"
	"sort"
)

// packer makes the table and the records of an index from batches. It works on
// the parts of the table one by one.
type packer struct {
	index   *Index
	batches []batch
	ranges  []recRange // of each part
}

// recRange is where the records of a part stand.
type recRange struct {
	first int // before repetitions are left out
	n     int // how many there are
}

// nodesOfPart is about how many nodes of batches make a part of the table.
const nodesOfPart = 1 << 14

// pack fills the index.
func (p *packer) pack() {
	nodes, recs := 0, 0
	for i := range p.batches {
		nodes, recs = nodes+len(p.batches[i].nodes), recs+len(p.batches[i].recs)
	}
	p.index.table.parts = make([]part, nodes/nodesOfPart+1)
	p.ranges = make([]recRange, len(p.index.table.parts))
	p.divide()
	p.index.recs = make([]rec, recs)
	parallel(len(p.ranges), func() func(int) {
		d := &desk{}
		return func(n int) { p.packPart(d, n) }
	})
	p.batches = nil
	p.closeUp()
	p.index.table.fillFilter()
}

// divide sets where the records of each part start.
func (p *packer) divide() {
	for i := range p.batches {
		for _, s := range p.batches[i].nodes {
			if s.rec > 0 {
				n, _ := p.index.table.part(s.path)
				p.ranges[n].n++
			}
		}
	}
	first := 0
	for i := range p.ranges {
		p.ranges[i].first = first
		first += p.ranges[i].n
	}
}

// desk is where a worker lays out a part as the batches have it.
type desk struct {
	nodes  []slot
	recs   []rec
	sorter sorter
}

// packPart makes the nodes and records of a part: the records of one node stand
// side by side in their order, the last one marked, without repetitions.
func (p *packer) packPart(d *desk, n int) {
	d.nodes, d.recs = d.nodes[:0], d.recs[:0]
	for i := range p.batches {
		d.gather(&p.index.table, &p.batches[i], n)
	}
	d.nodes = d.sorter.sort(d.nodes, len(p.ranges))
	nodes := joinNodes(d.nodes)
	r := &p.ranges[n]
	packed := p.index.recs[r.first : r.first : r.first+r.n]
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
			if len(group) > 1 {
				slices.SortFunc(group, p.index.before)
				packed = packed[:begun+len(slices.CompactFunc(group, sameRec))]
			}
			packed[len(packed)-1].flags |= lastRec
			s.rec = uint32(r.first+begun) + 1
		}
		joined = append(joined, s)
	}
	r.n = len(packed)
	p.index.table.parts[n] = newPart(joined, len(p.ranges))
}

// gather adds the nodes that a batch has in part n of the table, and their
// records with the numbers of the index.
func (d *desk) gather(t *table, b *batch, n int) {
	at := sort.Search(len(b.nodes), func(i int) bool {
		part, _ := t.part(b.nodes[i].path)
		return part >= uint64(n)
	})
	for _, s := range b.nodes[at:] {
		if part, _ := t.part(s.path); part > uint64(n) {
			return
		}
		if s.rec > 0 {
			r := b.recs[s.rec-1]
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
	for i, r := range p.ranges {
		if left := r.first - n; left > 0 {
			copy(recs[n:], recs[r.first:r.first+r.n])
			slots := p.index.table.parts[i].slots
			for k := range slots {
				if slots[k].rec > 0 {
					slots[k].rec -= uint32(left)
				}
			}
		}
		n += r.n
	}
	p.index.recs = recs[:n]
}

// sameRec says whether s adds nothing to r, which stands before it.
func sameRec(r, s rec) bool {
	return r.termKey == s.termKey && r.variant == s.variant && r.capital == s.capital && r.flags == s.flags
}

// sorter sorts nodes by path. Paths are hashes, spread evenly: their place is
// known but for a few steps from the start.
type sorter struct {
	starts []uint32 // of the nodes that belong to each place
	sorted []slot
}

// sort returns nodes of one part of so many, sorted by path; nodes of the same
// path keep their order. It keeps the memory of nodes for the next time.
func (s *sorter) sort(nodes []slot, parts int) []slot {
	place := func(p path) uint64 {
		_, within := bits.Mul64(uint64(p), uint64(parts))
		at, _ := bits.Mul64(within, uint64(len(nodes)))
		return at
	}
	s.starts = append(s.starts[:0], make([]uint32, len(nodes)+1)...)
	for i := range nodes {
		s.starts[place(nodes[i].path)+1]++
	}
	for i := range nodes {
		s.starts[i+1] += s.starts[i]
	}
	sorted := slices.Grow(s.sorted[:0], len(nodes))[:len(nodes)]
	for i := range nodes {
		start := &s.starts[place(nodes[i].path)]
		sorted[*start] = nodes[i]
		*start++
	}
	for i := 1; i < len(sorted); i++ {
		for k := i; k > 0 && sorted[k].path < sorted[k-1].path; k-- {
			sorted[k], sorted[k-1] = sorted[k-1], sorted[k]
		}
	}
	s.sorted = nodes
	return sorted
}
