package pipeline_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// TestSnapshots: a story once read never changes, whatever is applied to it
// later, even two different events to the same one. The sequences are random,
// and legal but for those that are not.
func TestSnapshots(t *testing.T) {
	for seed := range uint64(40) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 15))
			a := opened(t)
			type snapshot struct {
				story pipeline.Story
				as    string
			}
			var read []snapshot
			for range 60 {
				read = append(read, snapshot{a.Story, visible(t, a.Story)})
				ev, other := randomEvent(a, random), randomEvent(a, random)
				other.ID = "other-" + other.ID
				branch, _ := a.Apply(other)
				next, _ := a.Apply(ev)
				if a.Has(ev.ID) || a.Has(other.ID) || branch.Has(ev.ID) || next.Has(other.ID) || !next.Has(ev.ID) {
					t.Fatalf("event %d shows in a story that it does not belong to", ev.Sequence)
				}
				a.Story, a.events = next, append(a.events, ev)
			}
			for i, s := range read {
				if got := visible(t, s.story); got != s.as {
					t.Fatalf("the story read before event %d was\n%s\nand became\n%s", len(a.events)-60+i+1, s.as, got)
				}
			}
			if got, want := visible(t, pipeline.Fold(a.events)), visible(t, a.Story); got != want {
				t.Errorf("the fold of all is\n%s\nand step by step it was\n%s", got, want)
			}
		})
	}
}

// randomEvent is an event that somebody could bring about now: mostly what the
// decisions allow.
func randomEvent(a *tale, random *rand.Rand) pipeline.Event {
	people := []pipeline.UserID{"olena", "petro", "ruth"}
	who := people[random.IntN(len(people))]
	if random.IntN(5) == 0 {
		return a.event("", who, storyFact(a, random))
	}
	task := a.Tasks[random.IntN(len(a.Tasks))]
	segment := task.Segments[random.IntN(len(task.Segments))]
	if task.State == pipeline.TaskHeld && random.IntN(4) > 0 {
		who = task.Claim.Holder
	}
	var fact pipeline.Fact
	lead := someone("ira", pipeline.Admin)
	other := someone(string(people[random.IntN(len(people))]), pipeline.Admin)
	switch random.IntN(13) {
	case 8:
		fact, _ = a.HandTask(task.ID, who, other, "", lease, noon())
	case 9:
		fact, _ = a.TakeTask(task.ID, lead, "late", lease, noon())
	case 10:
		fact, _ = a.UndoRelease(task.ID, who, lease, noon())
	case 11:
		fact, _ = a.DivideTask(task.ID, pipeline.Cut{Words: 1})
	case 12:
		if louder, due := a.EscalateTask(task, pipeline.Budgets{pipeline.Urgent: 1}, noon().Add(lease)); due {
			fact = louder
		}
	case 0, 1:
		fact, _ = a.ClaimTask(task.ID, who, lease, noon())
	case 2:
		fact, _ = a.ReleaseTask(task.ID, who)
	case 3, 4:
		fact, _ = a.SaveText(task.ID, who, 0, segment, fmt.Sprint("text ", random.IntN(9)))
	case 5:
		fact, _ = a.CompleteTask(task.ID, who)
	case 6:
		fact, _ = a.ApproveTask(task.ID, who)
	case 7:
		fact, _ = a.ReturnTask(task.ID, who, "again")
	}
	if fact == nil {
		fact = pipeline.TaskExpired{Claim: task.Claim.Token} // legal only while it is held
	}
	return a.event(task.ID, who, fact)
}

func storyFact(a *tale, random *rand.Rand) pipeline.Fact {
	switch random.IntN(7) {
	case 0:
		return pipeline.EntryParked{Worker: "router", Sequence: 1}
	case 1:
		return pipeline.EntryRetried{Worker: "router", Sequence: 1}
	case 2:
		return pipeline.DeliveryMade{Outlet: "folder", Edition: a.Edition}
	case 3:
		return pipeline.StoryPublished{Edition: a.Edition}
	case 4:
		return pipeline.SegmentsAnnotated{Revision: random.IntN(9), Annotations: map[pipeline.SegmentID][]pipeline.Annotation{b1: {{Entry: "ferry"}}}}
	case 5:
		return a.assembly()
	}
	return pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{
		{ID: pipeline.TaskID(fmt.Sprint("r", len(a.Tasks))), Kind: pipeline.Review, Segments: []pipeline.SegmentID{b1, b2}, After: "t1"},
	}}
}
