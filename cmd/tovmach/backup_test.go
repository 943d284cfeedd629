package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

// TestBackupUnderLoad makes a backup while people submit: all that was
// acknowledged before is in it, a claim made before still holds, and the
// workers go on with what comes after.
func TestBackupUnderLoad(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := startServer(t, filepath.Join(dir, "data"))
	olena := s.person(t, "olena", "editor")
	token, err := s.admin().AddPerson(t.Context(), newPerson("taras", "translator"))
	if err != nil {
		t.Fatal(err)
	}
	taras := api.NewClient(s.ready.URL, token.Token)
	if _, err := olena.Submit(t.Context(), article(0), true); err != nil {
		t.Fatal(err)
	}
	queue, err := taras.Queue(t.Context(), false)
	if err != nil || len(queue) != 1 {
		t.Fatalf("%v, %v", queue, err)
	}
	task := queue[0].Task
	claim, err := taras.Claim(t.Context(), task)
	if err != nil {
		t.Fatal(err)
	}

	load := submitting(t, olena)
	<-load.enough
	before := load.acknowledged()
	file := filepath.Join(dir, "backup.tar")
	backup, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.admin().Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	if err := backup.Close(); err != nil {
		t.Fatal(err)
	}
	load.stop()
	if len(load.acknowledged()) == len(before) {
		t.Error("nobody submitted while the backup was made")
	}
	s.stop(t)

	again := filepath.Join(dir, "again")
	var out, said bytes.Buffer
	if code := run(t.Context(), []string{"restore", file, "--data", again}, nil, &out, &said); code != 0 {
		t.Fatalf("restore ends with %d: %s", code, &said)
	}
	s = startServer(t, again)
	taras = api.NewClient(s.ready.URL, token.Token)
	for _, story := range before {
		if _, err := s.admin().Status(t.Context(), string(story)); err != nil {
			t.Errorf("acknowledged before the backup: %v", err)
		}
	}
	work, err := taras.Pull(t.Context(), task)
	if err != nil || work.Claim != claim.Claim {
		t.Fatalf("the claim is %q, %v; it was %q", work.Claim, err, claim.Claim)
	}
	saved, err := taras.Push(t.Context(), task, api.Save{Claim: claim.Claim, Segments: []api.Target{{Segment: work.Segments[0].Segment, Target: "News"}}})
	if err != nil || saved.Saved != 1 {
		t.Errorf("saved %+v, %v", saved, err)
	}
	if _, err := s.admin().Submit(t.Context(), article(1_000_000), true); err != nil { // its tasks open
		t.Errorf("a story after the restore: %v", err)
	}
	v, err := s.admin().Verify(t.Context(), func(api.Checking) {})
	if err != nil || !v.OK || v.Heads < len(before) {
		t.Errorf("%+v, %v", v, err)
	}
	s.stop(t)
}

func article(n int) pipeline.Submission {
	return pipeline.Submission{
		Name: "a.md", Slug: pipeline.Slug(fmt.Sprintf("news-%d", n)),
		Data: fmt.Appendf(nil, "# Новини %d\n\nСьогодні сонячно.\n", n),
	}
}

// load is people who submit until they are told to stop.
type load struct {
	enough chan struct{} // closed when ten stories are acknowledged
	stop   func()

	mu    sync.Mutex
	acked []pipeline.StoryID
}

func submitting(t *testing.T, client *api.Client) *load {
	l := &load{enough: make(chan struct{})}
	over := make(chan struct{})
	var people sync.WaitGroup
	for person := range 3 {
		people.Go(func() {
			for n := 1; ; n++ {
				select {
				case <-over:
					return
				default:
				}
				story, err := client.Submit(t.Context(), article(person*1000+n), false)
				if err != nil {
					t.Errorf("submit under load: %v", err)
					return
				}
				l.add(story.Story)
			}
		})
	}
	l.stop = func() { close(over); people.Wait() }
	return l
}

func (l *load) add(story pipeline.StoryID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.acked = append(l.acked, story); len(l.acked) == 10 {
		close(l.enough)
	}
}

func (l *load) acknowledged() []pipeline.StoryID {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.acked)
}
