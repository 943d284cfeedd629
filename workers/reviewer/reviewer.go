// Package reviewer asks for a second person's eyes on every story whose
// translation is finished. The runner hosts it.
package reviewer

import (
	"context"
	"slices"

	"github.com/tovmach/tovmach/pipeline"
)

// Reviewer answers the task.completed of a story's last translation with
// tasks.opened: one review of the whole story, for one person, because only the
// whole shows whether names and tone agree. After a revision of the source it is one
// of what changed; and when nothing that is left of the source waits for its
// translation, the segments.annotated of the revision asks for it.
type Reviewer struct{}

// Name is the durable consumer's name.
func (Reviewer) Name() string { return "reviewer" }

// Kinds are the events it listens for.
func (Reviewer) Kinds() []pipeline.Kind {
	return []pipeline.Kind{pipeline.KindTaskCompleted, pipeline.KindSegmentsAnnotated}
}

// Work opens the review of what nobody reviewed or is asked to. Translations that were returned and done again are
// reviewed again. Of translations done at the same time the later event asks,
// whichever of them comes here first.
func (r Reviewer) Work(_ context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	if ev.Kind == pipeline.KindTaskCompleted {
		if last, ok := story.Task(ev.Task); !ok || last.Kind != pipeline.Translate {
			return nil, nil
		}
	}
	if story.Revised != nil || len(story.Loose()) > 0 {
		return nil, nil // there is more to translate
	}
	offer := pipeline.TaskOffer{
		ID:   pipeline.TaskID(pipeline.DerivedID(string(story.ID), string(pipeline.Review), string(ev.ID))),
		Kind: pipeline.Review, Segments: story.Unread(),
	}
	var reads []pipeline.TaskID
	for _, t := range story.Tasks {
		if t.Kind != pipeline.Translate {
			continue
		}
		if t.State != pipeline.TaskDone || t.DoneAt > ev.Sequence {
			return nil, nil
		}
		if slices.ContainsFunc(offer.Segments, func(id pipeline.SegmentID) bool { return slices.Contains(t.Segments, id) }) {
			reads = append(reads, t.ID)
		}
	}
	if len(reads) == 0 {
		return nil, nil
	}
	offer.Words, offer.After = story.WordsOf(offer.Segments), reads[0]
	if len(reads) > 1 {
		offer.Reads = reads
	}
	next, err := pipeline.Follow(ev, r.Name(), "", pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{offer}})
	if err != nil {
		return nil, err
	}
	return []pipeline.Event{next}, nil
}
