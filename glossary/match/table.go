package match

import "math/bits"

// table maps the paths of all phrases to their nodes. Before it stands a Bloom
// filter that answers for most words of a text, which begin no term.
type table struct {
	parts  []part // each has its share of all paths
	begins filter // the paths of first words
}

// part is a hash table with linear probing, whose nodes stand in the order of
// their paths. The last slot is empty and ends any search.
type part struct {
	slots []slot
	homes uint64 // how many slots, from the first on, are the home of paths
}

// slot is one node. Its path is 0 when it is empty.
type slot struct {
	path  path
	rec   uint32 // 1 + the first of its records, 0 when no term ends here
	more  bool   // longer phrases go on from here
	first bool   // it stands for a first word
}

// bloomLoad is how many first words share a word of the filter.
const bloomLoad = 4

// newPart returns the part, of so many, that has these nodes, sorted by path.
// Three quarters of the homes are taken.
func newPart(nodes []slot, parts int) part {
	homes := len(nodes) + len(nodes)/3 + 1
	t := table{parts: make([]part, parts)}
	home := func(p path) int {
		_, within := t.part(p)
		at, _ := bits.Mul64(within, uint64(homes))
		return int(at)
	}
	end := 0
	for _, s := range nodes {
		end = max(end, home(s.path)) + 1
	}
	slots := make([]slot, max(end, homes)+1)
	end = 0
	for _, s := range nodes {
		at := max(end, home(s.path))
		slots[at] = s
		end = at + 1
	}
	return part{slots, uint64(homes)}
}

// fillFilter makes the filter.
func (t *table) fillFilter() {
	begins := 0
	for _, part := range t.parts {
		for i := range part.slots {
			if part.slots[i].first {
				begins++
			}
		}
	}
	t.begins = make(filter, begins/bloomLoad+1)
	for _, part := range t.parts {
		for i := range part.slots {
			if part.slots[i].first {
				t.begins.add(part.slots[i].path)
			}
		}
	}
}

// part returns the number of the part that a path lies in, and where in it, as
// a fraction of 2^64.
func (t *table) part(p path) (n, within uint64) {
	return bits.Mul64(uint64(p), uint64(len(t.parts)))
}

// find returns the node of a path, or nil.
func (t *table) find(p path) *slot {
	n, within := t.part(p)
	slots := t.parts[n].slots
	at, _ := bits.Mul64(within, t.parts[n].homes)
	for ; ; at++ {
		s := &slots[at]
		if s.path == p {
			return s
		}
		if s.path == 0 {
			return nil
		}
	}
}

// touch loads the memory in which the node of a path lies, if there is one.
func (t *table) touch(p path) uint64 {
	n, within := t.part(p)
	at, _ := bits.Mul64(within, t.parts[n].homes)
	return uint64(t.parts[n].slots[at].path)
}

// filter is a Bloom filter of paths: a word of 64 bits for each, two bits set in
// it.
type filter []uint64

// has is wrong for a few paths in a hundred, and only in saying yes.
func (f filter) has(p path) bool {
	at, _ := bits.Mul64(uint64(p), uint64(len(f)))
	mask := bloomMask(p)
	return f[at]&mask == mask
}

func (f filter) add(p path) {
	at, _ := bits.Mul64(uint64(p), uint64(len(f)))
	f[at] |= bloomMask(p)
}

// bloomMask takes the low bits of a path; its place in the filter is taken from
// the high ones.
func bloomMask(p path) uint64 {
	return 1<<(p&63) | 1<<(p>>6&63)
}
