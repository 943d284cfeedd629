package workers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

func TestMain(m *testing.M) { pipelinetest.Main(m) }

// A clerk is a worker whose work the test tells, call by call.
type clerk struct {
	name  string
	calls atomic.Int32
	work  func(call int, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error)
}

func (c *clerk) Name() string         { return c.name }
func (*clerk) Kinds() []pipeline.Kind { return []pipeline.Kind{pipeline.KindStorySubmitted} }

func (c *clerk) Work(_ context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	return c.work(int(c.calls.Add(1)), story, ev)
}

// A newsroom is a journal on a real server.
type newsroom struct {
	testing.TB
	nc      *nats.Conn
	journal *journal.Journal
	stories *journal.Stories
	grace   time.Duration // for the work in hand when a runner is stopped
}

func open(t testing.TB, staff ...Worker) *newsroom {
	t.Helper()
	_, nc := pipelinetest.Server(t)
	n := &newsroom{TB: t, nc: nc, grace: 20 * time.Second}
	n.journal, n.stories = pipelinetest.JournalOn(t, nc)
	for _, w := range staff {
		if err := n.journal.Register(t.Context(), w.Name(), w.Kinds()); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// hire hosts the workers, whose waits are all over at once, until the test
// ends or the returned function is called.
func (n *newsroom) hire(staff ...Worker) (stop func()) {
	n.Helper()
	at := func(time.Duration) time.Duration { return 0 }
	r, err := start(n.Context(), n.journal, n.stories, zerolog.Nop(), at, staff...)
	if err != nil {
		n.Fatal(err)
	}
	stop = sync.OnceFunc(func() {
		if err := r.Stop(n.grace); err != nil {
			n.Error(err)
		}
	})
	n.Cleanup(stop)
	return stop
}

func (n *newsroom) append(at pipeline.Head, ev pipeline.Event) pipeline.Event {
	n.Helper()
	stored, err := n.journal.Append(n.Context(), at, ev)
	if err != nil {
		n.Fatal(err)
	}
	n.waitFor(stored.Sequence)
	return stored
}

func (n *newsroom) submit(story string) pipeline.Event {
	n.Helper()
	return n.append(pipeline.Head{}, pipelinetest.Event(n, story+"-submitted", story, "ira", pipeline.StorySubmitted{
		Slug: pipeline.Slug(story), Article: pipeline.Article{Blocks: []pipeline.Block{{ID: "b1", Kind: pipeline.Paragraph, Text: "Пором"}}},
	}))
}

// retry sends the first parked entry of the story to its worker again.
func (n *newsroom) retry(id string) pipeline.Event {
	n.Helper()
	story := n.story()
	if len(story.Parked) != 1 {
		n.Fatalf("parked are %v, want one entry", story.Parked)
	}
	p := story.Parked[0]
	return n.append(story.Head, pipelinetest.Event(n, id, "s1", "ira", pipeline.EntryRetried{Worker: p.Worker, Sequence: p.Sequence}))
}

func (n *newsroom) story() pipeline.Story {
	story, _ := n.stories.Story("s1")
	return story
}

// waitFor waits for the event at that sequence, which must come.
func (n *newsroom) waitFor(sequence uint64) {
	n.Helper()
	ctx, cancel := context.WithTimeout(n.Context(), 20*time.Second)
	defer cancel()
	if err := n.stories.WaitFor(ctx, sequence); err != nil {
		n.Fatalf("event %d does not come: %v", sequence, err)
	}
}

// last is how many events are stored.
func (n *newsroom) last() uint64 {
	n.Helper()
	last, err := n.journal.Last(n.Context())
	if err != nil {
		n.Fatal(err)
	}
	return last
}

// aside is how many entries are in TOVMACH_PARKED.
func (n *newsroom) aside() uint64 {
	n.Helper()
	js, err := jetstream.New(n.nc)
	if err != nil {
		n.Fatal(err)
	}
	s, err := js.Stream(n.Context(), "TOVMACH_PARKED")
	if err != nil {
		n.Fatal(err)
	}
	return s.CachedInfo().State.Msgs
}

// note is what clerks answer: an event that is legal at any time.
func note(cause pipeline.Event, n string) pipeline.Event {
	ev, err := pipeline.Follow(cause, "clerk", n, pipeline.DeliveryMade{Outlet: n})
	if err != nil {
		panic(err) // a delivery can be written
	}
	return ev
}

func notes(cause pipeline.Event, all ...string) []pipeline.Event {
	var events []pipeline.Event
	for _, n := range all {
		events = append(events, note(cause, n))
	}
	return events
}

func TestRunnerDone(t *testing.T) {
	t.Parallel()
	w := &clerk{name: "clerk", work: func(_ int, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
		if story.Slug == "" || !story.Has(ev.ID) {
			t.Error("the story does not contain the event that asks")
		}
		return notes(ev, "a", "b"), nil
	}}
	n := open(t, w)
	n.hire(w)
	asked := n.submit("s1")
	n.waitFor(3)
	for sequence, outlet := range map[uint64]string{2: "a", 3: "b"} {
		ev, err := n.journal.Event(t.Context(), sequence)
		if err != nil || ev.ID != note(asked, outlet).ID || ev.Cause != asked.ID || ev.Actor != "worker:clerk" {
			t.Errorf("event %d is %+v, %v", sequence, ev, err)
		}
	}
}

// TestRunnerSnooze: a snooze is no failure and no death, however often it is
// asked for.
func TestRunnerSnooze(t *testing.T) {
	t.Parallel()
	const naps = maxDeliveries + 10
	w := &clerk{name: "clerk", work: func(call int, _ pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
		if call <= naps {
			return nil, fmt.Errorf("not yet: %w", Snooze(time.Hour))
		}
		return notes(ev, "awake"), nil
	}}
	n := open(t, w)
	n.hire(w)
	n.submit("s1")
	n.waitFor(2)
	if s := n.story(); len(s.Deliveries) != 1 || len(s.Parked) != 0 {
		t.Errorf("after %d naps deliveries are %v, parked is %v", naps, s.Deliveries, s.Parked)
	}
}

func TestRunnerRetries(t *testing.T) {
	t.Parallel()
	w := &clerk{name: "clerk", work: func(call int, _ pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
		switch {
		case call < maxFailures:
			return nil, io.ErrUnexpectedEOF
		case call < maxFailures+3:
			return nil, Snooze(time.Second) // between failures, and not one of them
		}
		return notes(ev, "mended"), nil
	}}
	n := open(t, w)
	n.hire(w)
	n.submit("s1")
	n.waitFor(2)
	if s := n.story(); len(s.Deliveries) != 1 || len(s.Parked) != 0 {
		t.Errorf("deliveries are %v, parked is %v", s.Deliveries, s.Parked)
	}
}

func TestRunnerParks(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		err    error
		tries  int
		reason string
	}{
		{"after too many failures", errors.New("/srv/x: the disk is full"), maxFailures, "it failed in a way that was not foreseen; the worker's log says how"},
		{"after being unavailable too often", pipeline.Errorf(pipeline.Unavailable, "nobody answers"), maxFailures, "nobody answers"},
		{"what is rejected", Reject(errors.New("no words")), 1, "no words"},
		{"what no try can mend", &pipeline.Error{Kind: pipeline.Invalid, Err: io.EOF, Public: "not for people", Op: "read"}, 1, "not for people"},
		{"what a check forbids", fmt.Errorf("publish: %w", pipeline.Errorf(pipeline.Blocked, "no caption")), 1, "no caption"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := &clerk{name: "clerk", work: func(int, pipeline.Story, pipeline.Event) ([]pipeline.Event, error) { return nil, tt.err }}
			n := open(t, w)
			stop := n.hire(w)
			n.submit("s1")
			n.waitFor(2)
			stop()
			want := pipeline.EntryParked{Worker: "clerk", Sequence: 1, Reason: tt.reason, Tries: tt.tries}
			if s := n.story(); len(s.Parked) != 1 || s.Parked[0].EntryParked != want {
				t.Errorf("parked is %+v, want %+v", s.Parked, want)
			}
			if got := int(w.calls.Load()); got != tt.tries {
				t.Errorf("it was tried %d times, want %d", got, tt.tries)
			}
			if got := n.aside(); got != 1 {
				t.Errorf("%d entries are put aside, want 1", got)
			}
		})
	}
}

