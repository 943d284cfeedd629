package main

import (
	"bytes"
	"fmt"
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
// is that document, byte for byte, though the speech was divided among several
// people.
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
	s := startServer(t, t.TempDir(), "--task-words", "200")
	story, err := s.person(t, "olena", "editor").Submit(t.Context(),
		pipeline.Submission{Name: "uk.md", Data: source, Slug: "speech"}, true)
	if err != nil {
		t.Fatal(err)
	}
	status, err := s.admin().Status(t.Context(), string(story.Story))
	if err != nil || len(status.Tasks) < 3 {
		t.Fatalf("the speech is %d tasks, %v", len(status.Tasks), err)
	}
	sentences, sources := sentencesOf(t, want, pipeline.English), sentencesOf(t, source, pipeline.Ukrainian)
	if len(sentences) != len(sources) {
		t.Fatalf("the twin has %d sentences, the speech %d segments", len(sentences), len(sources))
	}
	twin := map[string]string{}
	for i, sentence := range sources {
		twin[sentence] = sentences[i]
	}
	for i, task := range status.Tasks {
		translator := s.person(t, fmt.Sprint("translator", i), "translator")
		if _, err := translator.Claim(t.Context(), task.Task); err != nil {
			t.Fatal(err)
		}
		work, err := translator.Pull(t.Context(), task.Task)
		if err != nil {
			t.Fatal(err)
		}
		save := api.Save{Claim: work.Claim, Done: true}
		for _, g := range work.Segments {
			save.Segments = append(save.Segments, api.Target{Segment: g.Segment, Target: twin[g.Source]})
		}
		if _, err := translator.Push(t.Context(), work.Task, save); err != nil {
			t.Fatal(err)
		}
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

// sentencesOf cuts the document as the segmenter would.
func sentencesOf(t *testing.T, document []byte, lang pipeline.Lang) []string {
	t.Helper()
	article, _, err := codec.Read("en.md", document)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, b := range article.Blocks {
		for _, cut := range new(segmenter.Segmenter).Cut(b, lang) {
			if cut.Source == "" {
				cut.Source = b.Text[cut.Text.Start:cut.Text.End]
			}
			out = append(out, cut.Source)
		}
	}
	return out
}
