package pipeline_test

import (
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

func someone(name string, roles ...pipeline.Role) pipeline.Person {
	return pipeline.Person{Name: pipeline.UserID(name), Roles: roles}
}

// released is a tale in which olena gave the translation back at Noon.
func released(t testing.TB) *tale {
	a, token := translated(t)
	a.tell("t1", "olena", pipeline.TaskReleased{Claim: token})
	return a
}

// toReview is a tale whose review nobody has yet.
func toReview(t testing.TB) *tale {
	a, token := translated(t)
	a.tell("t1", "olena", pipeline.TaskCompleted{Claim: token})
	a.tell("", "worker:reviewer", pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{
		{ID: "r1", Kind: pipeline.Review, Segments: []pipeline.SegmentID{b1, b2}, Words: 2, After: "t1"},
	}})
	return a
}

func TestHandTask(t *testing.T) {
	hand := func(task pipeline.TaskID, who pipeline.UserID, to pipeline.Person) func(*tale) (pipeline.Fact, error) {
		return func(a *tale) (pipeline.Fact, error) { return a.HandTask(task, who, to, "shift", lease, noon()) }
	}
	handed := pipeline.TaskHandedOver{Claim: 5, To: "petro", Reason: "shift", LeaseUntil: noon().Add(lease), Lease: lease}
	elsewhere := someone("petro", pipeline.Translator)
	elsewhere.Desks = []pipeline.DeskID{"sport"}
	for _, tt := range []decision{
		{"to a translator", held, hand("t1", "olena", someone("petro", pipeline.Translator)), handed, 0, ""},
		{"with text", written, hand("t1", "olena", someone("petro", pipeline.Translator)), handed, 0, ""},
		{"to oneself", held, hand("t1", "olena", someone("olena", pipeline.Translator)), nil, pipeline.Invalid, "already"},
		{"to somebody without the role", held, hand("t1", "olena", someone("ira", pipeline.Editor)), nil, pipeline.Denied, "role translator"},
		{"to another desk", held, hand("t1", "olena", elsewhere), nil, pipeline.Denied, "works for sport"},
		{"a review to who translated", atReview, hand("r1", "ruth", someone("olena", pipeline.Reviewer)), nil, pipeline.Denied, "cannot approve"},
		{"by another", held, hand("t1", "petro", someone("ruth", pipeline.Translator)), nil, pipeline.Conflict, "held by olena"},
		{"an open task", opened, hand("t1", "olena", someone("petro", pipeline.Translator)), nil, pipeline.Conflict, "not claimed"},
		{"no such task", held, hand("t9", "olena", someone("petro", pipeline.Translator)), nil, pipeline.NotFound, "t9"},
	} {
		t.Run(tt.name, tt.run)
	}
}

func TestTakeTask(t *testing.T) {
	take := func(task pipeline.TaskID, to pipeline.Person, reason string) func(*tale) (pipeline.Fact, error) {
		return func(a *tale) (pipeline.Fact, error) { return a.TakeTask(task, to, reason, lease, noon()) }
	}
	until := noon().Add(lease)
	ira, petro := someone("ira", pipeline.Editor), someone("petro", pipeline.Translator)
	elsewhere := petro
	elsewhere.Desks, elsewhere.Skills = []pipeline.DeskID{"sport"}, []pipeline.Skill{"sport"}
	for _, tt := range []decision{
		{"for oneself", held, take("t1", ira, "ill"), pipeline.TaskTakenOver{Claim: 5, From: "olena", To: "ira", Reason: "ill", LeaseUntil: until, Lease: lease}, 0, ""},
		{"for somebody", held, take("t1", petro, "ill"), pipeline.TaskTakenOver{Claim: 5, From: "olena", To: "petro", Reason: "ill", LeaseUntil: until, Lease: lease}, 0, ""},
		{"for another desk", held, take("t1", elsewhere, "ill"), pipeline.TaskTakenOver{Claim: 5, From: "olena", To: "petro", Reason: "ill", LeaseUntil: until, Lease: lease}, 0, ""},
		{"without a reason", held, take("t1", petro, ""), nil, pipeline.Invalid, "needs a reason"},
		{"with a blank one", held, take("t1", petro, " \t\u00a0"), nil, pipeline.Invalid, "needs a reason"},
		{"an open one is assigned", opened, take("t1", petro, ""), pipeline.TaskAssigned{To: "petro", LeaseUntil: until, Lease: lease}, 0, ""},
		{"held by that person", held, take("t1", someone("olena", pipeline.Translator), "ill"), nil, 0, ""},
		{"for a publisher", held, take("t1", someone("maks", pipeline.Publisher), "ill"), nil, pipeline.Denied, "role translator"},
		{"a review for an editor", atReview, take("r1", ira, "ill"), nil, pipeline.Denied, "role reviewer"},
		{"a review for who translated", atReview, take("r1", someone("olena", pipeline.Reviewer), "ill"), nil, pipeline.Denied, "cannot approve"},
		{"a review", atReview, take("r1", someone("rita", pipeline.Reviewer), "ill"), pipeline.TaskTakenOver{Claim: 10, From: "ruth", To: "rita", Reason: "ill", LeaseUntil: until, Lease: lease}, 0, ""},
		{"what is done", atReview, take("t1", petro, "ill"), nil, pipeline.Conflict, "done"},
		{"no such task", held, take("t9", petro, "ill"), nil, pipeline.NotFound, "t9"},
	} {
		t.Run(tt.name, tt.run)
	}
}

