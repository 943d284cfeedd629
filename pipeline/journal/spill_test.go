package journal_test

import (
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/pipeline/vault"
)

// TestLargePayload appends a story that no event holds: its payload goes into
// the vault and comes back with the event, to a later reader too. Without a
// vault it is refused.
func TestLargePayload(t *testing.T) {
	t.Parallel()
	_, nc := pipelinetest.Server(t)
	bytes, err := vault.Open(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("слово ", 100_000)
	fact := pipeline.StorySubmitted{Slug: "long", Article: pipeline.Article{
		Lang: pipeline.Ukrainian, Blocks: []pipeline.Block{{ID: "b1", Kind: pipeline.Paragraph, Text: text}},
	}}
	plain, err := journal.Open(t.Context(), nc, journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := plain.Append(t.Context(), pipeline.Head{}, pipelinetest.Event(t, "e0", "S0", "olena", fact)); pipeline.KindOf(err) != pipeline.Invalid {
		t.Errorf("without a vault: %v", err)
	}
	if last, err := plain.Last(t.Context()); err != nil || last != 0 {
		t.Errorf("%d events, %v", last, err)
	}
	j, err := journal.Open(t.Context(), nc, journal.Options{Vault: bytes, Now: pipelinetest.Noon})
	if err != nil {
		t.Fatal(err)
	}
	stored, err := j.Append(t.Context(), pipeline.Head{}, pipelinetest.Event(t, "e1", "S1", "olena", fact))
	if err != nil || len(stored.Data) < len(text) || stored.DataAt == "" {
		t.Fatalf("stored with %d bytes at %q: %v", len(stored.Data), stored.DataAt, err)
	}
	later, stop, err := j.Follow(t.Context(), func(ev pipeline.Event, err error) { t.Errorf("alarm at %d: %v", ev.Sequence, err) })
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	story, ok := later.Story("S1")
	if !ok || len(story.Source.Blocks) != 1 || story.Source.Blocks[0].Text != text {
		t.Error("the story is not what was submitted")
	}
}
