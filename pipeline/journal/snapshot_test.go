package journal_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/pipeline/vault"
)

// A room is a journal, the file of its heads and its snapshot.
type room struct {
	nc       *nats.Conn
	heads    string
	snapshot journal.Snapshot
	now      func() time.Time
}

func newRoom(t *testing.T) room {
	t.Helper()
	_, nc := pipelinetest.Server(t)
	dir := t.TempDir()
	return room{
		nc: nc, heads: filepath.Join(dir, "heads"), now: pipelinetest.Noon,
		snapshot: journal.Snapshot{Path: filepath.Join(dir, "snapshot"), Program: "v1"},
	}
}

// started is what a start in the room found.
type started struct {
	journal *journal.Journal
	stories *journal.Stories
	alarms  []string
	broken  []pipeline.Damage
	stop    func()
}

// begin reads the journal as a server does that starts.
func (r room) begin(t *testing.T) *started {
	t.Helper()
	v, err := vault.Open(t.Context(), r.nc)
	if err != nil {
		t.Fatal(err)
	}
	heads, err := journal.OpenHeads(r.heads)
	if err != nil {
		t.Fatal(err)
	}
	s := &started{}
	if s.journal, err = journal.Open(t.Context(), r.nc, journal.Options{Now: r.now, Vault: v, Heads: heads, Snapshot: r.snapshot}); err != nil {
		t.Fatal(err)
	}
	stories, stop, err := s.journal.Follow(t.Context(), func(_ pipeline.Event, err error) { s.alarms = append(s.alarms, err.Error()) })
	if err != nil {
		t.Fatal(err)
	}
	if s.broken, err = heads.Check(); err != nil {
		t.Fatal(err)
	}
	s.stories, s.stop = stories, sync.OnceFunc(func() {
		stop()
		if err := heads.Close(); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(s.stop)
	return s
}

// cold is what the events alone tell.
func (r room) cold(t *testing.T) []pipeline.Story {
	t.Helper()
	r.snapshot = journal.Snapshot{}
	r.heads = filepath.Join(t.TempDir(), "heads")
	s := r.begin(t)
	defer s.stop()
	return s.stories.All()
}

// snapshotOf writes the snapshot of a journal with two stories, in which s1 has
// another slug than its events tell: that shows where it came from.
func snapshotOf(t *testing.T, r room) {
	t.Helper()
	s := r.begin(t)
	day(t, s.journal, "s1")
	day(t, s.journal, "s2")
	save(t, s.journal, s.stories)
	s.stop()
	sign(t, r.snapshot.Path, func(text string) string { return strings.Replace(text, `"Slug":"s1"`, `"Slug":"kept"`, 1) })
}

func save(t *testing.T, j *journal.Journal, stories *journal.Stories) {
	t.Helper()
	last, err := j.Last(t.Context())
	if err == nil {
		err = stories.WaitFor(t.Context(), last)
	}
	if err == nil {
		err = stories.Save(t.Context())
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
// with any doubt about it the events are folded, and it says so.
func TestSnapshot(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, r *room)
		used   bool
		doubt  string
	}{
		{name: "as written", used: true},
		{name: "gone", change: func(t *testing.T, r *room) {
			if err := os.Remove(r.snapshot.Path); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "not asked for", change: func(_ *testing.T, r *room) { r.snapshot.Path = "" }},
		{name: "cut off in the digest", change: edit(func(b []byte) []byte { return b[:len(b)-7] }), doubt: "it breaks off"},
		{name: "cut off in a story", change: edit(func(b []byte) []byte { return b[:len(b)/2] }), doubt: "it breaks off"},
		{name: "empty", change: edit(func([]byte) []byte { return nil }), doubt: "it breaks off"},
		{name: "a byte is changed", change: edit(func(b []byte) []byte { return bytes.Replace(b, []byte("Пором"), []byte("Порох"), 1) }), doubt: "it is not as it was written"},
		{name: "more follows", change: edit(func(b []byte) []byte { return append(b, '\n') }), doubt: "it is not as it was written"},
		{name: "of another program", change: func(_ *testing.T, r *room) { r.snapshot.Program = "v2" }},
		{name: "of the format before", change: edit(func([]byte) []byte {
			return []byte(`{"tovmach_snapshot":1,"key":"k","stories":0}` + "\n" + strings.Repeat("0", 64))
		})},
		{name: "of another fold", change: func(t *testing.T, r *room) {
			sign(t, r.snapshot.Path, func(text string) string { return strings.Replace(text, pipeline.FoldKey(), "0-00", 1) })
		}},
		{name: "with places that are none", change: func(t *testing.T, r *room) {
			sign(t, r.snapshot.Path, func(text string) string { return strings.Replace(text, `"places":[0,1]`, `"places":[0,9]`, 1) })
		}, doubt: "it is not as it was written"},
		{name: "of another journal", change: func(t *testing.T, r *room) {
			r.move(t)
			s := r.begin(t)
			day(t, s.journal, "s1")
			day(t, s.journal, "s2")
			s.stop()
		}, doubt: "it is of another journal"},
		{name: "of a longer journal", change: func(t *testing.T, r *room) {
			r.move(t)
			s := r.begin(t)
			day(t, s.journal, "s1")
			s.stop()
		}, doubt: "the journal ends before it"},
		{name: "without the heads", change: func(t *testing.T, r *room) {
			if err := os.Remove(r.heads); err != nil {
				t.Fatal(err)
			}
		}, doubt: "otherwise than in the file of the heads"},
		{name: "with the heads of before", change: func(t *testing.T, r *room) {
			data, err := os.ReadFile(r.heads)
			if err == nil {
				lines := bytes.SplitAfter(data, []byte("\n"))
				err = os.WriteFile(r.heads, bytes.Join(lines[:len(lines)-3], nil), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}, doubt: "otherwise than in the file of the heads"},
		{name: "a story ends otherwise", change: func(t *testing.T, r *room) {
			sign(t, r.snapshot.Path, func(text string) string {
				return strings.Replace(text, `"Head":{"Sequence":5`, `"Head":{"Sequence":3`, 1)
			})
		}, doubt: "otherwise than in the file of the heads"},
		{name: "a task ends otherwise", change: func(t *testing.T, r *room) {
			sign(t, r.snapshot.Path, func(text string) string {
				return strings.Replace(text, `"Head":{"Sequence":7`, `"Head":{"Sequence":6`, 1)
			})
		}, doubt: "otherwise than in the file of the heads"},
		{name: "a story more", change: func(t *testing.T, r *room) {
			sign(t, r.snapshot.Path, func(text string) string {
				lines := strings.SplitAfter(text, "\n")
				title := strings.Replace(lines[0], `"places":[0,1]`, `"places":[0,1,2]`, 1)
				return title + lines[1] + lines[2] + strings.Replace(lines[1], `"ID":"s1"`, `"ID":"s3"`, 1)
			})
		}, doubt: "otherwise than in the file of the heads"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			snapshotOf(t, r)
			if tt.change != nil {
				tt.change(t, &r)
			}
			want := r.cold(t)
			s := r.begin(t)
			got := s.stories.All()
			upTo, doubt := s.stories.Resumed()
			if (upTo > 0) != tt.used || (doubt == nil) != (tt.doubt == "") || doubt != nil && !strings.Contains(doubt.Error(), tt.doubt) {
				t.Errorf("it was used up to %d: %v", upTo, doubt)
			}
			if tt.used {
				if got[0].Slug != "kept" {
					t.Errorf("the snapshot was not used: %s", got[0].Slug)
				}
				got[0].Slug = "s1"
			}
			if len(s.alarms)+len(s.broken) > 0 {
				t.Errorf("it says %q and %v", s.alarms, s.broken)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("the stories are\n%+v\nwant\n%+v", got, want)
			}
			if !reflect.DeepEqual(s.stories.Open(), s.stories.All()) {
				t.Errorf("%d of %d stories are open", len(s.stories.Open()), len(s.stories.All()))
			}
			for _, story := range want {
				for _, task := range story.Tasks {
					if of, ok := s.stories.OfTask(task.ID); !ok || of.ID != story.ID {
						t.Errorf("task %s is of %q", task.ID, of.ID)
					}
				}
			}
		})
	}
}

// move gives the room another journal, with heads of its own.
func (r *room) move(t *testing.T) {
	t.Helper()
	_, r.nc = pipelinetest.Server(t)
	r.heads = filepath.Join(t.TempDir(), "heads")
	r.now = func() time.Time { return pipelinetest.Noon().Add(time.Hour) } // so that the bytes differ
}

// TestSnapshotAfterCrash: more happened after the snapshot was written, and the
// file of the heads ends anywhere after that, as a crash may leave it. The stories
// are as the events tell.
func TestSnapshotAfterCrash(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	s := r.begin(t)
	day(t, s.journal, "s1")
	day(t, s.journal, "s2")
	save(t, s.journal, s.stories)
	before, err := os.ReadFile(r.heads)
	if err != nil {
		t.Fatal(err)
	}
	story, _ := s.stories.Story("s2")
	task, _ := story.Task("s2-t1")
	stored(t, s.journal, story.Head, parked(t, "more", "s2"))
	stored(t, s.journal, task.Head, pipelinetest.Event(t, "again", "s2", "petro", pipeline.TaskClaimed{}).For("s2-t1"))
	day(t, s.journal, "s3")
	last, err := s.journal.Last(t.Context())
	if err == nil {
		err = s.stories.WaitFor(t.Context(), last)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.stop()
	after, err := os.ReadFile(r.heads)
	if err != nil {
		t.Fatal(err)
	}
	want := r.cold(t)
	for cut := len(before); cut <= len(after); cut += 37 {
		if err := os.WriteFile(r.heads, after[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		s := r.begin(t)
		upTo, doubt := s.stories.Resumed()
		if upTo != 14 || doubt != nil || len(s.broken)+len(s.alarms) > 0 {
			t.Fatalf("with the heads cut off at %d it goes on after %d: %v, %v, %q", cut, upTo, doubt, s.broken, s.alarms)
		}
		if got := s.stories.All(); !reflect.DeepEqual(got, want) {
			t.Fatalf("with the heads cut off at %d the stories are\n%+v\nwant\n%+v", cut, got, want)
		}
		if broken, err := s.stories.Recheck(t.Context()); err != nil || len(broken) > 0 {
			t.Fatalf("with the heads cut off at %d: %v, %v", cut, broken, err)
		}
		<-s.stories.Sound()
		s.stop()
	}
}

// edit changes the bytes of the snapshot and leaves its digest.
func edit(change func([]byte) []byte) func(*testing.T, *room) {
	return func(t *testing.T, r *room) {
		t.Helper()
		data, err := os.ReadFile(r.snapshot.Path)
		if err != nil {
			t.Fatal(err)
		}
		changed := change(bytes.Clone(data))
		if bytes.Equal(changed, data) {
			t.Fatal("nothing changed")
		}
		if err := os.WriteFile(r.snapshot.Path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestUnknownKinds: events of kinds that this program does not know are passed
// over and counted, with one alarm a kind.
func TestUnknownKinds(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	s := r.begin(t)
	day(t, s.journal, "s1")
	save(t, s.journal, s.stories)
	want, _ := s.stories.Story("s1")
	s.stop()
	prev := want.Head.Hash
	for i := range 3 {
		body := fmt.Appendf(nil, `{"id":"n%d","story":"s1","kind":"story.sung","v":1,"time":"2020-10-15T12:00:00Z","actor":"ira","prev":%q}`, i, prev)
		if err := r.nc.Publish("tovmach.story.s1.sung", body); err != nil {
			t.Fatal(err)
		}
		prev = sha(body)
	}
	if err := r.nc.Flush(); err != nil {
		t.Fatal(err)
	}
	for _, upTo := range []uint64{7, 10} {
		s = r.begin(t)
		if from, doubt := s.stories.Resumed(); from != upTo || doubt != nil {
			t.Errorf("it goes on after %d, want %d: %v", from, upTo, doubt)
		}
		if n := s.stories.Unknown()["story.sung"]; n != 3 || upTo == 7 && len(s.alarms) != 1 {
			t.Errorf("%d are counted, alarms %q", n, s.alarms)
		}
		got, _ := s.stories.Story("s1")
		if got.Head.Hash != prev || got.State() != want.State() || !reflect.DeepEqual(got.Tasks, want.Tasks) {
			t.Errorf("the story is %+v", got)
		}
		save(t, s.journal, s.stories)
		s.stop()
	}
}
