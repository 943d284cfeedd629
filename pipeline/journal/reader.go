package journal

import (
	"context"
	"errors"
	"fmt"
	"sync"
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
	readerMade    = time.Second      // then again: its place may have been given to a node that is cut off
	readerSilence = 5 * time.Second  // after that it is asked whether something was lost
)

// readerName is the name of one reading of a worker. Permissions name it, so
// it is of a few fixed ones.
func readerName(worker string, n int) string { return fmt.Sprintf("%s-read-%d", worker, n) }

// follow gives every message of the filters (none is all) from a sequence on to
// handle, in order and one at a time, until stop is called; then the context
// that handle is given ends too. stop returns when handle has returned for the
// last time. alarm hears when reading does not succeed for long.
func (j *Journal) follow(ctx context.Context, from uint64, filters []string, handle func(context.Context, jetstream.Msg), alarm func(error)) (stop func(), err error) {
	r := &reader{j: j, process: pipeline.NewID(), filters: filters, next: max(from, 1), handle: handle}
	consumer, err := r.take(ctx)
	if err != nil {
		return nil, err
	}
	reads, end := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		r.run(reads, consumer, alarm)
	}()
	return func() {
		end()
		<-ended
	}, nil
}

// A reader reads the journal by a consumer of its own. When something is lost
// on the way (the connection, a node with the consumer on it, a message) it
// begins anew after the last that arrived. The library's ordered consumer would
// do, but it makes names that no permission can hold, and after the loss of a
// node it may wait for ever.
type reader struct {
	j       *Journal
	process string // tells the consumers of processes apart
	filters []string
	next    uint64
	handle  func(context.Context, jetstream.Msg)
}

// run reads until ctx ends or the connection is closed. What was lost is read
// again without a word; alarm hears when that does not succeed for long.
func (r *reader) run(ctx context.Context, consumer jetstream.Consumer, alarm func(error)) {
	for try := 0; ; {
		if consumer != nil {
			try = 0
			r.read(ctx, consumer)
			r.drop(ctx, consumer)
		}
		if ctx.Err() != nil || r.j.js.Conn().IsClosed() {
			return
		}
		var err error
		if consumer, err = r.take(ctx); err == nil {
			continue
		}
		consumer = nil
		if pause(ctx, min(try, maxPauses)) == nil && try%20 == 19 {
			alarm(err)
		}
		try++
	}
}

// take makes the consumer under the first name that no other process has. What
// two processes ask for differs, so the server refuses the second.
func (r *reader) take(ctx context.Context) (jetstream.Consumer, error) {
	if r.j.reader == "" { // it may make any
		return r.make(ctx, "read-"+pipeline.NewID())
	}
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
	ctx, cancel := context.WithTimeout(ctx, readerMade)
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
func (r *reader) read(ctx context.Context, consumer jetstream.Consumer) {
	messages, err := consumer.Messages(pullExpiry, pullHeartbeat)
	if err != nil {
		return
	}
	defer r.endWith(ctx, messages)()
	for expected := uint64(1); ; {
		msg, err := messages.Next(jetstream.NextMaxWait(readerSilence))
		if errors.Is(err, nats.ErrTimeout) && r.complete(ctx, consumer, expected) {
			continue
		}
		if err != nil {
			return
		}
		meta, err := msg.Metadata()
		if err != nil || meta.Sequence.Consumer != expected {
			return
		}
		r.handle(ctx, msg)
		if ctx.Err() != nil {
			return
		}
		r.next = meta.Sequence.Stream + 1
		expected++
	}
}

// endWith stops messages when ctx ends, and when the connection comes back:
// nobody says what was on its way meanwhile. release stops them too.
func (r *reader) endWith(ctx context.Context, messages jetstream.MessagesContext) (release func()) {
	back := r.j.js.Conn().StatusChanged(nats.CONNECTED)
	ctx, cancel := context.WithCancel(ctx)
	var watching sync.WaitGroup
	watching.Go(func() {
		select {
		case <-back:
		case <-ctx.Done():
		}
		messages.Stop()
	})
	return func() {
		cancel()
		watching.Wait()
		r.j.js.Conn().RemoveStatusListener(back)
	}
}

// complete reports whether all that the server gave out has arrived.
func (r *reader) complete(ctx context.Context, consumer jetstream.Consumer, expected uint64) bool {
	ctx, cancel := context.WithTimeout(ctx, readerAnswer)
	defer cancel()
	info, err := consumer.Info(ctx)
	return err == nil && info.Delivered.Consumer < expected
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
	msg, ok := <-batch.Messages()
	if !ok {
		return pipeline.Event{}, fmt.Errorf("entry %d: %w", sequence, errors.Join(batch.Error(), context.DeadlineExceeded))
	}
	meta, err := msg.Metadata()
	if err != nil {
		return pipeline.Event{}, err
	}
	if meta.Sequence.Stream != sequence {
		return pipeline.Event{}, pipeline.Errorf(pipeline.NotFound, "the journal has no entry %d", sequence)
	}
	return j.decode(ctx, msg.Data(), sequence)
}
