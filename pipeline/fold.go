package pipeline

import (
	"errors"
	"fmt"
	"slices"
)

// Fold returns the story that the events tell, oldest first. Illegal events
// are left out; see Apply.
func Fold(events []Event) Story {
	var s Story
	for _, ev := range events {
		next, err := s.Apply(ev)
		if err == nil || next.Sequence > s.Sequence {
			s = next
		}
	}
	return s
}

// Apply returns the story after ev; the receiver stays as it was. This is the
// only place where state changes. It is deterministic. An event that cannot
// follow, or that it does not know, moves the heads and nothing else, and is
// reported as an error for the caller to raise an alarm.
func (s Story) Apply(ev Event) (Story, error) {
	s.ID = ev.Story
	s.Sequence, s.MovedAt = ev.Sequence, ev.Time
	s.events = append(slices.Clip(s.events), ev.ID)
	if ev.Task == "" {
		s.Head = Head{ev.Sequence, ev.Hash}
		next, err := s.applyStory(ev)
		if err != nil {
			return s, fmt.Errorf("event %d %s: %w", ev.Sequence, ev.Kind, err)
		}
		return next, nil
	}
	i := slices.IndexFunc(s.Tasks, func(t Task) bool { return t.ID == ev.Task })
	if i < 0 {
		return s, fmt.Errorf("event %d %s: no task %s", ev.Sequence, ev.Kind, ev.Task)
	}
	s.Tasks = slices.Clone(s.Tasks)
	s.Tasks[i].Head = Head{ev.Sequence, ev.Hash}
	next, err := s.applyTask(i, ev)
	if err != nil {
		return s, fmt.Errorf("event %d %s: %w", ev.Sequence, ev.Kind, err)
	}
	if ev.Kind != KindSegmentSuggested { // a suggestion stands beside the work
		next.Tasks[i].moved = ev.Sequence
	}
	return next, nil
}

func (s Story) applyStory(ev Event) (Story, error) {
	switch ev.Kind {
	case KindStorySubmitted:
		return s.submitted(ev)
	case KindSourceRevised:
		return s.revised(ev)
	case KindArticleSegmented:
		return s.segmented(ev)
	case KindSegmentsAnnotated:
		return s.annotated(ev)
	case KindTasksOpened:
		return s.opened(ev)
	case KindStoryAssembled:
		return s.assembled(ev)
	case KindStoryPublished:
		return s.published(ev)
	case KindDeliveryMade:
		f, err := Decode[DeliveryMade](ev)
		s.Deliveries = append(slices.Clip(s.Deliveries), f)
		return s, err
	case KindStoryArchived:
		return s.archived(ev)
	case KindEntryParked, KindEntryRetried, KindEntryDropped:
		return s.setAside(ev)
	case KindSourceArchived, KindSourceChanged, KindSourceVanished, KindSourceMissed, KindSourceRestored:
		return s.applySource(ev)
	}
	return s, ErrUnknownKind
}

func (s Story) submitted(ev Event) (Story, error) {
	f, err := Decode[StorySubmitted](ev)
	if err != nil {
		return s, err
	}
	if s.Revision > 0 {
		return s, errors.New("submitted twice")
	}
	s.Slug, s.Desk, s.Priority = f.Slug, f.Desk, f.Priority
	s.Deadline, s.Embargo, s.Skills = f.Deadline, f.Embargo, f.Skills
	s.SubmittedBy, s.SubmittedAt, s.Trace = ev.Actor, ev.Time, Trace(ev.Trace)
	s.Document, s.Source, s.Revision, s.Sketch = f.Document, f.Article, 1, f.Sketch
	if from := f.Document.Source; from != nil {
		s = s.putSource(Source{URL: from.URL}.kept(ev, *from))
	}
	return s, nil
}

func (s Story) segmented(ev Event) (Story, error) {
	f, err := Decode[ArticleSegmented](ev)
	if err != nil {
		return s, err
	}
	article, uncut := s.Uncut()
	if !uncut {
		return s, errors.New("segmented twice")
	}
	blocks := article.byID()
	segments := make([]Segment, 0, len(f.Segments))
	for _, c := range f.Segments {
		b, ok := blocks[c.Block]
		if !ok || c.Text.Start < 0 || c.Text.End < c.Text.Start || c.Text.End > len(b.Text) {
			return s, fmt.Errorf("segment %s lies outside of its block", c.ID)
		}
		source := c.Source
		if source == "" {
			source = b.Text[c.Text.Start:c.Text.End]
		}
		segments = append(segments, Segment{
			ID: c.ID, Block: c.Block, Span: c.Span, Text: c.Text,
			Source: source, Tags: c.Tags, State: Untranslated, Was: c.Was,
		})
	}
	if s.Revised != nil {
		return s.recut(ev, segments)
	}
	s.Segments = segments
	return s, nil
}

func (s Story) annotated(ev Event) (Story, error) {
	f, err := Decode[SegmentsAnnotated](ev)
	if err != nil {
		return s, err
	}
	s.Segments = slices.Clone(s.Segments)
	for i, g := range s.Segments {
		if s.Unannotated(g) {
			s.Segments[i].Annotations = f.Annotations[g.ID]
		}
	}
	s.Glossary = f.Revision
	if s.Revised == nil { // otherwise the source moved on: its segments are still to come
		s.Prepared, s.Annotated = true, s.Revision
	}
	return s, nil
}

func (s Story) opened(ev Event) (Story, error) {
	f, err := Decode[TasksOpened](ev)
	if err != nil {
		return s, err
	}
	s.Tasks = slices.Clone(s.Tasks)
	for _, o := range f.Tasks {
		if _, ok := s.Task(o.ID); ok {
			return s, fmt.Errorf("task %s was opened before", o.ID)
		}
		s.Tasks = append(s.Tasks, Task{
			ID: o.ID, Kind: o.Kind, Segments: o.Segments, Words: o.Words, After: o.After, Reads: o.Reads, State: TaskOpen,
			Opened: Moment{ev.Sequence, ev.Time},
		})
	}
	return s, nil
}

func (s Story) assembled(ev Event) (Story, error) {
	f, err := Decode[StoryAssembled](ev)
	if err != nil {
		return s, err
	}
	if s.Revised != nil {
		return s, errors.New("assembled from a source that moved on")
	}
	s.Target, s.Origin, s.BasedOn = f.Article, nil, s.Revision
	s.Edition++
	s.AssembledAt = ev.Sequence
	// Resting on tasks that moved since, it is out of date before it arrives.
	s.Assembled = s.Finished()
	for _, t := range s.Tasks {
		if f.Tasks[t.ID] < t.moved {
			s.Assembled = false
		}
	}
	return s, nil
}

func (s Story) published(ev Event) (Story, error) {
	f, err := Decode[StoryPublished](ev)
	if err != nil {
		return s, err
	}
	s.Published, s.PublishedAt, s.Outlets = f.Edition, ev.Time, f.Outlets
	if f.Edition == s.Edition {
		s.PublishedOf = s.BasedOn
	}
	return s, nil
}
