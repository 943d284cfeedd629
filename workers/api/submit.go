package api

import (
	"context"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

// waitForTasks is how long a submission with wait=true is waited for.
const waitForTasks = 30 * time.Second

type submission struct {
	Name     string    `query:"name" doc:"name of the file" maxLength:"255"`
	URL      string    `query:"url" doc:"address of the page to read, in place of a document" maxLength:"2048"`
	Slug     string    `query:"slug" doc:"the story's handle; made from the headline when left out"`
	Desk     string    `query:"desk"`
	Skills   []string  `query:"skill,explode" doc:"that its tasks ask for"`
	Priority string    `query:"priority" doc:"flash, urgent, normal or hold"`
	Deadline time.Time `query:"deadline"`
	Embargo  time.Time `query:"embargo" doc:"not to be delivered before"`
	Lang     string    `query:"lang" doc:"that the document is in, such as uk; told by its letters when left out" maxLength:"255"`
	Repair   bool      `query:"repair" doc:"undo its having been taken for another encoding"`
	Wait     bool      `query:"wait" doc:"answer when its tasks are open"`
	Again    bool      `query:"again" doc:"take it in though it is nearly a story of the house"`
	Key      string    `header:"Idempotency-Key" doc:"the same key by the same person is the same story" maxLength:"255"`
	RawBody  []byte    `contentType:"application/octet-stream" doc:"the document: DOCX, ODT, Markdown, HTML, a zipped page of Google Docs, plain text, or a post of WordPress"`
}

func (s *Server) submit(ctx context.Context, who pipeline.Person, in *submission) (*struct{ Body Submitted }, error) {
	page, err := s.page(ctx, in)
	if err != nil {
		return nil, err
	}
	storing, cancel := context.WithTimeout(ctx, 2*patience) // a large document takes its time
	defer cancel()
	ev, notices, err := s.Intake.Submit(storing, pipeline.Submission{
		Name: page.name, Data: page.data, Source: page.source,
		Slug: pipeline.Slug(in.Slug), Desk: pipeline.DeskID(in.Desk), Priority: pipeline.Priority(in.Priority),
		Deadline: given(in.Deadline), Embargo: given(in.Embargo), By: who.Name, Key: in.Key,
		Skills: skills(in.Skills), Lang: pipeline.Lang(in.Lang), Repair: in.Repair, Again: in.Again,
	}, s.slugTaken)
	if err != nil {
		return nil, err
	}
	if err := s.Stories.WaitFor(ctx, ev.Sequence); err != nil {
		return nil, err
	}
	if in.Wait {
		if err := s.untilOpen(ctx, ev); err != nil {
			return nil, err
		}
	}
	story, _ := s.Stories.Story(ev.Story)
	return &struct{ Body Submitted }{Submitted{Story: story.ID, Slug: story.Slug, Revision: story.Revision, Notices: append([]codec.Notice{}, notices...)}}, nil
}

// untilOpen waits until the story's tasks are open.
func (s *Server) untilOpen(ctx context.Context, submitted pipeline.Event) error {
	_, err := s.until(ctx, submitted.Story, submitted.Sequence, func(story pipeline.Story) bool { return len(story.Tasks) > 0 })
	return err
}

// until waits until the story is as asked, and returns it. The error is
// pipeline.Blocked when an entry was parked meanwhile that stands behind that
// sequence, and Unavailable when it takes too long.
func (s *Server) until(ctx context.Context, id pipeline.StoryID, from uint64, ready func(pipeline.Story) bool) (pipeline.Story, error) {
	ctx, cancel := context.WithTimeout(ctx, waitForTasks)
	defer cancel()
	for next := from; ; next++ {
		story, _ := s.Stories.Story(id)
		if ready(story) {
			return story, nil
		}
		for _, p := range story.Parked {
			if p.Sequence >= from {
				return story, pipeline.Errorf(pipeline.Blocked, "the worker %s could not do its work: %s", p.Worker, p.Reason).
					WithHint("`tovmach retry %s` sends it again", story.ID)
			}
		}
		if err := s.Stories.WaitFor(ctx, next+1); err != nil {
			return story, pipeline.Errorf(pipeline.Unavailable, "story %s is stored, but it was not prepared after %s", story.ID, waitForTasks).
				WithHint("see `tovmach status %s`; are the workers running?", story.ID)
		}
	}
}

func skills(names []string) []pipeline.Skill {
	var out []pipeline.Skill
	for _, name := range names {
		out = append(out, pipeline.Skill(name))
	}
	return out
}

func (s *Server) slugTaken(slug pipeline.Slug) bool {
	_, taken := s.Stories.Named(string(slug))
	return taken
}

// given returns the time, or nil when it was left out.
func given(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}
