package match

// maxLength is how much of a text is read: tokens have their places in 32 bits, and
// so has a length on some machines.
const maxLength = 1<<31 - 1

// read finds the phrases of one more text and what the text tells about terms.
func (x *Index) read(s *scratch, text string, keep reach) {
	if len(s.texts) < cap(s.texts) {
		s.texts = s.texts[:len(s.texts)+1]
	} else {
		s.texts = append(s.texts, reading{})
	}
	r := &s.texts[len(s.texts)-1]
	text = text[:min(len(text), maxLength)]
	r.text = text
	r.tokens, s.zones = x.fold.appendTokens(r.tokens[:0], s.zones[:0], &s.word, text)
	r.found = r.found[:0]
	free := 0 // the first token behind the last hit
	for from := 0; from < len(r.tokens); from += blockTokens {
		x.begin(s, r, from)
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
				s.named[rec.entry] = true
			}
		case rec.capital&1 != 0 && r.tokens[first].upper == 0:
			s.lower[rec.termKey] = true
		}
		if rec.flags&lastRec != 0 {
			return accepted
		}
	}
}
