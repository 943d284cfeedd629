package main

import (
	"context"
	"crypto/subtle"
	"errors"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/workers/api"
	"github.com/tovmach/tovmach/workers/metrics"
)

// checks are what must hold for this process to work. dir is the folder of the
// embedded store; empty when NATS is outside.
func (h *premises) checks(dir string, stopping *atomic.Bool) []api.Check {
	checks := []api.Check{
		{Name: "serving", Look: func(context.Context) error {
			if stopping.Load() {
				return pipeline.Errorf(pipeline.Unavailable, "it is being stopped")
			}
			return nil
		}},
		{Name: "nats", Look: func(context.Context) error {
			if !h.nc.IsConnected() {
				return pipeline.Errorf(pipeline.Unavailable, "NATS is not reached").WithHint("is it running? it is tried again by itself")
			}
			return nil
		}},
		{Name: "journal", Look: func(ctx context.Context) error {
			_, err := h.journal.Last(ctx)
			if err != nil {
				return &pipeline.Error{Kind: pipeline.Unavailable, Err: err, Public: "the journal does not answer", Hint: "has its stream a leader? `tovmach doctor --nats URL` tells"}
			}
			return nil
		}},
		{Name: "writable", Look: func(context.Context) error {
			select {
			case <-h.frozen:
				return noRoom()
			default:
				return h.journal.Writable()
			}
		}},
		{Name: "fold", Look: func(ctx context.Context) error {
			last, err := h.journal.Last(ctx)
			if err != nil {
				return err
			}
			return h.stories.WaitFor(ctx, last)
		}},
	}
	if dir == "" {
		return checks
	}
	return append(checks, api.Check{Name: "disk", Look: func(context.Context) error {
		room, err := natsd.RoomOf(dir)
		if err != nil {
			return nil //nolint:nilerr // not to be asked here: an append will tell
		}
		return room.Enough()
	}})
}

// measure lets the gauges look at what this process runs on.
func (h *premises) measure(m *metrics.Newsroom) {
	m.WatchDesk(h.stories, time.Now)
	m.WatchRecord(func(ctx context.Context) (metrics.Record, error) {
		health, err := h.journal.Health(ctx)
		if err != nil {
			return metrics.Record{}, err
		}
		r := metrics.Record{
			Last: health.Last, Folded: h.stories.Sequence(), Bytes: health.Bytes,
			Waiting: map[string]uint64{}, InHand: map[string]int{},
		}
		for _, c := range health.Consumers {
			r.Waiting[c.Worker], r.InHand[c.Worker] = c.Waiting, c.InHand
		}
		r.Vault, err = h.vault.Bytes(ctx)
		return r, err
	})
}

// operate answers /livez, /readyz and /metrics on an address of its own. From
// other machines the metrics are read with the token; without one, not at all.
func (h *premises) operate(ctx context.Context, address, token string, stopping *atomic.Bool) (where string, err error) {
	if err := listenable(address); err != nil {
		return "", err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return "", pipeline.Errorf(pipeline.Unavailable, "cannot listen on %s: %s", address, cause(err)).
			WithHint("another program has the port? --metrics 127.0.0.1:0 takes a free one")
	}
	allow := func(_ context.Context, given string) error {
		if token == "" || subtle.ConstantTimeCompare([]byte(token), []byte(given)) == 0 {
			return pipeline.Errorf(pipeline.Denied, "the metrics are for programs on this machine, or with the token").
				WithHint("start the worker with --token, and send that as a bearer token")
		}
		return nil
	}
	web := &http.Server{
		Handler:           api.Operations(h.metrics, h.checks("", stopping), allow),
		ReadHeaderTimeout: 10 * time.Second, WriteTimeout: 10 * time.Second, IdleTimeout: time.Minute,
	}
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(l) }()
	h.onClose(func() error {
		err := web.Close()
		if served := <-ended; !errors.Is(served, http.ErrServerClosed) {
			return errors.Join(err, served)
		}
		return err
	})
	return "http://" + l.Addr().String(), nil
}

// listenable refuses what is no address at all; whether it is free is seen when
// all else is ready.
func listenable(address string) error {
	if _, _, err := net.SplitHostPort(address); err != nil {
		return pipeline.Errorf(pipeline.Invalid, "%q is no address to listen on", address).
			WithHint("write host and port: 127.0.0.1:8080")
	}
	return nil
}
