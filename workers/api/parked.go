package api

import (
	"context"

	"github.com/tovmach/tovmach/pipeline"
)

// Unread tells of entries that were put aside because they could not be read.
type Unread interface {
	Unread(ctx context.Context) ([]pipeline.ParkedEntry, error)
}

func aside(story pipeline.Story, p pipeline.ParkedEntry) Parked {
	return Parked{
		Story: story.ID, Slug: story.Slug, Worker: p.Worker, Sequence: p.Sequence, Reason: p.Reason, Tries: p.Tries, Time: p.At,
	}
}

// parked lists the entries that wait for a person, oldest story first; at the
// end those that could not be read, which no story tells of.
func (s *Server) parked(ctx context.Context, _ pipeline.Person, in *struct {
	Story string `query:"story" doc:"the story's id or slug; all stories when left out" maxLength:"80"`
},
) (*struct{ Body []Parked }, error) {
	out := []Parked{}
	if in.Story != "" {
		story, err := s.find(ctx, in.Story)
		if err != nil {
			return nil, err
		}
		for _, p := range story.Parked {
			out = append(out, aside(story, p))
		}
		return &struct{ Body []Parked }{out}, nil
	}
	for _, story := range s.Stories.Open() {
		for _, p := range story.Parked {
			out = append(out, aside(story, p))
		}
	}
	unread, err := s.Unread.Unread(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range unread {
		out = append(out, aside(pipeline.Story{}, p))
	}
	return &struct{ Body []Parked }{out}, nil
}

// retry sends parked entries of a story to their workers again: the one that is
// named, or all.
func (s *Server) retry(ctx context.Context, who pipeline.Person, in *struct {
	OfStory
	Sequence uint64 `query:"sequence" doc:"the parked entry; all of the story when left out"`
	Worker   string `query:"worker" maxLength:"64" doc:"needed when several workers parked the entry"`
},
) (*struct{ Body Status }, error) {
	story, err := s.find(ctx, in.Story)
	if err != nil {
		return nil, err
	}
	if in.Sequence > 0 {
		err = s.actOn(ctx, string(story.ID), who.Name, func(story pipeline.Story) (pipeline.Fact, error) {
			return story.RetryEntry(in.Worker, in.Sequence)
		})
	} else {
		_, err = s.retryStory(ctx, who, story)
	}
	if err != nil {
		return nil, err
	}
	return s.status(ctx, who, &in.OfStory)
}

// retryStory sends what is parked now; what is parked again meanwhile is left
// for people to look at.
func (s *Server) retryStory(ctx context.Context, who pipeline.Person, story pipeline.Story) (sent int, err error) {
	for _, p := range story.Parked {
		err := s.actOn(ctx, string(story.ID), who.Name, func(story pipeline.Story) (pipeline.Fact, error) {
			return story.RetryEntry(p.Worker, p.Sequence)
		})
		switch {
		case err == nil:
			sent++
		case pipeline.KindOf(err) != pipeline.NotFound: // somebody else was first
			return sent, err
		}
	}
	return sent, nil
}

// Sent tells how many entries were sent again.
type Sent struct {
	Retried int `json:"retried"`
}

// retryAll sends every parked entry of every story again.
func (s *Server) retryAll(ctx context.Context, who pipeline.Person, _ *struct{}) (*struct{ Body Sent }, error) {
	out := &struct{ Body Sent }{}
	for _, story := range s.Stories.Open() {
		sent, err := s.retryStory(ctx, who, story)
		out.Body.Retried += sent
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// drop lets a parked entry be: the history keeps who decided it, and why.
func (s *Server) drop(ctx context.Context, who pipeline.Person, in *struct {
	OfStory
	Body Drop
},
) (*struct{ Body Status }, error) {
	err := s.actOn(ctx, in.Story, who.Name, func(story pipeline.Story) (pipeline.Fact, error) {
		return story.DropEntry(in.Body.Worker, in.Body.Sequence, in.Body.Reason)
	})
	if err != nil {
		return nil, err
	}
	return s.status(ctx, who, &in.OfStory)
}
