package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

// TestKillServe kills the server at every point of what people ask of it:
// intake, claims, saves, releases, completions and changes of the termbase.
// People who got no answer ask again; then everything stands in the journal
// once, as if nobody had disturbed it.
func TestKillServe(t *testing.T) {
	t.Parallel()
	r := newServeRoom(t, "15m")
	want, err := r.day(t.Context(), "undisturbed")
	if err != nil {
		t.Fatal(err)
	}
	for _, effect := range []string{"chunk", "meta", "submitted", "claimed", "segment_translated", "released", "completed"} {
		for _, when := range []killTime{beforeEffect, unconfirmed, unanswered} {
			slug := strings.ReplaceAll(fmt.Sprintf("%s-%s", effect, when), "_", "-")
			got, err := r.killed(t, killPoint{"serve", effect, when}, slug, r.day)
			if err != nil || got != want {
				t.Errorf("%s ended differently: %v\n got %s\nwant %s", slug, err, got, want)
			}
		}
	}
	for i, when := range []killTime{beforeEffect, unconfirmed, unanswered} {
		got, err := r.killed(t, killPoint{"serve", "term", when}, fmt.Sprintf("nova-%d", i), r.term)
		if err != nil || got != "term.changed " {
			t.Errorf("term %s: %v: the history is %q", when, err, got)
		}
	}
}

// TestKillReaper kills the server around the end of a lease: it ends once.
func TestKillReaper(t *testing.T) {
	t.Parallel()
	r := newServeRoom(t, "1s")
	want, err := r.lease(t.Context(), "undisturbed")
	if err != nil {
		t.Fatal(err)
	}
	for _, when := range []killTime{beforeEffect, unconfirmed, unanswered} {
		slug := fmt.Sprintf("expired-%s", when)
		got, err := r.killed(t, killPoint{"serve", "expired", when}, slug, r.lease)
		if err != nil || got != want {
			t.Errorf("%s ended differently: %v\n got %s\nwant %s", slug, err, got, want)
		}
	}
}

// serveRoom is a server behind a wire, and workers in another process.
type serveRoom struct {
	*colleague
	admin  *api.Client
	editor *api.Client
	taras  *api.Client

	stories int
}

func newServeRoom(t *testing.T, lease string) *serveRoom {
	t.Helper()
	dir, nats := t.TempDir(), startNATS(t)
	c := &colleague{worker: "serve", ready: filepath.Join(dir, "ready")}
	wire := newWire(t, nats, c.look)
	address := fmt.Sprintf("127.0.0.1:%d", freePort(t))
	c.args = []string{
		"serve", "--nats", wire.url, "--workers", "none", "--house", "false", "--lease", lease,
		"--data", filepath.Join(dir, "serve"), "--listen", address, "--ready-file", c.ready, "--log", "error",
	}
	c.start(t)
	start(t, "worker", "segmenter", "annotator", "router", "--nats", nats, "--house", "false", "--data", filepath.Join(dir, "worker"), "--log", "warn")
	ready, err := awaitReady(c.ready)
	if err != nil {
		t.Fatal(err)
	}
	p := &process{ready: ready}
	return &serveRoom{colleague: c, admin: p.admin(), editor: p.person(t, "olena", "editor"), taras: p.person(t, "taras", "translator")}
}

// killed has the server killed at the point of a day and started again, and
// returns how the day ended.
func (r *serveRoom) killed(t *testing.T, p killPoint, slug string, day func(context.Context, string) (string, error)) (text string, err error) {
	t.Helper()
	killed, ended := r.arm(p, pipeline.DerivedID("olena", slug)), make(chan struct{})
	go func() {
		defer close(ended)
		text, err = day(t.Context(), slug)
	}()
	select {
	case <-killed:
		if err := os.Remove(r.ready); err != nil {
			t.Fatal(err)
		}
		r.start(t)
	case <-ended:
		return "", errors.Join(err, errors.New("the point was never reached"))
	}
	<-ended
	return text, err
}

