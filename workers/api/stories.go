package api

import (
	"context"
	"fmt"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/assemble"
	"github.com/tovmach/tovmach/pipeline/check"
	"github.com/tovmach/tovmach/pipeline/markup"
	"github.com/tovmach/tovmach/pipeline/render"
)

// OfStory names the story that a request is about.
type OfStory struct {
	Story string `path:"story" doc:"the story's id or slug" maxLength:"80"`
}

// find returns the story with that id or slug, an archived one as it was.
func (s *Server) find(ctx context.Context, name string) (pipeline.Story, error) {
	story, ok := s.Stories.Named(name)
	if !ok {
		return story, pipeline.Errorf(pipeline.NotFound, "there is no story %q", name).
			WithHint("`tovmach queue` lists the stories that are worked on")
	}
	return s.Journal.Unarchive(ctx, story)
}

// ofTask returns the story that has the task, an archived one as it was, or one
// without tasks when there is none.
func (s *Server) ofTask(ctx context.Context, id pipeline.TaskID) (pipeline.Story, error) {
	story, _ := s.Stories.OfTask(id)
	return s.Journal.Unarchive(ctx, story)
}

func (s *Server) status(ctx context.Context, _ pipeline.Person, in *OfStory) (*struct{ Body Status }, error) {
	story, err := s.find(ctx, in.Story)
	if err != nil {
		return nil, err
	}
	out := Status{
		Story: story.ID, Slug: story.Slug, Desk: story.Desk, State: story.State(), Priority: story.Priority,
		Headline: markup.Plain(story.Source.Headline()), Revision: story.Revision,
		PublishedRevision: story.PublishedOf, Outdated: story.Published > 0 && story.PublishedOf < story.Revision,
		Segments: countSegments(story), Findings: countFindings(s.everyFinding(story)),
		Tasks: []Task{}, Outlets: []Receipt{}, Parked: []Parked{},
	}
	for _, t := range story.Tasks {
		out.Tasks = append(out.Tasks, row(story, t))
	}
	for _, d := range story.Deliveries {
		out.Outlets = append(out.Outlets, Receipt{Outlet: d.Outlet, Edition: d.Edition, Receipt: d.Receipt, Corrects: d.Corrects})
	}
	for _, p := range story.Parked {
		out.Parked = append(out.Parked, aside(story, p))
	}
	for _, p := range story.Sources {
		if p.Alert() {
			out.Alerts = append(out.Alerts, source(p, nil))
		}
	}
	return &struct{ Body Status }{out}, nil
}

func countSegments(story pipeline.Story) SegmentCounts {
	c := SegmentCounts{Total: len(story.Segments)}
	for _, g := range story.Segments {
		if g.Target != "" {
			c.Translated++
		}
		if g.State == pipeline.Reviewed {
			c.Reviewed++
		}
		if story.Stale(g) {
			c.Stale++
		}
	}
	return c
}

func countFindings(findings []check.Finding) FindingCounts {
	return FindingCounts{Error: check.Count(findings, check.Error), Warning: check.Count(findings, check.Warning)}
}

type document struct {
	OfStory
	Format  string `query:"format" enum:"html,md,txt,json" default:"html"`
	Preview bool   `query:"preview" doc:"the article as it would stand now; for editors, translators and reviewers"`
}

// rendered is an answer in the form that was asked for.
type rendered struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

func (s *Server) document(ctx context.Context, who pipeline.Person, in *document) (*rendered, error) {
	story, err := s.find(ctx, in.Story)
	if err != nil {
		return nil, err
	}
	target := story.Target
	switch {
	case in.Preview && !who.Can(staff...):
		return nil, pipeline.Errorf(pipeline.Denied, "%s may not see what is not finished", who.Name).
			WithHint("without --preview the story is shown once it is finished")
	case in.Preview:
		target, _ = assemble.Article(story.Source, story.Segments)
	case story.Edition > 0 && story.Published == story.Edition:
		story = story.AsAssembled() // what went out stands until the next edition
	case !story.Assembled:
		return nil, pipeline.Errorf(pipeline.Blocked, "story %s is not finished: %s", story.Slug, missing(story)).
			WithHint("`tovmach story %s --preview` shows it as it stands", story.Slug)
	}
	data, contentType, err := render.Render(in.Format, story.Source, target)
	if err != nil {
		return nil, err
	}
	return &rendered{contentType, data}, nil
}

// missing says in a few words what a story still waits for.
func missing(story pipeline.Story) string {
	c := countSegments(story)
	switch {
	case len(story.Parked) > 0:
		return fmt.Sprintf("the worker %s could not do its work: %s", story.Parked[0].Worker, story.Parked[0].Reason)
	case len(story.Tasks) == 0:
		return "it is being prepared"
	case c.Translated < c.Total:
		return fmt.Sprintf("%d of %d segments have no translation", c.Total-c.Translated, c.Total)
	case c.Reviewed < c.Total:
		return fmt.Sprintf("%d of %d segments were not approved by a reviewer", c.Total-c.Reviewed, c.Total)
	}
	return "it is being assembled"
}
