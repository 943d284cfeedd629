package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/pipelinetest/disk"
	"github.com/tovmach/tovmach/workers/api"
)

// diskServer is a server whose disk the test has in hand.
type diskServer struct {
	process
	disk *disk.Disk
}

func serveOnDisk(t *testing.T, data string) *diskServer {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "ready")
	s := &diskServer{process: process{log: &bytes.Buffer{}}}
	out, err := os.Create(filepath.Join(t.TempDir(), "log")) // a pipe would be copied after the end
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	cmd := &exec.Cmd{
		Path: exe, Args: []string{"tovmach", "serve", "--data", data, "--listen", "127.0.0.1:0", "--ready-file", file, "--house", "false", "--log", "warn"},
		Env: append(os.Environ(), "HOME="+t.TempDir(), "NO_COLOR=1"), Stdout: out, Stderr: out,
	}
	if s.disk, err = disk.Run(cmd, data); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.disk.Cut()
		if t.Failed() {
			log, _ := os.ReadFile(out.Name())
			t.Logf("%s", log)
		}
	})
	if s.ready, err = awaitReady(file); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestFullDisk fills the disk under a server: whoever saves is told so at once
// in words. With room again and the server started anew, what was acknowledged
// stands, what was refused does not, and the newsroom goes on.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	s := serveOnDisk(t, data)
	taras := s.person(t, "taras", "translator")
	story := submitText(t, s.person(t, "olena", "editor"), "# Новини\n\nСьогодні сонячно.\n")
	work := pullWhole(t, taras, story)
	save := func(text string) error {
		_, err := taras.Push(t.Context(), work.Task, api.Save{Claim: work.Claim, Segments: []api.Target{{Segment: work.Segments[0].Segment, Target: text}}})
		return err
	}
	if err := save("News"); err != nil {
		t.Fatal(err)
	}
	s.disk.Fill()
	began := time.Now()
	for range 3 {
		if err := save("No room"); pipeline.KindOf(err) != pipeline.Unavailable || err == nil || !strings.Contains(err.Error(), "no room") {
			t.Errorf("the disk is full, and the answer is %v", err)
		}
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the answer took %v", took)
	}
	if s.disk.Refused() == 0 {
		t.Error("no write was refused: the test shows nothing")
	}
	s.disk.Empty()
	if err := s.disk.Stop(); err != nil {
		t.Fatal(err)
	}
	again := serveOnDisk(t, data)
	taras = api.NewClient(again.ready.URL, again.token(t, "taras", "translator"))
	now, err := taras.Pull(t.Context(), work.Task)
	if err != nil {
		t.Fatal(err)
	}
	if got := now.Segments[0].Target; got != "News" {
		t.Errorf("the text is %q after the disk was full", got)
	}
	if err := save("News again"); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

func (s *diskServer) token(t *testing.T, name, role string) string {
	t.Helper()
	token, err := s.admin().AddPerson(t.Context(), newPerson(name, role))
	if err != nil {
		t.Fatal(err)
	}
	return token.Token
}

// TestSlowDisk makes every sync take long: all is slower, and nothing is done
// twice.
func TestSlowDisk(t *testing.T) {
	t.Parallel()
	s := serveOnDisk(t, t.TempDir())
	olena, taras := s.person(t, "olena", "editor"), s.person(t, "taras", "translator")
	s.disk.Slow(100 * time.Millisecond)
	story := submitText(t, olena, "# Новини\n\nСьогодні сонячно.\n")
	pullWhole(t, taras, story)
	s.disk.Slow(0)
	history, err := s.admin().History(t.Context(), string(story.Story))
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []pipeline.Kind{pipeline.KindStorySubmitted, pipeline.KindArticleSegmented, pipeline.KindTasksOpened, pipeline.KindTaskClaimed} {
		if n := count(history, kind); n != 1 {
			t.Errorf("%s stands %d times in the history", kind, n)
		}
	}
}
