package api

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/check"
)

// OfTask names the task that a request is about.
type OfTask struct {
	Task pipeline.TaskID `path:"task" maxLength:"80"`
}

func (s *Server) queue(_ context.Context, who pipeline.Person, in *struct {
	Mine    bool `query:"mine" doc:"only the tasks that I hold, and those for which I am to find somebody"`
	Offered bool `query:"offered" doc:"only the open tasks that I may take"`
},
) (*struct{ Body []Task }, error) {
	if in.Offered {
		return &struct{ Body []Task }{s.offers(who)}, nil
	}
	rows := []Task{}
	for _, story := range s.Stories.Open() {
		for _, t := range story.Tasks {
			if !in.Mine || t.HeldBy(who.Name) || t.Calls(who.Name) {
				rows = append(rows, row(story, t))
			}
		}
	}
	slices.SortStableFunc(rows, moreUrgent)
	return &struct{ Body []Task }{rows}, nil
}

// moreUrgent orders rows: what is done goes last, then by priority, then by
// deadline; equal ones stay in the order in which they came.
func moreUrgent(a, b Task) int {
	rank := func(t Task) int { return slices.Index(pipeline.Priorities(), t.Priority) }
	finished := func(t Task) int {
		if t.State == pipeline.TaskDone {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(finished(a), finished(b)),
		cmp.Compare(rank(a), rank(b)),
		earlier(a.Deadline, b.Deadline),
	)
}

// earlier orders deadlines; none is the latest.
func earlier(a, b *time.Time) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return a.Compare(*b)
}

func row(story pipeline.Story, t pipeline.Task) Task {
	out := Task{
		Task: t.ID, Story: story.ID, Slug: story.Slug, Kind: t.Kind, Words: t.Words,
		Priority: story.Priority, Deadline: story.Deadline, State: t.State, Note: t.Note,
		Desk: story.Desk, Lang: story.Source.Lang, Skills: story.Skills,
	}
	switch t.State {
	case pipeline.TaskHeld:
		out.Holder = &t.Claim.Holder
	case pipeline.TaskOpen:
		out.Escalated, out.Alerts = t.Level, t.Alerts
	}
	return out
}

func (s *Server) renew(ctx context.Context, who pipeline.Person, in *OfTask) (*struct{ Body Claim }, error) {
	if err := s.catchUp(ctx); err != nil { // a claim that was lost elsewhere must not be renewed here
		return nil, err
	}
	story, err := s.ofTask(ctx, in.Task)
	if err != nil {
		return nil, err
	}
	t, err := story.Held(in.Task, who.Name)
	if err != nil {
		return nil, err
	}
	until, err := s.Leases.Beat(ctx, story.ID, t)
	if err != nil {
		return nil, err
	}
	return held(t, &until), nil
}

func held(t pipeline.Task, until *time.Time) *struct{ Body Claim } {
	c := Claim{Task: t.ID, Claim: t.Claim.String(), LeaseUntil: until}
	if t.State == pipeline.TaskHeld {
		c.Holder = t.Claim.Holder
	}
	return &struct{ Body Claim }{c}
}

func (s *Server) review(ctx context.Context, who pipeline.Person, in *struct {
	OfTask
	Body Verdict
},
) (*struct{ Body Saved }, error) {
	verdict := func(story pipeline.Story) (pipeline.Fact, error) {
		if in.Body.Verdict == "return" {
			return story.ReturnTask(in.Task, who.Name, in.Body.Note, in.Body.Parts...)
		}
		if err := s.approvable(story, in.Task); err != nil {
			return nil, err
		}
		return story.ApproveTask(in.Task, who.Name)
	}
	// A verdict that holds takes the review, when nobody has it yet.
	_, _, err := s.act(ctx, in.Task, who.Name, func(story pipeline.Story) (pipeline.Fact, error) {
		t, ok := story.Task(in.Task)
		if !ok || t.State != pipeline.TaskOpen {
			return nil, nil
		}
		if _, err := verdict(story.IfClaimed(in.Task, who.Name)); err != nil {
			return nil, err
		}
		if err := story.Offered(t, who); err != nil {
			return nil, err
		}
		return story.ClaimTask(in.Task, who.Name, s.Lease, s.Now())
	})
	if err != nil {
		return nil, err
	}
	story, _, err := s.act(ctx, in.Task, who.Name, verdict)
	if err != nil {
		return nil, err
	}
	return s.saved(story, in.Task, 0), nil
}

// approvable refuses while a finding of severity error stands.
func (s *Server) approvable(story pipeline.Story, id pipeline.TaskID) error {
	t, ok := story.Task(id)
	if !ok || t.Kind != pipeline.Review {
		return nil // ApproveTask says what is wrong
	}
	findings := s.findings(story)
	for _, g := range story.SegmentsOf(t) {
		for _, f := range findings[g.ID] {
			if f.Severity == check.Error {
				return pipeline.Errorf(pipeline.Blocked, "segment %s has an error: %s: %s", g.ID, f.Rule, f.Message).
					WithHint("mend it (`tovmach push`) or return the translation; `tovmach pull %s` lists all findings", id)
			}
		}
	}
	return nil
}
