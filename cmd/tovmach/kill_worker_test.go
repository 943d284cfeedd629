package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

// TestKillWorkers kills each worker, in a process of its own, at every point
// between what woke it and its acknowledgement: a wire between it and NATS sees
// every message and does the killing. Each story ends as one that nobody
// disturbed: the same events with the same data, and one delivery an outlet.
func TestKillWorkers(t *testing.T) {
	t.Parallel()
	r := newKillRoom(t)
	undisturbed := r.day(t.Context(), "undisturbed")
	if undisturbed.err != nil {
		t.Fatal(undisturbed.err)
	}
	var days sync.WaitGroup
	ended, left := make([]tale, len(killPoints())), make([]os.FileInfo, len(killPoints()))
	for i, p := range killPoints() {
		if i > 0 && p.worker == "publisher" && killPoints()[i-1].worker != p.worker {
			days.Wait() // a worker that dies twice over one entry gets it back after half a minute
		}
		slug := fmt.Sprintf("%s-%s-%s", p.worker, strings.ReplaceAll(p.effect, "_", "-"), p.when)
		staff := r.staff[p.worker]
		killed := staff.arm(p, r.storyOf(slug))
		days.Go(func() { ended[i] = r.day(t.Context(), slug) })
		select {
		case <-killed:
			left[i] = staff.delivered(slug)
			staff.start(t)
		case <-t.Context().Done():
			t.Fatalf("%s: the point was never reached", slug)
		}
	}
	days.Wait()
	for i, got := range ended {
		now := r.staff["publisher"].delivered(got.slug)
		switch {
		case got.err != nil:
			t.Errorf("%s: %v", got.slug, got.err)
		case got.text != undisturbed.text:
			t.Errorf("%s ended differently:\n got %s\nwant %s", got.slug, got.text, undisturbed.text)
		case left[i] != nil && (!os.SameFile(left[i], now) || !left[i].ModTime().Equal(now.ModTime())):
			t.Errorf("%s: the folder got the story again", got.slug)
		}
	}
	r.outbox(t, len(ended)+1)
}

// killPoint is a moment in a worker's work: when, seen from one effect.
type killPoint struct {
	worker string
	effect string // the last token of the event's subject; "outbox", or an outlet whose delivery is told of
	when   killTime
}

// killTime says when the worker dies.
type killTime string

const (
	beforeEffect killTime = "before"  // it is decided and not stored
	unconfirmed  killTime = "unheard" // it is stored, and the worker did not hear of it
	beforeAck    killTime = "heard"   // it heard, and has not acknowledged what woke it
	afterAck     killTime = "acked"   // all is done
	unanswered   killTime = "silent"  // of a server: it heard, and the person who asked did not
)

// killPoints are all of them. Those of the publisher come in two parts, so that
// what the first leave undone is done before the last.
func killPoints() []killPoint {
	var points []killPoint
	add := func(worker string, times []killTime, effects ...string) {
		for _, effect := range effects {
			for _, when := range times {
				points = append(points, killPoint{worker, effect, when})
			}
		}
	}
	around, all := []killTime{beforeEffect, unconfirmed}, []killTime{beforeEffect, unconfirmed, beforeAck, afterAck}
	add("publisher", around, "outbox", "published")
	add("segmenter", all, "article_segmented")
	add("annotator", all, "segments_annotated")
	add("router", all, "tasks_opened")
	add("reviewer", all, "tasks_opened")
	add("assembler", all, "assembled")
	add("publisher", around, "folder")
	add("publisher", all, "nats")
	return points
}

// killRoom is a newsroom of processes on a NATS of its own.
type killRoom struct {
	nats   string
	server *process
	people map[pipeline.Role]*api.Client
	staff  map[string]*colleague
}

