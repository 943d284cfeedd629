package pipeline

import "slices"

// Portions cuts segments, which stand in the order of the article, into portions
// of at most words words of source each, of about the same length; 0 does not
// cut. It never cuts inside a block, between a heading and what follows it, or
// inside a table: only such a stretch is longer than words. What is written last,
// when the text stands, goes last and together: headline, standfirst, byline,
// dateline, captions, credits and alt texts.
func (s Story) Portions(segments []SegmentID, words int) [][]SegmentID {
	if words <= 0 {
		return [][]SegmentID{segments}
	}
	total := s.WordsOf(segments)
	if total <= words {
		return [][]SegmentID{segments}
	}
	body, last := s.stretches(segments)
	share := total / ((total + words - 1) / words)
	var out []stretch
	for _, st := range body {
		if n := len(out); n > 0 && out[n-1].words+st.words/2 <= share && out[n-1].words+st.words <= words {
			out[n-1] = out[n-1].with(st)
		} else {
			out = append(out, st)
		}
	}
	if n := len(out); n > 0 && out[n-1].words+last.words <= words {
		out[n-1] = out[n-1].with(last)
	} else if len(last.segments) > 0 {
		out = append(out, last)
	}
	portions := make([][]SegmentID, len(out))
	for i, st := range out {
		portions[i] = s.inOrder(st.segments)
	}
	return portions
}

// before cuts segments in two: what stands before the block, and the rest with
// what goes last. It returns nil where nothing can be cut.
func (s Story) before(segments []SegmentID, block BlockID) [][]SegmentID {
	body, last := s.stretches(segments)
	i := slices.IndexFunc(body, func(st stretch) bool { return st.block == block })
	if i < 1 {
		return nil
	}
	var head stretch
	for _, st := range body[:i] {
		head = head.with(st)
	}
	for _, st := range body[i:] {
		last = last.with(st)
	}
	return [][]SegmentID{s.inOrder(head.segments), s.inOrder(last.segments)}
}

// stretch is a run of segments that one person translates.
type stretch struct {
	block    BlockID // the first of it
	segments []SegmentID
	words    int
}

func (st stretch) with(next stretch) stretch {
	if len(st.segments) == 0 {
		return next
	}
	st.segments = append(slices.Clip(st.segments), next.segments...)
	st.words += next.words
	return st
}

// stretches returns the uncuttable stretches of the text, and what goes last.
func (s Story) stretches(segments []SegmentID) (body []stretch, last stretch) {
	in := setOf(segments)
	blocks := s.Source.byID()
	var before Block // the block of the segment before, in the body
	for _, g := range s.Segments {
		if !in[g.ID] {
			continue
		}
		b := blocks[g.Block]
		one := stretch{block: b.ID, segments: []SegmentID{g.ID}, words: g.Words()}
		switch {
		case b.Kind.Last():
			last = last.with(one)
			continue
		case len(body) > 0 && joined(before, b):
			body[len(body)-1] = body[len(body)-1].with(one)
		default:
			body = append(body, one)
		}
		before = b
	}
	return body, last
}

// joined reports whether one person translates both blocks.
func joined(a, b Block) bool {
	return a.ID == b.ID || a.Kind == Heading || a.Kind == Cell && b.Kind == Cell
}

// inOrder returns the segments in the order of the article.
func (s Story) inOrder(segments []SegmentID) []SegmentID {
	out := make([]SegmentID, 0, len(segments))
	for _, g := range s.SegmentsOf(Task{Segments: segments}) {
		out = append(out, g.ID)
	}
	return out
}

// WordsOf counts the words of source of the segments.
func (s Story) WordsOf(segments []SegmentID) int {
	in := setOf(segments)
	n := 0
	for i := range s.Segments {
		if in[s.Segments[i].ID] {
			n += s.Segments[i].Words()
		}
	}
	return n
}
