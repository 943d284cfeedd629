// Package router offers the work on a prepared story to the translators: a short
// one as one task, a long one as several that never overlap. The runner hosts
// it.
package router

import (
	"context"
	"strconv"

	"github.com/tovmach/tovmach/pipeline"
)

// Router answers segments.annotated with tasks.opened.
type Router struct {
	// Words is how many words of source a task has at most, where its blocks
	// allow it; 0 makes one task of every story.
	Words int
}

// Name is the durable consumer's name.
func (Router) Name() string { return "router" }

// Kinds are the events it listens for.
func (Router) Kinds() []pipeline.Kind { return []pipeline.Kind{pipeline.KindSegmentsAnnotated} }

// Work opens the translation tasks; together they have every segment of the
// story. Headline and captions stand in the last.
func (r Router) Work(_ context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	if len(story.Tasks) > 0 || len(story.Segments) == 0 {
		return nil, nil
	}
	all := make([]pipeline.SegmentID, len(story.Segments))
	for i, g := range story.Segments {
		all[i] = g.ID
	}
	var fact pipeline.TasksOpened
	for i, segments := range story.Portions(all, r.Words) {
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
