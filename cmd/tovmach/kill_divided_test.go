package main

import (
	"fmt"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// TestKillDivided is TestKill for a story that opens as several tasks: the one
// review comes after the last of them, and once.
func TestKillDivided(t *testing.T) {
	t.Parallel()
	flags := []string{"--task-words", "250"}
	undisturbed := newDay(t, flags...)
	undisturbed.work(t)
	want := undisturbed.end(t)
	for _, at := range []struct {
		kind pipeline.Kind
		n    int // the n-th event of the kind
	}{
		{pipeline.KindTasksOpened, 1},
		{pipeline.KindTaskClaimed, 2},
		{pipeline.KindTaskCompleted, 1},
		{pipeline.KindTaskCompleted, 3},
		{pipeline.KindTasksOpened, 2},
		{pipeline.KindTaskCompleted, 4},
	} {
		t.Run(fmt.Sprintf("%s-%d", at.kind, at.n), func(t *testing.T) {
			t.Parallel()
			d := newDay(t, flags...)
			d.killAt(t, at.kind, at.n)
			d.work(t)
			if got := d.end(t); got != want {
				t.Errorf("the day ended differently:\n got %s\nwant %s", got, want)
			}
		})
	}
}
