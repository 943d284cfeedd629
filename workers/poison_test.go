package workers_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/board"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/pipeline/vault"
	"github.com/tovmach/tovmach/workers"
	"github.com/tovmach/tovmach/workers/api"
	"github.com/tovmach/tovmach/workers/intake"
	"github.com/tovmach/tovmach/workers/keeper"
	"github.com/tovmach/tovmach/workers/metrics"
)

// hand is a worker whose work the test tells.
type hand struct {
	name string
	work func(ctx context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error)
}

func (h hand) Name() string         { return h.name }
func (hand) Kinds() []pipeline.Kind { return []pipeline.Kind{pipeline.KindStorySubmitted} }

func (h hand) Work(ctx context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	return h.work(ctx, story, ev)
}

// made is what a hand answers: an event that is legal at any time.
func made(by string, cause pipeline.Event) ([]pipeline.Event, error) {
	ev, err := pipeline.Follow(cause, by, by, pipeline.DeliveryMade{Outlet: by})
	return []pipeline.Event{ev}, err
}

// house is a server with its API and workers, whose waits are over at once.
type house struct {
	stories *journal.Stories
	journal *journal.Journal
	metrics *metrics.Newsroom
	log     *lockedBuffer
	admin   *api.Client
	editor  *api.Client
}

// lockedBuffer is a log that is read while it is written.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func openHouse(t *testing.T, staff ...workers.Worker) *house {
	t.Helper()
	_, nc := pipelinetest.Server(t)
	h := &house{metrics: metrics.NewNewsroom("test", pipelinetest.Noon()), log: &lockedBuffer{}}
	h.journal, h.stories = pipelinetest.JournalOn(t, nc)
	people, err := board.Open(t.Context(), nc, board.Options{})
	if err != nil {
		t.Fatal(err)
	}
	documents, err := vault.Open(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range staff {
		if err := h.journal.Register(t.Context(), w.Name(), w.Kinds()); err != nil {
			t.Fatal(err)
		}
	}
	log := zerolog.New(h.log)
	atOnce := func(time.Duration) time.Duration { return 0 }
	r, err := workers.StartWaiting(t.Context(), h.journal, h.stories, log, atOnce, workers.Watched(h.metrics, staff...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Stop(0); err != nil {
			t.Error(err)
		}
	})
	terms := keeper.New(h.journal)
	web := httptest.NewServer(api.New(api.Newsroom{
		Journal: h.journal, Stories: h.stories, Feed: h.stories, People: people, Leases: people,
		Intake: intake.New(documents, h.journal, "news"), Terms: terms, Spellings: terms, Unread: h.journal,
		Metrics: h.metrics, Lease: time.Minute, Now: time.Now, Log: log,
	}))
	t.Cleanup(web.Close)
	for _, p := range []struct {
		client **api.Client
		name   pipeline.UserID
		role   pipeline.Role
	}{{&h.admin, "ira", pipeline.Admin}, {&h.editor, "olena", pipeline.Editor}} {
		token, err := people.AddPerson(t.Context(), pipeline.Person{Name: p.name, Roles: []pipeline.Role{p.role}}, 0)
		if err != nil {
			t.Fatal(err)
		}
		*p.client = api.NewClient(web.URL, token)
	}
	return h
}

func (h *house) submit(t *testing.T, slug string) pipeline.StoryID {
	t.Helper()
	s, err := h.editor.Submit(t.Context(), pipeline.Submission{Name: "a.md", Slug: pipeline.Slug(slug), Data: []byte("# Новини\n\nСонячно.\n")}, false)
	if err != nil {
		t.Fatal(err)
	}
	return s.Story
}

// until waits until the story is as the test wants it.
func (h *house) until(t *testing.T, id pipeline.StoryID, what string, want func(pipeline.Story) bool) pipeline.Story {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for {
		feed := h.stories.Sequence()
		story, _ := h.stories.Story(id)
		if want(story) {
			return story
		}
		if err := h.stories.WaitFor(ctx, feed+1); err != nil {
			t.Fatalf("story %s never %s: %+v\n%s", story.Slug, what, story.Parked, h.log)
		}
	}
}

func isParked(s pipeline.Story) bool { return len(s.Parked) > 0 }

