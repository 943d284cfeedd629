// Package assembler makes the English article of a story whose translation was
// approved. The runner hosts it.
package assembler

import (
	"context"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/assemble"
)

// Assembler answers the task.completed of the last review with story.assembled; and
// the segments.annotated of a revised source, when nothing in that is new: texts went
// to another place or are gone, and a person approved all that is left.
type Assembler struct{}

// Name is the durable consumer's name.
func (Assembler) Name() string { return "assembler" }

// Kinds are the events it listens for.
func (Assembler) Kinds() []pipeline.Kind {
	return []pipeline.Kind{pipeline.KindTaskCompleted, pipeline.KindSegmentsAnnotated}
}

// Work assembles once everything is approved. The event names the sequences of
// the tasks it rests on: should one be returned meanwhile, the article is out
// of date.
func (a Assembler) Work(_ context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	if ev.Kind == pipeline.KindTaskCompleted {
		// It follows from the approval, also where the translation's end is heard of
		// after it.
		if t, ok := story.Task(ev.Task); !ok || t.Kind != pipeline.Review {
			return nil, nil
		}
	}
	if !story.Finished() || story.Assembled {
		return nil, nil
	}
	for _, t := range story.Tasks {
		if t.DoneAt > ev.Sequence {
			return nil, nil // of several that could ask the last one does, whichever comes here first
		}
	}
	article, report := assemble.Article(story.Source, story.Segments)
	if !report.Complete() {
		return nil, pipeline.Errorf(pipeline.Blocked, "the story does not fit together: %s", report)
	}
	fact := pipeline.StoryAssembled{Article: article, Tasks: map[pipeline.TaskID]uint64{}}
	for _, t := range story.Tasks {
		fact.Tasks[t.ID] = t.Head.Sequence
	}
	next, err := pipeline.Follow(ev, a.Name(), "", fact)
	if err != nil {
		return nil, err
	}
	return []pipeline.Event{next}, nil
}
