package journal

import (
	"fmt"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// TestSlowFeed: a reader that falls behind by a thousand events loses its feed
// and holds up nobody.
func TestSlowFeed(t *testing.T) {
	t.Parallel()
	s := &Stories{
		alarm:   func(ev pipeline.Event, err error) { t.Errorf("alarm at %d: %v", ev.Sequence, err) },
		stories: map[pipeline.StoryID]pipeline.Story{},
		tasks:   map[pipeline.TaskID]pipeline.StoryID{},
		slugs:   map[pipeline.Slug]pipeline.StoryID{},
		moved:   make(chan struct{}),
		feeds:   map[chan pipeline.Event]bool{},
	}
	slow, quick := s.Feed(t.Context()), s.Feed(t.Context())
	const many = 1200
	for i := range uint64(many) {
		ev, err := pipeline.NewEvent(pipeline.EventID(fmt.Sprint("e", i)), "s1", "ira", pipeline.EntryRetried{})
		if err != nil {
			t.Fatal(err)
		}
		ev.Sequence = i + 1
		s.apply(ev, ev.Sequence, true)
		if got := <-quick; got.Sequence != ev.Sequence {
			t.Fatalf("the quick reader got %d, want %d", got.Sequence, ev.Sequence)
		}
	}
	n := 0
	for range slow {
		n++
	}
	if n != 1000 {
		t.Errorf("the slow reader got %d events before its feed was closed, want 1000", n)
	}
	if story, _ := s.Story("s1"); story.Sequence != many {
		t.Errorf("the story ends at %d, want %d", story.Sequence, many)
	}
}
