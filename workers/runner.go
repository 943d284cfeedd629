package workers

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
)

const (
	patience = 2 * time.Minute  // for one piece of work with its appends
	barrier  = 10 * time.Second // for the fold to contain the event that asked
)

// Runner hosts workers: it gives each its entries, appends what it answers,
// and acknowledges when that is stored, never the other way round.
type Runner struct {
	journal *journal.Journal
	stories *journal.Stories
	log     zerolog.Logger
	wait    func(time.Duration) time.Duration // how long a wait is; tests make it short

	fetching []func()
	lanes    []*lanes
	cancel   context.CancelFunc

	mu      sync.Mutex
	tallies map[entry]tally
}

type entry struct {
	worker   string
	sequence uint64
}

// tally is what became of an entry so far, in this process.
type tally struct{ failures, snoozes int }

// Start registers nothing and hosts the workers until Stop. The error is
// pipeline.Unavailable when a worker is not registered on this NATS.
func Start(ctx context.Context, j *journal.Journal, stories *journal.Stories, log zerolog.Logger, staff ...Worker) (*Runner, error) {
	return start(ctx, j, stories, log, func(d time.Duration) time.Duration { return d }, staff...)
}

func start(ctx context.Context, j *journal.Journal, stories *journal.Stories, log zerolog.Logger,
	wait func(time.Duration) time.Duration, staff ...Worker,
) (*Runner, error) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	r := &Runner{journal: j, stories: stories, log: log, wait: wait, cancel: cancel, tallies: map[entry]tally{}}
	for _, w := range staff {
		if err := r.host(ctx, work, w); err != nil {
			return nil, errors.Join(err, r.Stop(0))
		}
	}
	return r, nil
}

func (r *Runner) host(ctx, work context.Context, w Worker) error {
	mine := openLanes(
		func(e journal.Entry) { r.handle(work, w, e) },
		func(e journal.Entry) { r.answer(w, e, "released", e.Later(0)) },
	)
	r.lanes = append(r.lanes, mine)
	reading, ended := context.WithCancel(work)
	stop, err := r.journal.Listen(ctx, w.Name(), func(e journal.Entry) {
		r.await(reading, e)
		mine.take(e)
	}, func(err error) { r.log.Warn().Err(err).Str("worker", w.Name()).Msg("reading the journal") })
	if err != nil {
		ended()
		return fmt.Errorf("host %s: %w", w.Name(), err)
	}
	r.fetching = append(r.fetching, func() {
		ended()
		stop()
	})
	return nil
}

// await lets the fold come up to the entry before a lane takes it: those behind
// it are newer and would only wait too, each on its own. It is not the barrier:
// a fold that is stuck is left to that.
func (r *Runner) await(ctx context.Context, e journal.Entry) {
	_ = r.stories.WaitAtMost(ctx, 100*time.Millisecond, e.Sequence)
}

// Stop ends fetching, gives back what has not begun, lets the work in hand
// finish for as long as grace, then ends that too, and returns when no goroutine
// is left.
func (r *Runner) Stop(grace time.Duration) error {
	for _, stop := range r.fetching {
		stop()
	}
	// Not sooner: what is given back while still fetching would come right back.
	for _, l := range r.lanes {
		l.close()
	}
	late := time.AfterFunc(grace, r.cancel)
	for _, l := range r.lanes {
		l.wait()
	}
	late.Stop()
	r.cancel()
	return nil
}

// handle works one entry to its end and says what became of it.
func (r *Runner) handle(ctx context.Context, w Worker, e journal.Entry) {
	begun := time.Now()
	before := r.tally(w, e)
	err := r.work(ctx, w, e, before.snoozes)

	verdict, wait := judge(err, before.failures)
	r.count(w, e, verdict)
	if verdict != done && ctx.Err() != nil {
		verdict, wait = retried, 0 // cut short by our own stop: no fault of the entry
	}

	var answered error
	switch verdict {
	case done:
		answered = e.Done()
	case snoozed, retried:
		answered = e.Later(r.wait(wait))
	case parked:
		answered = r.park(ctx, w, e, err)
	}
	r.logOutcome(w, e, verdict, time.Since(begun), err)
	r.answer(w, e, string(verdict), answered)
}

func (r *Runner) tally(w Worker, e journal.Entry) tally {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.tallies[entry{w.Name(), e.Sequence}]
}

func (r *Runner) count(w Worker, e journal.Entry, verdict outcome) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := entry{w.Name(), e.Sequence}
	t := r.tallies[key]
	switch verdict {
	case retried:
		t.failures++
	case snoozed:
		t.snoozes++
	case done, parked:
		delete(r.tallies, key)
		return
	}
	r.tallies[key] = t
}

// work folds the story and calls the worker, again while the story moves under
// it. Of the times that the entry was given out, snoozes do not count.
func (r *Runner) work(ctx context.Context, w Worker, e journal.Entry, snoozes int) error {
	if e.Err != nil {
		return Reject(&pipeline.Error{Err: e.Err, Public: "the entry cannot be read"})
	}
	if e.Tries-snoozes >= maxDeliveries {
		return Reject(pipeline.Errorf(pipeline.Internal, "given out %d times without an end: it ends its worker each time", e.Tries))
	}
	ev := e.Event
	for ev.Kind == pipeline.KindEntryRetried { // what was sent again may have been parked again
		f, err := pipeline.Decode[pipeline.EntryRetried](ev)
		if err != nil {
			return Reject(err)
		}
		if f.Worker != w.Name() {
			return nil // every consumer hears it
		}
		if ev, err = r.journal.Event(ctx, f.Sequence); err != nil {
			return err
		}
	}
	seen := e.Sequence
	for {
		err := r.once(ctx, w, ev, seen)
		if !errors.Is(err, journal.ErrConflict) {
			return err
		}
		if seen, err = r.journal.Last(ctx); err != nil {
			return err
		}
	}
}

// once works on the story as it is after the event at sequence seen.
func (r *Runner) once(ctx context.Context, w Worker, ev pipeline.Event, seen uint64) error {
	// "Nothing to do yet" may only be said from a state that has the trigger.
	if err := r.stories.WaitAtMost(ctx, barrier, seen); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	known, _ := r.stories.Story(ev.Story)
	story, err := r.journal.Unarchive(ctx, known)
	if err != nil {
		return err
	}
	events, failed := w.Work(ctx, story, ev)
	// What was done before a failure is told all the same.
	if err := r.append(ctx, story, events); err != nil {
		return err
	}
	return failed
}

// append stores events of the story's own aggregate in order; those that the
// fold has already are skipped.
func (r *Runner) append(ctx context.Context, story pipeline.Story, events []pipeline.Event) error {
	head := story.Head
	for _, ev := range events {
		if story.Has(ev.ID) {
			continue
		}
		stored, err := r.journal.Append(ctx, head, ev)
		if err != nil {
			return err
		}
		head = pipeline.Head{Sequence: stored.Sequence, Hash: stored.Hash}
	}
	return nil
}