// again asks until there is an answer, as people do. A refusal that comes only
// when they ask again says that it was done the first time.
func again(ctx context.Context, ask func() error) error {
	asked := 0
	_, err := until(ctx, func() (bool, bool, error) {
		err := ask()
		asked++
		switch {
		case err != nil && pipeline.KindOf(err) == pipeline.Unavailable:
			return false, false, nil
		case pipeline.KindOf(err) == pipeline.Conflict && asked > 1:
			return true, true, nil
		}
		return true, true, err
	})
	return err
}

// day is a story that is translated with a break.
func (r *serveRoom) day(ctx context.Context, slug string) (string, error) {
	task, err := r.submitted(ctx, slug)
	if err != nil {
		return "", err
	}
	var work api.Work
	for _, step := range []func() error{
		func() error { _, err := r.taras.Claim(ctx, task); return err },
		func() (err error) { work, err = r.taras.Pull(ctx, task); return err },
		func() error {
			_, err := r.taras.Push(ctx, task, api.Save{Segments: []api.Target{{Segment: work.Segments[0].Segment, Target: "News"}}})
			return err
		},
		func() error { _, err := r.taras.Release(ctx, task); return err },
		func() error { _, err := r.taras.Claim(ctx, task); return err },
		func() error {
			_, err := r.taras.Push(ctx, task, api.Save{Done: true, Segments: []api.Target{{Segment: work.Segments[1].Segment, Target: "It is sunny."}}})
			return err
		},
	} {
		if err := again(ctx, step); err != nil {
			return "", err
		}
	}
	return r.told(ctx, slug)
}

// lease is a story whose task is claimed and forgotten.
func (r *serveRoom) lease(ctx context.Context, slug string) (string, error) {
	task, err := r.submitted(ctx, slug)
	if err != nil {
		return "", err
	}
	if err := again(ctx, func() error { _, err := r.taras.Claim(ctx, task); return err }); err != nil {
		return "", err
	}
	return until(ctx, func() (string, bool, error) {
		text, err := r.told(ctx, slug)
		return text, strings.Contains(text, string(pipeline.KindTaskExpired)), err
	})
}

// term is a change of the termbase.
func (r *serveRoom) term(ctx context.Context, slug string) (string, error) {
	if err := again(ctx, func() error {
		_, err := r.admin.Decide(ctx, glossary.Decision{Act: glossary.Change, Entries: []glossary.Entry{{
			ID: glossary.EntryID(slug), Kind: glossary.Place, Terms: []glossary.Term{{Lang: "uk", Text: "Нова " + slug}, {Lang: "en", Text: "Nova " + slug}},
		}}})
		return err
	}); err != nil {
		return "", err
	}
	history, err := r.admin.TermHistory(ctx, slug)
	kinds := ""
	for _, h := range history {
		kinds += string(h.Kind) + " "
	}
	return kinds, err
}

// submitted submits a story and returns its task. Every document ends with
// another number of empty lines, so that its bytes are not in the vault yet.
func (r *serveRoom) submitted(ctx context.Context, slug string) (pipeline.TaskID, error) {
	r.stories++
	document := []byte("# Новини\n\nСьогодні сонячно.\n" + strings.Repeat("\n", r.stories))
	var story api.Submitted
	err := again(ctx, func() (err error) {
		story, err = r.editor.Submit(ctx, pipeline.Submission{
			Name: "a.md", Data: document, Slug: pipeline.Slug(slug), Key: slug, Again: true,
		}, false)
		return err
	})
	if err != nil {
		return "", err
	}
	var task api.Task
	err = again(ctx, func() (err error) {
		task, err = taskOf(ctx, r.taras, story.Story, pipeline.Translate)
		return err
	})
	return task.Task, err
}

// told is the story's history without what differs from one to the next.
func (r *serveRoom) told(ctx context.Context, slug string) (text string, err error) {
	err = again(ctx, func() error {
		history, err := r.admin.History(ctx, slug)
		if err != nil {
			return err
		}
		text = plainHistory(history, slug)
		return nil
	})
	_, work, _ := strings.Cut(text, "\n") // what was submitted ends with other lines
	return work, err
}
