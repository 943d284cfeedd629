package journal

import (
	"context"
	"errors"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// patience is how long a first reading may come no further before it is asked
// why.
const patience = 3 * time.Second

// caughtUp waits until a reading has reached last. A reading that comes no
// further may stand before a message that is damaged, for ever: then the error
// names it. What is gone at the end is no reason to wait.
func (j *Journal) caughtUp(ctx context.Context, last uint64, wait func(context.Context, uint64) error, reached func() uint64) error {
	if j.reader != "" {
		return wait(ctx, last) // serve looks at the record
	}
	for {
		before := reached()
		once, cancel := context.WithTimeout(ctx, patience)
		err := wait(once, last)
		cancel()
		if err == nil || ctx.Err() != nil {
			return err
		}
		if reached() > before {
			continue // it is a long record
		}
		switch _, err := j.stream.GetMsg(ctx, before+1, jetstream.WithGetMsgSubject(">")); {
		case errors.Is(err, jetstream.ErrMsgNotFound):
			return nil
		case err != nil && ctx.Err() == nil:
			return pipeline.Damaged([]pipeline.Damage{{Sequence: before + 1, What: "it cannot be read: " + err.Error()}})
		}
	}
}

// newest returns the sequence of the newest message that is there, which in a
// damaged journal may be before Last.
func (j *Journal) newest(ctx context.Context) (last uint64, err error) {
	if j.reader != "" {
		return j.Last(ctx)
	}
	// Asked for ">", the server answers that there is none when the very last one is gone.
	for _, filter := range []string{wildcardStory, wildcardTask, wildcardTerm} {
		msg, err := j.stream.GetLastMsgForSubject(ctx, filter)
		switch {
		case err == nil:
			last = max(last, msg.Sequence)
		case errors.Is(err, jetstream.ErrMsgNotFound):
		case ctx.Err() != nil:
			return 0, ctx.Err()
		default:
			return j.Last(ctx)
		}
	}
	return last, nil
}
