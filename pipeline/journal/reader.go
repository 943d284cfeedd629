package journal

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// maxReaders is how many readings all processes of a worker may have under way
// at once: so many names its permissions hold. A process needs one, an
// annotator two, and one more now and then for a moment.
const maxReaders = 16

const (
	readerIdle    = 30 * time.Second // after that the server forgets the reader of a process that is gone
	readerAnswer  = 3 * time.Second  // of the server, to what is asked about a reader
	readerSilence = 5 * time.Second  // after that it is asked whether something was lost
)

var (
	errGap         = errors.New("entries were lost on their way")
	errReconnected = errors.New("the connection was lost meanwhile")
)

// readerName is the name of one reading of a worker. Permissions name it, so
// it is of a few fixed ones.
func readerName(worker string, n int) string { return fmt.Sprintf("%s-read-%d", worker, n) }

// follow gives every message of the filters (none is all) from a sequence on to
// handle, in order and one at a time, until stop is called; then the context
// that handle is given ends too. stop returns when handle has returned for the
// last time.
func (j *Journal) follow(ctx context.Context, from uint64, filters []string, handle func(context.Context, jetstream.Msg), alarm func(error)) (stop func(), err error) {
	reads, end := context.WithCancel(context.WithoutCancel(ctx))
	if j.reader != "" {
		wait, err := j.readOn(ctx, reads, from, filters, handle, alarm)
		if err != nil {
			end()
			return nil, err
		}
		return func() { end(); wait() }, nil
	}
	// An ordered consumer heals itself after a reconnect, and only Consume does
	// so without a new consumer for every read.
	consumer, err := j.js.OrderedConsumer(ctx, streamEvents, jetstream.OrderedConsumerConfig{
		FilterSubjects: filters, DeliverPolicy: jetstream.DeliverByStartSequencePolicy, OptStartSeq: max(from, 1),
	})
	if err != nil {
		end()
		return nil, err
	}
	reading, err := consumer.Consume(func(msg jetstream.Msg) { handle(reads, msg) }, pullExpiry, pullHeartbeat)
	if err != nil {
		end()
		return nil, err
	}
	over := ending(reading)
	return func() { end(); over() }, nil
}

// A reader reads the journal by a consumer of a fixed name, for a user who may
// make no other. When something is lost on the way (the connection, a node with
// the consumer on it, a message) it begins anew after the last that arrived.
type reader struct {
	j       *Journal
	process string // tells the consumers of processes apart
	filters []string
	next    uint64
	handle  func(context.Context, jetstream.Msg)
}

// readOn starts a reader that ends with reads; wait returns when it has ended.
func (j *Journal) readOn(ctx, reads context.Context, from uint64, filters []string, handle func(context.Context, jetstream.Msg), alarm func(error)) (wait func(), err error) {
	r := &reader{j: j, process: pipeline.NewID(), filters: filters, next: max(from, 1), handle: handle}
	consumer, err := r.take(ctx)
	if err != nil {
		return nil, err
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		r.run(reads, consumer, alarm)
	}()
	return func() { <-ended }, nil
}

func (r *reader) run(ctx context.Context, consumer jetstream.Consumer, alarm func(error)) {
	for try := 0; ctx.Err() == nil; {
		if consumer != nil {
			try = 0
			err := r.read(ctx, consumer)
			r.drop(ctx, consumer)
			if ctx.Err() != nil {
				return
			}
			alarm(fmt.Errorf("reading the journal begins anew at %d: %w", r.next, err))
		}
		var err error
		if consumer, err = r.take(ctx); err == nil {
			continue
		}
		consumer = nil
		if pause(ctx, try) == nil {
			alarm(err)
		}
		try++
	}
}

