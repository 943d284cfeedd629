package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/vault"
	"github.com/tovmach/tovmach/workers"
	"github.com/tovmach/tovmach/workers/annotator"
	"github.com/tovmach/tovmach/workers/router"
	"github.com/tovmach/tovmach/workers/segmenter"
)

// room is an embedded server with the streams of a newsroom and the consumers of
// its workers, for one turn.
type room struct {
	nc      *nats.Conn
	js      jetstream.JetStream
	journal *journal.Journal
	staff   []workers.Worker
	stops   []func() error // in the order of starting
}

// openRoom starts a server on a fresh folder inside of dir. Each message is
// synced to the disk, or as the server does it when nobody asks.
func openRoom(ctx context.Context, dir string, synced bool, terms *match.Index) (r *room, err error) {
	r = &room{staff: []workers.Worker{segmenter.Segmenter{}, annotator.New(termbase{terms}), router.Router{}}}
	defer func() {
		if err != nil {
			err = errors.Join(err, r.close())
		}
	}()
	folder, err := os.MkdirTemp(dir, "bench-pipeline-")
	if err != nil {
		return r, err
	}
	r.stops = append(r.stops, func() error { return os.RemoveAll(folder) })
	s, err := server.NewServer(&server.Options{
		ServerName: "bench", DontListen: true, NoSigs: true, NoLog: true, MaxPayload: 1 << 20,
		JetStream: true, StoreDir: folder, SyncAlways: synced,
		JetStreamMaxStore: 8 << 30, JetStreamMaxMemory: 256 << 20,
	})
	if err != nil {
		return r, err
	}
	s.Start()
	r.stops = append(r.stops, func() error { s.Shutdown(); s.WaitForShutdown(); return nil })
	if !s.ReadyForConnections(15 * time.Second) {
		return r, errors.New("the server does not start")
	}
	if r.nc, err = nats.Connect("", nats.InProcessServer(s)); err != nil {
		return r, err
	}
	r.stops = append(r.stops, func() error { r.nc.Close(); return nil })
	if r.js, err = jetstream.New(r.nc, jetstream.WithPublishAsyncMaxPending(inFlight)); err != nil {
		return r, err
	}
	if err := errors.Join(journal.Provision(ctx, r.nc, 1), vault.Provision(ctx, r.nc, 1)); err != nil {
		return r, err
	}
	if r.journal, err = journal.Open(ctx, r.nc, journal.Options{}); err != nil {
		return r, err
	}
	for _, w := range r.staff {
		if err := r.journal.Register(ctx, w.Name(), w.Kinds()); err != nil {
			return r, err
		}
	}
	return r, nil
}

// inFlight is how many appends are on their way at once.
const inFlight = 512

// follow folds the journal; an alarm is a wrong answer.
func (r *room) follow(ctx context.Context, f *faults) (*journal.Stories, error) {
	stories, stop, err := r.journal.Follow(ctx, func(ev pipeline.Event, err error) {
		f.note(fmt.Sprintf("alarm at entry %d: %v", ev.Sequence, err))
	})
	if err != nil {
		return nil, err
	}
	r.stops = append(r.stops, func() error { stop(); return nil })
	return stories, nil
}

// answered says whether every entry of every worker was acknowledged.
func (r *room) answered(ctx context.Context) error {
	for _, w := range r.staff {
		for {
			c, err := r.js.Consumer(ctx, "TOVMACH_EVENTS", w.Name())
			if err != nil {
				return err
			}
			if info := c.CachedInfo(); info.NumAckPending == 0 && info.NumPending == 0 {
				break
			}
		}
	}
	return nil
}

// close stops everything, the last started first.
func (r *room) close() error {
	var errs []error
	for _, stop := range slices.Backward(r.stops) {
		errs = append(errs, stop())
	}
	r.stops = nil
	return errors.Join(errs...)
}
