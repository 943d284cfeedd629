package journal

import (
	"context"
	"errors"
	"fmt"
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
	remnants map[pipeline.StoryID]remnant          // those that are archived
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

	journal  *Journal
	snapshot Snapshot
	resumed  uint64 // the sequence up to which the snapshot was used; 0 without it
	doubt    error  // why it was not used
	sound    chan struct{}
	saving   sync.Mutex
	savedAt  saveState
	purged   int // stories
}

// Follow reads the journal from where the snapshot ends, or from its beginning,
// and goes on until stop is called. It returns when everything stored so far is
// folded. alarm hears of events that cannot follow from what was before; they
// change nothing.
func (j *Journal) Follow(ctx context.Context, alarm func(pipeline.Event, error)) (s *Stories, stop func(), err error) {
	s = &Stories{
		alarm: alarm, journal: j, snapshot: j.saved,
		moved: make(chan struct{}),
		feeds: map[chan pipeline.Event]bool{},
		sound: make(chan struct{}),
	}
	s.forget()
	last, err := j.newest(ctx)
	if err != nil {
		return nil, nil, err
	}
	from, doubt := s.recall(ctx)
	if s.resumed, s.doubt = from-1, doubt; s.resumed == 0 {
		close(s.sound)
	}
	j.heads.begin(from)
	stop, err = j.follow(ctx, from, nil, func(ctx context.Context, msg jetstream.Msg) { s.receive(ctx, j, msg) },
		func(err error) { alarm(pipeline.Event{}, err) })
	if err != nil {
		return nil, nil, fmt.Errorf("follow journal: %w", err)
	}
	if err := j.caughtUp(ctx, last, s.WaitFor, s.reached); err != nil {
		stop()
		return nil, nil, err
	}
	s.settle()
	return s, stop, nil
}

// forget makes it know nothing.
func (s *Stories) forget() {
	s.stories, s.remnants = map[pipeline.StoryID]pipeline.Story{}, map[pipeline.StoryID]remnant{}
	s.slugs, s.tasks = map[pipeline.Slug]pipeline.StoryID{}, map[pipeline.TaskID]pipeline.StoryID{}
	s.left, s.unknown = map[pipeline.StoryID]pipeline.Archive{}, map[pipeline.Kind]int{}
	s.order, s.hot, s.holders, s.sequence = nil, nil, holders{}, 0
}

// settle puts the stories that are not archived in the order of their submission.
func (s *Stories) settle() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hot = make([]pipeline.StoryID, 0, len(s.hot))
	for _, id := range s.order {
		if story, ok := s.stories[id]; ok && !story.Away {
			s.hot = append(s.hot, id)
		}
	}
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
	s.apply(ev, meta.Sequence.Stream, err == nil)
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
	if !known {
		s.order = append(s.order, ev.Story)
	}
	if ev.Kind == pipeline.KindStoryArchived && after.Away && known {
		s.left[ev.Story] = *after.Archive
	}
	s.put(before, after)
	if t, ok := after.Task(ev.Task); ok {
		s.holders.see(t)
	}
	if ev.Kind == pipeline.KindArticleSegmented { // of a revision: tasks may have fallen away
		for _, t := range after.Tasks {
			s.holders.see(t)
		}
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
