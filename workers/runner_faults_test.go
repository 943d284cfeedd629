package workers

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// answering is a clerk whose answer is the same every time.
func answering(name string) *clerk {
	return &clerk{name: name, work: func(_ int, _ pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
		return notes(ev, name), nil
	}}
}

// eachOnce fails unless every story has one delivery from each of the outlets,
// and the journal holds nothing else.
func (n *newsroom) eachOnce(stories int, outlets ...string) {
	n.Helper()
	want := uint64(stories * (1 + len(outlets))) //nolint:gosec // small
	if got := n.last(); got != want {
		n.Errorf("%d events are stored, want %d", got, want)
	}
	all := n.stories.All()
	if len(all) != stories {
		n.Errorf("%d stories, want %d", len(all), stories)
	}
	for _, s := range all {
		times := map[string]int{}
		for _, d := range s.Deliveries {
			times[d.Outlet]++
		}
		for _, o := range outlets {
			if times[o] != 1 || len(s.Deliveries) != len(outlets) {
				n.Errorf("story %s has %v, want each of %v once", s.ID, times, outlets)
			}
		}
	}
}

// TestRunnerKilledBeforeAck: the append was confirmed, and then the process died
// before it could acknowledge. The entry comes again, to another process, and
// gives no second event.
func TestRunnerKilledBeforeAck(t *testing.T) {
	t.Parallel()
	w := answering("clerk")
	n := open(t, w)
	asked := n.submit("s1")
	given := make(chan journal.Entry, 1)
	stop, err := n.journal.Listen(t.Context(), "clerk", func(e journal.Entry) { given <- e }, func(error) {})
	if err != nil {
		t.Fatal(err)
	}
	first := <-given
	n.append(n.story().Head, note(asked, "clerk")) // confirmed
	stop()                                         // and killed
	if err := first.Later(0); err != nil {         // what the server does when its patience ends
		t.Fatal(err)
	}
	stopped := n.hire(w)
	n.acknowledged("clerk")
	stopped()
	if got := w.calls.Load(); got != 1 {
		t.Errorf("it was worked %d times more, want once", got)
	}
	n.eachOnce(1, "clerk")
}

// acknowledged waits until the worker has nothing in hand and nothing before it.
func (n *newsroom) acknowledged(worker string) {
	n.Helper()
	js, err := jetstream.New(n.nc)
	if err != nil {
		n.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(n.Context(), 20*time.Second)
	defer cancel()
	for {
		c, err := js.Consumer(ctx, "TOVMACH_EVENTS", worker)
		if err != nil {
			n.Fatal(err)
		}
		if info := c.CachedInfo(); info.NumAckPending == 0 && info.NumPending == 0 {
			return
		}
	}
}

// TestRunnerConflictStorm: workers and people write to one story at once. Every
// loser folds and works again, and every effect is there once.
func TestRunnerConflictStorm(t *testing.T) {
	t.Parallel()
	const hands, acts = 8, 25
	var staff []Worker
	var names []string
	for i := range hands {
		name := fmt.Sprint("clerk", i)
		names = append(names, name)
		staff = append(staff, answering(name))
	}
	n := open(t, staff...)
	stop := n.hire(staff...)
	n.submit("s1")
	var people sync.WaitGroup
	people.Go(func() {
		for i := range acts {
			name := fmt.Sprint("person", i)
			ev := pipelinetest.Event(t, name, "s1", "ira", pipeline.DeliveryMade{Outlet: name})
			for {
				_, err := n.journal.Append(t.Context(), n.story().Head, ev)
				if err == nil {
					break
				}
				if !errors.Is(err, journal.ErrConflict) {
					t.Error(err)
					return
				}
			}
		}
	})
	people.Wait()
	for i := range acts {
		names = append(names, fmt.Sprint("person", i))
	}
	n.waitFor(1 + hands + acts)
	stop()
	n.eachOnce(1, names...)
}

// TestRunnerServerRestart: a thousand stories at once, and the server goes away
// and comes back among them. Nothing is lost and nothing is done twice.
func TestRunnerServerRestart(t *testing.T) {
	t.Parallel()
	const many = 1000
	r := startOutside(t)
	n := r.newsroom()
	a, b := answering("a"), answering("b")
	for _, w := range []Worker{a, b} {
		if err := n.journal.Register(t.Context(), w.Name(), w.Kinds()); err != nil {
			t.Fatal(err)
		}
		n.hurry(w.Name())
	}
	stop := n.hire(a, b)
	var next atomic.Int64
	var editors sync.WaitGroup
	for range 16 {
		editors.Go(func() {
			for i := next.Add(1); i <= many; i = next.Add(1) {
				id := fmt.Sprint("s", i)
				ev := pipelinetest.Event(t, id+"-submitted", id, "ira", pipeline.StorySubmitted{Slug: pipeline.Slug(id)})
				if _, err := n.journal.Append(t.Context(), pipeline.Head{}, ev); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for _, at := range []uint64{500, 1500} {
		n.waitFor(at)
		r.restart()
	}
	editors.Wait()
	n.waitFor(3 * many)
	n.acknowledged("a")
	n.acknowledged("b")
	stop()
	n.eachOnce(many, "a", "b")
}

// TestRunnerConsumerDeleted: somebody deleted the worker's durable consumer by
// hand. The runner tells so, makes it again, and what was done stays done once.
func TestRunnerConsumerDeleted(t *testing.T) {
	t.Parallel()
	w := answering("clerk")
	n := open(t, w)
	alarms := &lines{said: make(chan string, 100)}
	r, err := Start(t.Context(), n.journal, n.stories, zerolog.New(alarms), w)
	if err != nil {
		t.Fatal(err)
	}
	n.submit("s1")
	n.waitFor(2)
	js, err := jetstream.New(n.nc)
	if err != nil {
		t.Fatal(err)
	}
	if err := js.DeleteConsumer(t.Context(), "TOVMACH_EVENTS", "clerk"); err != nil {
		t.Fatal(err)
	}
	n.submit("s2")
	n.waitFor(4)
	n.acknowledged("clerk")
	if err := r.Stop(time.Second); err != nil {
		t.Fatal(err)
	}
	n.eachOnce(2, "clerk")
	alarms.want(t, "somebody deleted the consumer")
}

// TestRunnerBackPressure: when nothing can be finished, a worker has no more in
// hand than the journal gives out, however much waits; and nothing is lost.
func TestRunnerBackPressure(t *testing.T) {
	t.Parallel()
	const many, most = 200, 64
	var inHand, peak atomic.Int64
	release := make(chan bool)
	full := make(chan bool, 1)
	w := &clerk{name: "clerk", work: func(_ int, _ pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
		now := inHand.Add(1)
		defer inHand.Add(-1)
		for old := peak.Load(); now > old && !peak.CompareAndSwap(old, now); old = peak.Load() {
		}
		if now == most {
			full <- true
		}
		<-release
		return notes(ev, "clerk"), nil
	}}
	n := open(t, w)
	for i := range many {
		n.submit(fmt.Sprint("s", i))
	}
	stop := n.hire(w)
	<-full
	close(release)
	n.waitFor(2 * many)
	stop()
	if got := peak.Load(); got > most {
		t.Errorf("%d entries were in hand at once, want %d at most", got, most)
	}
	n.eachOnce(many, "clerk")
}
