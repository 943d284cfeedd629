package journal

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// Listen gives the worker's entries to handle, one call at a time, until stop
// is called; handle must not wait for long. The error is pipeline.Unavailable
// when nobody registered the worker. alarm hears of what goes wrong with the
// reading later: a gap that heals, or a consumer that somebody deleted. That one
// is made again where this process registered it, or waited for; it begins anew,
// and what was done before is given out again.
func (j *Journal) Listen(ctx context.Context, worker string, handle func(Entry), alarm func(error)) (stop func(), err error) {
	l := &listener{journal: j, worker: worker, handle: handle, alarm: alarm, doubt: make(chan struct{}, 1)}
	listening, cancel := context.WithCancel(context.WithoutCancel(ctx))
	first, err := l.bind(ctx, listening)
	if err != nil {
		cancel()
		return nil, &pipeline.Error{
			Op: "listen", Kind: pipeline.Unavailable, Err: err,
			Public: fmt.Sprintf("the worker %s is not known on this NATS", worker),
			Hint:   "start `tovmach serve --nats URL` once: it registers the workers",
		}
	}
	var running sync.WaitGroup
	running.Go(func() { l.keep(listening, first) })
	return func() {
		cancel()
		running.Wait()
	}, nil
}

// listener is one worker's ear on the journal.
type listener struct {
	journal *Journal
	worker  string
	handle  func(Entry)
	alarm   func(error)
	doubt   chan struct{} // something went wrong: look whether the consumer is there
}

// bound is a consumer that is read; closed says that it ended and its handler too.
type bound struct {
	jetstream.ConsumeContext
	closed <-chan struct{}
}

// bind begins to read; ctx is of the asking, listening of what is read.
func (l *listener) bind(ctx, listening context.Context) (bound, error) {
	consumer, err := l.journal.js.Consumer(ctx, streamEvents, l.worker)
	if err != nil {
		return bound{}, fmt.Errorf("bind %s: %w", l.worker, err)
	}
	r, err := consumer.Consume(func(msg jetstream.Msg) { l.receive(listening, msg) }, pullExpiry, pullHeartbeat,
		jetstream.ConsumeErrHandler(func(_ jetstream.ConsumeContext, err error) {
			l.alarm(err)
			select {
			case l.doubt <- struct{}{}:
			default:
			}
		}))
	if err != nil {
		return bound{}, fmt.Errorf("listen as %s: %w", l.worker, err)
	}
	return bound{r, r.Closed()}, nil // asked for later, Closed would not wait for the handler
}

func (l *listener) receive(ctx context.Context, msg jetstream.Msg) {
	meta, err := msg.Metadata()
	if err != nil {
		l.handle(Entry{Err: err, msg: msg})
		return
	}
	ev, err := l.journal.decode(ctx, msg.Data(), meta.Sequence.Stream)
	l.handle(Entry{
		Event: ev, Sequence: meta.Sequence.Stream,
		Tries: int(min(meta.NumDelivered, 1<<20)), Err: err, msg: msg, //nolint:gosec // bounded
	})
}

// keep reads until ctx ends, and binds again when the consumer is gone.
func (l *listener) keep(ctx context.Context, r bound) {
	for {
		select {
		case <-ctx.Done():
			r.Stop()
			<-r.closed
			return
		case <-l.doubt:
			if !l.gone(ctx) {
				continue
			}
			r.Stop()
			<-r.closed
		case <-r.closed:
		}
		var ok bool
		if r, ok = l.again(ctx); !ok {
			return
		}
	}
}

// gone reports whether the server says that there is no such consumer.
func (l *listener) gone(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	_, err := l.journal.js.Consumer(ctx, streamEvents, l.worker)
	return errors.Is(err, jetstream.ErrConsumerNotFound)
}

// again binds to the consumer, which this process makes if it did before, or
// else another must. It gives up when ctx ends or the connection is closed.
func (l *listener) again(ctx context.Context) (bound, bool) {
	for try := 0; ctx.Err() == nil; try++ {
		asking, cancel := context.WithTimeout(ctx, 5*time.Second)
		r, err := l.bind(asking, ctx)
		if kinds, ours := l.journal.registered.Load(l.worker); ours && errors.Is(err, jetstream.ErrConsumerNotFound) {
			l.alarm(fmt.Errorf("somebody deleted the consumer: it is made again and begins anew: %w", err))
			if err = l.journal.Register(asking, l.worker, kinds.([]pipeline.Kind)); err == nil {
				r, err = l.bind(asking, ctx)
			}
		}
		cancel()
		switch {
		case err == nil:
			return r, true
		case l.journal.js.Conn().IsClosed():
			return bound{}, false
		}
		l.alarm(err)
		if pause(ctx, try) != nil {
			break
		}
	}
	return bound{}, false
}
