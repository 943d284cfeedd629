// Package router offers the work on a prepared story to the translators. The
// runner hosts it.
package router

import (
	"context"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// Router answers segments.annotated with tasks.opened.
type Router struct{}

// Name is the durable consumer's name.
func (Router) Name() string { return "router" }

// Kinds are the events it listens for.
func (Router) Kinds() []pipeline.Kind { return []pipeline.Kind{pipeline.KindSegmentsAnnotated} }

// Work opens one translation task with all segments of the story.
func (r Router) Work(_ context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	if len(story.Tasks) > 0 || len(story.Segments) == 0 {
		return nil, nil
	}
	offer := pipeline.TaskOffer{
		ID:   pipeline.TaskID(pipeline.DerivedID(string(story.ID), string(pipeline.Translate), string(ev.ID))),
		Kind: pipeline.Translate,
	}
	for _, g := range story.Segments {
		offer.Segments = append(offer.Segments, g.ID)
		offer.Words += len(strings.Fields(markup.Plain(g.Source)))
	}
	next, err := pipeline.Follow(ev, r.Name(), "", pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{offer}})
	if err != nil {
		return nil, err
	}
	return []pipeline.Event{next}, nil
}
