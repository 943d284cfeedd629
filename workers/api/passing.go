package api

import (
	"context"

	"github.com/tovmach/tovmach/pipeline"
)

// Roster is who works here.
type Roster interface {
	Person(ctx context.Context, name pipeline.UserID) (pipeline.Person, error)
	SetPerson(ctx context.Context, change pipeline.Person) (pipeline.Person, error)
	Everybody(ctx context.Context) ([]pipeline.Person, error)
}

func (s *Server) release(ctx context.Context, who pipeline.Person, in *struct {
	OfTask
	Undo bool `query:"undo" doc:"take back a release by mistake: within ten minutes, if nobody took the task since"`
},
) (*struct{ Body Claim }, error) {
	if in.Undo {
		return s.undoRelease(ctx, who, in.Task)
	}
	story, _, err := s.act(ctx, in.Task, who.Name, func(story pipeline.Story) (pipeline.Fact, error) {
		return story.ReleaseTask(in.Task, who.Name)
	})
	if err != nil {
		return nil, err
	}
	t, _ := story.Task(in.Task)
	return held(t, nil), nil
}

func (s *Server) undoRelease(ctx context.Context, who pipeline.Person, id pipeline.TaskID) (*struct{ Body Claim }, error) {
	done, err := s.turns.take(ctx, who.Name)
	if err != nil {
		return nil, err
	}
	defer done()
	story, _, err := s.act(ctx, id, who.Name, func(story pipeline.Story) (pipeline.Fact, error) {
		fact, err := story.UndoRelease(id, who.Name, s.Lease, s.Now())
		if fact == nil || err != nil {
			return nil, err
		}
		t, _ := story.Task(id)
		return s.ifRoom(fact, t.Kind, who.Name)
	})
	if err != nil {
		return nil, err
	}
	return s.holding(ctx, story, id)
}

// hand gives the task of the one who holds it to another person.
func (s *Server) hand(ctx context.Context, who pipeline.Person, in *struct {
	OfTask
	Body HandOver
},
) (*struct{ Body Claim }, error) {
	to, err := s.Roster.Person(ctx, in.Body.To)
	if err != nil {
		return nil, err
	}
	done, err := s.turns.take(ctx, to.Name)
	if err != nil {
		return nil, err
	}
	defer done()
	story, _, err := s.act(ctx, in.Task, who.Name, func(story pipeline.Story) (pipeline.Fact, error) {
		fact, err := story.HandTask(in.Task, who.Name, to, in.Body.Reason, s.Lease, s.Now())
		if err != nil {
			return nil, err
		}
		t, _ := story.Task(in.Task)
		return s.ifRoom(fact, t.Kind, to.Name)
	})
	if err != nil {
		return nil, err
	}
	return s.holding(ctx, story, in.Task)
}

// take gives the task to a person by an editor's word: whoever holds it, and
// however many tasks that person holds.
func (s *Server) take(ctx context.Context, who pipeline.Person, in *struct {
	OfTask
	Body TakeOver
},
) (*struct{ Body Claim }, error) {
	to := who
	if in.Body.For != "" && in.Body.For != who.Name {
		var err error
		if to, err = s.Roster.Person(ctx, in.Body.For); err != nil {
			return nil, err
		}
	}
	story, _, err := s.act(ctx, in.Task, who.Name, func(story pipeline.Story) (pipeline.Fact, error) {
		return story.TakeTask(in.Task, to, in.Body.Reason, s.Lease, s.Now())
	})
	if err != nil {
		return nil, err
	}
	return s.holding(ctx, story, in.Task)
}

// divide cuts an open translation into several.
func (s *Server) divide(ctx context.Context, who pipeline.Person, in *struct {
	OfTask
	Body Division
},
) (*struct{ Body []Task }, error) {
	story, ev, err := s.act(ctx, in.Task, who.Name, func(story pipeline.Story) (pipeline.Fact, error) {
		return story.DivideTask(in.Task, pipeline.Cut{Words: in.Body.Words, Before: in.Body.Before})
	})
	if err != nil {
		return nil, err
	}
	fact, err := pipeline.Decode[pipeline.TaskDivided](ev)
	if err != nil {
		return nil, err
	}
	rows := []Task{}
	for _, part := range fact.Parts {
		t, _ := story.Task(part.ID)
		rows = append(rows, row(story, t))
	}
	return &struct{ Body []Task }{rows}, nil
}