// TestPoison follows an entry on which a worker fails every time: parked after
// its tries with the reason, shown, sent again in vain, sent again once the
// worker is mended; another is dropped.
func TestPoison(t *testing.T) {
	t.Parallel()
	var mended atomic.Bool
	clerk := hand{"clerk", func(_ context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
		if story.Slug == "sound" || mended.Load() {
			return made("clerk", ev)
		}
		return nil, errors.New("/srv/x: the disk is full")
	}}
	h := openHouse(t, clerk)
	poison, other, sound := h.submit(t, "poison"), h.submit(t, "other"), h.submit(t, "sound")
	h.until(t, sound, "goes on beside it", func(s pipeline.Story) bool { return len(s.Deliveries) == 1 })
	entry := h.until(t, poison, "is parked", isParked).Parked[0]
	h.until(t, other, "is parked", isParked)

	rows, err := h.editor.Parked(t.Context(), "")
	if err != nil || len(rows) != 2 {
		t.Fatalf("parked are %+v, %v", rows, err)
	}
	row := rows[0]
	if row.Story != poison || row.Slug != "poison" || row.Worker != "clerk" || row.Tries != 8 || row.Sequence != entry.Sequence || !row.Time.Equal(pipelinetest.Noon()) {
		t.Errorf("the row is %+v", row)
	}
	if strings.Contains(row.Reason, "/srv") || row.Reason == "" {
		t.Errorf("people read the reason %q", row.Reason)
	}
	if log := h.log.String(); !strings.Contains(log, "the disk is full") || !strings.Contains(log, `"outcome":"parked"`) {
		t.Errorf("the log does not tell the cause:\n%s", log)
	}

	if _, err := h.admin.Retry(t.Context(), "poison", 0, ""); err != nil { // in vain
		t.Fatal(err)
	}
	second := h.until(t, poison, "is parked again", func(s pipeline.Story) bool { return isParked(s) && s.Parked[0].Sequence != entry.Sequence }).Parked[0]
	mended.Store(true)
	if _, err := h.admin.Retry(t.Context(), "poison", second.Sequence, "clerk"); err != nil {
		t.Fatal(err)
	}
	if s := h.until(t, poison, "is worked", func(s pipeline.Story) bool { return len(s.Deliveries) == 1 }); isParked(s) {
		t.Errorf("worked and still parked: %+v", s.Parked)
	}

	if _, err := h.admin.Drop(t.Context(), "other", api.Drop{Sequence: rows[1].Sequence}); pipeline.KindOf(err) != pipeline.Invalid {
		t.Errorf("dropped without a reason: %v", err)
	}
	status, err := h.admin.Drop(t.Context(), "other", api.Drop{Sequence: rows[1].Sequence, Reason: "a test"})
	if err != nil || len(status.Parked) != 0 {
		t.Errorf("dropped, the status is %+v, %v", status.Parked, err)
	}
	if _, err := h.admin.Drop(t.Context(), "other", api.Drop{Sequence: rows[1].Sequence, Reason: "again"}); pipeline.KindOf(err) != pipeline.NotFound {
		t.Errorf("dropped twice: %v", err)
	}
	history, err := h.admin.History(t.Context(), "other")
	if err != nil {
		t.Fatal(err)
	}
	last := history[len(history)-1]
	if last.Kind != pipeline.KindEntryDropped || last.By != "ira" || !strings.Contains(string(last.Data), `"reason":"a test"`) {
		t.Errorf("the history ends with %+v", last)
	}
	if rows, err := h.admin.Parked(t.Context(), ""); err != nil || len(rows) != 0 {
		t.Errorf("parked are still %+v, %v", rows, err)
	}
	var text strings.Builder
	if err := h.metrics.Write(t.Context(), &text); err != nil || !strings.Contains(text.String(), `tovmach_parked_total{stage="clerk",kind="story.submitted"} 2`) {
		t.Errorf("the metrics do not count it: %v\n%s", err, text.String())
	}
}

// TestRetryAll sends what many stories wait for again at once.
func TestRetryAll(t *testing.T) {
	t.Parallel()
	var mended atomic.Bool
	clerk := hand{"clerk", func(_ context.Context, _ pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
		if mended.Load() {
			return made("clerk", ev)
		}
		return nil, workers.Reject(errors.New("no"))
	}}
	h := openHouse(t, clerk)
	var all []pipeline.StoryID
	for i := range 5 {
		all = append(all, h.submit(t, fmt.Sprint("s", i)))
	}
	for _, id := range all {
		h.until(t, id, "is parked", isParked)
	}
	mended.Store(true)
	if sent, err := h.admin.RetryAll(t.Context()); err != nil || sent.Retried != 5 {
		t.Errorf("%d were sent again, %v", sent.Retried, err)
	}
	for _, id := range all {
		h.until(t, id, "is worked", func(s pipeline.Story) bool { return len(s.Deliveries) == 1 })
	}
}

// TestHanging: one worker hangs on one story; the others work it, and it works
// the other stories. When it is stopped, nothing is lost.
func TestHanging(t *testing.T) {
	t.Parallel()
	hung := make(chan bool, 100)
	slow := hand{"slow", func(ctx context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
		if story.Slug == "tar" {
			hung <- true
			<-ctx.Done()
			return nil, ctx.Err()
		}
		return made("slow", ev)
	}}
	quick := hand{"quick", func(_ context.Context, _ pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
		return made("quick", ev)
	}}
	h := openHouse(t, slow, quick)
	tar := h.submit(t, "tar")
	<-hung
	has := func(outlet string) func(pipeline.Story) bool {
		return func(s pipeline.Story) bool { return s.Delivered(outlet, 0) }
	}
	h.until(t, tar, "is worked by the other", has("quick"))
	free := 0
	for i := range 40 {
		id := h.submit(t, fmt.Sprint("s", i))
		s := h.until(t, id, "is worked by the other", has("quick"))
		if s.Delivered("slow", 0) {
			free++
		}
	}
	if free == 0 {
		t.Error("one story holds up all others of its worker")
	}
	if s, _ := h.stories.Story(tar); len(s.Deliveries) != 1 || isParked(s) {
		t.Errorf("the story that hangs has %+v, %+v", s.Deliveries, s.Parked)
	}
}
