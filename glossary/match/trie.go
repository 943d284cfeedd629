package match

import "slices"

// trie is the table while it grows. The records of a node hang on it as a list:
// its rec is 1 + the number of the last one added, and next leads on.
type trie struct {
	slots  []slot
	used   int
	begins []path   // the paths of first words
	next   []uint32 // of each record, 1 + the number of the one before it
}

// newTrie returns a trie with room for some phrases.
func newTrie(phrases int) trie {
	return trie{slots: make([]slot, 64+4*phrases), next: make([]uint32, 0, phrases)}
}

// add adds the record number rec under the path of its words.
func (t *trie) add(tokens []token, rec uint32) {
	p := begin(tokens[0].hash)
	for i, tok := range tokens {
		if i > 0 {
			p = p.then(tok.sep, tok.hash)
		}
		s := t.node(p, i == 0)
		if i < len(tokens)-1 {
			s.more = true
			continue
		}
		t.next = append(t.next, s.rec)
		s.rec = rec + 1
	}
}

// node returns the node of a path and makes room for it. The table is at most
// half full while it grows.
func (t *trie) node(p path, first bool) *slot {
	if 2*t.used >= len(t.slots) {
		t.slots = regrown(t.slots, 2*len(t.slots))
	}
	s := place(t.slots, p)
	if s.rec == 0 && !s.more {
		t.used++
		if first {
			t.begins = append(t.begins, p)
		}
	}
	return s
}

// regrown returns a table of n slots with the same nodes.
func regrown(slots []slot, n int) []slot {
	grown := make([]slot, n)
	for _, s := range slots {
		if s.path != 0 {
			*place(grown, s.path) = s
		}
	}
	return grown
}

// pack returns the finished table and its records: those of one node stand side
// by side in their order, the last one marked, without repetitions.
func (t *trie) pack(recs []rec, before func(r, s rec) int) (table, []rec) {
	packed := make([]rec, 0, len(recs))
	var group []rec
	for i := range t.slots {
		s := &t.slots[i]
		if s.rec == 0 {
			continue
		}
		group = group[:0]
		for n := s.rec; n != 0; n = t.next[n-1] {
			group = append(group, recs[n-1])
		}
		slices.SortFunc(group, before)
		group = slices.CompactFunc(group, sameRec)
		s.rec = uint32(len(packed)) + 1
		packed = append(packed, group...)
		packed[len(packed)-1].flags |= lastRec
	}
	var done table
	if t.used > 0 {
		done.slots = regrown(t.slots, t.used+t.used/3+1)
		done.bloom = make([]uint64, len(t.begins)/bloomLoad+1)
	}
	for _, p := range t.begins {
		done.addBegin(p)
	}
	return done, packed
}

// sameRec says whether s adds nothing to r, which stands before it.
func sameRec(r, s rec) bool {
	return r.term == s.term && r.variant == s.variant && r.capital == s.capital && r.flags == s.flags
}
