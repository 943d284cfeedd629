package main

import (
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

// TestEmbargo finishes a story before its embargo ends: it is delivered then,
// once, and not a moment earlier.
func TestEmbargo(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir())
	end := time.Now().Add(2 * time.Second)
	story, err := s.person(t, "olena", "editor").Submit(t.Context(), pipeline.Submission{
		Name: "a.md", Data: []byte("# Новини\n\nСьогодні сонячно.\n"), Embargo: &end,
	}, true)
	if err != nil {
		t.Fatal(err)
	}
	taras, iryna := s.person(t, "taras", "translator"), s.person(t, "iryna", "reviewer")
	work := pullWhole(t, taras, story)
	save := api.Save{Claim: work.Claim, Done: true, Segments: []api.Target{
		{Segment: work.Segments[0].Segment, Target: "News"}, {Segment: work.Segments[1].Segment, Target: "It is sunny today."},
	}}
	if _, err := taras.Push(t.Context(), work.Task, save); err != nil {
		t.Fatal(err)
	}
	review, err := taskOf(t.Context(), iryna, story.Story, pipeline.Review)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := iryna.Review(t.Context(), review.Task, api.Verdict{Verdict: "approve"}); err != nil {
		t.Fatal(err)
	}
	if err := (sampleDay{tell: t.Logf}).published(t.Context(), iryna, story); err != nil {
		t.Fatal(err)
	}
	history, err := s.admin().History(t.Context(), string(story.Story))
	if err != nil {
		t.Fatal(err)
	}
	if n := count(history, pipeline.KindDeliveryMade); n != 2 {
		t.Errorf("%d deliveries, want one an outlet", n)
	}
	for _, h := range history {
		switch h.Kind {
		case pipeline.KindStoryAssembled:
			if !h.Time.Before(end) {
				t.Errorf("assembled at %s, after the embargo: the test shows nothing", h.Time)
			}
		case pipeline.KindDeliveryMade, pipeline.KindStoryPublished:
			if h.Time.Before(end.Truncate(time.Millisecond)) {
				t.Errorf("%s at %s, before the embargo ended at %s", h.Kind, h.Time, end)
			}
		}
	}
}
