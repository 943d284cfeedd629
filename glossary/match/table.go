package match

import "math/bits"

// table maps the paths of all phrases to their nodes. It is a hash table with
// linear probing in one block of memory, with a Bloom filter before it that
// answers for most words of a text, which begin no term.
type table struct {
	slots []slot
	homes uint64   // how many slots are the home of paths; nodes stand there or behind
	bloom []uint64 // a word of 64 bits for a word of text, two bits set in it
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

// newTable returns the table of all nodes of ranges, which stand in the order of
// their paths. So do their homes, and each is put behind the one before it. Three
// quarters of the slots are taken; the last one is empty and ends any search.
func newTable(ranges []pathRange) table {
	nodes, begins := 0, 0
	for i := range ranges {
		nodes += len(ranges[i].nodes)
		for _, s := range ranges[i].nodes {
			if s.first {
				begins++
			}
		}
	}
	if nodes == 0 {
		return table{}
	}
	t := table{homes: uint64(nodes + nodes/3 + 1), bloom: make([]uint64, begins/bloomLoad+1)}
	t.slots = make([]slot, t.homes+uint64(t.overhang(ranges))+1)
	free := uint64(0)
	for i := range ranges {
		for _, s := range ranges[i].nodes {
			at := max(free, t.home(s.path))
			t.slots[at] = s
			free = at + 1
			if s.first {
				t.addBegin(s.path)
			}
		}
		ranges[i].nodes = nil
	}
	return t
}

// overhang is how many nodes stand behind the last home.
func (t *table) overhang(ranges []pathRange) int {
	free := uint64(0)
	for i := range ranges {
		for _, s := range ranges[i].nodes {
			free = max(free, t.home(s.path)) + 1
		}
	}
	return int(free - min(free, t.homes))
}

// home is where the node of a path stands, unless others push it on.
func (t *table) home(p path) uint64 {
	at, _ := bits.Mul64(uint64(p), t.homes)
	return at
}

// find returns the node of a path, or nil.
func (t *table) find(p path) *slot {
	if t.homes == 0 {
		return nil
	}
	for at := t.home(p); ; at++ {
		s := &t.slots[at]
		if s.path == p {
			return s
		}
		if s.path == 0 {
			return nil
		}
	}
}

// mayBegin says whether a phrase may begin with the word of this path. It is
// wrong for a few words in a hundred, and only in saying yes.
func (t *table) mayBegin(p path) bool {
	at, _ := bits.Mul64(uint64(p), uint64(len(t.bloom)))
	mask := bloomMask(p)
	return len(t.bloom) > 0 && t.bloom[at]&mask == mask
}

// touch loads the memory in which the node of a path lies, if there is one.
func (t *table) touch(p path) uint64 {
	return uint64(t.slots[t.home(p)].path)
}

func (t *table) addBegin(p path) {
	at, _ := bits.Mul64(uint64(p), uint64(len(t.bloom)))
	t.bloom[at] |= bloomMask(p)
}

// bloomMask takes the low bits of a path; its place in the filter is taken from
// the high ones.
func bloomMask(p path) uint64 {
	return 1<<(p&63) | 1<<(p>>6&63)
}