func newKillRoom(t *testing.T) *killRoom {
	t.Helper()
	dir := t.TempDir()
	r := &killRoom{nats: startNATS(t), people: map[pipeline.Role]*api.Client{}, staff: map[string]*colleague{}}
	terms := filepath.Join(dir, "terms.csv")
	if err := copySampleTerms(terms); err != nil {
		t.Fatal(err)
	}
	r.server = startServer(t, filepath.Join(dir, "serve"), "--nats", r.nats, "--workers", "none", "--house", "false")
	for _, role := range []pipeline.Role{pipeline.Editor, pipeline.Translator, pipeline.Reviewer} {
		r.people[role] = r.server.person(t, "a-"+string(role), string(role))
	}
	for _, name := range staffNames() {
		c := &colleague{worker: name}
		wire := newWire(t, r.nats, c.look)
		c.args = []string{"worker", name, "--nats", wire.url, "--terms", terms, "--house", "false", "--data", filepath.Join(dir, name), "--log", "warn"}
		c.folder = filepath.Join(dir, name, "published")
		c.start(t)
		r.staff[name] = c
	}
	return r
}

// storyOf is the id of the story that the editor submits under that key.
func (r *killRoom) storyOf(key string) string {
	return pipeline.DerivedID("a-"+string(pipeline.Editor), key)
}

// tale is what became of a story.
type tale struct {
	slug string
	text string
	err  error
}

// day takes a story from the editor to the outlets.
func (r *killRoom) day(ctx context.Context, slug string) tale {
	text, err := r.tell(ctx, slug)
	return tale{slug, text, err}
}

func (r *killRoom) tell(ctx context.Context, slug string) (string, error) {
	story, err := r.people[pipeline.Editor].Submit(ctx, pipeline.Submission{
		Name: "a.md", Data: []byte("# Новини\n\nУкраїна та її сусіди.\n"), Slug: pipeline.Slug(slug), Key: slug, Again: true,
	}, false)
	if err != nil {
		return "", err
	}
	if err := translateAll(ctx, r.people[pipeline.Translator], story.Story); err != nil {
		return "", err
	}
	review, err := taskOf(ctx, r.people[pipeline.Reviewer], story.Story, pipeline.Review)
	if err != nil {
		return "", err
	}
	if _, err := r.people[pipeline.Reviewer].Review(ctx, review.Task, api.Verdict{Verdict: "approve"}); err != nil {
		return "", err
	}
	delivered := func() (bool, bool, error) {
		s, err := r.server.admin().Status(ctx, slug)
		return true, len(s.Outlets) == 2, err
	}
	_, err = until(ctx, delivered)
	if pipeline.KindOf(err) == pipeline.Unavailable && err != nil { // it was given out twice before, for half a minute
		_, err = until(ctx, delivered)
	}
	if err != nil {
		return "", err
	}
	files, err := os.ReadDir(r.staff["publisher"].folder)
	if err != nil {
		return "", err
	}
	var told strings.Builder
	for _, f := range files {
		if strings.HasPrefix(f.Name(), slug+".") {
			data, err := os.ReadFile(filepath.Join(r.staff["publisher"].folder, f.Name()))
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&told, "%s %d\n", strings.TrimPrefix(f.Name(), slug), len(data)-strings.Count(string(data), slug)*len(slug))
		}
	}
	history, err := r.server.admin().History(ctx, slug)
	return told.String() + plainHistory(history, slug), err
}

// translateAll does the story's translation.
func translateAll(ctx context.Context, c *api.Client, story pipeline.StoryID) error {
	task, err := taskOf(ctx, c, story, pipeline.Translate)
	if err != nil {
		return err
	}
	claim, err := c.Claim(ctx, task.Task)
	if err != nil {
		return err
	}
	work, err := c.Pull(ctx, task.Task)
	if err != nil {
		return err
	}
	save := api.Save{Claim: claim.Claim, Done: true}
	for i, g := range work.Segments {
		save.Segments = append(save.Segments, api.Target{Segment: g.Segment, Target: fmt.Sprintf("Sentence %d", i)})
	}
	_, err = c.Push(ctx, task.Task, save)
	return err
}

// outbox looks at what programs that read NATS got: each story once.
func (r *killRoom) outbox(t *testing.T, stories int) {
	t.Helper()
	nc, err := nats.Connect(r.nats)
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	box, err := js.Stream(t.Context(), "TOVMACH_OUTBOX")
	if err != nil {
		t.Fatal(err)
	}
	if got := box.CachedInfo().State.Msgs; got != uint64(stories) { //nolint:gosec // small
		t.Errorf("the outbox has %d stories, want %d", got, stories)
	}
}
