package api

import (
	"context"
	"math/rand/v2"
	"slices"

	"github.com/tovmach/tovmach/pipeline"
)

// Holders tells which translations a person holds.
type Holders interface {
	Holding(who pipeline.UserID) []pipeline.TaskID
}

func (s *Server) claim(ctx context.Context, who pipeline.Person, in *OfTask) (*struct{ Body Claim }, error) {
	done, err := s.turns.take(ctx, who.Name)
	if err != nil {
		return nil, err
	}
	defer done()
	return s.claimAs(ctx, who, in.Task)
}

// claimAs claims the task for who, whose turn it is.
func (s *Server) claimAs(ctx context.Context, who pipeline.Person, id pipeline.TaskID) (*struct{ Body Claim }, error) {
	story, _, err := s.act(ctx, id, who.Name, func(story pipeline.Story) (pipeline.Fact, error) {
		if t, ok := story.Task(id); ok && !who.Can(t.Kind.Does()) {
			return nil, story.Offered(t, who) // before anything is told of the task
		}
		fact, err := story.ClaimTask(id, who.Name, s.Lease, s.Now())
		if fact == nil || err != nil {
			return nil, err
		}
		t, _ := story.Task(id)
		if err := story.Offered(t, who); err != nil {
			return nil, err
		}
		return s.ifRoom(fact, t.Kind, who.Name)
	})
	if err != nil {
		return nil, err
	}
	return s.holding(ctx, story, id)
}

// ifRoom lets the fact happen that gives who a task, if they may hold one more.
func (s *Server) ifRoom(fact pipeline.Fact, kind pipeline.TaskKind, who pipeline.UserID) (pipeline.Fact, error) {
	if err := s.room(kind, who); err != nil {
		return nil, err
	}
	return fact, nil
}

// room refuses a task to somebody who holds as many as they may.
func (s *Server) room(kind pipeline.TaskKind, who pipeline.UserID) error {
	if kind != pipeline.Translate || s.TasksEach == 0 {
		return nil
	}
	return pipeline.Room(who, s.Holders.Holding(who), s.TasksEach)
}

// holding answers with the task's claim and where its lease ends now.
func (s *Server) holding(ctx context.Context, story pipeline.Story, id pipeline.TaskID) (*struct{ Body Claim }, error) {
	t, _ := story.Task(id)
	until, err := s.Leases.Until(ctx, story.ID, t)
	if err != nil {
		return nil, err
	}
	return held(t, &until), nil
}

// claimNext claims the best task that is offered to who. When somebody else was
// first, it goes for any of those that are as urgent: the best one is what all
// others try for as well.
func (s *Server) claimNext(ctx context.Context, who pipeline.Person, _ *struct{}) (*struct{ Body Claim }, error) {
	done, err := s.turns.take(ctx, who.Name)
	if err != nil {
		return nil, err
	}
	defer done()
	for contended := false; ; contended = true {
		offers := s.offers(who)
		full := s.room(pipeline.Translate, who.Name)
		if full != nil {
			offers = slices.DeleteFunc(offers, func(t Task) bool { return t.Kind == pipeline.Translate })
		}
		if len(offers) == 0 {
			if full != nil {
				return nil, full
			}
			return nil, pipeline.Errorf(pipeline.NotFound, "nothing is offered to %s now", who.Name).
				WithHint("`tovmach queue` lists all tasks, with what they ask for")
		}
		claim, err := s.claimAs(ctx, who, pick(offers, contended).Task)
		if err == nil || pipeline.KindOf(err) != pipeline.Conflict {
			return claim, err
		}
	}
}

// offers are the open tasks that who may take, the best first.
func (s *Server) offers(who pipeline.Person) []Task {
	rows := []Task{}
	for _, story := range s.Stories.Open() {
		for _, t := range story.Tasks {
			if t.State == pipeline.TaskOpen && story.Offered(t, who) == nil {
				rows = append(rows, row(story, t))
			}
		}
	}
	slices.SortStableFunc(rows, moreUrgent)
	return rows
}

// pick returns the first of offers, or when it is contended any that is as
// urgent.
func pick(offers []Task, contended bool) Task {
	equals := slices.IndexFunc(offers, func(t Task) bool { return moreUrgent(offers[0], t) != 0 })
	if equals < 0 {
		equals = len(offers)
	}
	if !contended {
		return offers[0]
	}
	return offers[rand.IntN(equals)] //nolint:gosec // chance that spreads people needs no secrecy
}
