package workers

import (
	"sync"
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

const budget = 10 * time.Minute

// flash opens a newsroom with an urgent task that nobody has taken since Noon.
func flash(t testing.TB) *newsroom {
	t.Helper()
	n := open(t)
	n.append(pipeline.Head{}, pipelinetest.Event(t, "submitted", "s1", "ira", pipeline.StorySubmitted{
		Slug: "s1", Desk: "news", Priority: pipeline.Flash,
		Article: pipeline.Article{Blocks: []pipeline.Block{{ID: "b1", Kind: pipeline.Paragraph, Text: "Пором"}}},
	}))
	n.append(n.story().Head, pipelinetest.Event(t, "segmented", "s1", "worker:segmenter", pipeline.ArticleSegmented{
		Segments: []pipeline.SegmentCut{{ID: "b1-1", Block: "b1", Text: pipeline.Span{Start: 0, End: 10}}},
	}))
	n.append(n.story().Head, pipelinetest.Event(t, "opened", "s1", "worker:router", pipeline.TasksOpened{
		Tasks: []pipeline.TaskOffer{{ID: "t1", Kind: pipeline.Translate, Segments: []pipeline.SegmentID{"b1-1"}}},
	}))
	return n
}

// TestEscalate: half of the budget offers the task to all, all of it alerts the
// editor, and each is said once, by however many reapers.
func TestEscalate(t *testing.T) {
	t.Parallel()
	n := flash(t)
	at := func(after time.Duration) pipeline.Task {
		var running sync.WaitGroup
		for range 4 {
			running.Go(func() {
				r := n.reaper(leases{}, after)
				r.budgets = pipeline.Budgets{pipeline.Flash: budget}
				r.reap(t.Context())
			})
		}
		running.Wait()
		task, _ := n.story().Task("t1")
		return task
	}
	for _, tt := range []struct {
		after time.Duration
		level pipeline.Escalation
		last  uint64
	}{
		{budget/2 - time.Second, pipeline.Calm, 3},
		{budget / 2, pipeline.ToAll, 4},
		{budget - time.Second, pipeline.ToAll, 4},
		{budget, pipeline.Alarmed, 5},
		{10 * budget, pipeline.Alarmed, 5},
	} {
		if task := at(tt.after); task.Level != tt.level || n.last() != tt.last {
			t.Errorf("after %s: level %d after %d events, want %d after %d", tt.after, task.Level, n.last(), tt.level, tt.last)
		}
	}
	if task, _ := n.story().Task("t1"); task.Alerts != "ira" {
		t.Errorf("%q is alerted, want the editor who submitted it", task.Alerts)
	}
}

// TestEscalateClaim: who takes the task in between beats the reaper.
func TestEscalateClaim(t *testing.T) {
	t.Parallel()
	n := flash(t)
	old := n.story()
	task, _ := old.Task("t1")
	n.claim("c1", "olena")
	r := n.reaper(leases{}, budget)
	r.budgets = pipeline.Budgets{pipeline.Flash: budget}
	if err := r.escalate(t.Context(), old, task); err != nil {
		t.Errorf("being late is no fault: %v", err)
	}
	if got, _ := n.story().Task("t1"); got.Level != pipeline.Calm || got.State != pipeline.TaskHeld {
		t.Errorf("the task is %+v", got)
	}
}
