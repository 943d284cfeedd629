package archivist

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/pipeline/vault"
	"github.com/tovmach/tovmach/workers"
	"github.com/tovmach/tovmach/workers/outbound"
)

// A site is a page on loopback that tests change.
type site struct {
	*httptest.Server

	mu    sync.Mutex
	text  string // of the page; empty is a 404
	fails int    // status that it answers instead
	asked int    // for the page
	sent  int    // times that the page was sent whole
}

func newSite(t *testing.T, text string) *site {
	s := &site{text: text}
	s.Server = httptest.NewServer(http.HandlerFunc(s.answer))
	t.Cleanup(s.Close)
	return s
}

func (s *site) answer(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.URL.Path == "/robots.txt" {
		http.NotFound(w, r)
		return
	}
	s.asked++
	etag := fmt.Sprintf("%q", fmt.Sprint(len(s.text)))
	switch {
	case s.fails > 0:
		w.WriteHeader(s.fails)
	case s.text == "":
		http.NotFound(w, r)
	case r.Header.Get("If-None-Match") == etag:
		w.WriteHeader(http.StatusNotModified)
	default:
		s.sent++
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("ETag", etag)
		fmt.Fprintf(w, "<!doctype html><title>Пором</title><script>ad = %d</script><article><h1>Пором</h1><p>%s</p></article>", s.asked, s.text)
	}
}

func (s *site) set(text string, fails int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text, s.fails = text, fails
}

// newsroom is a real journal and vault, and a clock that the test moves.
type newsroom struct {
	*testing.T

	nc      *nats.Conn
	journal *journal.Journal
	stories *journal.Stories
	vault   *vault.Vault
	mu      sync.Mutex
	time    time.Time
}

func (n *newsroom) now() time.Time {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.time
}

func (n *newsroom) later(d time.Duration) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.time = n.time.Add(d)
}

