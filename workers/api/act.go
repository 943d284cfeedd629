package api

import (
	"context"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// patience is how long a request may wait for the journal: then the person is
// told that it does not answer.
const patience = 15 * time.Second

// act lets a person decide about a task: it folds, decides, and appends on the
// condition that the task is as it was seen; when it moved, it decides again.
// It returns the story as it is then, what happened (a zero event if nothing
// did), and why the decision was no, which may come with an event too.
func (s *Server) act(ctx context.Context, id pipeline.TaskID, who pipeline.UserID,
	decide func(pipeline.Story) (pipeline.Fact, error),
) (pipeline.Story, pipeline.Event, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	eventID := pipeline.EventID(pipeline.NewID())
	for fresh := false; ; {
		story, err := s.ofTask(ctx, id)
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
		task, _ := story.Task(id)
		ev, err := pipeline.NewEvent(eventID, story.ID, who, fact)
		if err != nil {
			return story, ev, err
		}
		stored, err := s.Journal.Append(ctx, task.Head, ev.For(id))
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
