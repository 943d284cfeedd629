package journal

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// Stories is what a process knows: every story, folded from the journal and
// kept up to date by one consumer. Reading it costs no round trip. It is safe
// for concurrent use.
type Stories struct {
	alarm func(pipeline.Event, error)

	mu       sync.RWMutex
	stories  map[pipeline.StoryID]pipeline.Story
	remnants map[pipeline.StoryID]*remnant         // those that are archived
	order    []pipeline.StoryID                    // as they were submitted
	hot      []pipeline.StoryID                    // those that are no remnants
	left     map[pipeline.StoryID]pipeline.Archive // archived, and not known to be purged
	slugs    map[pipeline.Slug]pipeline.StoryID
	tasks    map[pipeline.TaskID]pipeline.StoryID
	holders  holders
	sequence uint64
	moved    chan struct{} // closed when sequence moves, then replaced
	feeds    map[chan pipeline.Event]bool
	unknown  map[pipeline.Kind]int // events that a newer program wrote

	reading  sync.Mutex // held while an event is taken in
	saved    saved      // from the snapshot; used while reading
	snapshot Snapshot
	saving   sync.Mutex
	savedAt  uint64
}

// Follow reads the journal from its beginning and goes on until stop is
// called. It returns when everything stored so far is folded, or was when the
// snapshot was written. alarm hears of events that cannot follow from what was
// before; they change nothing.
func (j *Journal) Follow(ctx context.Context, alarm func(pipeline.Event, error)) (s *Stories, stop func(), err error) {
	s = &Stories{
		alarm:    alarm,
		stories:  map[pipeline.StoryID]pipeline.Story{},
		remnants: map[pipeline.StoryID]*remnant{},
		slugs:    map[pipeline.Slug]pipeline.StoryID{},
		tasks:    map[pipeline.TaskID]pipeline.StoryID{},
		moved:    make(chan struct{}),
		feeds:    map[chan pipeline.Event]bool{},
		left:     map[pipeline.StoryID]pipeline.Archive{},
		unknown:  map[pipeline.Kind]int{},

		snapshot: j.saved,
	}
	last, err := j.newest(ctx)
	if err != nil {
		return nil, nil, err
	}
	if err := s.open(); err != nil {
		alarm(pipeline.Event{}, err)
	}
	j.heads.begin(1)
	stop, err = j.follow(ctx, 1, nil, func(ctx context.Context, msg jetstream.Msg) { s.receive(ctx, j, msg) },
		func(err error) { alarm(pipeline.Event{}, err) })
	if err != nil {
		return nil, nil, fmt.Errorf("follow journal: %w", err)
	}
	if err := j.caughtUp(ctx, last, s.WaitFor, s.reached); err != nil {
		stop()
		return nil, nil, err
	}
	s.settle(ctx, j, last)
	return s, stop, nil
}

// Gaps after the loss of a node last as long as these: the defaults are 30 s.
const (
	pullExpiry    = jetstream.PullExpiry(5 * time.Second)
	pullHeartbeat = jetstream.PullHeartbeat(time.Second)
)

func (s *Stories) receive(ctx context.Context, j *Journal, msg jetstream.Msg) {
	meta, err := msg.Metadata()
	if err != nil {
		s.alarm(pipeline.Event{}, err)
		return
	}
	s.reading.Lock()
	defer s.reading.Unlock()
	ev, err := j.decode(ctx, msg.Data(), meta.Sequence.Stream)
	if err != nil && ctx.Err() != nil {
		return // it was told to stop
	}
	j.heads.see(ev, meta.Sequence.Stream, err)
	if err != nil {
		s.alarm(ev, err)
	}
	if err == nil && ev.Kind != pipeline.KindStoryArchived {
		s.wake(ctx, j, ev)
	}
	s.apply(ev, meta.Sequence.Stream, err == nil && !s.resume(ctx, j, ev))
}

// wake reads an archived story to which something happens.
func (s *Stories) wake(ctx context.Context, j *Journal, ev pipeline.Event) {
	story, _ := s.Story(ev.Story) // only this reading changes it
	if !story.Away {
		return
	}
	whole, err := j.Unarchive(ctx, story)
	if err != nil {
		s.alarm(ev, err)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(story, whole)
}

func (s *Stories) apply(ev pipeline.Event, sequence uint64, folds bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if sequence <= s.sequence {
		return
	}
	s.sequence = sequence
	if folds {
		s.fold(ev)
	}
	close(s.moved)
	s.moved = make(chan struct{})
}

func (s *Stories) fold(ev pipeline.Event) {
	defer s.tell(ev)
	if ev.Base != "" {
		return // a termbase has a fold of its own
	}
	before, known := s.get(ev.Story)
	after, err := before.Apply(ev)
	if errors.Is(err, pipeline.ErrUnknownKind) {
		if s.unknown[ev.Kind]++; s.unknown[ev.Kind] > 1 {
			err = nil // one alarm a kind is enough: they are counted
		}
	}
	if err != nil {
		s.alarm(ev, err)
	}
	if !known && s.saved.met[ev.Story] == 0 {
		s.order = append(s.order, ev.Story)
	}
	if ev.Kind == pipeline.KindStoryArchived && after.Away && known {
		s.left[ev.Story] = *after.Archive
	}
	s.put(before, after)
	if t, ok := after.Task(ev.Task); ok {
		s.holders.see(t)
	}
}

// put puts a story in the place of what was known of it.
func (s *Stories) put(before, after pipeline.Story) {
	s.set(after)
	s.slugs[after.Slug] = after.ID
	washot := before.ID != "" && !before.Away
	switch {
	case after.Away && washot:
		s.hot = slices.DeleteFunc(s.hot, func(id pipeline.StoryID) bool { return id == after.ID })
	case !after.Away && !washot:
		s.hot = append(s.hot, after.ID)
	}
	if after.Away {
		for _, id := range after.Archive.Tasks {
			s.tasks[id] = after.ID
		}
	}
	for _, t := range after.Tasks[min(len(before.Tasks), len(after.Tasks)):] {
		s.tasks[t.ID] = after.ID
	}
}

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
	}
}

// tell gives the event to those who follow the feed.
func (s *Stories) tell(ev pipeline.Event) {
	for feed := range s.feeds {
		select {
		case feed <- ev:
		default: // too slow: it is told by the closed channel and may come back
			delete(s.feeds, feed)
			close(feed)
		}
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
