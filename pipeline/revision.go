package pipeline

import "slices"

// Changes is what a revision made of the segments of the source before.
type Changes struct {
	Revision  int `json:"revision"`
	Unchanged int `json:"unchanged"` // they keep what was done with them, wherever they stand now
	Stale     int `json:"stale"`     // had a translation, of a text that changed
	New       int `json:"new"`
	Gone      int `json:"gone"`
}

// PastSegment is a segment that left the source. Its translation is kept: for whoever
// translates what stands there now, and for the day that its text comes back.
type PastSegment struct {
	Segment

	Kind  BlockKind // of the block it stood in
	Marks []TagKind // of its tags, in their order
}

// Uncut returns the article whose segments are still to be cut: the source as it
// came in, or a newer one.
func (s Story) Uncut() (Article, bool) {
	if s.Revised != nil {
		return *s.Revised, true
	}
	return s.Source, len(s.Segments) == 0
}

// Previous returns the text that stood in the segment's place before and had a
// translation, with that.
func (s Story) Previous(g Segment) (PastSegment, bool) {
	for id := g.Was; id != ""; {
		p, ok := s.past(id)
		if !ok {
			break
		}
		if p.Target != "" {
			return p, true
		}
		id = p.Was
	}
	return PastSegment{}, false
}

// Stale reports whether the segment waits for a new translation because its source
// changed.
func (s Story) Stale(g Segment) bool {
	_, had := s.Previous(g)
	return had && g.Target == ""
}

func (s Story) past(id SegmentID) (PastSegment, bool) {
	i := slices.IndexFunc(s.Past, func(p PastSegment) bool { return p.ID == id })
	if i < 0 {
		return PastSegment{}, false
	}
	return s.Past[i], true
}

// follower returns the index of the segment that stands now where the past one
// with that id stood, or -1.
func (s Story) follower(id SegmentID) int {
	return slices.IndexFunc(s.Segments, func(g Segment) bool {
		for was := g.Was; was != ""; {
			if was == id {
				return true
			}
			p, _ := s.past(was)
			was = p.Was
		}
		return false
	})
}

// Unannotated reports whether nobody looked up the segment's text in the glossary
// yet.
func (s Story) Unannotated(g Segment) bool { return s.Annotated == 0 || g.Since > s.Annotated }

// Marks are the kinds of the segment's tags, in their order, with the table of
// its block.
func (g Segment) Marks(b Block) []TagKind {
	var kinds []TagKind
	for _, n := range g.Tags {
		if n >= 1 && n <= len(b.Tags) {
			kinds = append(kinds, b.Tags[n-1].Kind)
		}
	}
	return kinds
}

// Loose returns the segments for which nobody is asked: those that never stood in a
// translation, and new texts of a revised source that came to a task as it ended.
func (s Story) Loose() []SegmentID {
	at := s.inTasks()
	var loose []SegmentID
	for _, g := range s.Segments {
		if at.loose(g) {
			loose = append(loose, g.ID)
		}
	}
	return loose
}

// Unread returns the segments that nobody approved or is asked to review.
func (s Story) Unread() []SegmentID {
	at := s.inTasks()
	var unread []SegmentID
	for _, g := range s.Segments {
		if g.State != Reviewed && !at.reviews[g.ID] {
			unread = append(unread, g.ID)
		}
	}
	return unread
}

// inTasks are the segments of a story's tasks.
type inTasks struct {
	translations map[SegmentID]int  // and in which unfinished one, from 1; 0: in a finished one
	reviews      map[SegmentID]bool // of unfinished ones
}

func (s Story) inTasks() inTasks {
	at := inTasks{map[SegmentID]int{}, map[SegmentID]bool{}}
	for i, t := range s.Tasks {
		for _, id := range t.Segments {
			switch {
			case t.Kind == Review:
				at.reviews[id] = at.reviews[id] || t.State != TaskDone
			case t.State != TaskDone:
				at.translations[id] = i + 1
			default:
				at.translations[id] += 0 // it stood in one
			}
		}
	}
	return at
}

func (at inTasks) loose(g Segment) bool {
	unfinished, translated := at.translations[g.ID]
	if unfinished > 0 || at.reviews[g.ID] {
		return false
	}
	return !translated || g.State == Untranslated && g.Since > 0
}

// AsAssembled returns the story with the source that its English article was made
// from, which may be of an earlier revision.
func (s Story) AsAssembled() Story {
	if s.Origin != nil {
		s.Source = *s.Origin
	}
	return s
}
