// Package reviewer asks for a second person's eyes on every finished
// translation. The runner hosts it.
package reviewer

import (
	"context"

	"github.com/tovmach/tovmach/pipeline"
)

// Reviewer answers the task.completed of a translation with tasks.opened: a
// review of it.
type Reviewer struct{}

// Name is the durable consumer's name.
func (Reviewer) Name() string { return "reviewer" }

// Kinds are the events it listens for.
func (Reviewer) Kinds() []pipeline.Kind { return []pipeline.Kind{pipeline.KindTaskCompleted} }

// Work opens the review. A translation that was returned and done again is
// reviewed again.
func (r Reviewer) Work(_ context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	t, ok := story.Task(ev.Task)
	if !ok || t.Kind != pipeline.Translate {
		return nil, nil
	}
	next, err := pipeline.Follow(ev, r.Name(), "", pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{{
		ID:       pipeline.TaskID(pipeline.DerivedID(string(story.ID), string(pipeline.Review), string(ev.ID))),
		Kind:     pipeline.Review,
		Segments: t.Segments,
		Words:    t.Words,
		After:    t.ID,
	}}})
	if err != nil {
		return nil, err
	}
	return []pipeline.Event{next}, nil
}
