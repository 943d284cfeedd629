package pipeline

import (
	"fmt"
	"slices"
)

// revised returns the story to which a newer source was given. What is being
// worked on stays as it is until the segmenter says what of it changed.
func (s Story) revised(ev Event) (Story, error) {
	f, err := Decode[SourceRevised](ev)
	if err != nil {
		return s, err
	}
	if s.Revision == 0 || f.Revision != s.Revision+1 {
		return s, fmt.Errorf("revision %d follows %d", f.Revision, s.Revision)
	}
	s.Revision, s.Document, s.Sketch = f.Revision, f.Document, f.Sketch
	if from := f.Document.Source; from != nil {
		s.Sources = slices.Clone(s.Sources)
		s = s.putSource(Source{URL: from.URL}.kept(ev, *from))
	}
	if len(s.Segments) == 0 {
		s.Source = f.Article
		return s, nil
	}
	s.Revised, s.Assembled, s.Prepared = &f.Article, false, false
	return s, nil
}

// recut returns the story with the segments of its newest source. Those that it had
// before keep what was done with them, the others start anew.
func (s Story) recut(ev Event, cuts []Segment) (Story, error) {
	segments, past, err := s.carry(cuts)
	if err != nil {
		return s, err
	}
	before, source := s.Segments, s.Source
	s.Segments, s.Past, s.Source, s.Revised = segments, past, *s.Revised, nil
	s.Changes = s.changes(before)
	s.regroup(ev)
	if s.Edition > 0 && s.Origin == nil {
		s.Origin = &source
	}
	if s.Edition > 0 && s.Published == s.Edition && s.Finished() && sameToReaders(*s.Origin, s.Source) {
		s.Assembled, s.BasedOn, s.PublishedOf = true, s.Revision, s.Revision // what went out still stands
	}
	return s, nil
}

// carry returns the segments cut from the newest source, with what was done with
// those that were there before, and the segments that are past then.
func (s Story) carry(cuts []Segment) (segments []Segment, past []PastSegment, err error) {
	known := make(map[SegmentID]Segment, len(s.Segments)+len(s.Past))
	for _, p := range s.Past {
		known[p.ID] = p.Segment
	}
	for _, g := range s.Segments {
		known[g.ID] = g
	}
	seen := make(map[SegmentID]bool, len(cuts))
	for _, c := range cuts {
		g, carried := known[c.ID]
		was, follows := known[c.Was]
		switch {
		case seen[c.ID]:
			return nil, nil, fmt.Errorf("segment %s stands twice", c.ID)
		case carried && !SameText(g.Source, c.Source):
			return nil, nil, fmt.Errorf("segment %s has another text now: it is another segment", c.ID)
		case c.Was != "" && !follows:
			return nil, nil, fmt.Errorf("segment %s takes the place of %s, which never was", c.ID, c.Was)
		case carried:
			c = g.placed(c, s.Revision)
		default:
			c.Since, c.Suggestions = s.Revision, was.Suggestions
		}
		seen[c.ID] = true
		segments = append(segments, c)
	}
	for _, p := range s.Past {
		if !seen[p.ID] {
			past = append(past, p)
		}
	}
	blocks := s.Source.byID()
	for _, g := range s.Segments {
		if !seen[g.ID] {
			b := blocks[g.Block]
			past = append(past, PastSegment{Segment: g, Kind: b.Kind, Marks: g.Marks(b)})
		}
	}
	return segments, past, nil
}

// placed returns the segment as it stands in a newer source. Where its text is
// typed in another way, the glossary is to be looked up again.
func (g Segment) placed(c Segment, revision int) Segment {
	if g.Source != c.Source {
		g.Since, g.Annotations = revision, nil
	}
	g.Block, g.Span, g.Text, g.Source, g.Tags = c.Block, c.Span, c.Text, c.Source, c.Tags
	return g
}

// changes counts what became of the segments of the source before.
func (s Story) changes(before []Segment) Changes {
	c := Changes{Revision: s.Revision}
	left := make(map[SegmentID]bool, len(before))
	for _, g := range before {
		left[g.ID] = true
	}
	for _, g := range s.Segments {
		switch {
		case left[g.ID], g.Since < s.Revision, g.Target != "":
			c.Unchanged++
			delete(left, g.ID)
		case s.Stale(g):
			c.Stale++
			delete(left, g.Was)
		default:
			c.New++
		}
	}
	c.Gone = len(left)
	return c
}

// regroup lets the tasks have what is left of their segments. A new text goes to the
// unfinished translation that has its neighbours: one person translates a passage. A
// task of which nothing is left has fallen away.
func (s *Story) regroup(ev Event) {
	tasks := slices.Clone(s.Tasks)
	s.Tasks = tasks
	current := make(map[SegmentID]bool, len(s.Segments))
	for _, g := range s.Segments {
		current[g.ID] = true
	}
	at := s.inTasks()
	for i, t := range tasks {
		if t.State != TaskDone {
			tasks[i].Segments = slices.DeleteFunc(slices.Clone(t.Segments), func(id SegmentID) bool { return !current[id] })
		}
	}
	blocks := s.Source.byID()
	for n, g := range s.Segments {
		if !at.loose(g) {
			continue
		}
		home := at.unfinished(tasks, g.Was)
		for _, near := range []int{n - 1, n + 1} {
			if home == 0 && near >= 0 && near < len(s.Segments) {
				by := s.Segments[near]
				if blocks[by.Block].Kind.Last() == blocks[g.Block].Kind.Last() {
					home = at.unfinished(tasks, by.ID)
				}
			}
		}
		if home > 0 {
			tasks[home-1].Segments = append(tasks[home-1].Segments, g.ID)
			at.translations[g.ID] = home
		}
	}
	for i, t := range tasks {
		switch {
		case t.State == TaskDone:
		case len(t.Segments) == 0:
			tasks[i].State, tasks[i].Done, tasks[i].DoneAt, tasks[i].Released = TaskDone, "", ev.Sequence, Release{}
		default:
			tasks[i].Segments = s.inOrder(t.Segments)
			tasks[i].Words = s.WordsOf(t.Segments)
		}
	}
}

// unfinished returns the unfinished translation that has the segment, counted from
// 1, or 0.
func (at inTasks) unfinished(tasks []Task, id SegmentID) int {
	i := at.translations[id]
	if i > 0 && tasks[i-1].State == TaskDone {
		return 0
	}
	return i
}

// sameToReaders reports whether the two sources make the same English article: what
// differs is white space and how marks are typed.
func sameToReaders(a, b Article) bool {
	return a.Lang == b.Lang && a.Format == b.Format && slices.Equal(a.Meta, b.Meta) &&
		slices.EqualFunc(a.Blocks, b.Blocks, func(a, b Block) bool {
			return a.Kind == b.Kind && a.Level == b.Level && a.Number == b.Number && a.URL == b.URL && a.Raw == b.Raw &&
				SameText(a.Text, b.Text) && slices.EqualFunc(a.Tags, b.Tags, func(a, b Tag) bool {
				return a.Kind == b.Kind && a.URL == b.URL && a.Text == b.Text
			})
		})
}

// byID returns the article's blocks by their ids.
func (a Article) byID() map[BlockID]Block {
	blocks := make(map[BlockID]Block, len(a.Blocks))
	for _, b := range a.Blocks {
		blocks[b.ID] = b
	}
	return blocks
}
