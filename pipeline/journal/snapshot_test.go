package journal_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/pipeline/vault"
)

// begin reads the journal with the snapshot at path, which it returns with what
// the alarm said.
func begin(t *testing.T, nc *nats.Conn, snapshot journal.Snapshot, now func() time.Time) (*journal.Journal, *journal.Stories, *[]string, func()) {
	t.Helper()
	v, err := vault.Open(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	j, err := journal.Open(t.Context(), nc, journal.Options{Now: now, Vault: v, Snapshot: snapshot})
	if err != nil {
		t.Fatal(err)
	}
	var alarms []string
	stories, stop, err := j.Follow(t.Context(), func(_ pipeline.Event, err error) { alarms = append(alarms, err.Error()) })
	if err != nil {
		t.Fatal(err)
	}
	return j, stories, &alarms, stop
}

// snapshotOf writes the snapshot of a journal with two stories, in which s1 has
// another slug than its events tell: that shows where it came from.
func snapshotOf(t *testing.T, nc *nats.Conn) journal.Snapshot {
	t.Helper()
	snapshot := journal.Snapshot{Path: filepath.Join(t.TempDir(), "snapshot"), Program: "v1"}
	j, stories, _, stop := begin(t, nc, snapshot, pipelinetest.Noon)
	defer stop()
	day(t, j, "s1")
	day(t, j, "s2")
	save(t, j, stories)
	sign(t, snapshot.Path, func(text string) string { return strings.Replace(text, `"Slug":"s1"`, `"Slug":"kept"`, 1) })
	return snapshot
}

func save(t *testing.T, j *journal.Journal, stories *journal.Stories) {
	t.Helper()
	last, err := j.Last(t.Context())
	if err == nil {
		err = stories.WaitFor(t.Context(), last)
	}
	if err == nil {
		err = stories.Save()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// sign changes a snapshot and its digest.
func sign(t *testing.T, path string, change func(string) string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before := string(data[:len(data)-64])
	text := change(before)
	if text == before {
		t.Fatal("nothing changed")
	}
	if err := os.WriteFile(path, fmt.Appendf(nil, "%s%x", text, sha256.Sum256([]byte(text))), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestSnapshot: a start takes stories from the snapshot and goes on from there;
// with any doubt about it the events are folded.
func TestSnapshot(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, f *journal.Snapshot)
		other  func(t *testing.T, j *journal.Journal) // what another journal has
		used   bool
		alarms int
	}{
		{name: "as written", used: true},
		{name: "gone", change: func(t *testing.T, f *journal.Snapshot) {
			if err := os.Remove(f.Path); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "not asked for", change: func(_ *testing.T, f *journal.Snapshot) { f.Path = "" }},
		{name: "cut off in the digest", change: edit(func(b []byte) []byte { return b[:len(b)-7] }), alarms: 1},
		{name: "cut off in a story", change: edit(func(b []byte) []byte { return b[:len(b)/2] }), alarms: 1},
		{name: "empty", change: edit(func([]byte) []byte { return nil }), alarms: 1},
		{name: "a byte is changed", change: edit(func(b []byte) []byte { return bytes.Replace(b, []byte("Пором"), []byte("Порох"), 1) }), alarms: 1},
		{name: "more follows", change: edit(func(b []byte) []byte { return append(b, '\n') }), alarms: 1},
		{name: "of another program", change: func(_ *testing.T, f *journal.Snapshot) { f.Program = "v2" }},
		{name: "of another fold", change: func(t *testing.T, f *journal.Snapshot) {
			sign(t, f.Path, func(text string) string { return strings.Replace(text, pipeline.FoldKey(), "0-00", 1) })
		}},
		{name: "of another journal", other: func(t *testing.T, j *journal.Journal) { day(t, j, "s1") }},
		{name: "of a journal with more", other: func(t *testing.T, j *journal.Journal) {
			stored(t, j, pipeline.Head{}, pipelinetest.Event(t, "s1-0", "s1", "olena", pipeline.StorySubmitted{Slug: "s1"}))
		}},
		{name: "of an empty journal", other: func(*testing.T, *journal.Journal) {}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, nc := pipelinetest.Server(t)
			snapshot := snapshotOf(t, nc)
			now := pipelinetest.Noon
			if tt.other != nil {
				_, nc = pipelinetest.Server(t)
				now = func() time.Time { return pipelinetest.Noon().Add(time.Hour) } // so that the bytes differ
			}
			if tt.change != nil {
				tt.change(t, &snapshot)
			}
			j, cold, _, stop := begin(t, nc, journal.Snapshot{}, now)
			defer stop()
			if tt.other != nil {
				tt.other(t, j)
			} else { // and something happens after it was written
				story, _ := cold.Story("s2")
				stored(t, j, story.Head, parked(t, "more", "s2"))
			}
			last, err := j.Last(t.Context())
			if err == nil {
				err = cold.WaitFor(t.Context(), last)
			}
			if err != nil {
				t.Fatal(err)
			}

			_, stories, alarms, stop := begin(t, nc, snapshot, now)
			defer stop()
			if len(*alarms) != tt.alarms {
				t.Errorf("alarms: %q", *alarms)
			}
			got, want := stories.All(), cold.All()
			if tt.used {
				if got[0].Slug != "kept" {
					t.Errorf("the snapshot was not used: %s", got[0].Slug)
				}
				got[0].Slug = "s1"
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("the stories are\n%+v\nwant\n%+v", got, want)
			}
			if !reflect.DeepEqual(stories.Open(), stories.All()) {
				t.Errorf("%d of %d stories are open", len(stories.Open()), len(stories.All()))
			}
			for _, s := range want {
				for _, task := range s.Tasks {
					if of, ok := stories.OfTask(task.ID); !ok || of.ID != s.ID {
						t.Errorf("task %s is of %q", task.ID, of.ID)
					}
				}
			}
		})
	}
}

// edit changes the bytes of the snapshot and leaves its digest.
func edit(change func([]byte) []byte) func(*testing.T, *journal.Snapshot) {
	return func(t *testing.T, f *journal.Snapshot) {
		t.Helper()
		data, err := os.ReadFile(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		changed := change(bytes.Clone(data))
		if bytes.Equal(changed, data) {
			t.Fatal("nothing changed")
		}
		if err := os.WriteFile(f.Path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSnapshotAndArchive: what was archived since the snapshot, or came back
// from the archive before it, is as the events tell.
func TestSnapshotAndArchive(t *testing.T) {
	t.Parallel()
	for _, purged := range []bool{false, true} {
		t.Run(fmt.Sprint("purged ", purged), func(t *testing.T) {
			t.Parallel()
			a := newArchive(t)
			snapshot := journal.Snapshot{Path: filepath.Join(t.TempDir(), "snapshot")}
			same := func(when string) {
				t.Helper()
				a.catchUp(t)
				_, stories, alarms, stop := begin(t, a.nc, snapshot, pipelinetest.Noon)
				defer stop()
				got, want := stories.All(), a.stories.All()
				byName := func(a, b pipeline.Story) int { return strings.Compare(string(a.ID), string(b.ID)) }
				slices.SortFunc(got, byName) // of those that left, only the end is in the journal
				slices.SortFunc(want, byName)
				if !reflect.DeepEqual(got, want) || len(stories.Open()) != len(a.stories.Open()) || len(*alarms) > 0 {
					t.Errorf("%s: the stories are\n%+v\nwant\n%+v; %q", when, got, want, *alarms)
				}
			}
			write := func() {
				t.Helper()
				j, stories, _, stop := begin(t, a.nc, snapshot, pipelinetest.Noon)
				defer stop()
				save(t, j, stories)
			}
			write()
			same("before")
			a.put(t, purged)
			same("archived since")
			write()
			same("archived")
			stored(t, a.journal, a.story(t, "s1").Head, parked(t, "late", "s1"))
			same("went on since")
			write()
			same("went on")
		})
	}
}

// TestUnknownKinds: events of kinds that this program does not know are passed
// over and counted, with one alarm a kind.
func TestUnknownKinds(t *testing.T) {
	t.Parallel()
	_, nc := pipelinetest.Server(t)
	j, stories, _, stop := begin(t, nc, journal.Snapshot{}, pipelinetest.Noon)
	day(t, j, "s1")
	save(t, j, stories)
	want, _ := stories.Story("s1")
	stop()
	prev := want.Head.Hash
	for i := range 3 {
		body := fmt.Appendf(nil, `{"id":"n%d","story":"s1","kind":"story.sung","v":1,"time":"2020-10-15T12:00:00Z","actor":"ira","prev":%q}`, i, prev)
		if err := nc.Publish("tovmach.story.s1.sung", body); err != nil {
			t.Fatal(err)
		}
		prev = sha(body)
	}
	if err := nc.Flush(); err != nil {
		t.Fatal(err)
	}
	_, stories, alarms, stop := begin(t, nc, journal.Snapshot{}, pipelinetest.Noon)
	defer stop()
	if n := stories.Unknown()["story.sung"]; n != 3 || len(*alarms) != 1 {
		t.Errorf("%d are counted, alarms %q", n, *alarms)
	}
	got, _ := stories.Story("s1")
	if got.Head.Hash != prev || got.State() != want.State() || !reflect.DeepEqual(got.Tasks, want.Tasks) {
		t.Errorf("the story is %+v", got)
	}
}