// TestRunnerRetried: a person sends a parked entry again; it may be parked
// again, and sent again. Other workers hear of it and stay quiet.
func TestRunnerRetried(t *testing.T) {
	t.Parallel()
	w := &clerk{name: "clerk", work: func(call int, _ pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
		if ev.Kind != pipeline.KindStorySubmitted {
			t.Errorf("call %d is about %s, want the entry that was parked", call, ev.Kind)
		}
		if call < 3 {
			return nil, Reject(fmt.Errorf("no for the %d. time", call))
		}
		return notes(ev, "yes"), nil
	}}
	other := &clerk{name: "other", work: func(int, pipeline.Story, pipeline.Event) ([]pipeline.Event, error) { return nil, nil }}
	n := open(t, w, other)
	stop := n.hire(w, other)
	n.submit("s1")
	n.waitFor(2)
	n.retry("r1")
	n.waitFor(4)
	if s := n.story(); len(s.Parked) != 1 || !strings.Contains(s.Parked[0].Reason, "2. time") {
		t.Fatalf("parked is %+v, want the second refusal", s.Parked)
	}
	n.retry("r2")
	n.waitFor(6)
	stop()
	if s := n.story(); len(s.Parked) != 0 || len(s.Deliveries) != 1 {
		t.Errorf("parked is %v, deliveries are %v", s.Parked, s.Deliveries)
	}
	if got := other.calls.Load(); got != 1 {
		t.Errorf("the other worker was asked %d times, want once", got)
	}
}

