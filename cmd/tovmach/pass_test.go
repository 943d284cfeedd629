package main

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

// together runs all at once and waits for them.
func together(acts ...func()) {
	var running sync.WaitGroup
	start := make(chan struct{})
	for _, act := range acts {
		running.Go(func() { <-start; act() })
	}
	close(start)
	running.Wait()
}

// TestTakeRace has a holder save while an editor takes the task over: either the
// save was first and the next holder starts from it, or it is kept aside. No
// text is lost, and the old claim saves nothing later.
func TestTakeRace(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir(), "--tasks-per-translator", "0")
	olena, taras, oksana := s.person(t, "olena", "editor"), s.person(t, "taras", "translator"), s.person(t, "oksana", "translator")
	saved, kept := 0, 0
	for round := range 12 {
		story := submitText(t, olena, fmt.Sprintf("# Новини %d\n\nСьогодні сонячно.\n", round))
		work := pullWhole(t, taras, story)
		text := api.Target{Segment: work.Segments[0].Segment, Target: fmt.Sprint("News ", round)}
		save := api.Save{Claim: work.Claim, Segments: []api.Target{text}}
		var saveErr, takeErr error
		together(
			func() { _, saveErr = taras.Push(t.Context(), work.Task, save) },
			func() { _, takeErr = olena.Take(t.Context(), work.Task, api.TakeOver{For: "oksana", Reason: "late"}) },
		)
		if takeErr != nil {
			t.Fatal(takeErr)
		}
		next, err := oksana.Pull(t.Context(), work.Task)
		if err != nil || next.Claim == "" || next.Claim == work.Claim {
			t.Fatalf("the new holder's claim is %q, %v", next.Claim, err)
		}
		first := next.Segments[0]
		aside := len(first.Suggestions) == 1 && first.Suggestions[0] == pipeline.Suggestion{By: "taras", Text: text.Target}
		switch {
		case first.Target == text.Target && !aside:
			saved++ // the answer may have come after the take-over, and then it says so
		case saveErr != nil && pipeline.KindOf(saveErr) == pipeline.Conflict && aside && first.Target == "":
			kept++
		default:
			t.Errorf("round %d: save %v, segment %+v", round, saveErr, first)
		}
		save.Segments[0].Target = "Too late"
		if _, err := taras.Push(t.Context(), work.Task, save); pipeline.KindOf(err) != pipeline.Conflict || err == nil {
			t.Errorf("the old claim saved: %v", err)
		}
	}
	t.Logf("%d saves came first, %d were kept aside", saved, kept)
}

// TestUndoRace has somebody undo their release twice at once, while another
// claims: exactly one of the two people holds it, and undoing twice is once.
func TestUndoRace(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir(), "--tasks-per-translator", "0")
	olena, taras, oksana := s.person(t, "olena", "editor"), s.person(t, "taras", "translator"), s.person(t, "oksana", "translator")
	for round := range 12 {
		story := submitText(t, olena, fmt.Sprintf("# Новини %d\n\nСьогодні сонячно.\n", round))
		work := pullWhole(t, taras, story)
		if _, err := taras.Release(t.Context(), work.Task); err != nil {
			t.Fatal(err)
		}
		var undone [2]api.Claim
		var undoErr [2]error
		var claimErr error
		acts := []func(){
			func() { undone[0], undoErr[0] = taras.UndoRelease(t.Context(), work.Task) },
			func() { undone[1], undoErr[1] = taras.UndoRelease(t.Context(), work.Task) },
		}
		if round%2 == 0 {
			acts = append(acts, func() { _, claimErr = oksana.Claim(t.Context(), work.Task) })
		}
		together(acts...)
		history, err := olena.History(t.Context(), string(story.Story))
		if err != nil {
			t.Fatal(err)
		}
		restored, claims := count(history, pipeline.KindTaskRestored), count(history, pipeline.KindTaskClaimed)-1
		switch {
		case restored == 1 && claims == 0 && undoErr == [2]error{} && undone[0].Claim == work.Claim && undone[1].Claim == work.Claim:
			if round%2 == 0 && pipeline.KindOf(claimErr) != pipeline.Conflict {
				t.Errorf("two people hold the task: %v", claimErr)
			}
		case restored == 0 && claims == 1 && claimErr == nil && undoErr[0] != nil && undoErr[1] != nil:
			if !strings.Contains(undoErr[0].Error(), "held by oksana") {
				t.Errorf("the one who came too late is told %v", undoErr[0])
			}
		default:
			t.Errorf("round %d: %d undone, %d claimed; %v, %v; %v", round, restored, claims, undoErr[0], undoErr[1], claimErr)
		}
	}
}

