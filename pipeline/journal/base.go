package journal

import (
	"context"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// FollowBase gives every event of a termbase to fold, oldest first and one at
// a time, and goes on until stop is called. It returns when everything stored
// so far was given.
func (j *Journal) FollowBase(ctx context.Context, base pipeline.BaseID, fold func(pipeline.Event), alarm func(error)) (stop func(), err error) {
	filter := Aggregate{Base: base}.filter()
	info, err := j.stream.Info(ctx, jetstream.WithSubjectFilter(filter))
	if err != nil {
		return nil, fmt.Errorf("follow termbase: %w", err)
	}
	left := uint64(0) // of what is there now
	for _, n := range info.State.Subjects {
		left += n
	}
	caughtUp := make(chan struct{})
	if left == 0 {
		close(caughtUp)
	}
	stop, err = j.follow(ctx, 1, []string{filter}, func(ctx context.Context, msg jetstream.Msg) {
		meta, err := msg.Metadata()
		if err != nil {
			alarm(err)
			return
		}
		if ev, err := j.decode(ctx, msg.Data(), meta.Sequence.Stream); err != nil {
			alarm(err)
		} else {
			fold(ev)
		}
		if left > 0 {
			if left--; left == 0 {
				close(caughtUp)
			}
		}
	}, alarm)
	if err != nil {
		return nil, fmt.Errorf("follow termbase: %w", err)
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
