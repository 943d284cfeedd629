package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// TestRecheckServe changes a byte of the store behind a snapshot: the server, which
// starts from the snapshot, says so and ends, or does not start.
func TestRecheckServe(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := startServer(t, dir, "--log", "info", "--snapshot-from", "0")
	if _, err := s.person(t, "olena", "editor").Submit(t.Context(), pipeline.Submission{Name: "a.md", Data: []byte("# Пором\n\nПором їде.\n"), Slug: "ferry"}, true); err != nil {
		t.Fatal(err)
	}
	s.stop(t)
	s = startServer(t, dir, "--log", "info", "--snapshot-from", "0")
	s.stop(t)
	if !bytes.Contains(s.log.Bytes(), []byte("the start went on from the snapshot")) {
		t.Errorf("the snapshot was not used:\n%s", s.log)
	}
	blocks, err := filepath.Glob(filepath.Join(dir, "nats", "jetstream", "$G", "streams", "TOVMACH_EVENTS", "msgs", "*.blk"))
	if err != nil || len(blocks) == 0 {
		t.Fatalf("there are no blocks: %v", err)
	}
	data, err := os.ReadFile(blocks[0])
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/3] ^= 1
	if err := os.WriteFile(blocks[0], data, 0o600); err != nil {
		t.Fatal(err)
	}
	p := start(t, "serve", "--snapshot-from", "0", "--data", dir, "--listen", "127.0.0.1:0")
	ended := make(chan error, 1)
	go func() { ended <- p.cmd.Wait() }()
	select {
	case err := <-ended:
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 1 || !bytes.Contains(p.log.Bytes(), []byte("the record is damaged at")) {
			t.Errorf("it ended with %v:\n%s", err, p.log)
		}
	case <-time.After(30 * time.Second):
		p.cmd.Process.Kill() // it may have ended
		<-ended
		t.Errorf("it serves a damaged record:\n%s", p.log)
	}
}