func TestUndoRelease(t *testing.T) {
	undo := func(who pipeline.UserID, after time.Duration) func(*tale) (pipeline.Fact, error) {
		return func(a *tale) (pipeline.Fact, error) { return a.UndoRelease("t1", who, lease, noon().Add(after)) }
	}
	undone := func(t testing.TB) *tale {
		a := released(t)
		a.tell("t1", "olena", pipeline.TaskRestored{Claim: 5})
		return a
	}
	takenSince := func(t testing.TB) *tale {
		a := released(t)
		a.tell("t1", "petro", pipeline.TaskClaimed{LeaseUntil: noon().Add(lease)})
		return a
	}
	givenBackSince := func(t testing.TB) *tale {
		a := takenSince(t)
		a.tell("t1", "petro", pipeline.TaskReleased{Claim: 9})
		return a
	}
	dividedSince := func(t testing.TB) *tale {
		a := released(t)
		a.tell("t1", "ira", pipeline.TaskDivided{Parts: []pipeline.TaskOffer{
			{ID: "t1", Segments: []pipeline.SegmentID{b2}}, {ID: "t2", Segments: []pipeline.SegmentID{b1}},
		}})
		return a
	}
	expired := func(t testing.TB) *tale {
		a, token := translated(t)
		a.tell("t1", "worker:reaper", pipeline.TaskExpired{Claim: token})
		return a
	}
	restored := func(after time.Duration) pipeline.Fact {
		return pipeline.TaskRestored{Claim: 5, LeaseUntil: noon().Add(after + lease), Lease: lease}
	}
	for _, tt := range []decision{
		{"at once", released, undo("olena", 0), restored(0), 0, ""},
		{"in the last moment", released, undo("olena", 10*time.Minute), restored(10 * time.Minute), 0, ""},
		{"too late", released, undo("olena", 10*time.Minute+1), nil, pipeline.Conflict, "more than 10 minutes ago"},
		{"twice is once", undone, undo("olena", 0), nil, 0, ""},
		{"by another", released, undo("petro", 0), nil, pipeline.Conflict, "no release of task t1 by petro"},
		{"somebody took it", takenSince, undo("olena", 0), nil, pipeline.Conflict, "held by petro"},
		{"somebody took it and gave it back", givenBackSince, undo("olena", 0), nil, pipeline.Conflict, "no release of task t1 by olena"},
		{"it was divided", dividedSince, undo("olena", 0), nil, pipeline.Conflict, "no release"},
		{"it ran out", expired, undo("olena", 0), nil, pipeline.Conflict, "no release"},
		{"it is done", toReview, undo("olena", 0), nil, pipeline.Conflict, "done"},
	} {
		t.Run(tt.name, tt.run)
	}
	a := released(t)
	a.tell("t1", "olena", pipeline.TaskRestored{Claim: 5, LeaseUntil: noon().Add(lease), Lease: lease})
	task, _ := a.Task("t1")
	if g, _ := a.Segment(b1); !task.HeldBy("olena") || task.Claim.Token != 5 || g.Target != "The ferry" {
		t.Errorf("after the undo the task is %+v, its text %q", task, g.Target)
	}
}

// TestPassed: whoever passes a task on, the old token is dead at once and the
// new holder starts from the last saved text; late text is kept aside.
func TestPassed(t *testing.T) {
	for _, fact := range []pipeline.Fact{
		pipeline.TaskHandedOver{Claim: 5, To: "petro", Lease: lease, LeaseUntil: noon().Add(lease)},
		pipeline.TaskTakenOver{Claim: 5, From: "olena", To: "petro", Reason: "ill", Lease: lease, LeaseUntil: noon().Add(lease)},
	} {
		t.Run(string(fact.Kind()), func(t *testing.T) {
			a, token := translated(t)
			at := a.tell("t1", "olena", fact)
			task, _ := a.Task("t1")
			if want := (pipeline.Claim{Token: at, Holder: "petro", Lease: lease, Until: noon().Add(lease)}); task.Claim != want || !task.HeldBy("petro") {
				t.Errorf("the claim is %+v, want %+v", task.Claim, want)
			}
			if g, _ := a.Segment(b1); g.Target != "The ferry" {
				t.Errorf("the new holder starts from %q", g.Target)
			}
			late, err := a.SaveText("t1", "olena", token, b1, "A ferry")
			if late != (pipeline.SegmentSuggested{Segment: b1, Text: "A ferry"}) || pipeline.KindOf(err) != pipeline.Conflict {
				t.Errorf("a late save gives %v, %v", late, err)
			}
			if saved, err := a.SaveText("t1", "petro", at, b1, "A ferry"); err != nil || saved == nil {
				t.Errorf("the new holder's save gives %v, %v", saved, err)
			}
			if _, err := a.ReleaseTask("t1", "olena"); pipeline.KindOf(err) != pipeline.Conflict {
				t.Errorf("the old holder gave it back: %v", err)
			}
		})
	}
}
