package journal

import (
	"context"
	"maps"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// Open returns the stories that are not archived, oldest first.
func (s *Stories) Open() []pipeline.Story {
	s.mu.RLock()
	defer s.mu.RUnlock()
	open := make([]pipeline.Story, len(s.hot))
	for i, id := range s.hot {
		open[i] = s.stories[id] // none of them is a remnant
	}
	return open
}

// Archived returns how many stories are archived.
func (s *Stories) Archived() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.order) - len(s.hot)
}

// Unknown returns how many events were passed over because this program does not
// know their kind.
func (s *Stories) Unknown() map[pipeline.Kind]int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return maps.Clone(s.unknown)
}

// Left returns the archived stories whose events may still be in the journal.
func (s *Stories) Left() map[pipeline.StoryID]pipeline.Archive {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return maps.Clone(s.left)
}

// Purged notes that a story's events left the journal.
func (s *Stories) Purged(id pipeline.StoryID, archive pipeline.Archive) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left[id].At == archive.At {
		delete(s.left, id)
		s.purged++
	}
}

// WaitFor returns when the event at that sequence is folded: the barrier that
// gives a writer its own writes, and a worker the event that woke it.
func (s *Stories) WaitFor(ctx context.Context, sequence uint64) error {
	for {
		s.mu.RLock()
		done, moved := s.sequence >= sequence, s.moved
		s.mu.RUnlock()
		if done {
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return &pipeline.Error{
				Op: "read journal", Kind: pipeline.Unavailable, Err: ctx.Err(),
				Public: "the journal is behind: its newest entries could not be read yet",
				Hint:   "try again in a moment",
			}
		}
	}
}

// WaitAtMost is WaitFor that gives up after d.
func (s *Stories) WaitAtMost(ctx context.Context, d time.Duration, sequence uint64) error {
	if s.reached() >= sequence {
		return nil // most often, and timers take their time
	}
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	return s.WaitFor(ctx, sequence)
}

// reached is the sequence of the newest event that is folded.
func (s *Stories) reached() uint64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.sequence
}

// Story returns the story with that id.
func (s *Stories) Story(id pipeline.StoryID) (pipeline.Story, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.get(id)
}

// Named returns the story with that id or slug.
func (s *Stories) Named(name string) (pipeline.Story, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if story, ok := s.get(pipeline.StoryID(name)); ok {
		return story, true
	}
	return s.get(s.slugs[pipeline.Slug(name)])
}

// OfTask returns the story that has the task.
func (s *Stories) OfTask(id pipeline.TaskID) (pipeline.Story, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.get(s.tasks[id])
}

// All returns every story, oldest first.
func (s *Stories) All() []pipeline.Story {
	s.mu.RLock()
	defer s.mu.RUnlock()
	all := make([]pipeline.Story, 0, len(s.order))
	for _, id := range s.order {
		story, _ := s.get(id)
		all = append(all, story)
	}
	return all
}

// Feed returns the events from now on, until ctx ends. The channel is closed
// then, and also when the reader falls behind by a thousand events.
func (s *Stories) Feed(ctx context.Context) <-chan pipeline.Event {
	feed := make(chan pipeline.Event, 1000)
	s.mu.Lock()
	s.feeds[feed] = true
	s.mu.Unlock()
	context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.feeds[feed] {
			delete(s.feeds, feed)
			close(feed)
		}
	})
	return feed
}
