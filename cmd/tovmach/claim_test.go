package main

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

func newPerson(name string, roles ...string) api.NewPerson {
	p := api.NewPerson{Name: pipeline.UserID(name)}
	for _, r := range roles {
		p.Roles = append(p.Roles, pipeline.Role(r))
	}
	return p
}

// TestClaimRace has fifty translators claim one task at once.
func TestClaimRace(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir())
	story := submitText(t, s.person(t, "olena", "editor"), "# Новини\n\nСьогодні в Києві сонячно.\n")
	task, err := taskOf(t.Context(), s.admin(), story.Story, pipeline.Translate)
	if err != nil {
		t.Fatal(err)
	}
	const racers = 50
	clients := make([]*api.Client, racers)
	for i := range clients {
		clients[i] = s.person(t, fmt.Sprintf("tr%d", i), "translator")
	}
	errs := make([]error, racers)
	var race sync.WaitGroup
	for i, c := range clients {
		race.Go(func() { _, errs[i] = c.Claim(t.Context(), task.Task) })
	}
	race.Wait()
	queue, err := s.admin().Queue(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	if len(queue) != 1 || queue[0].Holder == nil {
		t.Fatalf("the queue names no holder: %+v", queue)
	}
	won := 0
	for i, err := range errs {
		switch {
		case err == nil:
			won++
			if want := fmt.Sprintf("tr%d", i); string(*queue[0].Holder) != want {
				t.Errorf("%s won, but %s holds it", want, *queue[0].Holder)
			}
		case pipeline.KindOf(err) != pipeline.Conflict:
			t.Errorf("racer %d: %v", i, err)
		case !strings.Contains(err.Error(), string(*queue[0].Holder)):
			t.Errorf("racer %d is not told who holds it: %v", i, err)
		}
	}
	if won != 1 {
		t.Errorf("%d won", won)
	}
	history, err := s.admin().History(t.Context(), string(story.Story))
	if err != nil {
		t.Fatal(err)
	}
	if n := count(history, pipeline.KindTaskClaimed); n != 1 {
		t.Errorf("%d claims are in the journal", n)
	}
}

func submitText(t *testing.T, c *api.Client, text string) api.Submitted {
	t.Helper()
	story, err := c.Submit(t.Context(), pipeline.Submission{Name: "a.md", Data: []byte(text)}, true)
	if err != nil {
		t.Fatal(err)
	}
	return story
}

func count(history []api.Happening, kind pipeline.Kind) int {
	n := 0
	for _, h := range history {
		if h.Kind == kind {
			n++
		}
	}
	return n
}