// TestRunnerMoved: when the story moved under the worker it decides again,
// from the story as it is.
func TestRunnerMoved(t *testing.T) {
	t.Parallel()
	var n *newsroom
	w := &clerk{name: "clerk"}
	w.work = func(call int, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
		if call == 1 {
			n.append(story.Head, pipelinetest.Event(t, "meanwhile", "s1", "ira", pipeline.DeliveryMade{Outlet: "meanwhile"}))
		} else if !story.Has("meanwhile") {
			t.Error("asked again, it sees the old story")
		}
		return notes(ev, "after "+fmt.Sprint(len(story.Deliveries))), nil
	}
	n = open(t, w)
	stop := n.hire(w)
	n.submit("s1")
	n.waitFor(3)
	stop()
	if s := n.story(); len(s.Deliveries) != 2 || s.Deliveries[1].Outlet != "after 1" || n.last() != 3 {
		t.Errorf("deliveries %v of %d events", s.Deliveries, n.last())
	}
}

// TestRunnerRepeats: an entry that is worked again appends nothing twice, and
// what a crash left out is added.
func TestRunnerRepeats(t *testing.T) {
	t.Parallel()
	worked := make(chan bool, 10)
	w := &clerk{name: "clerk", work: func(_ int, _ pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
		worked <- true
		return notes(ev, "a", "b", "c"), nil
	}}
	n := open(t, w)
	asked := n.submit("s1")
	n.append(n.story().Head, note(asked, "a")) // and here it crashed
	stop := n.hire(w)
	n.waitFor(4)
	<-worked
	n.append(n.story().Head, pipelinetest.Event(t, "again", "s1", "ira", pipeline.EntryRetried{Worker: "clerk", Sequence: asked.Sequence}))
	<-worked
	stop()
	if s := n.story(); len(s.Deliveries) != 3 || n.last() != 5 {
		t.Errorf("deliveries %v of %d events, want each once", s.Deliveries, n.last())
	}
}

// TestRunnerStop: what is cut short is no failure; the next runner takes it.
func TestRunnerStop(t *testing.T) {
	t.Parallel()
	w := &blocker{begun: make(chan bool, 10)}
	n := open(t, w)
	n.grace = 0
	stop := n.hire(w)
	n.submit("s1")
	<-w.begun
	stop()
	if s := n.story(); len(s.Parked) != 0 {
		t.Errorf("parked is %v", s.Parked)
	}
	stop = n.hire(w)
	<-w.begun
	stop()
}

// A blocker works until it is told to end.
type blocker struct {
	clerk
	begun chan bool
}

func (*blocker) Name() string { return "blocker" }

func (b *blocker) Work(ctx context.Context, _ pipeline.Story, _ pipeline.Event) ([]pipeline.Event, error) {
	b.begun <- true
	<-ctx.Done()
	return nil, ctx.Err()
}

// TestRunners: two processes that host the same worker share its entries.
func TestRunners(t *testing.T) {
	t.Parallel()
	work := func(_ int, _ pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) { return notes(ev, "a"), nil }
	here, there := &clerk{name: "clerk", work: work}, &clerk{name: "clerk", work: work}
	n := open(t, here)
	stopHere, stopThere := n.hire(here), n.hire(there)
	const many = 20
	for i := range many {
		n.submit(fmt.Sprint("s", i))
	}
	n.waitFor(2 * many)
	stopHere()
	stopThere()
	if n.last() != 2*many {
		t.Errorf("%d events, want %d", n.last(), 2*many)
	}
	for _, s := range n.stories.All() {
		if len(s.Deliveries) != 1 {
			t.Errorf("story %s has deliveries %v, want one", s.ID, s.Deliveries)
		}
	}
}

func TestStartUnregistered(t *testing.T) {
	t.Parallel()
	known, stranger := &clerk{name: "clerk"}, &clerk{name: "stranger"}
	n := open(t, known)
	if _, err := Start(t.Context(), n.journal, n.stories, zerolog.Nop(), known, stranger); pipeline.KindOf(err) != pipeline.Unavailable {
		t.Errorf("%v, want it unavailable", err)
	}
}
