package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/tovmach/tovmach/pipeline"
)

func (s *Server) history(ctx context.Context, who pipeline.Person, in *OfStory) (*struct{ Body []Happening }, error) {
	story, err := s.find(ctx, in.Story)
	if err != nil {
		return nil, err
	}
	events, err := s.Journal.History(ctx, story)
	if err != nil {
		return nil, err
	}
	out := make([]Happening, len(events))
	for i, ev := range events {
		out[i] = happening(ev, who)
	}
	return &struct{ Body []Happening }{out}, nil
}

// largestTold bounds the payload that a history repeats, in bytes: whole
// articles are read as documents.
const largestTold = 4 << 10

// happening is what who may know of an event: texts that are not finished are
// for those who work on them.
func happening(ev pipeline.Event, who pipeline.Person) Happening {
	h := Happening{
		Sequence: ev.Sequence, Time: ev.Time, Kind: ev.Kind, By: ev.Actor,
		ID: ev.ID, Story: ev.Story, Task: ev.Task, Cause: ev.Cause,
		Trace: pipeline.Trace(ev.Trace).ID(), Span: pipeline.Trace(ev.Trace).Span(),
	}
	if len(ev.Data) <= largestTold && who.Can(staff...) {
		h.Data = ev.Data
	}
	return h
}

type watching struct {
	Story string `query:"story" doc:"the story's id or slug; all stories when left out" maxLength:"80"`
}

// watch streams events, a JSON object a line, until the client goes away or
// falls far behind.
func (s *Server) watch(ctx context.Context, who pipeline.Person, in *watching) (*huma.StreamResponse, error) {
	var only pipeline.StoryID
	if in.Story != "" {
		story, err := s.find(ctx, in.Story)
		if err != nil {
			return nil, err
		}
		only = story.ID
	}
	feed := s.Feed.Feed(ctx) // before the answer begins, so that nothing is missed
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", "application/x-ndjson")
		_, w := humago.Unwrap(hc)
		flush := http.NewResponseController(w)
		w.WriteHeader(http.StatusOK)
		lines := json.NewEncoder(w)
		for err := flush.Flush(); err == nil; err = flush.Flush() {
			ev, ok := <-feed
			if !ok {
				return
			}
			if only != "" && ev.Story != only {
				continue
			}
			if lines.Encode(happening(ev, who)) != nil {
				return
			}
		}
	}}, nil
}
