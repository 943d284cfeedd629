package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// record returns what a run has stored, in the order of the journal: published
// again in that order, each finds its condition fulfilled.
func (r *room) record(ctx context.Context, events int) ([]*nats.Msg, error) {
	c, err := r.js.OrderedConsumer(ctx, "TOVMACH_EVENTS", jetstream.OrderedConsumerConfig{})
	if err != nil {
		return nil, err
	}
	batch, err := c.Fetch(events)
	if err != nil {
		return nil, err
	}
	var all []*nats.Msg
	for m := range batch.Messages() {
		all = append(all, &nats.Msg{Subject: m.Subject(), Header: m.Headers(), Data: m.Data()})
	}
	if len(all) != events {
		return nil, fmt.Errorf("%d events were read, not %d", len(all), events)
	}
	return all, batch.Error()
}

// raw is the limit: the same messages, on the same conditions, go into the stream
// as fast as it takes them, waiting for no other, while the same consumers take and
// acknowledge theirs without a look.
func (r *room) raw(ctx context.Context, messages []*nats.Msg) (took time.Duration, err error) {
	var stops []jetstream.ConsumeContext
	defer func() {
		for _, s := range stops {
			closed := s.Closed()
			s.Stop()
			<-closed
		}
	}()
	for _, w := range r.staff {
		c, err := r.js.Consumer(ctx, "TOVMACH_EVENTS", w.Name())
		if err != nil {
			return 0, err
		}
		s, err := c.Consume(func(msg jetstream.Msg) { _ = msg.Ack() }) // answered looks whether they arrived
		if err != nil {
			return 0, err
		}
		stops = append(stops, s)
	}
	begun := time.Now()
	futures := make([]jetstream.PubAckFuture, len(messages))
	for i, m := range messages {
		f, err := r.js.PublishMsgAsync(&nats.Msg{Subject: m.Subject, Header: m.Header, Data: m.Data}, jetstream.WithStallWait(patient))
		if err != nil {
			return 0, err
		}
		futures[i] = f
	}
	var failed error
	for _, f := range futures {
		select {
		case <-f.Ok():
		case err := <-f.Err():
			failed = err
		}
	}
	if failed != nil {
		return 0, failed
	}
	err = r.answered(ctx)
	return time.Since(begun), err
}

// feed lets several go through the numbers below n, each the next one.
func feed(several, n int, do func(i int) error) error {
	numbers := make(chan int)
	failed := make(chan error, several)
	var running sync.WaitGroup
	for range several {
		running.Go(func() {
			for i := range numbers {
				if err := do(i); err != nil {
					select {
					case failed <- err:
					default:
					}
				}
			}
		})
	}
	for i := range n {
		numbers <- i
	}
	close(numbers)
	running.Wait()
	select {
	case err := <-failed:
		return err
	default:
		return nil
	}
}
