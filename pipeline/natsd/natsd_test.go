package natsd_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/natsd"
)

func start(t *testing.T, dir string, opts natsd.Options) *natsd.Server {
	t.Helper()
	s, err := natsd.Start(t.Context(), dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func shutdown(t *testing.T, s *natsd.Server) {
	t.Helper()
	if err := s.Shutdown(); err != nil {
		t.Error(err)
	}
}

// TestLock: two servers on one folder would lose data in silence, so the
// second is refused, at once and in words.
func TestLock(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	first := start(t, dir, natsd.Options{})
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	_, err := natsd.Start(ctx, dir, natsd.Options{})
	e, ok := err.(*pipeline.Error) //nolint:errorlint // it must be the outermost
	if !ok || e.Kind != pipeline.Unavailable || !strings.Contains(e.Public, dir) || !strings.Contains(e.Hint, "--data") {
		t.Errorf("the second server: %#v", err)
	}
	if ctx.Err() != nil {
		t.Error("it was refused too late")
	}
	put(t, first, "kept")
	shutdown(t, first)
	shutdown(t, first) // and once more
	again := start(t, dir, natsd.Options{})
	defer shutdown(t, again)
	if got := last(t, again); got != "kept" {
		t.Errorf("after the restart the store has %q", got)
	}
}

func stream(t *testing.T, s *natsd.Server) (jetstream.JetStream, jetstream.Stream, func()) {
	t.Helper()
	nc, err := s.Connect("test")
	if err != nil {
		t.Fatal(err)
	}
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	str, err := js.CreateOrUpdateStream(t.Context(), jetstream.StreamConfig{Name: "S", Subjects: []string{"s"}})
	if err != nil {
		t.Fatal(err)
	}
	return js, str, nc.Close
}

func put(t *testing.T, s *natsd.Server, text string) {
	t.Helper()
	js, _, done := stream(t, s)
	defer done()
	if _, err := js.Publish(t.Context(), "s", []byte(text)); err != nil {
		t.Fatal(err)
	}
}

func last(t *testing.T, s *natsd.Server) string {
	t.Helper()
	_, str, done := stream(t, s)
	defer done()
	msg, err := str.GetLastMsgForSubject(t.Context(), "s")
	if err != nil {
		t.Fatal(err)
	}
	return string(msg.Data)
}

// TestFolder: a folder that cannot hold data is no other tovmach.
func TestFolder(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := natsd.Start(t.Context(), file, natsd.Options{}); err == nil {
		t.Error("a file is taken as the data folder")
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "lock"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := natsd.Start(t.Context(), dir, natsd.Options{}); err == nil || strings.Contains(err.Error(), "another tovmach") {
		t.Errorf("a lock file that cannot be opened: %v", err)
	}
}

// TestDamaged: when the store cannot be opened, Start says so and lets go of
// the folder.
func TestDamaged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "nats"), []byte("no folder"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := natsd.Start(t.Context(), dir, natsd.Options{}); pipeline.KindOf(err) != pipeline.Unavailable {
		t.Errorf("%v, want it unavailable", err)
	}
	if err := os.Remove(filepath.Join(dir, "nats")); err != nil {
		t.Fatal(err)
	}
	shutdown(t, start(t, dir, natsd.Options{}))
}

func TestLogger(t *testing.T) {
	t.Parallel()
	log := &lines{}
	shutdown(t, start(t, t.TempDir(), natsd.Options{Logger: log}))
	if len(log.all) == 0 {
		t.Error("the server says nothing")
	}
}

type lines struct {
	mu  sync.Mutex
	all []string
}

func (l *lines) Log(level, line string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, level+" "+line)
}

func TestExamine(t *testing.T) {
	t.Parallel()
	s := start(t, t.TempDir(), natsd.Options{})
	defer shutdown(t, s)
	nc, err := s.Connect("test")
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	x, err := natsd.Examine(t.Context(), nc)
	if err != nil || x.Version == "" || x.Cluster != "" || x.APILevel < 4 {
		t.Errorf("it says %+v, %v", x, err)
	}
}

func TestDialNobody(t *testing.T) {
	t.Parallel()
	if _, err := natsd.Dial("nats://127.0.0.1:1", "test", natsd.Credentials{}, func(error) {}); pipeline.KindOf(err) != pipeline.Unavailable {
		t.Errorf("%v, want it unavailable", err)
	}
}
