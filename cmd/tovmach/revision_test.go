package main

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

// TestReviseArchived: a story that lies in the archive is revised like any other,
// also when two editors do it at once: one of them is told.
func TestReviseArchived(t *testing.T) {
	t.Parallel()
	d := newDay(t, "--archive-after", "0")
	d.work(t)
	d.server.stop(t)
	d.flags = []string{"--archive-after", "1ms"}
	d.start(t)
	archived(t, d.server.admin())
	d.server.stop(t) // so that it is known from the journal alone
	d.flags = []string{"--archive-after", "0"}
	d.start(t)
	olena := d.server.person(t, "olha", "editor")
	source, err := sampleFiles.ReadFile("sample/article.uk.md")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := olena.Submit(t.Context(), pipeline.Submission{Name: "a.md", Data: source}, false); pipeline.KindOf(err) != pipeline.Conflict {
		t.Errorf("the archived article is taken in again: %v", err)
	}
	var wait sync.WaitGroup
	var answers [2]api.Revised
	var errs [2]error
	for i, more := range []string{"\n\nЦього ще не було.\n", "\n\nАбо ось цього.\n"} {
		wait.Go(func() {
			data := slices.Concat(bytes.TrimSpace(source), []byte(more))
			answers[i], errs[i] = olena.Revise(context.Background(), "memorandum", 1, pipeline.Submission{Name: "a.md", Data: data}, true)
		})
	}
	wait.Wait()
	won := slices.IndexFunc(errs[:], func(err error) bool { return err == nil })
	if won < 0 || pipeline.KindOf(errs[1-won]) != pipeline.Conflict {
		t.Fatalf("errors %v, want one conflict", errs)
	}
	if a := answers[won]; a.Revision != 2 || a.New != 1 || a.Stale+a.Gone > 0 || a.Unchanged == 0 {
		t.Errorf("revised %+v", a)
	}
	status, err := olena.Status(t.Context(), "memorandum")
	if err != nil || !status.Outdated || status.PublishedRevision != 1 || status.Segments.Reviewed != status.Segments.Total-1 {
		t.Errorf("status %+v, %v", status, err)
	}
}
