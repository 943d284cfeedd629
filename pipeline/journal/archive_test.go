package journal_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/pipeline/vault"
)

// archive is a journal with two stories, s1 and s2, whose heads are kept.
type archive struct {
	nc      *nats.Conn
	dir     string
	journal *journal.Journal
	vault   *vault.Vault
	heads   *journal.Heads
	stories *journal.Stories
	stop    func()
}

func newArchive(t *testing.T) *archive {
	t.Helper()
	_, nc := pipelinetest.Server(t)
	a := &archive{nc: nc, dir: t.TempDir()}
	a.start(t)
	t.Cleanup(func() { a.end(t) })
	day(t, a.journal, "s1")
	day(t, a.journal, "s2")
	a.catchUp(t)
	return a
}

// start reads the journal as a fresh process does.
func (a *archive) start(t *testing.T) {
	t.Helper()
	a.heads, a.stories, a.stop = keep(t, a.nc, a.dir)
	a.journal, a.vault = openWith(t, a.nc, nil)
}

func (a *archive) end(t *testing.T) {
	t.Helper()
	a.stop()
	if err := a.heads.Close(); err != nil {
		t.Error(err)
	}
}

func (a *archive) catchUp(t *testing.T) {
	t.Helper()
	last, err := a.journal.Last(t.Context())
	if err == nil {
		err = a.stories.WaitFor(t.Context(), last)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (a *archive) story(t *testing.T, id pipeline.StoryID) pipeline.Story {
	t.Helper()
	story, ok := a.stories.Story(id)
	if !ok {
		t.Fatalf("there is no story %s", id)
	}
	return story
}

func (a *archive) history(t *testing.T, id pipeline.StoryID) []pipeline.Event {
	t.Helper()
	all, err := a.journal.History(t.Context(), a.story(t, id))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// put archives s1, and purges it if asked to.
func (a *archive) put(t *testing.T, purge bool) {
	t.Helper()
	if _, err := a.journal.Archive(t.Context(), a.story(t, "s1")); err != nil {
		t.Fatal(err)
	}
	a.catchUp(t)
	if !purge {
		return
	}
	left := a.stories.Left()
	if len(left) != 1 {
		t.Fatalf("%d archived stories are to be purged", len(left))
	}
	if done, err := a.journal.Purge(t.Context(), "s1", left["s1"]); err != nil || !done {
		t.Fatalf("purged %v, %v", done, err)
	}
	a.stories.Purged("s1", left["s1"])
	if len(a.stories.Left()) > 0 {
		t.Error("it is still to be purged")
	}
}

// inStream is how many events the journal holds.
func (a *archive) inStream(t *testing.T) uint64 {
	t.Helper()
	js, err := jetstream.New(a.nc)
	if err != nil {
		t.Fatal(err)
	}
	s, err := js.Stream(t.Context(), "TOVMACH_EVENTS")
	if err != nil {
		t.Fatal(err)
	}
	return s.CachedInfo().State.Msgs
}

func (a *archive) verify(t *testing.T) pipeline.Verification {
	t.Helper()
	v, _, err := a.journal.Verify(t.Context(), journal.VerifyOptions{Objects: a.vault, Heads: a.heads})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// seen is a story without what archiving itself changes.
func seen(s pipeline.Story) pipeline.Story {
	s.Archive, s.Head, s.Sequence, s.MovedAt = nil, pipeline.Head{}, 0, s.SubmittedAt
	return s
}

// TestArchive: an archived story is one event in the journal and says all that
// it said before, in this process and in later ones, whether it was purged or
// a crash came in between.
func TestArchive(t *testing.T) {
	t.Parallel()
	for name, purge := range map[string]bool{"purged": true, "not purged yet": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newArchive(t)
			before, told := a.story(t, "s1"), a.history(t, "s1")
			a.put(t, purge)
			for _, when := range []string{"at once", "after a start"} {
				remnant := a.story(t, "s1")
				if !remnant.Away || len(remnant.Tasks) > 0 || remnant.Slug != before.Slug {
					t.Fatalf("%s, it is %+v", when, remnant)
				}
				if open := a.stories.Open(); len(open) != 1 || open[0].ID != "s2" {
					t.Errorf("%s, %d stories are open", when, len(open))
				}
				if named, ok := a.stories.Named(string(before.Slug)); !ok || named.ID != "s1" {
					t.Errorf("%s, its slug names %q", when, named.ID)
				}
				whole, err := a.journal.Unarchive(t.Context(), remnant)
				if err != nil || !reflect.DeepEqual(seen(whole), seen(before)) {
					t.Errorf("%s, it comes back as %+v, %v", when, whole, err)
				}
				if again := a.history(t, "s1"); len(again) != len(told)+1 || !reflect.DeepEqual(again[:len(told)], told) {
					t.Errorf("%s, its history has %d events, want the %d and one", when, len(again), len(told))
				}
				if v := a.verify(t); !v.OK {
					t.Errorf("%s, the record is damaged: %v", when, v.Broken)
				}
				a.end(t)
				a.start(t)
			}
			if want := map[bool]uint64{true: 8, false: 15}[purge]; a.inStream(t) != want {
				t.Errorf("the journal holds %d events, want %d", a.inStream(t), want)
			}
			if left := a.stories.Left(); (len(left) == 1) == purge {
				t.Errorf("after a start %d stories are to be purged", len(left))
			}
		})
	}
}

// TestArchiveGoesOn: something happens to an archived story: it is whole
// again, conditions hold, and it can be archived once more.
func TestArchiveGoesOn(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	told := a.history(t, "s1")
	a.put(t, true)
	late := pipelinetest.Event(t, "late", "s1", "ira", pipeline.EntryRetried{Worker: "router", Sequence: 1})
	for _, at := range []pipeline.Head{{}, head(told[len(told)-1]), head(told[0])} {
		if _, err := a.journal.Append(t.Context(), at, late); !errors.Is(err, journal.ErrConflict) {
			t.Errorf("appended at %d: %v, want a conflict", at.Sequence, err)
		}
	}
	stored(t, a.journal, a.story(t, "s1").Head, late)
	a.catchUp(t)
	for _, when := range []string{"at once", "after a start"} {
		story := a.story(t, "s1")
		if story.Away || len(story.Tasks) != 1 || len(story.Segments) != 1 || !story.Has("late") || len(story.Parked) != 0 {
			t.Fatalf("%s, it is %+v", when, story)
		}
		if _, ok := a.stories.OfTask("s1-t1"); !ok {
			t.Errorf("%s, its task is not found", when)
		}
		if got := a.history(t, "s1"); len(got) != len(told)+2 {
			t.Errorf("%s, its history has %d events, want %d", when, len(got), len(told)+2)
		}
		a.end(t)
		a.start(t)
	}
	before := a.story(t, "s1")
	a.put(t, true)
	whole, err := a.journal.Unarchive(t.Context(), a.story(t, "s1"))
	if err != nil || whole.Away || !reflect.DeepEqual(seen(whole).Segments, before.Segments) || len(whole.Tasks) != len(before.Tasks) {
		t.Errorf("archived twice, it comes back as %+v, %v", whole, err)
	}
	if got := a.history(t, "s1"); len(got) != len(told)+3 || got[0].Kind != pipeline.KindStorySubmitted {
		t.Errorf("archived twice, its history has %d events, want %d", len(got), len(told)+3)
	}
	if a.inStream(t) != 8 {
		t.Errorf("the journal holds %d events, want 8", a.inStream(t))
	}
	if v := a.verify(t); !v.OK {
		t.Errorf("the record is damaged: %v", v.Broken)
	}
}

// TestArchivedTask: a late save under an archived task is kept, on the condition
// that the task is as it was seen, and the task goes on from there.
func TestArchivedTask(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	a.put(t, true)
	whole, err := a.journal.Unarchive(t.Context(), a.story(t, "s1"))
	if err != nil {
		t.Fatal(err)
	}
	task := whole.Tasks[0]
	late := func(id string) pipeline.Event {
		return pipelinetest.Event(t, id, "s1", "petro", pipeline.SegmentSuggested{Segment: "b1-1", Text: id}).For(task.ID)
	}
	for _, at := range []pipeline.Head{
		{Sequence: task.Head.Sequence - 1, Hash: task.Head.Hash}, {Sequence: task.Head.Sequence, Hash: "other"}, {Sequence: 99},
	} {
		if _, err := a.journal.Append(t.Context(), at, late("early")); !errors.Is(err, journal.ErrConflict) {
			t.Errorf("appended at %d: %v, want a conflict", at.Sequence, err)
		}
	}
	first := stored(t, a.journal, task.Head, late("one"))
	if _, err := a.journal.Append(t.Context(), task.Head, late("two")); !errors.Is(err, journal.ErrConflict) {
		t.Errorf("appended behind it: %v, want a conflict", err)
	}
	stored(t, a.journal, head(first), late("three"))
	a.catchUp(t)
	for _, archived := range []bool{false, true} {
		for _, when := range []string{"at once", "after a start"} {
			story, err := a.journal.Unarchive(t.Context(), a.story(t, "s1"))
			if err != nil {
				t.Fatal(err)
			}
			if g, _ := story.Segment("b1-1"); len(g.Suggestions) != 2 || a.story(t, "s1").Away != archived {
				t.Errorf("%s, archived again %v, the suggestions are %v", when, archived, g.Suggestions)
			}
			if v := a.verify(t); !v.OK {
				t.Errorf("%s, archived again %v, the record is damaged: %v", when, archived, v.Broken)
			}
			a.end(t)
			a.start(t)
		}
		if !archived {
			a.put(t, true)
		}
	}
}

// TestArchiveKilled: a process that is killed between any two steps of archiving
// leaves a story that reads as before, and the next run ends what it began.
func TestArchiveKilled(t *testing.T) {
	t.Parallel()
	purge := func(filter string) func(*testing.T, *archive) {
		return func(t *testing.T, a *archive) {
			t.Helper()
			js, err := jetstream.New(a.nc)
			if err != nil {
				t.Fatal(err)
			}
			s, err := js.Stream(t.Context(), "TOVMACH_EVENTS")
			if err == nil {
				err = s.Purge(t.Context(), jetstream.WithPurgeSubject(filter), jetstream.WithPurgeSequence(a.stories.Left()["s1"].At.Sequence))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	var bundle []byte // as the first run stored it
	steps := []struct {
		name   string
		do     func(*testing.T, *archive)
		stream uint64 // events that are left
	}{
		{"nothing", func(*testing.T, *archive) {}, 14},
		{"put into the vault", func(t *testing.T, a *archive) {
			t.Helper()
			if _, err := a.vault.Put(t.Context(), bundle); err != nil {
				t.Fatal(err)
			}
		}, 14},
		{"said so", func(t *testing.T, a *archive) { t.Helper(); a.put(t, false) }, 15},
		{"purged its tasks", purge("tovmach.task.s1.*.>"), 12},
		{"purged the story", purge("tovmach.story.s1.>"), 8},
	}
	whole := newArchive(t)
	whole.put(t, true)
	bundle, err := whole.vault.Get(t.Context(), whole.story(t, "s1").Archive.Digest)
	if err != nil {
		t.Fatal(err)
	}
	for last := range steps {
		t.Run(steps[last].name, func(t *testing.T) {
			t.Parallel()
			a := newArchive(t)
			before, told := a.story(t, "s1"), a.history(t, "s1")
			for _, step := range steps[:last+1] {
				step.do(t, a)
			}
			if n := a.inStream(t); n != steps[last].stream {
				t.Fatalf("the journal holds %d events, want %d", n, steps[last].stream)
			}
			a.end(t)
			a.start(t)
			same := func(when string) {
				t.Helper()
				story, err := a.journal.Unarchive(t.Context(), a.story(t, "s1"))
				if err != nil || !reflect.DeepEqual(seen(story), seen(before)) {
					t.Errorf("%s it is %+v, %v", when, story, err)
				}
				if got := a.history(t, "s1"); len(got) < len(told) || !reflect.DeepEqual(got[:len(told)], told) {
					t.Errorf("%s its history has %d events", when, len(got))
				}
				if v := a.verify(t); !v.OK {
					t.Errorf("%s the record is damaged: %v", when, v.Broken)
				}
			}
			same("killed,")
			if story := a.story(t, "s1"); !story.Away {
				if _, err := a.journal.Archive(t.Context(), story); err != nil {
					t.Fatal(err)
				}
				a.catchUp(t)
			}
			for id, left := range a.stories.Left() {
				if done, err := a.journal.Purge(t.Context(), id, left); err != nil || !done {
					t.Errorf("purged %v, %v", done, err)
				}
			}
			same("after the next run,")
			if n := a.inStream(t); n != 8 {
				t.Errorf("the journal holds %d events, want 8", n)
			}
		})
	}
}

// TestArchiveLate: what is written while a story is being archived, after it was
// read and before the event that says so, is not lost with it: that archive is
// out of date, and the next one has all.
func TestArchiveLate(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	before, told := a.story(t, "s1"), a.history(t, "s1")
	task := before.Tasks[0]
	late := pipelinetest.Event(t, "late", "s1", "petro", pipeline.SegmentSuggested{Segment: "b1-1", Text: "A boat"}).For(task.ID)
	late = stored(t, a.journal, task.Head, late)
	stored(t, a.journal, before.Head, pipelinetest.Event(t, "archived", "s1", "worker:housekeeper", before.ArchivedAs("d1", len(told))))
	a.catchUp(t)
	for _, when := range []string{"at once", "after a start"} {
		story := a.story(t, "s1")
		if g, _ := story.Segment("b1-1"); story.Away || len(g.Suggestions) != 1 {
			t.Fatalf("%s, it is %+v", when, story)
		}
		if left := a.stories.Left(); len(left) != 0 {
			t.Errorf("%s, it is to be purged: %v", when, left)
		}
		a.end(t)
		a.start(t)
	}
	a.put(t, true)
	whole, err := a.journal.Unarchive(t.Context(), a.story(t, "s1"))
	if g, _ := whole.Segment("b1-1"); err != nil || len(g.Suggestions) != 1 || !whole.Has(late.ID) {
		t.Errorf("it comes back as %+v, %v", whole, err)
	}
	if v := a.verify(t); !v.OK {
		t.Errorf("the record is damaged: %v", v.Broken)
	}
}

// TestArchiveStrange: a story with an event that this program does not know
// stays in the journal, for a program that does.
func TestArchiveStrange(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	newer := parked(t, "newer", "s1")
	newer.Version++
	stored(t, a.journal, a.story(t, "s1").Head, newer)
	a.catchUp(t)
	if _, err := a.journal.Archive(t.Context(), a.story(t, "s1")); !errors.Is(err, journal.ErrConflict) {
		t.Errorf("archived: %v", err)
	}
}

// TestArchiveWaits: while a worker has not done with a story it is not
// archived, and what was archived is not purged.
func TestArchiveWaits(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	register(t, a.journal, "router", pipeline.KindTasksOpened)
	entries, stop := listen(t, a.journal, "router")
	defer stop()
	first, second := <-entries, <-entries
	if _, err := a.journal.Archive(t.Context(), a.story(t, "s1")); !errors.Is(err, journal.ErrConflict) {
		t.Errorf("archived under a worker: %v", err)
	}
	if done, err := a.journal.Purge(t.Context(), "s1", pipeline.Archive{At: a.story(t, "s1").Head}); done || err != nil {
		t.Errorf("purged under a worker: %v, %v", done, err)
	}
	for _, e := range []journal.Entry{first, second} {
		if err := e.Done(); err != nil {
			t.Error(err)
		}
	}
}

// TestArchiveDamaged: a byte of the archive that is gone or changed is named.
func TestArchiveDamaged(t *testing.T) {
	t.Parallel()
	a := newArchive(t)
	a.put(t, true)
	js, err := jetstream.New(a.nc)
	if err != nil {
		t.Fatal(err)
	}
	bucket, err := js.Stream(t.Context(), "OBJ_TOVMACH_VAULT")
	if err != nil {
		t.Fatal(err)
	}
	if err := bucket.Purge(t.Context(), jetstream.WithPurgeSubject("$O.TOVMACH_VAULT.C.>")); err != nil {
		t.Fatal(err)
	}
	v := a.verify(t)
	named := slices.ContainsFunc(v.Broken, func(d pipeline.Damage) bool { return d.Kind == pipeline.KindStoryArchived && d.Story == "s1" })
	if v.OK || !named {
		t.Errorf("the archive is gone, and verify says %+v", v)
	}
	if _, err := a.journal.Unarchive(t.Context(), a.story(t, "s1")); err == nil {
		t.Error("a story is read whose archive is gone")
	}
}
