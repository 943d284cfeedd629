package journal_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// TestSnapshotAndArchive: what was archived since the snapshot, or before it, or
// came back from the archive, is as the events tell; what left the journal since is
// seen, and all is read.
func TestSnapshotAndArchive(t *testing.T) {
	t.Parallel()
	for _, purged := range []bool{false, true} {
		t.Run(fmt.Sprint("purged ", purged), func(t *testing.T) {
			t.Parallel()
			a := newArchive(t)
			r := newRoom(t)
			r.nc = a.nc
			same := func(when string, upTo uint64, doubt string) {
				t.Helper()
				a.catchUp(t)
				s := r.begin(t)
				defer s.stop()
				got, want := s.stories.All(), a.stories.All()
				byName := func(a, b pipeline.Story) int { return strings.Compare(string(a.ID), string(b.ID)) }
				slices.SortFunc(got, byName) // of those that left, only the end is in the journal
				slices.SortFunc(want, byName)
				if !reflect.DeepEqual(got, want) || len(s.stories.Open()) != len(a.stories.Open()) || len(s.alarms)+len(s.broken) > 0 {
					t.Errorf("%s: the stories are\n%+v\nwant\n%+v; %q, %v", when, got, want, s.alarms, s.broken)
				}
				if !maps.EqualFunc(s.stories.Left(), a.stories.Left(), func(a, b pipeline.Archive) bool { return a.At == b.At }) {
					t.Errorf("%s: left are %v, want %v", when, s.stories.Left(), a.stories.Left())
				}
				if from, err := s.stories.Resumed(); from != upTo || fmt.Sprint(err) != doubt && !strings.HasSuffix(fmt.Sprint(err), doubt) {
					t.Errorf("%s: it goes on after %d, want %d: %v", when, from, upTo, err)
				}
				if broken, err := s.stories.Recheck(t.Context()); err != nil || len(broken) > 0 {
					t.Errorf("%s: %v, %v", when, broken, err)
				}
				if of, ok := s.stories.OfTask("s1-t1"); !ok || of.ID != "s1" {
					t.Errorf("%s: the task is of %q", when, of.ID)
				}
				if of, ok := s.stories.Named("s1"); !ok || of.ID != "s1" {
					t.Errorf("%s: the slug is of %q", when, of.ID)
				}
			}
			write := func() {
				t.Helper()
				s := r.begin(t)
				defer s.stop()
				save(t, s.journal, s.stories)
			}
			write()
			same("before", 14, "<nil>")
			a.put(t, purged)
			if purged {
				same("archived since", 0, "since it was written, entries left the journal")
			} else {
				same("archived since", 14, "<nil>")
			}
			write()
			same("archived", 15, "<nil>")
			stored(t, a.journal, a.story(t, "s1").Head, parked(t, "late", "s1"))
			same("went on since", 15, "<nil>")
			write()
			same("went on", 16, "<nil>")
			task, _ := a.story(t, "s1").Task("s1-t1")
			stored(t, a.journal, task.Head, pipelinetest.Event(t, "anew", "s1", "petro", pipeline.TaskClaimed{}).For("s1-t1"))
			same("its task went on since", 16, "<nil>")
			write()
			same("its task went on", 17, "<nil>")
		})
	}
}

// TestRemnants: what is kept of an archived story is all that its archiving event
// tells, in memory and from the snapshot. A field more in that event, or in what is
// made of it, has to be packed as well.
func TestRemnants(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	s := r.begin(t)
	full := pipeline.StoryArchived{
		Slug: "ferry", Desk: "news", Priority: pipeline.Urgent, SubmittedBy: "ira",
		SubmittedAt: time.Date(2020, 10, 15, 12, 0, 0, 123456789, time.UTC), Revision: 2, Edition: 3,
		Outlets: []string{"folder", ""}, Trace: pipeline.NewTrace(), Digest: strings.Repeat("0f", 32), Events: 300,
		Tasks: []pipeline.TaskID{"t1", "t2"}, UpTo: 1 << 40, Sketch: pipeline.Sketch("\x00\xff\x10"),
	}
	for i := range reflect.TypeOf(full).NumField() {
		if reflect.ValueOf(full).Field(i).IsZero() {
			t.Fatalf("%s is empty", reflect.TypeOf(full).Field(i).Name)
		}
	}
	want := map[pipeline.StoryID]pipeline.Story{}
	for id, fact := range map[pipeline.StoryID]pipeline.StoryArchived{
		"full": full, "bare": {Digest: "d"}, "none": {Digest: "d", Outlets: []string{}, Tasks: []pipeline.TaskID{}},
		"old": {Digest: "d", SubmittedAt: time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		ev := stored(t, s.journal, pipeline.Head{}, pipelinetest.Event(t, string(id), string(id), "olena", fact))
		want[id] = pipeline.Fold([]pipeline.Event{ev})
	}
	for _, upTo := range []uint64{0, 4} {
		if from, doubt := s.stories.Resumed(); from != upTo || doubt != nil {
			t.Errorf("it goes on after %d, want %d: %v", from, upTo, doubt)
		}
		save(t, s.journal, s.stories)
		for id, want := range want {
			if got, ok := s.stories.Story(id); !ok || !reflect.DeepEqual(got, want) {
				t.Errorf("the story is\n%+v\nwant\n%+v", got, want)
			}
		}
		s.stop()
		s = r.begin(t)
	}
}
