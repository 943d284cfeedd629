package api

import (
	"context"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// patience is how long a request may wait for the journal: then the person is
// told that it does not answer.
const patience = 15 * time.Second

// A decision makes a fact of what stands, or says why not. A no may come with a
// fact too.
type decision func(pipeline.Story) (pipeline.Fact, error)

// act lets a person decide about a task. It returns the story as it is then, what
// happened (a zero event if nothing did), and why the decision was no.
func (s *Server) act(ctx context.Context, id pipeline.TaskID, who pipeline.UserID, decide decision) (pipeline.Story, pipeline.Event, error) {
	return s.settle(ctx, func(ctx context.Context) (pipeline.Story, error) { return s.ofTask(ctx, id) }, id, who, decide)
}

// actOn lets a person decide about a story; a no comes with nothing.
func (s *Server) actOn(ctx context.Context, name string, who pipeline.UserID, decide decision) error {
	find := func(ctx context.Context) (pipeline.Story, error) { return s.find(ctx, name) }
	_, _, err := s.settle(ctx, find, "", who, func(story pipeline.Story) (pipeline.Fact, error) {
		fact, err := decide(story)
		if err != nil {
			return nil, err
		}
		return fact, nil
	})
	return err
}

// settle folds, decides, and appends on the condition that the task, or without
// one the story, is as it was seen; when it moved, it decides again. It returns
// when what happened is folded.
func (s *Server) settle(ctx context.Context, find func(context.Context) (pipeline.Story, error), id pipeline.TaskID,
	who pipeline.UserID, decide decision,
) (pipeline.Story, pipeline.Event, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	eventID := pipeline.EventID(pipeline.NewID())
	for fresh := false; ; {
		story, err := find(ctx)
		if err != nil {
			return story, pipeline.Event{}, err
		}
		ctx := join(ctx, story)
		fact, refused := decide(story)
		if refused != nil && !fresh {
			// On a cluster another node may know more: a no comes from what is stored.
			if err := s.catchUp(ctx); err != nil {
				return story, pipeline.Event{}, err
			}
			fresh = true
			continue
		}
		if fact == nil {
			return story, pipeline.Event{}, refused
		}
		head := story.Head
		if task, ok := story.Task(id); ok {
			head = task.Head
		}
		ev, err := pipeline.NewEvent(eventID, story.ID, who, fact)
		if err != nil {
			return story, ev, err
		}
		stored, err := s.Journal.Append(ctx, head, ev.For(id))
		if pipeline.KindOf(err) == pipeline.Conflict {
			if err := s.catchUp(ctx); err != nil {
				return story, ev, err
			}
			continue
		}
		if err != nil {
			return story, ev, err
		}
		if err := s.Stories.WaitFor(ctx, stored.Sequence); err != nil {
			return story, stored, err
		}
		story, _ = s.Stories.Story(story.ID)
		return story, stored, refused
	}
}

// catchUp waits until everything stored so far is known here.
func (s *Server) catchUp(ctx context.Context) error {
	last, err := s.Journal.Last(ctx)
	if err != nil {
		return err
	}
	return s.Stories.WaitFor(ctx, last)
}
