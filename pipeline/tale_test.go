package pipeline_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

const (
	lease = 30 * time.Minute
	b1    = pipeline.SegmentID("b1-1")
	b2    = pipeline.SegmentID("b2-1")
)

func noon() time.Time { return time.Date(2020, time.October, 15, 12, 0, 0, 0, time.UTC) }

// A tale is a story as it is told by events, one after the other.
type tale struct {
	testing.TB
	pipeline.Story
	events []pipeline.Event
}

// event is the next event; nothing is told yet.
func (a *tale) event(task pipeline.TaskID, actor pipeline.UserID, fact pipeline.Fact) pipeline.Event {
	a.Helper()
	n := len(a.events) + 1
	ev, err := pipeline.NewEvent(pipeline.EventID(fmt.Sprintf("e%d", n)), "s1", actor, fact)
	if err != nil {
		a.Fatal(err)
	}
	ev.Sequence, ev.Hash, ev.Time = uint64(n), fmt.Sprintf("hash%d", n), noon()
	return ev.For(task)
}

// tell goes on with an event that must be legal, and returns its sequence.
func (a *tale) tell(task pipeline.TaskID, actor pipeline.UserID, fact pipeline.Fact) uint64 {
	a.Helper()
	ev := a.event(task, actor, fact)
	next, err := a.Apply(ev)
	if err != nil {
		a.Fatal(err)
	}
	a.Story, a.events = next, append(a.events, ev)
	return ev.Sequence
}

// The parts of a quiet day, in order; each goes on where the one before ended.

func submitted(t testing.TB) *tale {
	t.Helper()
	a := &tale{TB: t}
	deadline, embargo := noon().Add(time.Hour), noon().Add(2*time.Hour)
	a.tell("", "ira", pipeline.StorySubmitted{
		Slug: "ferry", Desk: "news", Priority: pipeline.Urgent, Deadline: &deadline, Embargo: &embargo,
		Document: pipeline.Document{Name: "ferry.txt", Digest: "d1", Bytes: 40},
		Article: pipeline.Article{Lang: pipeline.Ukrainian, Format: pipeline.Text, Blocks: []pipeline.Block{
			{ID: "b1", Kind: pipeline.Headline, Text: "Пором"},
			{ID: "b2", Kind: pipeline.Paragraph, Text: " {1}Іде{/1}", Tags: []pipeline.Tag{{Kind: pipeline.Bold}}},
		}},
	})
	return a
}

func segmented(t testing.TB) *tale {
	t.Helper()
	a := submitted(t)
	a.tell("", "worker:segmenter", pipeline.ArticleSegmented{Segments: []pipeline.SegmentCut{
		{ID: b1, Block: "b1", Span: pipeline.Span{Start: 0, End: 10}, Text: pipeline.Span{Start: 0, End: 10}},
		{ID: b2, Block: "b2", Span: pipeline.Span{Start: 0, End: 14}, Text: pipeline.Span{Start: 1, End: 14}, Source: "{1}Іде{/1}", Tags: []int{1}},
	}})
	return a
}

func opened(t testing.TB) *tale {
	t.Helper()
	a := segmented(t)
	a.tell("", "worker:annotator", pipeline.SegmentsAnnotated{Revision: 3, Annotations: map[pipeline.SegmentID][]pipeline.Annotation{
		b1: {{Entry: "ferry", Text: "Пором", Target: "ferry", Confidence: "high"}},
	}})
	a.tell("", "worker:router", pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{
		{ID: "t1", Kind: pipeline.Translate, Segments: []pipeline.SegmentID{b1, b2}, Words: 2},
	}})
	return a
}

// claimed returns a tale in which olena holds the translation t1.
func claimed(t testing.TB) (a *tale, token uint64) {
	t.Helper()
	a = opened(t)
	return a, a.tell("t1", "olena", pipeline.TaskClaimed{LeaseUntil: noon().Add(lease), Lease: lease})
}

// translated returns a tale in which olena wrote all of it and still holds it.
func translated(t testing.TB) (a *tale, token uint64) {
	t.Helper()
	a, token = claimed(t)
	a.tell("t1", "olena", pipeline.SegmentTranslated{Claim: token, Segment: b1, Text: "The ferry"})
	a.tell("t1", "olena", pipeline.SegmentTranslated{Claim: token, Segment: b2, Text: "{1}sails{/1}"})
	return a, token
}

// inReview returns a tale in which ruth holds the review r1.
func inReview(t testing.TB) (a *tale, token uint64) {
	t.Helper()
	a, token = translated(t)
	a.tell("t1", "olena", pipeline.TaskCompleted{Claim: token})
	a.tell("", "worker:reviewer", pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{
		{ID: "r1", Kind: pipeline.Review, Segments: []pipeline.SegmentID{b1, b2}, Words: 2, After: "t1"},
	}})
	return a, a.tell("r1", "ruth", pipeline.TaskClaimed{LeaseUntil: noon().Add(lease), Lease: lease})
}

func approved(t testing.TB) *tale {
	t.Helper()
	a, token := inReview(t)
	a.tell("r1", "ruth", pipeline.TaskCompleted{Claim: token})
	return a
}

// assembly is the fact that the assembler would tell now.
func (a *tale) assembly() pipeline.StoryAssembled {
	fact := pipeline.StoryAssembled{Article: pipeline.Article{Lang: pipeline.English}, Tasks: map[pipeline.TaskID]uint64{}}
	for _, t := range a.Tasks {
		fact.Tasks[t.ID] = t.Head.Sequence
	}
	return fact
}

// visible is everything of a story that others can see.
func visible(t testing.TB, s pipeline.Story) string {
	t.Helper()
	body, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// visibleButHeads is that without the places where aggregates end, which every
// event moves.
func visibleButHeads(t testing.TB, s pipeline.Story) string {
	t.Helper()
	s.Head, s.Sequence = pipeline.Head{}, 0
	tasks := make([]pipeline.Task, len(s.Tasks))
	for i, task := range s.Tasks {
		task.Head = pipeline.Head{}
		tasks[i] = task
	}
	s.Tasks = tasks
	return visible(t, s)
}
