package journal

import (
	"context"
	"fmt"
	"slices"

	"github.com/tovmach/tovmach/pipeline"
)

// saved are the stories of a snapshot that are not known yet: each becomes known
// when the event is read that it ends with.
type saved struct {
	stories map[pipeline.StoryID]pipeline.Story
	met     map[pipeline.StoryID]int // events of each that were read
}

// covers reports whether the story in the snapshot has the event, and whether
// it agrees with it. Whoever disagrees is not to be trusted.
func (s *saved) covers(ev pipeline.Event) (covered, agrees bool) {
	story, ok := s.stories[ev.Story]
	if !ok {
		return false, true
	}
	s.met[ev.Story]++
	end := story.Head
	if ev.Task != "" {
		t, _ := story.Task(ev.Task) // of none, the end is before every event
		end = t.Head
	}
	at := pipeline.Head{Sequence: ev.Sequence, Hash: ev.Hash}
	switch {
	case ev.Sequence > end.Sequence || ev.Sequence > story.Sequence:
		return true, false // the story does not know it
	case ev.Sequence == end.Sequence && at != end:
		return true, false
	case ev.Sequence == story.Sequence && s.met[ev.Story] != story.Told():
		return true, false
	}
	return true, true
}

// open reads the snapshot. The error is why it is not used.
func (s *Stories) open() error {
	stories, err := s.snapshot.read()
	s.saved = saved{stories, map[pipeline.StoryID]int{}}
	return err
}

// resume lets the snapshot stand for the events that it covers: it reports
// whether nothing is left to fold. A story that disagrees with what is read is
// folded anew.
func (s *Stories) resume(ctx context.Context, j *Journal, ev pipeline.Event) (done bool) {
	covered, agrees := s.saved.covers(ev)
	if !covered {
		return false
	}
	if s.saved.met[ev.Story] == 1 {
		s.mu.Lock()
		s.order = append(s.order, ev.Story)
		s.mu.Unlock()
	}
	story := s.saved.stories[ev.Story]
	if !agrees {
		s.refold(ctx, j, ev.Story, ev.Sequence)
		return false
	}
	if ev.Sequence == story.Sequence {
		s.know(story)
	}
	return true
}

// settle ends the use of the snapshot, when the journal was read up to last. A
// story that ends with an event that was not met is folded anew.
func (s *Stories) settle(ctx context.Context, j *Journal, last uint64) {
	s.reading.Lock()
	defer s.reading.Unlock()
	for id := range s.saved.stories {
		s.refold(ctx, j, id, max(last, s.reached())+1)
	}
	s.saved = saved{}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.order = slices.DeleteFunc(s.order, func(id pipeline.StoryID) bool {
		_, known := s.get(id)
		return !known
	})
	s.hot = make([]pipeline.StoryID, 0, len(s.hot)) // as they were submitted
	for _, id := range s.order {
		if story, ok := s.stories[id]; ok && !story.Away {
			s.hot = append(s.hot, id)
		}
	}
}

// refold folds a story from its events before that sequence.
func (s *Stories) refold(ctx context.Context, j *Journal, id pipeline.StoryID, before uint64) {
	delete(s.saved.stories, id)
	var events []pipeline.Event
	kept, err := j.kept(ctx, pipeline.Story{ID: id})
	for _, e := range kept {
		if err != nil || e.sequence >= before {
			break
		}
		var ev pipeline.Event
		ev, err = j.decode(ctx, e.body, e.sequence)
		events = append(events, ev)
	}
	if err != nil {
		s.alarm(pipeline.Event{Story: id}, fmt.Errorf("fold story %s: %w", id, err))
	}
	if len(events) > 0 {
		s.know(pipeline.Fold(events))
	}
}

// know takes a story that was folded before.
func (s *Stories) know(story pipeline.Story) {
	delete(s.saved.stories, story.ID)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(pipeline.Story{}, story)
	for _, t := range story.Tasks {
		s.holders.see(t)
	}
}

// Save writes the snapshot, if anything happened since the last one. Nobody waits
// for it but other savers.
func (s *Stories) Save() error {
	s.saving.Lock()
	defer s.saving.Unlock()
	at := s.reached()
	if s.snapshot.Path == "" || at == s.savedAt {
		return nil
	}
	var whole []pipeline.Story
	for _, story := range s.Open() {
		if story.Archive == nil { // what came back from the archive is read there
			whole = append(whole, story)
		}
	}
	if err := s.snapshot.write(whole); err != nil {
		return err
	}
	s.savedAt = at
	return nil
}
