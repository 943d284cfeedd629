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

// read finds the phrases of one more text and what the text tells about terms.
func (x *Index) read(s *scratch, text string, keep reach) {
	if len(s.texts) < cap(s.texts) {
		s.texts = s.texts[:len(s.texts)+1]
	} else {
		s.texts = append(s.texts, reading{})
	}
	r := &s.texts[len(s.texts)-1]
	s.zones = x.fold.appendZones(s.zones[:0], text)
	r.text = text
	r.tokens = x.fold.appendTokens(r.tokens[:0], &s.word, s.zones, text)
	r.found = r.found[:0]
	free := 0 // the first token behind the last hit
	for from := 0; from < len(r.tokens); from += blockTokens {
		x.begin(s, r.tokens, from)
		for _, b := range s.begins {
			if b.token < free {
				continue
			}
			before := len(r.found)
			x.chain(s, r, b, keep)
			if keep == longestOnly && len(r.found) > before {
				free = r.found[before].last + 1
			}
		}
	}
}

// begin sets the beginnings of a block of tokens. Each takes several looks into
// memory far away: its node, a record of that, the term and the entry. One after
// the other they would take most of the time of a search in a big termbase.
// So all beginnings take the first look, then all the second, and nothing waits
// in between: the processor has many looks under way at once.
func (x *Index) begin(s *scratch, tokens []token, from int) {
	begins, touched := s.begins[:0], uint64(0)
	for i := from; i < min(from+blockTokens, len(tokens)); i++ {
		if p := begin(tokens[i].hash); x.table.mayBegin(p) {
			begins = append(begins, beginning{token: i, path: p})
			touched ^= x.table.touch(p)
		}
	}
	n := 0
	for _, b := range begins {
		if b.node = x.table.find(b.path); b.node != nil {
			begins[n] = b
			n++
			if b.node.rec > 0 {
				touched ^= uint64(x.recs[b.node.rec-1].term)
			}
		}
	}
	begins = begins[:n]
	for _, b := range begins {
		if b.node.rec > 0 {
			touched ^= uint64(x.terms[x.recs[b.node.rec-1].term].entry)
		}
	}
	for _, b := range begins {
		if b.node.rec > 0 {
			_, t := x.entry(&x.recs[b.node.rec-1])
			touched ^= uint64(len(t.Text))
		}
	}
	s.begins, s.touched = begins, touched
}

// chain follows the phrases that start at a token and keeps the longest that is
// accepted, or all. A longer one that is not accepted hides nothing.
func (x *Index) chain(s *scratch, r *reading, b beginning, keep reach) {
	first, p, node := b.token, b.path, b.node
	before := len(r.found)
	for last := first; node != nil; node = x.table.find(p) {
		if node.rec > 0 && x.accepts(s, r, first, last, node.rec-1) {
			if keep == longestOnly {
				r.found = r.found[:before]
			}
			r.found = append(r.found, found{first, last, node.rec - 1})
		}
		last++
		if !node.more || last == len(r.tokens) {
			return
		}
		x.fold.describe(r.tokens, last, r.text)
		if r.tokens[last].sep == sepBreak {
			return
		}
		p = p.then(r.tokens[last].sep, r.tokens[last].hash)
	}
}

// accepts says whether some record of a node fits the text, and notes what the
// text tells about the terms of the node.
func (x *Index) accepts(s *scratch, r *reading, first, last int, node uint32) bool {
	for i := first; i <= last; i++ {
		x.fold.shape(&r.tokens[i], r.text)
	}
	accepted := false
	for i := node; ; i++ {
		rec := &x.recs[i]
		switch {
		case x.fits(s, r, first, last, rec):
			accepted = true
			if rec.flags&person != 0 && rec.variant == full {
				s.named[x.terms[rec.term].entry] = true
			}
		case rec.capital&1 != 0 && r.tokens[first].upper == 0:
			s.lower[rec.term] = true
		}
		if rec.flags&lastRec != 0 {
			return accepted
		}
	}
}
