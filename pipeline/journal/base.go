package journal

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// FollowBase gives every event of a termbase to fold, oldest first and one at
// a time, and goes on until stop is called. It returns when everything stored
// so far was given.
func (j *Journal) FollowBase(ctx context.Context, base pipeline.BaseID, fold func(pipeline.Event), alarm func(error)) (stop func(), err error) {
	filter := Aggregate{Base: base}.filter()
	last := uint64(0)
	switch newest, err := j.stream.GetLastMsgForSubject(ctx, filter); {
	case err == nil:
		last = newest.Sequence
	case !errors.Is(err, jetstream.ErrMsgNotFound):
		return nil, fmt.Errorf("follow termbase: %w", err)
	}
	reads := context.WithoutCancel(ctx) // of the vault, for as long as the termbase is followed
	consumer, err := j.js.OrderedConsumer(ctx, streamEvents, jetstream.OrderedConsumerConfig{FilterSubjects: []string{filter}})
	if err != nil {
		return nil, fmt.Errorf("follow termbase: %w", err)
	}
	caughtUp := make(chan struct{})
	open := last > 0
	reading, err := consumer.Consume(func(msg jetstream.Msg) {
		meta, err := msg.Metadata()
		if err != nil {
			alarm(err)
			return
		}
		if ev, err := j.decode(reads, msg.Data(), meta.Sequence.Stream); err != nil {
			alarm(err)
		} else {
			fold(ev)
		}
		if open && meta.Sequence.Stream >= last {
			open = false
			close(caughtUp)
		}
	}, pullExpiry, pullHeartbeat)
	if err != nil {
		return nil, fmt.Errorf("follow termbase: %w", err)
	}
	stop = ending(reading)
	if last == 0 {
		return stop, nil
	}
	select {
	case <-caughtUp:
		return stop, nil
	case <-ctx.Done():
		stop()
		return nil, ctx.Err()
	}
}

// BaseHistory returns every event of a termbase, oldest first.
func (j *Journal) BaseHistory(ctx context.Context, base pipeline.BaseID) ([]pipeline.Event, error) {
	return j.all(ctx, Aggregate{Base: base})
}
