// Package pipelinetest gives tests what they need of the pipeline: a real
// JetStream server each, a clock that stands still, and events in few words.
package pipelinetest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/board"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/pipeline/vault"
)

// Noon is the time on the clock of tests.
func Noon() time.Time { return time.Date(2020, time.October, 15, 12, 0, 0, 0, time.UTC) }

// Server starts an embedded server on a folder of its own and makes streams
// and buckets on it; it ends with the test.
func Server(t testing.TB) (*natsd.Server, *nats.Conn) {
	t.Helper()
	return ServerOn(t, t.TempDir())
}

// ServerOn is Server on a folder that another may have used before.
func ServerOn(t testing.TB, dir string) (*natsd.Server, *nats.Conn) {
	t.Helper()
	s, err := natsd.Start(t.Context(), dir, natsd.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Shutdown(); err != nil {
			t.Error(err)
		}
	})
	nc, err := s.Connect(t.Name())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	for _, provision := range []func() error{
		func() error { return journal.Provision(t.Context(), nc, 1) },
		func() error { return board.Provision(t.Context(), nc, 1) },
		func() error { return vault.Provision(t.Context(), nc, 1) },
	} {
		if err := provision(); err != nil {
			t.Fatal(err)
		}
	}
	return s, nc
}

// Journal opens a journal and its stories on a fresh server; the clock stands
// at Noon.
func Journal(t testing.TB) (*journal.Journal, *journal.Stories) {
	t.Helper()
	_, nc := Server(t)
	return JournalOn(t, nc)
}

// JournalOn is Journal on a server that is there.
func JournalOn(t testing.TB, nc *nats.Conn) (*journal.Journal, *journal.Stories) {
	t.Helper()
	j, err := journal.Open(t.Context(), nc, journal.Options{Now: Noon})
	if err != nil {
		t.Fatal(err)
	}
	stories, stop, err := j.Follow(t.Context(), func(ev pipeline.Event, err error) {
		t.Errorf("alarm at %d: %v", ev.Sequence, err)
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return j, stories
}

// Event is an event in few words; it fails the test when the fact cannot be
// written.
func Event(t testing.TB, id, story, actor string, fact pipeline.Fact) pipeline.Event {
	t.Helper()
	ev, err := pipeline.NewEvent(pipeline.EventID(id), pipeline.StoryID(story), pipeline.UserID(actor), fact)
	if err != nil {
		t.Fatal(err)
	}
	return ev
}

// Fold folds events as a journal would have stored them, from sequence 1.
func Fold(events ...pipeline.Event) pipeline.Story {
	for i := range events {
		events[i].Sequence = uint64(i + 1) //nolint:gosec // small
		events[i].Hash = fmt.Sprintf("hash%d", i+1)
	}
	return pipeline.Fold(events)
}

// Shared returns a path in the folder of shared test data, which may stand
// beside the repository; without it the test is skipped, and says so.
func Shared(t testing.TB, parts ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
	}
	path := filepath.Join(append([]string{dir, "..", "shared"}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIP: conformance data not found: %s", filepath.Join(parts...))
	}
	return path
}
