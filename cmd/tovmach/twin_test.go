package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers/api"
	"github.com/tovmach/tovmach/workers/segmenter"
)

// TestTwin takes a speech of the corpus the whole way with the sentences of its
// English twin as the translation. The twin is the golden: the finished story
// is that document, byte for byte.
func TestTwin(t *testing.T) {
	t.Parallel()
	const speech = "data/corpora/docpairs/president/2022-03-31-W3DOirN9beo/"
	source, err := os.ReadFile(pipelinetest.Shared(t, speech+"uk.md"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(pipelinetest.Shared(t, speech+"en.md"))
	if err != nil {
		t.Fatal(err)
	}
	s := startServer(t, t.TempDir())
	story, err := s.person(t, "olena", "editor").Submit(t.Context(),
		pipeline.Submission{Name: "uk.md", Data: source, Slug: "speech"}, true)
	if err != nil {
		t.Fatal(err)
	}
	taras := s.person(t, "taras", "translator")
	work := pullWhole(t, taras, story)
	sentences := sentencesOf(t, want)
	if len(sentences) != len(work.Segments) {
		t.Fatalf("the twin has %d sentences, the speech %d segments", len(sentences), len(work.Segments))
	}
	save := api.Save{Claim: work.Claim, Done: true}
	for i, g := range work.Segments {
		save.Segments = append(save.Segments, api.Target{Segment: g.Segment, Target: sentences[i]})
	}
	if _, err := taras.Push(t.Context(), work.Task, save); err != nil {
		t.Fatal(err)
	}
	iryna := s.person(t, "iryna", "reviewer")
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
	got, err := iryna.Document(t.Context(), "speech", "md", false)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the story is not its twin: %s", firstDifference(got, want))
	}
}

// sentencesOf cuts the twin as the segmenter would.
func sentencesOf(t *testing.T, document []byte) []string {
	t.Helper()
	article, _, err := codec.Read("en.md", document)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, b := range article.Blocks {
		for _, cut := range segmenter.Cut(b, pipeline.English) {
			if cut.Source == "" {
				cut.Source = b.Text[cut.Text.Start:cut.Text.End]
			}
			out = append(out, cut.Source)
		}
	}
	return out
}
