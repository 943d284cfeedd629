package journal_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// listen gives the worker's entries to a channel.
func listen(t testing.TB, j *journal.Journal, worker string) (entries <-chan journal.Entry, stop func()) {
	t.Helper()
	all := make(chan journal.Entry, 100)
	stop, err := j.Listen(t.Context(), worker, func(e journal.Entry) { all <- e }, func(error) {})
	if err != nil {
		t.Fatal(err)
	}
	return all, stop
}

func register(t testing.TB, j *journal.Journal, worker string, kinds ...pipeline.Kind) {
	t.Helper()
	if err := j.Register(t.Context(), worker, kinds); err != nil {
		t.Fatal(err)
	}
}

// TestListen: a worker hears its kinds and entry.retried, from the beginning
// of the journal, and only once what it said is done.
func TestListen(t *testing.T) {
	t.Parallel()
	j := open(t)
	events := day(t, j, "s1")
	register(t, j, "router", pipeline.KindTasksOpened, pipeline.KindTaskReleased)
	entries, stop := listen(t, j, "router")
	for _, want := range []pipeline.Event{events[2], events[6]} {
		e := <-entries
		if e.Event.ID != want.ID || e.Sequence != want.Sequence || e.Tries != 1 || e.Err != nil {
			t.Errorf("heard %+v, want %+v", e, want)
		}
		if err := e.Done(); err != nil {
			t.Error(err)
		}
	}
	retried := stored(t, j, head(events[4]), pipelinetest.Event(t, "r1", "s1", "ira", pipeline.EntryRetried{Worker: "router", Sequence: 3}))
	e := <-entries
	if e.Event.ID != retried.ID {
		t.Errorf("heard %+v, want entry.retried", e)
	}
	if err := e.Done(); err != nil {
		t.Error(err)
	}
	stop()
	// Registered again, by a later program with another kind, it goes on where
	// it stood.
	register(t, j, "router", pipeline.KindTasksOpened, pipeline.KindEntryParked)
	entries, stop = listen(t, j, "router")
	defer stop()
	last := stored(t, j, head(retried), parked(t, "p2", "s1"))
	seen := []pipeline.EventID{}
	for e := range entries {
		seen = append(seen, e.Event.ID)
		if e.Event.ID == last.ID {
			break
		}
	}
	if slices.Contains(seen, events[2].ID) || slices.Contains(seen, retried.ID) {
		t.Errorf("heard %v: what was done comes again", seen)
	}
}

