package journal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// backOff is how long an entry waits before it is given out again when its
// worker died; it takes the place of AckWait.
var backOff = []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute} //nolint:gochecknoglobals // a constant table

// Register makes the durable consumer of a worker: the place where its reading
// stands, shared by all processes that host it. Parked entries that a person
// sends again reach it as entry.retried.
func (j *Journal) Register(ctx context.Context, worker string, kinds []pipeline.Kind) error {
	filters, err := subjects(append([]pipeline.Kind{pipeline.KindEntryRetried}, kinds...))
	if err != nil {
		return err
	}
	_, err = j.js.CreateOrUpdateConsumer(ctx, streamEvents, jetstream.ConsumerConfig{
		Durable:        worker,
		FilterSubjects: filters,
		AckPolicy:      jetstream.AckExplicitPolicy,
		BackOff:        backOff,
		MaxDeliver:     -1, // past a limit an entry is skipped in silence; we park ourselves
		MaxAckPending:  64,
	})
	if err != nil {
		return fmt.Errorf("consumer %s: %w", worker, err)
	}
	j.registered.Store(worker, kinds)
	return nil
}

// An Entry is an event as it is given to a worker, who must say what became of
// it.
type Entry struct {
	Event    pipeline.Event
	Sequence uint64
	Tries    int   // how often it was given out, this time included
	Err      error // it cannot be read
	msg      jetstream.Msg
}

// ending returns what stops the reading, and returns when its handler has
// returned for the last time. Asked only after a connection was closed,
// Closed would not wait for that.
func ending(reading jetstream.ConsumeContext) (stop func()) {
	closed := reading.Closed()
	return func() {
		reading.Stop()
		<-closed
	}
}

// Done says that the entry's effects are stored.
func (e Entry) Done() error { return e.msg.Ack() }

// Later gives the entry back for after d.
func (e Entry) Later(d time.Duration) error { return e.msg.NakWithDelay(d) }

// Working asks for more time.
func (e Entry) Working() error { return e.msg.InProgress() }

// Park puts the entry aside with the reason, for a person to look at. Every
// step of it is safe to repeat.
func (j *Journal) Park(ctx context.Context, worker string, e Entry, reason string) error {
	body, err := json.Marshal(map[string]any{"sequence": e.Sequence, "reason": reason, "tries": e.Tries, "event": e.Event.ID})
	if err != nil {
		return err
	}
	msg := nats.NewMsg(fmt.Sprintf(subjectParked, worker, e.Sequence))
	msg.Data = body
	if _, err := j.js.PublishMsg(ctx, msg, jetstream.WithMsgID(fmt.Sprintf("%s.%d.%d", worker, e.Sequence, e.Tries))); err != nil {
		return fmt.Errorf("park %d: %w", e.Sequence, err)
	}
	if e.msg == nil {
		return nil
	}
	return e.msg.TermWithReason(strings.ToValidUTF8(strings.ReplaceAll(reason, "\n", " "), ""))
}

// Publish puts a finished story into the outbox under
// tovmach.stories.<language>.<desk>, once for each id, and returns its
// sequence there.
func (j *Journal) Publish(ctx context.Context, lang pipeline.Lang, desk pipeline.DeskID, id string, body []byte) (uint64, error) {
	msg := nats.NewMsg(fmt.Sprintf("tovmach.stories.%s.%s", lang, desk))
	msg.Data = body
	ack, err := j.js.PublishMsg(ctx, msg, jetstream.WithMsgID(id))
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, nats.ErrNoResponders) {
		return 0, &pipeline.Error{Op: "publish", Kind: pipeline.Unavailable, Err: err, Public: "NATS did not answer"}
	}
	if err != nil {
		return 0, fmt.Errorf("publish: %w", err)
	}
	return ack.Sequence, nil
}