// TestDivideRace has an editor divide a task while it is claimed: one of them is
// first. Whatever happens, no segment is in two tasks and none in none.
func TestDivideRace(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir(), "--tasks-per-translator", "0")
	olena, taras := s.person(t, "olena", "editor"), s.person(t, "taras", "translator")
	for round := range 12 {
		story := submitText(t, olena, fmt.Sprintf("# Новини %d\n\nСьогодні в місті сонячно.\n\nЗавтра буде дощ.\n", round))
		task, err := taskOf(t.Context(), olena, story.Story, pipeline.Translate)
		if err != nil {
			t.Fatal(err)
		}
		var divideErr, claimErr error
		together(
			func() { _, divideErr = olena.Divide(t.Context(), task.Task, api.Division{Words: 4}) },
			func() { _, claimErr = taras.Claim(t.Context(), task.Task) },
		)
		if claimErr != nil {
			t.Errorf("round %d: claim %v", round, claimErr) // what is divided can be claimed
		}
		if divideErr != nil && pipeline.KindOf(divideErr) != pipeline.Conflict {
			t.Errorf("round %d: divide %v", round, divideErr)
		}
		status, err := olena.Status(t.Context(), string(story.Story))
		if err != nil {
			t.Fatal(err)
		}
		seen := map[pipeline.SegmentID]int{}
		for _, part := range status.Tasks {
			work, err := olena.Pull(t.Context(), part.Task)
			if err != nil {
				t.Fatal(err)
			}
			for _, g := range work.Segments {
				seen[g.Segment]++
			}
		}
		if len(seen) != status.Segments.Total || len(status.Tasks) > 1 != (divideErr == nil) {
			t.Errorf("round %d: %d tasks have %d of %d segments", round, len(status.Tasks), len(seen), status.Segments.Total)
		}
		for id, n := range seen {
			if n != 1 {
				t.Errorf("segment %s is in %d tasks", id, n)
			}
		}
	}
}

// TestTaskLimit has one person claim six tasks at once: they get as many as they
// may hold, and for the others are told which those are. A release makes room,
// an editor's word needs none, and undoing the release does.
func TestTaskLimit(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir(), "--tasks-per-translator", "2")
	olena, taras := s.person(t, "olena", "editor"), s.person(t, "taras", "translator")
	var tasks []pipeline.TaskID
	for round := range 6 {
		story := submitText(t, olena, fmt.Sprintf("# Новини %d\n\nСьогодні сонячно.\n", round))
		task, err := taskOf(t.Context(), olena, story.Story, pipeline.Translate)
		if err != nil {
			t.Fatal(err)
		}
		tasks = append(tasks, task.Task)
	}
	errs := make([]error, len(tasks))
	var acts []func()
	for i, task := range tasks {
		acts = append(acts, func() {
			if i%2 == 0 {
				_, errs[i] = taras.Claim(t.Context(), task)
			} else {
				_, errs[i] = taras.ClaimNext(t.Context())
			}
		})
	}
	together(acts...)
	mine, err := taras.Queue(t.Context(), true)
	if err != nil || len(mine) != 2 {
		t.Fatalf("taras holds %v, %v; want two", mine, err)
	}
	won := 0
	for _, err := range errs {
		switch {
		case err == nil:
			won++
		case pipeline.KindOf(err) != pipeline.Conflict || !strings.Contains(err.Error(), "holds 2 translations already"),
			!strings.Contains(err.Error(), string(mine[0].Task)), !strings.Contains(err.Error(), string(mine[1].Task)):
			t.Errorf("refused with %v", err)
		}
	}
	if won < 2 { // claiming what one holds already is a yes without a second claim
		t.Errorf("%d claims won", won)
	}
	given := mine[0].Task
	if _, err := taras.Release(t.Context(), given); err != nil {
		t.Fatal(err)
	}
	if _, err := taras.ClaimNext(t.Context()); err != nil {
		t.Fatal(err)
	}
	if queue, err := taras.Queue(t.Context(), true); err != nil || len(queue) != 2 {
		t.Fatalf("taras holds %v, %v", queue, err)
	} else if queue[0].Task != given && queue[1].Task != given {
		if _, err := taras.UndoRelease(t.Context(), given); pipeline.KindOf(err) != pipeline.Conflict || err == nil {
			t.Errorf("an undo over the limit: %v", err)
		}
	}
	for _, task := range tasks {
		if _, err := olena.Take(t.Context(), task, api.TakeOver{For: "taras", Reason: "all of it"}); err != nil {
			t.Errorf("an editor's word: %v", err)
		}
	}
}

// TestClaimNextRace has many people ask for the next task at once: everybody
// gets one of their own while there are some.
func TestClaimNextRace(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir())
	olena := s.person(t, "olena", "editor")
	const tasks, people = 8, 12
	for round := range tasks {
		submitText(t, olena, fmt.Sprintf("# Новини %d\n\nСьогодні сонячно.\n", round))
	}
	claims, errs := make([]api.Claim, people), make([]error, people)
	var acts []func()
	for i := range people {
		c := s.person(t, fmt.Sprint("tr", i), "translator")
		acts = append(acts, func() { claims[i], errs[i] = c.ClaimNext(t.Context()) })
	}
	together(acts...)
	got := map[pipeline.TaskID]bool{}
	for i, err := range errs {
		switch {
		case err == nil && got[claims[i].Task]:
			t.Errorf("%s was given out twice", claims[i].Task)
		case err == nil:
			got[claims[i].Task] = true
		case pipeline.KindOf(err) != pipeline.NotFound:
			t.Errorf("tr%d: %v", i, err)
		}
	}
	if len(got) != tasks {
		t.Errorf("%d of %d tasks were given out", len(got), tasks)
	}
}
