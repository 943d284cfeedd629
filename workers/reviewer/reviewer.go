// Package reviewer asks for a second person's eyes on every story whose
// translation is finished. The runner hosts it.
package reviewer

import (
	"context"

	"github.com/tovmach/tovmach/pipeline"
)

// Reviewer answers the task.completed of a story's last translation with
// tasks.opened: one review of the whole story, for one person, because only the
// whole shows whether names and tone agree.
type Reviewer struct{}

// Name is the durable consumer's name.
func (Reviewer) Name() string { return "reviewer" }

// Kinds are the events it listens for.
func (Reviewer) Kinds() []pipeline.Kind { return []pipeline.Kind{pipeline.KindTaskCompleted} }

// Work opens the review. Translations that were returned and done again are
// reviewed again. Of translations done at the same time the later event asks,
// whichever of them comes here first.
func (r Reviewer) Work(_ context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	last, ok := story.Task(ev.Task)
	if !ok || last.Kind != pipeline.Translate {
		return nil, nil
	}
	offer := pipeline.TaskOffer{
		ID:   pipeline.TaskID(pipeline.DerivedID(string(story.ID), string(pipeline.Review), string(ev.ID))),
		Kind: pipeline.Review,
	}
	var done []pipeline.TaskID
	for _, t := range story.Tasks {
		if t.Kind != pipeline.Translate {
			continue
		}
		if t.State != pipeline.TaskDone || t.DoneAt > ev.Sequence {
			return nil, nil
		}
		done = append(done, t.ID)
		offer.Words += t.Words
	}
	offer.After = done[0]
	if len(done) > 1 {
		offer.Reads = done
	}
	for _, g := range story.Segments {
		offer.Segments = append(offer.Segments, g.ID)
	}
	next, err := pipeline.Follow(ev, r.Name(), "", pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{offer}})
	if err != nil {
		return nil, err
	}
	return []pipeline.Event{next}, nil
}