// take makes the consumer under the first name that no other process has. What
// two processes ask for differs, so the server refuses the second.
func (r *reader) take(ctx context.Context) (jetstream.Consumer, error) {
	for n := 1; n <= maxReaders; n++ {
		c, err := r.make(ctx, readerName(r.j.reader, n))
		if err == nil {
			return c, nil
		}
		api, answered := errors.AsType[*jetstream.APIError](err)
		if answered && (api.ErrorCode == jetstream.JSErrCodeConsumerAlreadyExists || api.ErrorCode == jetstream.JSErrCodeConsumerExists) {
			continue
		}
		return nil, &pipeline.Error{
			Op: "read journal", Kind: pipeline.Unavailable, Err: err,
			Public: fmt.Sprintf("the journal cannot be read as %s", readerName(r.j.reader, n)),
			Hint:   "see that the server has the permissions that `tovmach nats permissions` prints, and answers",
		}
	}
	return nil, pipeline.Errorf(pipeline.Unavailable, "all %d readers of %s are taken", maxReaders, r.j.reader).
		WithHint("run fewer processes of this worker; that of a killed one is free after %s", readerIdle)
}

func (r *reader) make(ctx context.Context, name string) (jetstream.Consumer, error) {
	ctx, cancel := context.WithTimeout(ctx, readerAnswer)
	defer cancel()
	return r.j.js.CreateConsumer(ctx, streamEvents, jetstream.ConsumerConfig{
		Name:              name,
		FilterSubjects:    r.filters,
		DeliverPolicy:     jetstream.DeliverByStartSequencePolicy,
		OptStartSeq:       r.next,
		AckPolicy:         jetstream.AckNonePolicy,
		MemoryStorage:     true,
		Replicas:          1,
		InactiveThreshold: readerIdle,
		Metadata:          map[string]string{"tovmach.process": r.process},
	})
}

// read reads until something is lost or ctx ends.
func (r *reader) read(ctx context.Context, consumer jetstream.Consumer) error {
	messages, err := consumer.Messages(pullExpiry, pullHeartbeat)
	if err != nil {
		return err
	}
	defer messages.Stop()
	defer context.AfterFunc(ctx, messages.Stop)()
	back := r.j.js.Conn().StatusChanged(nats.CONNECTED)
	defer r.j.js.Conn().RemoveStatusListener(back)
	for expected := uint64(1); ; {
		msg, err := messages.Next(jetstream.NextMaxWait(readerSilence))
		select {
		case <-back: // nobody says what was on its way meanwhile
			return errReconnected
		default:
		}
		if errors.Is(err, nats.ErrTimeout) {
			if err := r.complete(ctx, consumer, expected); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		meta, err := msg.Metadata()
		if err != nil {
			return err
		}
		if meta.Sequence.Consumer != expected {
			return errGap
		}
		r.handle(ctx, msg)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		r.next = meta.Sequence.Stream + 1
		expected++
	}
}

// complete reports an error when the server gave out what did not arrive.
func (r *reader) complete(ctx context.Context, consumer jetstream.Consumer, expected uint64) error {
	ctx, cancel := context.WithTimeout(ctx, readerAnswer)
	defer cancel()
	info, err := consumer.Info(ctx)
	if err != nil {
		return err
	}
	if info.Delivered.Consumer >= expected {
		return errGap
	}
	return nil
}

// drop gives the name free; the server does so too, later.
func (r *reader) drop(ctx context.Context, consumer jetstream.Consumer) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readerAnswer/3)
	defer cancel()
	_ = r.j.js.DeleteConsumer(ctx, streamEvents, consumer.CachedInfo().Name)
}

// look reads the event at that sequence by a reader of its own.
func (j *Journal) look(ctx context.Context, sequence uint64) (pipeline.Event, error) {
	r := &reader{j: j, process: pipeline.NewID(), next: sequence}
	consumer, err := r.take(ctx)
	if err != nil {
		return pipeline.Event{}, err
	}
	defer r.drop(ctx, consumer)
	batch, err := consumer.Fetch(1, jetstream.FetchMaxWait(readerAnswer))
	if err != nil {
		return pipeline.Event{}, err
	}
	for msg := range batch.Messages() {
		meta, err := msg.Metadata()
		if err != nil {
			return pipeline.Event{}, err
		}
		if meta.Sequence.Stream == sequence {
			return j.decode(ctx, msg.Data(), sequence)
		}
		return pipeline.Event{}, pipeline.Errorf(pipeline.NotFound, "the journal has no entry %d", sequence)
	}
	return pipeline.Event{}, fmt.Errorf("entry %d: %w", sequence, errors.Join(batch.Error(), context.DeadlineExceeded))
}
