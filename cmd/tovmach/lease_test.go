package main

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

// TestLease lets a claim run out: the task is open again, the next holder finds
// the text that was saved, and what the first one saves later is kept aside.
func TestLease(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir(), "--lease", "1s")
	story := submitText(t, s.person(t, "olena", "editor"), "# Новини\n\nСьогодні сонячно.\n")
	taras, oksana := s.person(t, "taras", "translator"), s.person(t, "oksana", "translator")
	work := pullWhole(t, taras, story)
	first := api.Target{Segment: work.Segments[0].Segment, Target: "News"}
	if _, err := taras.Push(t.Context(), work.Task, api.Save{Claim: work.Claim, Segments: []api.Target{first}}); err != nil {
		t.Fatal(err)
	}
	if _, err := oksana.Claim(t.Context(), work.Task); pipeline.KindOf(err) != pipeline.Conflict {
		t.Errorf("a held task was given out: %v", err)
	}
	if _, err := until(t.Context(), func() (bool, bool, error) {
		_, err := oksana.Claim(t.Context(), work.Task)
		return true, err == nil, nil
	}); err != nil {
		t.Fatal(err)
	}
	next, err := oksana.Pull(t.Context(), work.Task)
	if err != nil {
		t.Fatal(err)
	}
	if next.Segments[0].Target != "News" {
		t.Errorf("the next holder starts from %q", next.Segments[0].Target)
	}
	late := api.Target{Segment: work.Segments[1].Segment, Target: "It is sunny today."}
	_, err = taras.Push(t.Context(), work.Task, api.Save{Claim: work.Claim, Segments: []api.Target{late}})
	if pipeline.KindOf(err) != pipeline.Conflict || !strings.Contains(err.Error(), "kept as suggestions") {
		t.Errorf("a late save was answered with %v", err)
	}
	if next, err = oksana.Pull(t.Context(), work.Task); err != nil {
		t.Fatal(err)
	}
	second := next.Segments[1]
	if second.Target != "" || len(second.Suggestions) != 1 || second.Suggestions[0] != (pipeline.Suggestion{By: "taras", Text: late.Target}) {
		t.Errorf("the late text is not kept beside the segment: %+v", second)
	}
}

// TestSecrets looks through the log of a day at its most talkative for words of
// the article and for tokens.
func TestSecrets(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir(), "--log", "debug")
	story := submitText(t, s.person(t, "olena", "editor"), "# Таємниця\n\nЖодного слова про це.\n")
	work := pullWhole(t, s.person(t, "taras", "translator"), story)
	if _, err := s.admin().Review(t.Context(), work.Task, api.Verdict{Verdict: "approve"}); err == nil {
		t.Error("a translation was approved as a review")
	}
	s.stop(t)
	log := s.log.String()
	if !strings.Contains(log, `"worker":"segmenter"`) {
		t.Fatalf("the log tells nothing:\n%s", log)
	}
	for _, secret := range []string{"Таємниця", "слова", "taiemnytsia", s.ready.Token, "tvm_"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log tells %q", secret)
		}
	}
}
