package api

import (
	"context"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

type revision struct {
	OfStory
	Name    string `query:"name" doc:"name of the file" maxLength:"255"`
	URL     string `query:"url" doc:"address of the page to read, in place of a document" maxLength:"2048"`
	Of      int    `query:"of" minimum:"0" doc:"the revision that it follows: if the story has a newer one by now, the answer is a conflict; 0 is whatever there is"`
	Lang    string `query:"lang" doc:"that the document is in, such as uk; told by its letters when left out" maxLength:"255"`
	Repair  bool   `query:"repair" doc:"undo its having been taken for another encoding"`
	Wait    bool   `query:"wait" doc:"answer when its tasks are open"`
	Key     string `header:"Idempotency-Key" doc:"the same key by the same person is the same revision" maxLength:"255"`
	RawBody []byte `contentType:"application/octet-stream" doc:"the document: DOCX, ODT, Markdown, HTML, a zipped page of Google Docs, plain text, or a post of WordPress"`
}

// revise takes in a newer source of a story. Workers move the story meanwhile, and
// then it is decided again; another editor's revision is a conflict.
func (s *Server) revise(ctx context.Context, who pipeline.Person, in *revision) (*struct{ Body Revised }, error) {
	page, err := s.page(ctx, &submission{Name: in.Name, URL: in.URL, RawBody: in.RawBody})
	if err != nil {
		return nil, err
	}
	storing, cancel := context.WithTimeout(ctx, 2*patience) // a large document takes its time
	defer cancel()
	of := in.Of
	for {
		story, err := s.find(storing, in.Story)
		if err != nil {
			return nil, err
		}
		if of > 0 && story.Revision != of && !story.Has(s.Intake.RevisionID(story.ID, who.Name, in.Key)) {
			return nil, pipeline.Errorf(pipeline.Conflict, "story %s has revision %d of its source by now, not %d", story.Slug, story.Revision, of).
				WithHint("see `tovmach history %s`, then send in what is newest", story.Slug)
		}
		of = story.Revision
		ev, notices, err := s.Intake.Revise(join(storing, story), story, who, pipeline.Submission{
			Name: page.name, Data: page.data, Source: page.source, By: who.Name, Key: in.Key,
			Lang: pipeline.Lang(in.Lang), Repair: in.Repair,
		})
		if pipeline.KindOf(err) == pipeline.Conflict && err != nil {
			if err := s.catchUp(storing); err != nil {
				return nil, err
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		if ev.ID == "" {
			return revised(story, false, notices), nil
		}
		if err := s.Stories.WaitFor(ctx, ev.Sequence); err != nil {
			return nil, err
		}
		ready := func(story pipeline.Story) bool {
			_, uncut := story.Uncut()
			return !uncut && (!in.Wait || story.Prepared && len(story.Loose()) == 0)
		}
		if story, err = s.until(ctx, ev.Story, ev.Sequence, ready); err != nil {
			return nil, err
		}
		return revised(story, true, notices), nil
	}
}

func revised(story pipeline.Story, changed bool, notices []codec.Notice) *struct{ Body Revised } {
	out := Revised{Story: story.ID, Slug: story.Slug, Revision: story.Revision, Changed: changed, Notices: orEmpty(notices)}
	switch c := story.Changes; {
	case !changed:
		out.Unchanged = len(story.Segments)
	case c.Revision == story.Revision:
		out.Unchanged, out.Stale, out.New, out.Gone = c.Unchanged, c.Stale, c.New, c.Gone
	default: // it was revised before it was cut at all
		out.New = len(story.Segments)
	}
	return &struct{ Body Revised }{out}
}
