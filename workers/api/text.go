package api

import (
	"context"
	"errors"
	"strconv"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/align"
	"github.com/tovmach/tovmach/pipeline/check"
)

func (s *Server) pull(ctx context.Context, who pipeline.Person, in *OfTask) (*struct{ Body Work }, error) {
	story, err := s.ofTask(ctx, in.Task)
	if err != nil {
		return nil, err
	}
	t, ok := story.Task(in.Task)
	if !ok {
		return nil, pipeline.Errorf(pipeline.NotFound, "there is no task %s", in.Task).WithHint("`tovmach queue` lists the tasks")
	}
	out := Work{Task: t.ID, Story: story.ID, Kind: t.Kind, Note: t.Note, Revision: story.Revision, Segments: []Segment{}}
	if t.HeldBy(who.Name) {
		out.Claim = t.Claim.String()
	}
	findings := s.findings(story)
	for _, g := range story.SegmentsOf(t) {
		row := Segment{
			Segment: g.ID, Source: g.Source, Target: g.Target, State: g.State,
			Hits: orEmpty(g.Annotations), Matches: []Match{}, Findings: orEmpty(findings[g.ID]),
			Suggestions: g.Suggestions,
		}
		if before, ok := story.Previous(g); ok {
			row.Previous, row.Diff = &Previous{before.Source, before.Target}, align.Diff(before.Source, g.Source)
		}
		out.Segments = append(out.Segments, row)
	}
	return &struct{ Body Work }{out}, nil
}

// orEmpty makes a missing list an empty one, for JSON.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// push saves targets. Under a claim that is lost, every text is kept as a
// suggestion and the answer is a conflict.
func (s *Server) push(ctx context.Context, who pipeline.Person, in *struct {
	OfTask
	Body Save
},
) (*struct{ Body Saved }, error) {
	token, err := claimToken(in.Body.Claim)
	if err != nil {
		return nil, err
	}
	changed, kept, late := 0, 0, error(nil)
	for _, target := range in.Body.Segments {
		_, ev, err := s.act(ctx, in.Task, who.Name, func(story pipeline.Story) (pipeline.Fact, error) {
			return story.SaveText(in.Task, who.Name, token, target.Segment, target.Target)
		})
		switch {
		case pipeline.KindOf(err) == pipeline.Conflict && err != nil:
			late = err
			if ev.ID != "" {
				kept++
			}
		case err != nil:
			return nil, err
		case ev.ID != "":
			changed++
		}
	}
	if late != nil {
		return nil, keptAside(late, kept)
	}
	story, err := s.ofTask(ctx, in.Task)
	if err != nil {
		return nil, err
	}
	if in.Body.Done {
		story, _, err = s.act(ctx, in.Task, who.Name, func(story pipeline.Story) (pipeline.Fact, error) {
			return story.CompleteTask(in.Task, who.Name)
		})
		if err != nil {
			return nil, err
		}
	} else if t, err := story.Held(in.Task, who.Name); err == nil {
		if _, err := s.Leases.Beat(ctx, story.ID, t); err != nil { // writing is a sign of life
			return nil, err
		}
	} else if changed == 0 { // else the claim was lost since: what is saved is saved
		return nil, err
	}
	return s.saved(story, in.Task, changed), nil
}

// keptAside tells the person what became of texts that came without the claim.
func keptAside(late error, kept int) error {
	e, ok := errors.AsType[*pipeline.Error](late)
	if !ok || kept == 0 {
		return late
	}
	return pipeline.Errorf(pipeline.Conflict, "%s; %d texts are kept as suggestions", e.Public, kept).WithHint("%s", e.Hint)
}

func claimToken(claim string) (uint64, error) {
	if claim == "" {
		return 0, nil
	}
	token, err := strconv.ParseUint(claim, 10, 64)
	if err != nil {
		return 0, pipeline.Errorf(pipeline.Invalid, "%q is no claim", claim).WithHint("it is the number that `tovmach claim` printed")
	}
	return token, nil
}

func (s *Server) saved(story pipeline.Story, id pipeline.TaskID, changed int) *struct{ Body Saved } {
	t, _ := story.Task(id)
	var findings []check.Finding
	by := s.findings(story)
	for _, g := range story.SegmentsOf(t) {
		findings = append(findings, by[g.ID]...)
	}
	return &struct{ Body Saved }{Saved{Task: id, State: t.State, Saved: changed, Findings: countFindings(findings)}}
}
