package journal

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// stored is a message of the journal as it lies there.
type stored struct {
	sequence uint64
	subject  string
	header   nats.Header
	body     []byte
}

// A consumer does not come past a message that cannot be read. After stall
// without the next one, as many as byHand are asked for by their number.
const (
	stall  = 500 * time.Millisecond
	byHand = 64
)

// scan gives each message up to last, in order; those that are gone or that
// the server cannot read are left out.
func (j *Journal) scan(ctx context.Context, last uint64, each func(stored)) error {
	for from := uint64(1); from <= last; {
		next, err := j.stretch(ctx, from, last, each)
		if err != nil {
			return err
		}
		for range byHand {
			if next > last {
				break
			}
			raw, err := j.stream.GetMsg(ctx, next, jetstream.WithGetMsgSubject(">"))
			switch {
			case errors.Is(err, jetstream.ErrMsgNotFound):
				return nil // nothing is left
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil:
				next++ // it is not given out: whoever counts will miss it
			default:
				each(stored{raw.Sequence, raw.Subject, raw.Header, raw.Data})
				next = raw.Sequence + 1
			}
		}
		from = next
	}
	return nil
}

// stretch gives messages from one sequence on for as long as they come, and
// returns the sequence that is next.
func (j *Journal) stretch(ctx context.Context, from, last uint64, each func(stored)) (next uint64, err error) {
	consumer, err := j.js.OrderedConsumer(ctx, streamEvents, jetstream.OrderedConsumerConfig{
		DeliverPolicy: jetstream.DeliverByStartSequencePolicy, OptStartSeq: from,
	})
	if err != nil {
		return from, fmt.Errorf("read journal: %w", err)
	}
	arrived, over := make(chan jetstream.Msg), make(chan struct{})
	reading, err := consumer.Consume(func(msg jetstream.Msg) {
		select {
		case arrived <- msg:
		case <-over:
		}
	}, pullExpiry, pullHeartbeat)
	if err != nil {
		return from, fmt.Errorf("read journal: %w", err)
	}
	defer ending(reading)()
	defer close(over)
	patience := time.NewTimer(stall)
	defer patience.Stop()
	for from <= last {
		select {
		case msg := <-arrived:
			meta, err := msg.Metadata()
			if err != nil {
				return from, fmt.Errorf("read journal: %w", err)
			}
			if meta.Sequence.Stream > last {
				return last + 1, nil
			}
			each(stored{meta.Sequence.Stream, msg.Subject(), msg.Headers(), msg.Data()})
			from = meta.Sequence.Stream + 1
			if meta.NumPending == 0 {
				return last + 1, nil
			}
			patience.Reset(stall)
		case <-patience.C:
			return from, nil
		case <-ctx.Done():
			return from, ctx.Err()
		}
	}
	return from, nil
}
