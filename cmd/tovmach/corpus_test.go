package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers/api"
)

// TestRealInput submits every speech of the corpus: its segments tile its
// text, and with the source as the target the preview is the document, byte
// for byte.
func TestRealInput(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(pipelinetest.Shared(t, "data/corpora/docpairs/president"), "*", "uk.md"))
	if err != nil || len(files) < 50 {
		t.Fatalf("%d documents, %v", len(files), err)
	}
	s := startServer(t, t.TempDir(), "--task-words", "0", "--tasks-per-translator", "0")
	olena, taras := s.person(t, "olena", "editor"), s.person(t, "taras", "translator")
	for _, file := range files {
		name := filepath.Base(filepath.Dir(file))
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		story, err := olena.Submit(t.Context(), pipeline.Submission{Name: "uk.md", Data: source}, true)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		work := pullWhole(t, taras, story)
		checkTiling(t, name, source, work)
		echo(t, taras, work)
		got, err := olena.Document(t.Context(), string(story.Story), "md", true)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !bytes.Equal(got, source) {
			t.Errorf("%s: the preview is not the source: %s", name, firstDifference(got, source))
		}
	}
}

// pullWhole claims the story's translation and pulls it.
func pullWhole(t *testing.T, c *api.Client, story api.Submitted) api.Work {
	t.Helper()
	task, err := taskOf(t.Context(), c, story.Story, pipeline.Translate)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Claim(t.Context(), task.Task); err != nil {
		t.Fatal(err)
	}
	work, err := c.Pull(t.Context(), task.Task)
	if err != nil {
		t.Fatal(err)
	}
	return work
}

// echo pushes the source of every segment as its target.
func echo(t *testing.T, c *api.Client, work api.Work) {
	t.Helper()
	save := api.Save{Claim: work.Claim}
	for _, g := range work.Segments {
		save.Segments = append(save.Segments, api.Target{Segment: g.Segment, Target: g.Source})
	}
	if _, err := c.Push(t.Context(), work.Task, save); err != nil {
		t.Fatal(err)
	}
}

// checkTiling holds the segments against the article: the letters of all
// segments, in order, are those of its blocks.
func checkTiling(t *testing.T, name string, source []byte, work api.Work) {
	t.Helper()
	article, _, err := codec.Read("uk.md", source)
	if err != nil {
		t.Fatal(err)
	}
	var blocks, segments strings.Builder
	for _, b := range article.Blocks {
		if b.Kind.Translated() {
			blocks.WriteString(b.Text)
		}
	}
	for _, g := range work.Segments {
		segments.WriteString(g.Source)
	}
	if got, want := letters(segments.String()), letters(blocks.String()); got != want {
		t.Errorf("%s: the segments are not the text: %s", name, firstDifference([]byte(got), []byte(want)))
	}
}

// letters leaves out what segments do not carry: white space and tags.
func letters(marked string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \n\t\u00a0{}/0123456789", r) {
			return -1
		}
		return r
	}, marked)
}

func firstDifference(got, want []byte) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	end := func(b []byte) string { return string(b[max(0, i-30):min(len(b), i+60)]) }
	return "…" + end(got) + "… is not …" + end(want) + "…"
}