// TestListenUnfinished: what was given out and not answered when the
// connection went away is given out again, and counts one try more.
func TestListenUnfinished(t *testing.T) {
	t.Parallel()
	server, nc := pipelinetest.Server(t)
	j, err := journal.Open(t.Context(), nc, journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	register(t, j, "router", pipeline.KindEntryParked)
	hurry(t, nc, "router")
	lost, err := server.Connect("lost")
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := journal.Open(t.Context(), lost, journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	entries, stop := listen(t, theirs, "router")
	ev := stored(t, j, pipeline.Head{}, parked(t, "e1", "s1"))
	if e := <-entries; e.Event.ID != ev.ID || e.Tries != 1 {
		t.Fatalf("heard %+v", e)
	}
	lost.Close()
	stop()
	entries, stop = listen(t, j, "router")
	defer stop()
	if e := <-entries; e.Event.ID != ev.ID || e.Tries < 2 {
		t.Errorf("heard %+v, want it again", e)
	} else if err := e.Done(); err != nil {
		t.Error(err)
	}
}

// hurry looks at how a worker's consumer was made, and lets it give out again
// after a moment what was not answered.
func hurry(t testing.TB, nc *nats.Conn, worker string) {
	t.Helper()
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	consumer, err := js.Consumer(t.Context(), "TOVMACH_EVENTS", worker)
	if err != nil {
		t.Fatal(err)
	}
	c := consumer.CachedInfo().Config
	if c.MaxDeliver != -1 || c.MaxAckPending != 64 || c.AckPolicy != jetstream.AckExplicitPolicy {
		t.Errorf("the consumer is %+v; want no limit of deliveries, 64 in hand, each acknowledged", c)
	}
	if want := []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute}; !slices.Equal(c.BackOff, want) {
		t.Errorf("given out again after %v, want %v", c.BackOff, want)
	}
	c.BackOff = []time.Duration{20 * time.Millisecond}
	if _, err := js.UpdateConsumer(t.Context(), "TOVMACH_EVENTS", c); err != nil {
		t.Fatal(err)
	}
}

// TestListenStop: once stop has returned, handle is not called any more, also
// when the connection went away meanwhile.
func TestListenStop(t *testing.T) {
	t.Parallel()
	server, nc := pipelinetest.Server(t)
	ours, err := journal.Open(t.Context(), nc, journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	register(t, ours, "router", pipeline.KindEntryParked)
	at := pipeline.Head{}
	for i := range 10 {
		nc, err := server.Connect("listener")
		if err != nil {
			t.Fatal(err)
		}
		j, err := journal.Open(t.Context(), nc, journal.Options{})
		if err != nil {
			t.Fatal(err)
		}
		begun, end := make(chan bool), make(chan bool)
		handled := false
		stop, err := j.Listen(t.Context(), "router", func(e journal.Entry) {
			if err := e.Done(); err != nil {
				t.Error(err)
			}
			if err := nc.Flush(); err != nil {
				t.Error(err)
			}
			begun <- true
			<-end
			handled = true
		}, func(error) {})
		if err != nil {
			t.Fatal(err)
		}
		at = head(stored(t, ours, at, parked(t, fmt.Sprint("e", i), "s1")))
		<-begun
		if i%2 == 1 {
			nc.Close()
		}
		go close(end)
		stop()
		if !handled { // a data race here is a fault too
			t.Fatal("stop returned while handle ran")
		}
		nc.Close()
	}
}

func TestListenUnknown(t *testing.T) {
	t.Parallel()
	j := open(t)
	if _, err := j.Listen(t.Context(), "stranger", func(journal.Entry) {}, func(error) {}); pipeline.KindOf(err) != pipeline.Unavailable {
		t.Errorf("%v, want it unavailable", err)
	}
	if err := j.Register(t.Context(), "stranger", []pipeline.Kind{"ferry.sunk"}); err == nil {
		t.Error("a worker may listen for what does not exist")
	}
}

// TestPark: a parked entry does not come again, and stands in TOVMACH_PARKED
// once, with the reason.
func TestPark(t *testing.T) {
	t.Parallel()
	_, nc := pipelinetest.Server(t)
	j, err := journal.Open(t.Context(), nc, journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	register(t, j, "router", pipeline.KindEntryParked)
	entries, stop := listen(t, j, "router")
	defer stop()
	first := stored(t, j, pipeline.Head{}, parked(t, "e1", "s1"))
	e := <-entries
	for range 2 { // each step is safe to repeat; the second answer has nobody to hear it
		if err := j.Park(t.Context(), "router", e, "no\nwords"); err != nil && e.Tries > 1 {
			t.Error(err)
		}
	}
	stored(t, j, head(first), parked(t, "e2", "s1"))
	if e := <-entries; e.Event.ID != "e2" {
		t.Errorf("heard %+v, want the next one", e)
	}
	msg := raw(t, nc, "TOVMACH_PARKED", 1)
	var body struct {
		Sequence uint64
		Reason   string
		Tries    int
		Event    string
	}
	if err := json.Unmarshal(msg.Data, &body); err != nil {
		t.Fatal(err)
	}
	if msg.Subject != "tovmach.parked.router.1" || body.Sequence != 1 || body.Reason != "no\nwords" || body.Tries != 1 || body.Event != "e1" {
		t.Errorf("parked under %s: %s", msg.Subject, msg.Data)
	}
	if n := count(t, nc, "TOVMACH_PARKED"); n != 1 {
		t.Errorf("%d entries are parked, want 1", n)
	}
}

// TestPublish: the outbox takes a story once for each id.
func TestPublish(t *testing.T) {
	t.Parallel()
	_, nc := pipelinetest.Server(t)
	j, err := journal.Open(t.Context(), nc, journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []uint64
	for _, id := range []string{"d1", "d1", "d2"} {
		sequence, err := j.Publish(t.Context(), pipeline.English, "news", id, []byte("{}"))
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, sequence)
	}
	if !slices.Equal(got, []uint64{1, 1, 2}) {
		t.Errorf("sequences %v, want the first one twice", got)
	}
	if msg := raw(t, nc, "TOVMACH_OUTBOX", 2); msg.Subject != "tovmach.stories.en.news" || string(msg.Data) != "{}" {
		t.Errorf("stored under %s: %s", msg.Subject, msg.Data)
	}
}
