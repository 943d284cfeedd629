package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/workers"
)

// perStory is how many events the machine adds to the journal for one story, the
// submission among them.
const perStory = 4

// ours enters the stories as the API does, many at once, under the real runner.
func (r *room) ours(ctx context.Context, first []pipeline.Event) (took time.Duration, err error) {
	f := &faults{}
	stories, err := r.follow(ctx, f)
	if err != nil {
		return 0, err
	}
	log := zerolog.New(f).With().Timestamp().Logger().Level(zerolog.InfoLevel)
	runner, err := workers.Start(ctx, r.journal, stories, log, r.staff...)
	if err != nil {
		return 0, err
	}
	begun := time.Now()
	err = feed(64, len(first), func(i int) error {
		_, err := r.journal.Append(ctx, pipeline.Head{}, first[i])
		return err
	})
	if err == nil {
		err = r.finished(ctx, stories, len(first))
	}
	took = time.Since(begun)
	return took, errors.Join(err, runner.Stop(time.Second), f.err())
}

// ready is a worker that has its answers already: what is left is the runner's.
type ready struct {
	workers.Worker
	answers map[pipeline.EventID]pipeline.Event // by cause
}

// Work answers.
func (w ready) Work(_ context.Context, _ pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	next, ok := w.answers[ev.ID]
	if !ok {
		return nil, fmt.Errorf("no answer to %s is known", ev.ID)
	}
	return []pipeline.Event{next}, nil
}

// readyStaff lets the room's workers answer what was recorded.
func (r *room) readyStaff(answers map[pipeline.EventID]pipeline.Event) {
	for i, w := range r.staff {
		r.staff[i] = ready{w, answers}
	}
}

// finished waits until the stories have all their events, and every entry is
// acknowledged.
func (r *room) finished(ctx context.Context, stories *journal.Stories, n int) error {
	ctx, cancel := context.WithTimeout(ctx, 4*patient)
	defer cancel()
	if err := stories.WaitFor(ctx, uint64(n*perStory)); err != nil { //nolint:gosec // small
		return err
	}
	return r.answered(ctx)
}

// steps is how long the steps of a pipeline took that does one thing at a time.
type steps struct{ wait, work, append, ack step }

type step struct{ atomic.Int64 }

func (s *step) add(d time.Duration) { s.Add(int64(d)) }

func (s *step) sum() time.Duration { return time.Duration(s.Load()) }

// naive does the same one at a time: it enters a story when the one before is
// stored, and each worker takes an entry when the one before is acknowledged.
func (r *room) naive(ctx context.Context, first []pipeline.Event, sum *steps) (took time.Duration, err error) {
	f := &faults{}
	stories, err := r.follow(ctx, f)
	if err != nil {
		return 0, err
	}
	for _, w := range r.staff {
		stop, lerr := r.journal.Listen(ctx, w.Name(), func(e journal.Entry) {
			if err := r.one(ctx, w, e, stories, sum); err != nil {
				f.note(err.Error())
			}
		}, func(err error) { f.note(err.Error()) })
		if lerr != nil {
			return 0, lerr
		}
		defer stop()
	}
	begun := time.Now()
	for _, ev := range first {
		at := time.Now()
		if _, err := r.journal.Append(ctx, pipeline.Head{}, ev); err != nil {
			return 0, err
		}
		sum.append.add(time.Since(at))
	}
	err = r.finished(ctx, stories, len(first))
	return time.Since(begun), errors.Join(err, f.err())
}

// one works on one entry, and keeps how long each step took.
func (r *room) one(ctx context.Context, w workers.Worker, e journal.Entry, stories *journal.Stories, took *steps) error {
	at := time.Now()
	over := func(s *step) {
		now := time.Now()
		s.add(now.Sub(at))
		at = now
	}
	if err := errors.Join(e.Err, stories.WaitFor(ctx, e.Sequence)); err != nil {
		return err
	}
	over(&took.wait)
	story, _ := stories.Story(e.Event.Story)
	events, err := w.Work(ctx, story, e.Event)
	if err != nil {
		return err
	}
	over(&took.work)
	for _, ev := range events {
		if _, err := r.journal.Append(ctx, story.Head, ev); err != nil {
			return err
		}
	}
	over(&took.append)
	err = e.Done()
	over(&took.ack)
	return err
}

// onceEach says what is wrong with the journal after a run: every effect is there
// once, and nothing else.
func (r *room) onceEach(ctx context.Context, first []pipeline.Event) error {
	f := &faults{}
	stories, err := r.follow(ctx, f)
	if err != nil {
		return err
	}
	last, err := r.journal.Last(ctx)
	switch {
	case err != nil:
		return err
	case last != uint64(len(first)*perStory): //nolint:gosec // small
		return fmt.Errorf("%d events are stored for %d stories, not %d", last, len(first), len(first)*perStory)
	}
	all := stories.All()
	if len(all) != len(first) {
		return fmt.Errorf("%d stories are there, not %d", len(all), len(first))
	}
	for _, s := range all {
		if err := claimable(s); err != nil {
			return fmt.Errorf("story %s: %w", s.ID, err)
		}
	}
	return f.err()
}
