// Package router offers the work on a prepared story to the translators: a short
// one as one task, a long one as several that never overlap. The runner hosts
// it.
package router

import (
	"context"
	"strconv"

	"github.com/tovmach/tovmach/pipeline"
)

// Router answers segments.annotated with tasks.opened. Of a revised source it offers
// what is new and stands in nobody's task; that may also come to light when a task
// ends that was completed while the source was revised.
type Router struct {
	// Words is how many words of source a task has at most, where its blocks
	// allow it; 0 makes one task of every story.
	Words int
}

// Name is the durable consumer's name.
func (Router) Name() string { return "router" }

// Kinds are the events it listens for.
func (Router) Kinds() []pipeline.Kind {
	return []pipeline.Kind{pipeline.KindSegmentsAnnotated, pipeline.KindTaskCompleted}
}

// Work opens the translation tasks; together with those that there are they have
// every segment of the story. Headline and captions stand in the last.
func (r Router) Work(_ context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	if ev.Kind == pipeline.KindTaskCompleted && !story.Prepared {
		return nil, nil // the source was revised: its annotation is to come, and asks again
	}
	loose := story.Loose()
	if len(loose) == 0 || story.Revised != nil {
		return nil, nil
	}
	var fact pipeline.TasksOpened
	for i, segments := range story.Portions(loose, r.Words) {
		fact.Tasks = append(fact.Tasks, pipeline.TaskOffer{
			ID: taskID(story.ID, ev.ID, i), Kind: pipeline.Translate, Segments: segments, Words: story.WordsOf(segments),
		})
	}
	next, err := pipeline.Follow(ev, r.Name(), "", fact)
	if err != nil {
		return nil, err
	}
	return []pipeline.Event{next}, nil
}

// taskID names the part of the story's translation at that index.
func taskID(story pipeline.StoryID, cause pipeline.EventID, part int) pipeline.TaskID {
	parts := []string{string(story), string(pipeline.Translate), string(cause)}
	if part > 0 {
		parts = append(parts, strconv.Itoa(part+1))
	}
	return pipeline.TaskID(pipeline.DerivedID(parts...))
}