func open(t *testing.T) *newsroom {
	t.Helper()
	n := &newsroom{T: t, time: pipelinetest.Noon()}
	_, n.nc = pipelinetest.Server(t)
	var err error
	if n.vault, err = vault.Open(t.Context(), n.nc); err != nil {
		t.Fatal(err)
	}
	if n.journal, err = journal.Open(t.Context(), n.nc, journal.Options{Now: n.now, Vault: n.vault}); err != nil {
		t.Fatal(err)
	}
	stories, stop, err := n.journal.Follow(t.Context(), func(ev pipeline.Event, err error) { t.Errorf("alarm at %d: %v", ev.Sequence, err) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	n.stories = stories
	return n
}

// submit enters a story that links to these pages.
func (n *newsroom) submit(embargo *time.Time, urls ...string) {
	n.Helper()
	block := pipeline.Block{ID: "b1", Kind: pipeline.Paragraph, Text: "Пором"}
	for _, url := range urls {
		block.Tags = append(block.Tags, pipeline.Tag{Kind: pipeline.Link, URL: url})
	}
	ev, err := n.journal.Append(n.Context(), pipeline.Head{}, pipelinetest.Event(n, "submitted", "s1", "ira", pipeline.StorySubmitted{
		Slug: "s1", Desk: "news", Embargo: embargo, Article: pipeline.Article{Blocks: []pipeline.Block{block}},
	}))
	if err != nil {
		n.Fatal(err)
	}
	if err := n.stories.WaitFor(n.Context(), ev.Sequence); err != nil {
		n.Fatal(err)
	}
}

// watch is a Watch that does not run: the test calls round. Each is one of a
// program that was just started.
func (n *newsroom) watch(sites ...*site) *Watch {
	n.Helper()
	var allow []string
	for _, s := range sites {
		allow = append(allow, strings.TrimPrefix(s.URL, "http://"))
	}
	client, err := outbound.New(outbound.Options{Allow: allow, Now: n.now})
	if err != nil {
		n.Fatal(err)
	}
	return newWatch(New(client, n.vault, All, n.now), n.journal, n.stories, 24*time.Hour, func(id pipeline.StoryID, err error) { n.Errorf("%s: %v", id, err) })
}

// told are the kinds of what the archivist told so far.
func (n *newsroom) told() string {
	n.Helper()
	story, _ := n.stories.Story("s1")
	events, err := n.journal.History(n.Context(), story)
	if err != nil {
		n.Fatal(err)
	}
	var out []string
	for _, ev := range events {
		if ev.Actor == "worker:archivist" {
			out = append(out, strings.TrimPrefix(string(ev.Kind), "source."))
		}
	}
	return strings.Join(out, " ")
}

// TestWatch: a page that is kept, changes, and is gone, and comes back. Each is
// told once, however many watch and however often they are started anew, and the
// snapshots open.
func TestWatch(t *testing.T) {
	t.Parallel()
	n, s := open(t), newSite(t, "Пором іде.")
	n.submit(nil, s.URL+"/1")
	w := n.watch(s)
	for _, step := range []struct {
		name  string
		after time.Duration
		do    func()
		told  string
		state pipeline.PageState
		asked int // for the page, by all the watches of this step
	}{
		{"the worker's time", time.Minute, nil, "", "", 0},
		{"first look", graceTime, nil, "archived", pipeline.PageKept, 1},
		{"too early", 50 * time.Minute, nil, "archived", pipeline.PageKept, 1},
		{"as it was", 10 * time.Minute, nil, "archived", pipeline.PageKept, 2},
		{"too early for another", 23 * time.Hour, nil, "archived", pipeline.PageKept, 2},
		{"changed", time.Hour, func() { s.set("Пором іде, кажуть.", 0) }, "archived changed", pipeline.PageChanged, 3},
		{"as changed", 24 * time.Hour, nil, "archived changed", pipeline.PageChanged, 4},
		{"gone", 24 * time.Hour, func() { s.set("", 0) }, "archived changed vanished", pipeline.PageGone, 5},
		{"still gone", 24 * time.Hour, nil, "archived changed vanished", pipeline.PageGone, 6},
		{"back", 24 * time.Hour, func() { s.set("Пором іде, кажуть.", 0) }, "archived changed vanished restored", pipeline.PageChanged, 7},
		{"silent", 24 * time.Hour, func() { s.set("", http.StatusBadGateway) }, "archived changed vanished restored missed", pipeline.PageChanged, 8},
		{"answers", 24 * time.Hour, func() { s.set("Пором іде, кажуть.", 0) }, "archived changed vanished restored missed restored", pipeline.PageChanged, 9},
		{"silent again", 24 * time.Hour, func() { s.set("", http.StatusBadGateway) }, "archived changed vanished restored missed restored missed", pipeline.PageChanged, 10},
		{"and again", 24 * time.Hour, nil, "archived changed vanished restored missed restored missed missed", pipeline.PageChanged, 11},
		{"for too long", 24 * time.Hour, nil, "archived changed vanished restored missed restored missed missed vanished", pipeline.PageGone, 12},
		{"after thirty days", 30 * 24 * time.Hour, func() { s.set("Інше.", 0) }, "archived changed vanished restored missed restored missed missed vanished", pipeline.PageGone, 12},
	} {
		if step.do != nil {
			step.do()
		}
		n.later(step.after)
		w.round(t.Context())
		w.round(t.Context())
		story, _ := n.stories.Story("s1")
		p, _ := story.SourceOf(s.URL + "/1")
		if got := n.told(); got != step.told || p.State != step.state || s.asked != step.asked {
			t.Errorf("%s: told %q, the page is %q after %d requests; want %q, %q, %d", step.name, got, p.State, s.asked, step.told, step.state, step.asked)
		}
		// Others that were just started tell nothing new.
		var others sync.WaitGroup
		asked := s.asked
		for range 2 {
			others.Go(func() { n.watch(s).round(context.WithoutCancel(t.Context())) })
		}
		others.Wait()
		if got := n.told(); got != step.told {
			t.Errorf("%s: others tell %q after %q", step.name, got, step.told)
		}
		s.asked = asked
	}
	story, _ := n.stories.Story("s1")
	p, _ := story.SourceOf(s.URL + "/1")
	var texts []string
	for _, shot := range p.Kept {
		data, err := n.vault.Get(t.Context(), shot.Digest)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	if len(texts) != 2 || !strings.Contains(texts[0], "<p>Пором іде.</p>") || !strings.Contains(texts[1], "<p>Пором іде, кажуть.</p>") {
		t.Errorf("the snapshots are %q", texts)
	}
	if s.sent > 6 {
		t.Errorf("the page was sent whole %d times: the server is not asked whether it changed", s.sent)
	}
}

// TestCounters: another script each time is no change.
func TestCounters(t *testing.T) {
	t.Parallel()
	n, s := open(t), newSite(t, "Пором іде.")
	n.submit(nil, s.URL+"/1")
	w := n.watch(s)
	n.later(graceTime)
	w.round(t.Context())
	for i := range 3 {
		s.set("Пором"+strings.Repeat(" ", i+2)+"іде.", 0) // another tag of the server's, other bytes
		n.later(25 * time.Hour)
		w.round(t.Context())
	}
	if got := n.told(); got != "archived" || s.sent != 4 {
		t.Errorf("told %q after %d pages", got, s.sent)
	}
}

// TestSilence: three failed looks within less than a day are no end of a page.
func TestSilence(t *testing.T) {
	t.Parallel()
	n, s := open(t), newSite(t, "Пором іде.")
	n.submit(nil, s.URL+"/1")
	w := n.watch(s)
	w.every = time.Hour
	n.later(graceTime)
	w.round(t.Context())
	s.set("", http.StatusServiceUnavailable)
	for hour := range 26 {
		n.later(time.Hour)
		w.round(t.Context())
		want := "archived" + strings.Repeat(" missed", min(hour+1, 3))
		if hour >= 24 {
			want += " vanished"
		}
		if got := n.told(); got != want {
			t.Errorf("after %d hours: %q, want %q", hour+1, got, want)
		}
	}
	story, _ := n.stories.Story("s1")
	if p, _ := story.SourceOf(s.URL + "/1"); !strings.HasPrefix(p.Wording(), "(no longer reachable; snapshot of ") {
		t.Errorf("the wording is %q", p.Wording())
	}
}

// TestAwaited: a page that could not be read at first is kept later; one that
// then is refused is not asked for again.
func TestAwaited(t *testing.T) {
	t.Parallel()
	n, late, never := open(t), newSite(t, ""), newSite(t, "")
	late.set("", http.StatusServiceUnavailable)
	never.set("", http.StatusServiceUnavailable)
	n.submit(nil, late.URL+"/1", never.URL+"/1", "http://10.0.0.1/")
	w := n.watch(late, never)
	n.later(graceTime)
	w.round(t.Context())
	late.set("Пором іде.", 0)
	never.set("", http.StatusForbidden)
	n.later(time.Hour)
	w.round(t.Context())
	n.later(24 * time.Hour)
	w.round(t.Context())
	story, _ := n.stories.Story("s1")
	var got []string
	for _, p := range story.Sources {
		got = append(got, fmt.Sprint(p.State, " ", len(p.Kept)))
	}
	if want := []string{"kept 1", "refused 0", "refused 0"}; !slices.Equal(got, want) || never.asked != 2 {
		t.Errorf("%v, want %v; asked %d times", got, want, never.asked)
	}
}

// TestEmbargo: nobody visits the pages of a story before its embargo ends.
func TestEmbargo(t *testing.T) {
	t.Parallel()
	n, s := open(t), newSite(t, "Пором іде.")
	end := pipelinetest.Noon().Add(3 * time.Hour)
	n.submit(&end, s.URL+"/1")
	w := n.watch(s)
	n.later(2 * time.Hour)
	w.round(t.Context())
	if s.asked > 0 {
		t.Error("the page was visited during the embargo")
	}
	n.later(time.Hour)
	w.round(t.Context())
	if got := n.told(); got != "archived" {
		t.Errorf("after the embargo: %q", got)
	}
}

// TestScope: links are followed only where the newsroom asked for it.
func TestScope(t *testing.T) {
	t.Parallel()
	for scope, want := range map[Scope]string{None: "", Submitted: "", All: "archived"} {
		n, s := open(t), newSite(t, "Пором іде.")
		n.submit(nil, s.URL+"/1")
		w := n.watch(s)
		w.scope = scope
		n.later(time.Hour)
		w.round(t.Context())
		if got := n.told(); got != want {
			t.Errorf("%s: told %q, want %q", scope, got, want)
		}
	}
}

// TestArchivedStory: the pages of a story that left the journal are looked at
// still, and it comes back when one changed.
func TestArchivedStory(t *testing.T) {
	t.Parallel()
	n, s := open(t), newSite(t, "Пором іде.")
	n.submit(nil, s.URL+"/1")
	w := n.watch(s)
	n.later(graceTime)
	w.round(t.Context())
	story, _ := n.stories.Story("s1")
	ev, err := n.journal.Archive(t.Context(), story)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.stories.WaitFor(t.Context(), ev.Sequence); err != nil {
		t.Fatal(err)
	}
	if story, _ := n.stories.Story("s1"); !story.Away {
		t.Fatal("the story is not archived")
	}
	s.set("", 0)
	n.later(2 * time.Hour)
	n.watch(s).round(t.Context())
	if story, _ := n.stories.Story("s1"); story.Away {
		t.Error("the story did not come back")
	}
	if got := n.told(); got != "archived vanished" {
		t.Errorf("told %q", got)
	}
}

// TestLoop starts a Watch and stops it: it looks, and leaves no goroutine.
func TestLoop(t *testing.T) {
	t.Parallel()
	n, s := open(t), newSite(t, "Пором іде.")
	n.submit(nil, s.URL+"/1")
	n.later(graceTime)
	w := n.watch(s)
	running := StartWatch(t.Context(), w.Archivist, n.journal, n.stories, 400*time.Millisecond, w.complain)
	if err := n.stories.WaitFor(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	running.Stop()
	if got := n.told(); got != "archived" {
		t.Errorf("told %q", got)
	}
}

// TestRedelivered: the worker died after its event was stored and before it was
// acknowledged. It gets the entry again, and tells nothing new.
func TestRedelivered(t *testing.T) {
	t.Parallel()
	n, s := open(t), newSite(t, "Пором іде.")
	n.submit(nil, s.URL+"/1")
	a := n.watch(s).Archivist
	if err := n.journal.Register(t.Context(), a.Name(), a.Kinds()); err != nil {
		t.Fatal(err)
	}
	story, _ := n.stories.Story("s1")
	opened, err := n.journal.Append(t.Context(), story.Head, pipelinetest.Event(t, "opened", "s1", "worker:router", pipeline.TasksOpened{}))
	if err != nil {
		t.Fatal(err)
	}
	if err := n.stories.WaitFor(t.Context(), opened.Sequence); err != nil {
		t.Fatal(err)
	}
	story, _ = n.stories.Story("s1")
	first, err := a.Work(t.Context(), story, opened)
	if err != nil || len(first) != 1 {
		t.Fatalf("it answers %v, %v", first, err)
	}
	stored, err := n.journal.Append(t.Context(), story.Head, first[0]) // and here it dies
	if err != nil {
		t.Fatal(err)
	}
	heard := make(heard, 1)
	runner, err := workers.Start(t.Context(), n.journal, n.stories, zerolog.Nop(), workers.Watched(heard, a)...)
	if err != nil {
		t.Fatal(err)
	}
	if outcome := <-heard; outcome != "done" {
		t.Errorf("the entry is %s", outcome)
	}
	if err := runner.Stop(time.Second); err != nil {
		t.Error(err)
	}
	if last, err := n.journal.Last(t.Context()); err != nil || last != stored.Sequence || s.asked != 1 {
		t.Errorf("the last event is %d, want %d; asked %d times, %v", last, stored.Sequence, s.asked, err)
	}
}

// heard hears what becomes of entries.
type heard chan string

func (h heard) Worked(_ string, _ pipeline.Kind, outcome string, _ time.Duration, _ int) {
	h <- outcome
}
