package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/natsd"
)

// TestKill kills the server with kill -9 at twelve points of the sample's day,
// right after an event was heard of, and starts it again on the same folder.
// Each time the story comes to the end of an undisturbed day: nothing is lost,
// and nothing reaches an outlet twice.
func TestKill(t *testing.T) {
	t.Parallel()
	undisturbed := newDay(t)
	undisturbed.work(t)
	want := undisturbed.end(t)
	for _, at := range []struct {
		kind pipeline.Kind
		n    int // the n-th event of the kind
	}{
		{pipeline.KindStorySubmitted, 1},
		{pipeline.KindArticleSegmented, 1},
		{pipeline.KindSegmentsAnnotated, 1},
		{pipeline.KindTasksOpened, 1},
		{pipeline.KindTaskClaimed, 1},
		{pipeline.KindSegmentTranslated, 7},
		{pipeline.KindTaskCompleted, 1},
		{pipeline.KindTasksOpened, 2},
		{pipeline.KindTaskCompleted, 2},
		{pipeline.KindStoryAssembled, 1},
		{pipeline.KindStoryPublished, 1},
		{pipeline.KindDeliveryMade, 1},
	} {
		t.Run(fmt.Sprintf("%s-%d", at.kind, at.n), func(t *testing.T) {
			t.Parallel()
			d := newDay(t)
			d.killAt(t, at.kind, at.n)
			d.work(t)
			if got := d.end(t); got != want {
				t.Errorf("the day ended differently:\n got %s\nwant %s", got, want)
			}
		})
	}
}

// day is the sample's day on a server that may be killed.
type day struct {
	dir    string
	flags  []string // of its own
	server *process
	killed chan struct{} // closed when the server was killed; nil when it will not be
}

func newDay(t *testing.T, flags ...string) *day {
	d := &day{dir: t.TempDir(), flags: flags}
	if err := copySampleTerms(filepath.Join(d.dir, "terms.csv")); err != nil {
		t.Fatal(err)
	}
	d.start(t)
	return d
}

func (d *day) start(t *testing.T) {
	flags := append([]string{"--terms", filepath.Join(d.dir, "terms.csv")}, d.flags...)
	d.server = startServer(t, filepath.Join(d.dir, "data"), flags...)
}

// killAt kills the server as soon as it tells of the n-th event of the kind.
func (d *day) killAt(t *testing.T, kind pipeline.Kind, n int) {
	events, err := d.server.admin().Watch(context.WithoutCancel(t.Context()), "")
	if err != nil {
		t.Fatal(err)
	}
	d.killed = make(chan struct{})
	server := d.server
	go func() {
		defer close(d.killed)
		for ev, err := range events {
			if err != nil {
				return
			}
			if ev.Kind == kind {
				n--
			}
			if n == 0 {
				server.kill()
				return
			}
		}
	}()
}

// work does the day's work; when the server is killed under it, it starts
// another and goes on.
func (d *day) work(t *testing.T) {
	t.Helper()
	for again := false; ; again = true {
		sample := sampleDay{url: d.server.ready.URL, admin: d.server.ready.Token, tell: t.Logf}
		_, err := sample.run(t.Context())
		if err == nil && (d.killed == nil || again) {
			return
		}
		if err != nil && (pipeline.KindOf(err) != pipeline.Unavailable || again) {
			t.Fatalf("the day broke: %v\n%s", err, d.server.log)
		}
		<-d.killed // work may be done before the killer heard of it
		d.server.kill()
		d.start(t)
	}
}

// end stops the server and tells what is left of the day: the events by kind,
// what the outlets have, and the story. Ids and times differ from day to day,
// so they are left out.
func (d *day) end(t *testing.T) string {
	t.Helper()
	admin := d.server.admin()
	story, err := admin.Document(t.Context(), "memorandum", "md", false)
	if err != nil {
		t.Fatal(err)
	}
	history, err := admin.History(t.Context(), "memorandum")
	if err != nil {
		t.Fatal(err)
	}
	kinds, ids := map[pipeline.Kind]int{}, map[pipeline.EventID]bool{}
	for _, h := range history {
		kinds[h.Kind]++
		if ids[h.ID] {
			t.Errorf("event %s is in the journal twice", h.ID)
		}
		ids[h.ID] = true
	}
	d.server.stop(t)
	told, err := json.Marshal(kinds)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s\nfolder: %s\noutbox: %d\n%s", told, d.files(t), d.outbox(t), story)
}

func (d *day) files(t *testing.T) string {
	entries, err := os.ReadDir(filepath.Join(d.dir, "data", "published"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

// outbox counts what programs that read NATS got.
func (d *day) outbox(t *testing.T) uint64 {
	s, err := natsd.Start(t.Context(), filepath.Join(d.dir, "data"), natsd.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Shutdown(); err != nil {
			t.Error(err)
		}
	}()
	nc, err := s.Connect("test")
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := js.Stream(t.Context(), "TOVMACH_OUTBOX")
	if err != nil {
		t.Fatal(errors.Join(err))
	}
	return stream.CachedInfo().State.Msgs
}
