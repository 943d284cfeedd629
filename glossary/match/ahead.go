package match

// blockTokens is how many words are looked up ahead. What they load must stay
// in a cache until it is used.
const blockTokens = 1024

// beginning is a token with which a phrase may begin, and the node of that.
type beginning struct {
	token int
	path  path
	node  *slot
}

// begin sets the beginnings of a block of tokens. Each takes several looks into
// memory far away: its node, a record of that, the term, the entry and its text.
// One after the other they would take most of the time of a search in a big
// termbase. So all beginnings take the first look, then all the second, and
// nothing waits in between: the processor has many looks under way at once.
func (x *Index) begin(s *scratch, r *reading, from int) {
	begins, touched := s.begins[:0], uint64(0)
	filter := x.table.begins
	for i := from; i < min(from+blockTokens, len(r.tokens)); i++ {
		if p := begin(r.tokens[i].hash); filter.has(p) {
			begins = append(begins, beginning{token: i, path: p})
			touched ^= x.table.touch(p)
		}
	}
	n := 0
	for _, b := range begins {
		if b.node = x.table.find(b.path); b.node != nil {
			begins[n] = b
			n++
		}
	}
	s.begins = begins[:n]
	s.ahead = append(s.ahead[:0], s.begins...)
	touched ^= x.longer(s, r)
	s.touched ^= touched ^ x.touchTerms(s.ahead)
}

// longer adds to s.ahead the nodes of phrases that go on behind a single space,
// as most do, a word a round.
func (x *Index) longer(s *scratch, r *reading) (touched uint64) {
	for done := 0; done < len(s.ahead); {
		end := len(s.ahead)
		for _, b := range s.ahead[done:end] {
			next := b.token + 1
			if b.node.more && next < len(r.tokens) && r.spaced(next) {
				p := b.path.then(sepSpace, r.tokens[next].hash)
				s.ahead = append(s.ahead, beginning{token: next, path: p})
				touched ^= x.table.touch(p)
			}
		}
		done = end
		for _, b := range s.ahead[done:] {
			if b.node = x.table.find(b.path); b.node != nil {
				s.ahead[end] = b
				end++
			}
		}
		s.ahead = s.ahead[:end]
	}
	return touched
}

// spaced says whether one space and nothing else stands before a token.
func (r *reading) spaced(token int) bool {
	end := r.tokens[token-1].end
	return r.tokens[token].start == end+1 && r.text[end] == ' '
}

// touchTerms loads what tells whether the terms of nodes fit a text. It leaves
// of nodes those at which a term ends.
func (x *Index) touchTerms(nodes []beginning) (touched uint64) {
	ends := nodes[:0]
	for _, b := range nodes {
		if b.node.rec > 0 {
			ends = append(ends, b)
			touched ^= uint64(x.recs[b.node.rec-1].entry)
		}
	}
	for _, b := range ends {
		touched ^= uint64(len(x.entries[x.recs[b.node.rec-1].entry].Terms))
	}
	for _, b := range ends {
		_, t := x.entry(&x.recs[b.node.rec-1])
		touched ^= uint64(len(t.Text))
	}
	for _, b := range ends {
		if text := x.text(&x.recs[b.node.rec-1]); text != "" {
			touched ^= uint64(text[0])
		}
	}
	return touched
}
