package main

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

// TestArchiveDay archives the sample's story: it reads as before, in this
// process and the next, also when the server is killed in the middle of it.
func TestArchiveDay(t *testing.T) {
	t.Parallel()
	for name, killed := range map[string]bool{"in peace": false, "killed": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDay(t, "--archive-after", "0")
			d.work(t)
			want := reading(t, d.server.admin())
			d.server.stop(t)
			d.flags = []string{"--archive-after", "1ms"}
			d.start(t)
			if killed {
				d.killAt(t, pipeline.KindStoryArchived, 1)
				archived(t, d.server.admin())
				d.server.cmd.Process.Kill() // it may be archived before anybody watched
				<-d.killed
				d.server.kill()
				d.start(t)
			}
			for _, when := range []string{"at once", "after a start"} {
				archived(t, d.server.admin())
				if got := reading(t, d.server.admin()); got != want {
					t.Errorf("%s, the archived story reads\n%s\nwant\n%s", when, got, want)
				}
				if v, err := d.server.admin().Verify(t.Context(), func(api.Checking) {}); err != nil || !v.OK {
					t.Errorf("%s, the record is damaged: %v %v", when, v.Broken, err)
				}
				maria := d.server.person(t, "maria"+when[:2], "editor")
				other, err := maria.Submit(t.Context(), pipeline.Submission{Name: "a.md", Data: []byte("# Пором\n\nПором їде.\n"), Slug: "memorandum", Again: true}, false)
				if err != nil || other.Slug == "memorandum" {
					t.Errorf("%s, its slug is given again: %v, %v", when, other.Slug, err)
				}
				d.server.stop(t)
				d.start(t)
			}
		})
	}
}

// archived waits until the story's history says that it is archived; a server
// that is killed meanwhile is no fault.
func archived(t *testing.T, admin *api.Client) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	_, err := until(ctx, func() (bool, bool, error) {
		history, err := admin.History(ctx, "memorandum")
		if pipeline.KindOf(err) == pipeline.Unavailable {
			return true, true, nil
		}
		return true, slices.ContainsFunc(history, func(h api.Happening) bool { return h.Kind == pipeline.KindStoryArchived }), err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// reading is all that people can read of the story.
func reading(t *testing.T, admin *api.Client) string {
	t.Helper()
	status, err := admin.Status(t.Context(), "memorandum")
	if err != nil {
		t.Fatal(err)
	}
	story, err := admin.Document(t.Context(), "memorandum", "md", false)
	if err != nil {
		t.Fatal(err)
	}
	history, err := admin.History(t.Context(), "memorandum")
	if err != nil {
		t.Fatal(err)
	}
	history = slices.DeleteFunc(history, func(h api.Happening) bool { return h.Kind == pipeline.KindStoryArchived })
	told, err := json.Marshal(map[string]any{"status": status, "history": history})
	if err != nil {
		t.Fatal(err)
	}
	return string(told) + "\n" + string(story)
}

// TestArchivedSave: a text that comes when its story is in the archive is kept
// beside the segment, as any other that comes late.
func TestArchivedSave(t *testing.T) {
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
	status, err := d.server.admin().Status(t.Context(), "memorandum")
	if err != nil {
		t.Fatal(err)
	}
	task := status.Tasks[0].Task
	mykola := d.server.person(t, "mykola", "translator")
	before, err := mykola.Pull(t.Context(), task)
	if err != nil || len(before.Segments) == 0 {
		t.Fatalf("the task has %d segments: %v", len(before.Segments), err)
	}
	segment := before.Segments[0].Segment
	_, err = mykola.Push(t.Context(), task, api.Save{Claim: "1", Segments: []api.Target{{Segment: segment, Target: "Too late"}}})
	if pipeline.KindOf(err) != pipeline.Conflict {
		t.Errorf("a late save: %v, want a conflict", err)
	}
	after, err := mykola.Pull(t.Context(), task)
	if err != nil {
		t.Fatal(err)
	}
	if g := after.Segments[0]; g.Target != before.Segments[0].Target || len(g.Suggestions) != 1 || g.Suggestions[0].Text != "Too late" {
		t.Errorf("the segment is %+v", g)
	}
	if v, err := d.server.admin().Verify(t.Context(), func(api.Checking) {}); err != nil || !v.OK {
		t.Errorf("the record is damaged: %v %v", v.Broken, err)
	}
}
