package pipeline

import "slices"

// A Cut says where a task is divided: into portions of so many words of source,
// or before a block, which may be named by its first segment.
type Cut struct {
	Words  int
	Before string
}

// DivideTask decides whether an open translation is divided there, into parts
// that together are all of it. ErrorKinds: NotFound, Conflict, Invalid.
func (s Story) DivideTask(id TaskID, cut Cut) (Fact, error) {
	t, ok := s.Task(id)
	switch {
	case !ok:
		return nil, noTask(id)
	case t.State == TaskHeld:
		return nil, Errorf(Conflict, "task %s is held by %s: only an open task is divided", id, t.Claim.Holder).
			WithHint("ask them to give it back: `tovmach release %s`", id)
	case t.State == TaskDone:
		return nil, finished(t)
	case t.Kind != Translate:
		return nil, Errorf(Invalid, "task %s is a review, which one person reads as a whole", id).
			WithHint("translations are divided")
	}
	parts, err := s.parts(t, cut)
	if err != nil {
		return nil, err
	}
	fact := TaskDivided{}
	for i, segments := range parts {
		part := id
		if i > 0 { // segments never come back together, so the first names the part for good
			part = TaskID(DerivedID(string(s.ID), string(id), "part", string(segments[0])))
		}
		fact.Parts = append(fact.Parts, TaskOffer{ID: part, Kind: Translate, Segments: segments, Words: s.WordsOf(segments)})
	}
	return fact, nil
}

func (s Story) parts(t Task, cut Cut) ([][]SegmentID, error) {
	switch {
	case (cut.Words > 0) == (cut.Before != "") || cut.Words < 0:
		return nil, Errorf(Invalid, "say either how many words a part has or before which block it is cut").
			WithHint("--words 400, or --before BLOCK")
	case cut.Words > 0:
		parts := s.Portions(t.Segments, cut.Words)
		if len(parts) < 2 {
			return nil, Errorf(Invalid, "task %s cannot be divided into parts of %d words: it has %d, and no block is cut", t.ID, cut.Words, t.Words).
				WithHint("say fewer words, or --before BLOCK")
		}
		return parts, nil
	}
	return s.partsBefore(t, cut.Before)
}

func (s Story) partsBefore(t Task, at string) ([][]SegmentID, error) {
	of := s.SegmentsOf(t)
	i := slices.IndexFunc(of, func(g Segment) bool { return string(g.Block) == at || string(g.ID) == at })
	if i < 0 {
		return nil, Errorf(NotFound, "task %s has no block %s", t.ID, at).
			WithHint("`tovmach pull %s` names the segments; the block is what stands before the dash", t.ID)
	}
	block, _ := s.Source.Block(of[i].Block)
	switch parts := s.before(t.Segments, block.ID); {
	case i > 0 && of[i-1].Block == block.ID:
		return nil, Errorf(Invalid, "segment %s stands inside its paragraph, which is not cut", at).
			WithHint("--before %s cuts before the paragraph", block.ID)
	case block.Kind.Last():
		return nil, Errorf(Invalid, "a %s goes with the last part: headline, captions and the like are one person's", block.Kind).
			WithHint("cut before a block of the text")
	case parts == nil:
		return nil, Errorf(Invalid, "task %s cannot be cut before %s: nothing would stand before it, or a heading or a table would be cut off", t.ID, at).
			WithHint("cut before another block")
	default:
		return parts, nil
	}
}
