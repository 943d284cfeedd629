package workers

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

const lease = 30 * time.Minute

// leases are heartbeats: when the lease of a claim ends.
type leases map[uint64]time.Time

func (l leases) Until(_ context.Context, _ pipeline.StoryID, t pipeline.Task) (time.Time, error) {
	if until, ok := l[t.Claim.Token]; ok {
		return until, nil
	}
	return t.Claim.Until, nil
}

// reaper returns one that does not run: the test calls reap. It began at Noon,
// and its clock has moved on by after.
func (n *newsroom) reaper(l Leases, after time.Duration) *Reaper {
	return &Reaper{
		journal: n.journal, stories: n.stories, leases: l, log: zerolog.Nop(), begun: pipelinetest.Noon(),
		now: func() time.Time { return pipelinetest.Noon().Add(after) },
	}
}

// claimed opens a newsroom in which olena holds the task t1 since Noon.
func claimed(t testing.TB) (n *newsroom, claim pipeline.Event) {
	t.Helper()
	n = open(t)
	n.submit("s1")
	n.append(n.story().Head, pipelinetest.Event(t, "segmented", "s1", "worker:segmenter", pipeline.ArticleSegmented{
		Segments: []pipeline.SegmentCut{{ID: "b1-1", Block: "b1", Text: pipeline.Span{Start: 0, End: 10}}},
	}))
	n.append(n.story().Head, pipelinetest.Event(t, "opened", "s1", "worker:router", pipeline.TasksOpened{
		Tasks: []pipeline.TaskOffer{{ID: "t1", Kind: pipeline.Translate, Segments: []pipeline.SegmentID{"b1-1"}}},
	}))
	return n, n.claim("c1", "olena")
}

func (n *newsroom) claim(id, who string) pipeline.Event {
	n.Helper()
	task, _ := n.story().Task("t1")
	return n.append(task.Head, pipelinetest.Event(n, id, "s1", who,
		pipeline.TaskClaimed{LeaseUntil: pipelinetest.Noon().Add(lease), Lease: lease}).For("t1"))
}

func TestReaper(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		renewed time.Duration // what heartbeats made of the lease, from Noon; 0 for none
		began   time.Duration
		after   time.Duration
		want    pipeline.TaskState
	}{
		{"within the lease", 0, 0, lease - time.Second, pipeline.TaskHeld},
		{"at its very end", 0, 0, lease, pipeline.TaskHeld},
		{"over", 0, 0, lease + time.Second, pipeline.TaskOpen},
		{"over but renewed", 2 * lease, 0, lease + time.Second, pipeline.TaskHeld},
		{"renewed and over", 2 * lease, 0, 2*lease + time.Second, pipeline.TaskOpen},
		{"over while the server was away: one heartbeat's time to renew", 0, 2 * lease, 2*lease + time.Second, pipeline.TaskHeld},
		{"nor renewed after it came back", 0, 2 * lease, 2*lease + lease/3 + time.Second, pipeline.TaskOpen},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			n, claim := claimed(t)
			heartbeats := leases{}
			if tt.renewed > 0 {
				heartbeats[claim.Sequence] = pipelinetest.Noon().Add(tt.renewed)
			}
			r := n.reaper(heartbeats, tt.after)
			r.begun = pipelinetest.Noon().Add(tt.began)
			r.reap(t.Context())
			if task, _ := n.story().Task("t1"); task.State != tt.want {
				t.Errorf("the task is %s, want %s", task.State, tt.want)
			}
			if tt.want == pipeline.TaskHeld {
				return
			}
			ev, err := n.journal.Event(t.Context(), n.last())
			if err != nil || ev.Kind != pipeline.KindTaskExpired || ev.Actor != "worker:reaper" {
				t.Fatalf("the last event is %+v, %v", ev, err)
			}
			if f, err := pipeline.Decode[pipeline.TaskExpired](ev); err != nil || f.Claim != claim.Sequence {
				t.Errorf("it ends the claim %d, want %d", f.Claim, claim.Sequence)
			}
		})
	}
}

// TestReapers: of the reapers of many nodes one append wins, and a later claim
// is safe from one that still sees the older.
func TestReapers(t *testing.T) {
	t.Parallel()
	n, _ := claimed(t)
	var running sync.WaitGroup
	for range 4 {
		running.Go(func() { n.reaper(leases{}, lease+time.Second).reap(t.Context()) })
	}
	running.Wait()
	if n.last() != 5 {
		t.Errorf("%d events, want one task.expired", n.last())
	}

	old := n.story()
	task, _ := old.Task("t1")
	task.State, task.Head.Sequence, task.Claim.Token = pipeline.TaskHeld, 4, 4 // as a slow node sees it
	second := n.claim("c2", "petro")
	if err := n.reaper(leases{}, lease+time.Second).expire(t.Context(), old, task); err != nil {
		t.Errorf("being late is no fault: %v", err)
	}
	if got, _ := n.story().Task("t1"); got.Claim.Token != second.Sequence || got.State != pipeline.TaskHeld || n.last() != 6 {
		t.Errorf("the task is %+v after %d events", got, n.last())
	}
}

// TestReaperSave: a save in between beats the reaper.
func TestReaperSave(t *testing.T) {
	t.Parallel()
	n, claim := claimed(t)
	old := n.story()
	task, _ := old.Task("t1")
	n.append(task.Head, pipelinetest.Event(t, "saved", "s1", "olena",
		pipeline.SegmentTranslated{Claim: claim.Sequence, Segment: "b1-1", Text: "A ferry"}).For("t1"))
	if err := n.reaper(leases{}, lease+time.Second).expire(t.Context(), old, task); err != nil {
		t.Error(err)
	}
	if got, _ := n.story().Task("t1"); got.State != pipeline.TaskHeld || got.Claim.Token != claim.Sequence {
		t.Errorf("the task is %+v", got)
	}
}

func TestReaperRuns(t *testing.T) {
	t.Parallel()
	n, _ := claimed(t)
	started := pipelinetest.Noon()
	var mu sync.Mutex
	now := func() time.Time { // the first look at the clock is the reaper's start
		mu.Lock()
		defer mu.Unlock()
		at := started
		started = pipelinetest.Noon().Add(2 * lease)
		return at
	}
	r := StartReaper(t.Context(), n.journal, n.stories, leases{}, nil, now, zerolog.Nop())
	n.waitFor(5)
	r.Stop()
	if task, _ := n.story().Task("t1"); task.State != pipeline.TaskOpen {
		t.Errorf("the task is %s", task.State)
	}
}
