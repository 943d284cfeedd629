package workers

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// TestReaperSaveRace lets a save and the end of its lease race, as often as it
// takes to see both win: the text becomes the segment's and the claim stands,
// or the task is open and the text kept aside. It is never lost, and never both.
func TestReaperSaveRace(t *testing.T) {
	t.Parallel()
	n, claim := claimed(t)
	won := map[pipeline.TaskState]int{}
	for round := range 24 {
		text := fmt.Sprint("Text ", round)
		old := n.story()
		task, _ := old.Task("t1")
		r := n.reaper(leases{}, lease+time.Second)
		var running sync.WaitGroup
		running.Go(func() {
			if err := r.expire(t.Context(), old, task); err != nil {
				t.Error(err)
			}
		})
		running.Go(func() { n.save(text, claim.Sequence) })
		running.Wait()
		after, _ := n.story().Task("t1")
		g, _ := n.story().Segment("b1-1")
		aside := len(g.Suggestions) > 0 && g.Suggestions[len(g.Suggestions)-1].Text == text
		if held := after.State == pipeline.TaskHeld; held != (g.Target == text) || held == aside {
			t.Fatalf("round %d: the task is %s, its text %q, aside %v", round, after.State, g.Target, g.Suggestions)
		}
		if won[after.State]++; after.State == pipeline.TaskOpen {
			claim = n.claim(fmt.Sprint("again", round), "olena")
		}
	}
	t.Logf("the save was first %d times, the end of the lease %d times", won[pipeline.TaskHeld], won[pipeline.TaskOpen])
}

// save saves as the API does: what moved is looked at and decided again.
func (n *newsroom) save(text string, token uint64) {
	for {
		story := n.story()
		fact, _ := story.SaveText("t1", "olena", token, "b1-1", text)
		if fact == nil {
			n.Errorf("%q is neither saved nor kept", text)
			return
		}
		task, _ := story.Task("t1")
		ev := pipelinetest.Event(n, text[5:]+"-saved", "s1", "olena", fact).For("t1")
		stored, err := n.journal.Append(n.Context(), task.Head, ev)
		switch {
		case err == nil:
			n.waitFor(stored.Sequence)
			return
		case pipeline.KindOf(err) != pipeline.Conflict:
			n.Error(err)
			return
		}
		n.waitFor(task.Head.Sequence + 1)
	}
}
