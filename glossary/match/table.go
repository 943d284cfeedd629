package match

import "math/bits"

// table maps the paths of all phrases to their nodes. It is a hash table with
// linear probing in one block of memory, with a Bloom filter before it that
// answers for most words of a text, which begin no term.
type table struct {
	slots []slot
	bloom []uint64 // a word of 64 bits for a word of text, two bits set in it
}

// slot is one node. Its path is 0 when it is empty.
type slot struct {
	path path
	rec  uint32 // 1 + the first of its records, 0 when no term ends here
	more bool   // longer phrases go on from here
}

// find returns the node of a path, or nil.
func (t *table) find(p path) *slot {
	n := uint64(len(t.slots))
	if n == 0 {
		return nil
	}
	at, _ := bits.Mul64(uint64(p), n)
	for {
		s := &t.slots[at]
		if s.path == p {
			return s
		}
		if s.path == 0 {
			return nil
		}
		if at++; at == n {
			at = 0
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
	at, _ := bits.Mul64(uint64(p), uint64(len(t.slots)))
	return uint64(t.slots[at].path)
}

// bloomLoad is how many first words share a word of the filter.
const bloomLoad = 4

func (t *table) addBegin(p path) {
	at, _ := bits.Mul64(uint64(p), uint64(len(t.bloom)))
	t.bloom[at] |= bloomMask(p)
}

// bloomMask takes the low bits of a path; its place in the filter is taken from
// the high ones.
func bloomMask(p path) uint64 {
	return 1<<(p&63) | 1<<(p>>6&63)
}

// place returns the slot of a path, a fresh one when there is none. There must
// be room.
func place(slots []slot, p path) *slot {
	n := uint64(len(slots))
	at, _ := bits.Mul64(uint64(p), n)
	for slots[at].path != 0 && slots[at].path != p {
		if at++; at == n {
			at = 0
		}
	}
	slots[at].path = p
	return &slots[at]
}
