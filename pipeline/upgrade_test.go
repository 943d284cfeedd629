package pipeline_test

import (
	"errors"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// TestNewerVersion: what a newer program wrote moves the heads and changes
// nothing, with an alarm; so does a kind that is not known.
func TestNewerVersion(t *testing.T) {
	a := approved(t)
	for _, tt := range []struct {
		name    string
		change  func(*pipeline.Event)
		unknown bool
	}{
		{"a newer version", func(ev *pipeline.Event) { ev.Version = ev.Kind.Version() + 1 }, false},
		{"an unknown kind", func(ev *pipeline.Event) { ev.Kind = "story.sung" }, true},
	} {
		ev := a.event("", "worker:publisher", pipeline.StoryPublished{Edition: 7})
		tt.change(&ev)
		got, err := a.Apply(pipeline.Upgrade(ev))
		if err == nil || errors.Is(err, pipeline.ErrUnknownKind) != tt.unknown {
			t.Errorf("%s: error %v", tt.name, err)
		}
		if got.Published != a.Published || got.Head.Sequence != ev.Sequence || !got.Has(ev.ID) {
			t.Errorf("%s: edition %d at head %d", tt.name, got.Published, got.Head.Sequence)
		}
	}
	task := a.event("r1", "ruth", pipeline.TaskReleased{})
	task.Kind = "task.sung"
	if _, err := a.Apply(task); !errors.Is(err, pipeline.ErrUnknownKind) {
		t.Errorf("an unknown kind of a task: error %v", err)
	}
}
