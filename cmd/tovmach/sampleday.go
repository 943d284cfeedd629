package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

// sampleDay is a quiet day of four people: an editor submits the sample, a
// translator translates it from a bilingual file, a reviewer reads it, a
// publisher waits for the outlets. Each step can be done again after the server
// came back: it then finds its work done.
type sampleDay struct {
	url, admin string
	tell       func(format string, args ...any)
}

// run does the day's work and returns the story's slug.
func (d sampleDay) run(ctx context.Context) (slug string, err error) {
	people := map[pipeline.Role]*api.Client{}
	for _, p := range []struct {
		name pipeline.UserID
		role pipeline.Role
	}{{"olena", pipeline.Editor}, {"taras", pipeline.Translator}, {"iryna", pipeline.Reviewer}, {"maksym", pipeline.Publisher}} {
		token, err := api.NewClient(d.url, d.admin).AddPerson(ctx, api.NewPerson{Name: p.name, Roles: []pipeline.Role{p.role}})
		if err != nil {
			return "", err
		}
		people[p.role] = api.NewClient(d.url, token.Token)
	}
	story, err := d.submit(ctx, people[pipeline.Editor])
	if err != nil {
		return "", err
	}
	if err := d.translate(ctx, people[pipeline.Translator], story); err != nil {
		return "", err
	}
	if err := d.review(ctx, people[pipeline.Reviewer], story); err != nil {
		return "", err
	}
	return string(story.Slug), d.published(ctx, people[pipeline.Publisher], story)
}

func (d sampleDay) submit(ctx context.Context, olena *api.Client) (api.Submitted, error) {
	source, err := sampleFiles.ReadFile("sample/article.uk.md")
	if err != nil {
		return api.Submitted{}, err
	}
	d.tell("olena, editor, submits the article")
	story, err := olena.Submit(ctx, pipeline.Submission{
		Name: "article.uk.md", Data: source, Slug: "memorandum", Priority: pipeline.Urgent, Key: "sample",
	}, true)
	if err != nil {
		return story, err
	}
	s, err := olena.Status(ctx, string(story.Story))
	if err != nil {
		return story, err
	}
	d.tell("segmenter, annotator and router prepared it: %d segments", s.Segments.Total)
	return story, nil
}

// translate does the story's translations, one after the other: a long story has
// several.
func (d sampleDay) translate(ctx context.Context, taras *api.Client, story api.Submitted) error {
	if _, err := taskOf(ctx, taras, story.Story, pipeline.Translate); err != nil {
		return err
	}
	tasks, err := taras.Queue(ctx, false)
	if err != nil {
		return err
	}
	for _, t := range tasks {
		if t.Story != story.Story || t.Kind != pipeline.Translate || t.State == pipeline.TaskDone {
			continue
		}
		if err := d.translateOne(ctx, taras, t); err != nil {
			return err
		}
	}
	return nil
}

func (d sampleDay) translateOne(ctx context.Context, taras *api.Client, t api.Task) error {
	if _, err := taras.Claim(ctx, t.Task); err != nil {
		return err
	}
	work, err := taras.Pull(ctx, t.Task)
	if err != nil {
		return err
	}
	hits := 0
	for _, g := range work.Segments {
		hits += len(g.Hits)
	}
	d.tell("taras, translator, claims it: %d words, %d names found in them", t.Words, hits)
	known, err := sampleTranslation()
	if err != nil {
		return err
	}
	save := api.Save{Claim: work.Claim, Done: true}
	for _, g := range work.Segments {
		target, ok := known[g.Source]
		if !ok {
			return fmt.Errorf("the sample has no translation of %q", g.Source)
		}
		save.Segments = append(save.Segments, api.Target{Segment: g.Segment, Target: target})
	}
	saved, err := taras.Push(ctx, t.Task, save)
	if err != nil {
		return err
	}
	d.tell("taras hands it on; findings: %d errors, %d warnings", saved.Findings.Error, saved.Findings.Warning)
	return nil
}

func (d sampleDay) review(ctx context.Context, iryna *api.Client, story api.Submitted) error {
	t, err := taskOf(ctx, iryna, story.Story, pipeline.Review)
	if err != nil || t.State == pipeline.TaskDone {
		return err
	}
	if _, err := iryna.Claim(ctx, t.Task); err != nil {
		return err
	}
	d.tell("iryna, reviewer, reads and approves it")
	_, err = iryna.Review(ctx, t.Task, api.Verdict{Verdict: "approve"})
	return err
}

func (d sampleDay) published(ctx context.Context, maksym *api.Client, story api.Submitted) error {
	s, err := until(ctx, func() (api.Status, bool, error) {
		s, err := maksym.Status(ctx, string(story.Story))
		return s, s.State == pipeline.Published && len(s.Outlets) > 1, err
	})
	if err != nil {
		return err
	}
	for _, o := range s.Outlets {
		d.tell("assembled and delivered to %s: %s", o.Outlet, o.Receipt)
	}
	return nil
}

// taskOf returns the story's task of that kind, as soon as there is one.
func taskOf(ctx context.Context, c *api.Client, story pipeline.StoryID, kind pipeline.TaskKind) (api.Task, error) {
	return until(ctx, func() (api.Task, bool, error) {
		tasks, err := c.Queue(ctx, false)
		i := slices.IndexFunc(tasks, func(t api.Task) bool { return t.Story == story && t.Kind == kind })
		if i < 0 {
			return api.Task{}, false, err
		}
		return tasks[i], true, err
	})
}

// until asks again, for at most half a minute, while the answer is no.
func until[T any](ctx context.Context, ask func() (T, bool, error)) (T, error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		answer, yes, err := ask()
		if err != nil || yes {
			return answer, err
		}
		select {
		case <-ctx.Done():
			return answer, pipeline.Errorf(pipeline.Unavailable, "the newsroom did not come to an end in half a minute")
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// sampleTranslation reads the bilingual file: source segment to target.
func sampleTranslation() (map[string]string, error) {
	data, err := sampleFiles.ReadFile("sample/translation.tsv")
	if err != nil {
		return nil, err
	}
	known := map[string]string{}
	for line := range strings.Lines(string(data)) {
		source, target, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		if !ok {
			return nil, fmt.Errorf("sample translation: %q has no target", line)
		}
		known[source] = target
	}
	return known, nil
}
