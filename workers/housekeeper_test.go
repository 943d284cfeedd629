package workers

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// shelf is a vault in memory.
type shelf struct {
	mu   sync.Mutex
	held map[string][]byte
}

func (s *shelf) Put(_ context.Context, data []byte) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	digest := fmt.Sprintf("%064d", len(s.held)+1)
	s.held[digest] = data
	return digest, nil
}

func (s *shelf) Get(_ context.Context, digest string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	data, ok := s.held[digest]
	if !ok {
		return nil, fmt.Errorf("no %s", digest)
	}
	return data, nil
}

// finished opens a newsroom with a story s1 that was published and delivered at
// Noon, and s2 that was submitted.
func finished(t *testing.T) *newsroom {
	t.Helper()
	n, claim := claimed(t)
	n.submit("s2")
	tell := func(id string, task pipeline.TaskID, who string, fact pipeline.Fact) pipeline.Event {
		head := n.story().Head
		if of, ok := n.story().Task(task); ok {
			head = of.Head
		}
		return n.append(head, pipelinetest.Event(t, id, "s1", who, fact).For(task))
	}
	tell("text", "t1", "olena", pipeline.SegmentTranslated{Claim: claim.Sequence, Segment: "b1-1", Text: "A ferry"})
	tell("done", "t1", "olena", pipeline.TaskCompleted{Claim: claim.Sequence})
	tell("second", "", "worker:reviewer", pipeline.TasksOpened{
		Tasks: []pipeline.TaskOffer{{ID: "t2", Kind: pipeline.Review, Segments: []pipeline.SegmentID{"b1-1"}, After: "t1"}},
	})
	review := tell("review", "t2", "iryna", pipeline.TaskClaimed{LeaseUntil: pipelinetest.Noon().Add(lease), Lease: lease})
	read := tell("read", "t2", "iryna", pipeline.TaskCompleted{Claim: review.Sequence})
	tell("assembled", "", "worker:assembler", pipeline.StoryAssembled{Tasks: map[pipeline.TaskID]uint64{"t1": read.Sequence, "t2": read.Sequence}})
	tell("published", "", "worker:publisher", pipeline.StoryPublished{Edition: 1, Outlets: []string{"folder"}})
	tell("delivered", "", "worker:publisher", pipeline.DeliveryMade{Outlet: "folder", Edition: 1, Receipt: "a.html"})
	return n
}

// TestHousekeeper: a story that was finished and quiet for long enough is archived
// and leaves the journal, no other and none before.
func TestHousekeeper(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		after time.Duration
		gone  bool
	}{
		{"too early", time.Hour - time.Millisecond, false},
		{"in time", time.Hour, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			n := finished(t)
			before := n.story()
			j, err := journal.Open(t.Context(), n.nc, journal.Options{Now: pipelinetest.Noon, Vault: &shelf{held: map[string][]byte{}}})
			if err != nil {
				t.Fatal(err)
			}
			h := &Housekeeper{
				journal: j, stories: n.stories, quiet: time.Hour, log: zerolog.Nop(),
				now: func() time.Time { return pipelinetest.Noon().Add(tt.after) },
			}
			for range 2 { // the second finds nothing to do
				if err := h.tidy(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			story := n.story()
			if story.Away != tt.gone || story.State() != pipeline.Published || n.stories.Archived() == 1 != tt.gone {
				t.Errorf("the story is %+v", story)
			}
			if open := n.stories.Open(); len(open) == 1 != tt.gone || open[len(open)-1].ID != "s2" {
				t.Errorf("open are %d stories", len(open))
			}
			if len(n.stories.Left()) > 0 {
				t.Errorf("left are %v", n.stories.Left())
			}
			if _, err := j.Event(t.Context(), before.Sequence); (err != nil) != tt.gone {
				t.Errorf("its last event is in the journal: %v", err)
			}
			whole, err := j.Unarchive(t.Context(), story)
			if err != nil || len(whole.Segments) != 1 || whole.Segments[0].State != pipeline.Reviewed {
				t.Errorf("it comes back as %+v, %v", whole, err)
			}
		})
	}
}
