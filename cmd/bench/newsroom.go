package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/board"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/pipeline/vault"
	"github.com/tovmach/tovmach/workers"
	"github.com/tovmach/tovmach/workers/annotator"
	"github.com/tovmach/tovmach/workers/assembler"
	"github.com/tovmach/tovmach/workers/reviewer"
	"github.com/tovmach/tovmach/workers/router"
	"github.com/tovmach/tovmach/workers/segmenter"
)

// newsroom is what `tovmach serve` runs on, without HTTP and outlets: an
// embedded server that syncs every event to disk, and the runner's workers.
type newsroom struct {
	journal *journal.Journal
	stories *journal.Stories
	vault   *vault.Vault
	faults  *faults
	stops   []func() error // in the order of starting
}

// openNewsroom starts one on a fresh folder inside of dir.
func openNewsroom(ctx context.Context, dir string, terms *match.Index) (n *newsroom, err error) {
	n = &newsroom{faults: &faults{}}
	defer func() {
		if err != nil {
			err = errors.Join(err, n.close())
		}
	}()
	folder, err := os.MkdirTemp(dir, "bench-newsroom-")
	if err != nil {
		return n, err
	}
	n.stops = append(n.stops, func() error { return os.RemoveAll(folder) })
	server, err := natsd.Start(ctx, folder, natsd.Options{})
	if err != nil {
		return n, err
	}
	n.stops = append(n.stops, server.Shutdown)
	nc, err := server.Connect("bench")
	if err != nil {
		return n, err
	}
	n.stops = append(n.stops, func() error { nc.Close(); return nil })
	err = errors.Join(journal.Provision(ctx, nc, 1), board.Provision(ctx, nc, 1), vault.Provision(ctx, nc, 1))
	if err != nil {
		return n, err
	}
	if n.journal, err = journal.Open(ctx, nc, journal.Options{}); err != nil {
		return n, err
	}
	if n.vault, err = vault.Open(ctx, nc); err != nil {
		return n, err
	}
	leases, err := board.Open(ctx, nc, board.Options{})
	if err != nil {
		return n, err
	}
	return n, n.staff(ctx, leases, terms)
}

// staff follows the journal and hosts the workers and the reaper.
func (n *newsroom) staff(ctx context.Context, leases workers.Leases, terms *match.Index) error {
	all := []workers.Worker{
		segmenter.Segmenter{}, annotator.New(termbase{terms}), router.Router{}, reviewer.Reviewer{}, assembler.Assembler{},
	}
	for _, w := range all {
		if err := n.journal.Register(ctx, w.Name(), w.Kinds()); err != nil {
			return err
		}
	}
	stories, stop, err := n.journal.Follow(ctx, func(ev pipeline.Event, err error) {
		n.faults.note(fmt.Sprintf("alarm at entry %d: %v", ev.Sequence, err))
	})
	if err != nil {
		return err
	}
	n.stories = stories
	n.stops = append(n.stops, func() error { stop(); return nil })
	log := zerolog.New(n.faults).With().Timestamp().Logger().Level(zerolog.InfoLevel)
	runner, err := workers.Start(ctx, n.journal, stories, log, all...)
	if err != nil {
		return err
	}
	n.stops = append(n.stops, func() error { return runner.Stop(time.Second) })
	reaper := workers.StartReaper(ctx, n.journal, stories, leases, nil, time.Now, log)
	n.stops = append(n.stops, func() error { reaper.Stop(); return nil })
	return nil
}

// close stops everything, the last started first.
func (n *newsroom) close() error {
	var errs []error
	for _, stop := range slices.Backward(n.stops) {
		errs = append(errs, stop())
	}
	n.stops = nil
	return errors.Join(errs...)
}

// slugTaken is how the API asks whether a slug is in use.
func (n *newsroom) slugTaken(slug pipeline.Slug) bool {
	return slices.ContainsFunc(n.stories.All(), func(s pipeline.Story) bool { return s.Slug == slug })
}

// termbase gives the annotator one index for good.
type termbase struct{ index *match.Index }

func (t termbase) Index() (*match.Index, int) { return t.index, 1 }

// faults takes the log and keeps the first line that is a warning or worse.
type faults struct {
	mu    sync.Mutex
	first string
}

// Write drops lines without a level.
func (f *faults) Write(p []byte) (int, error) { return len(p), nil }

// WriteLevel keeps the first line that tells of a fault.
func (f *faults) WriteLevel(level zerolog.Level, p []byte) (int, error) {
	if level >= zerolog.WarnLevel {
		f.note(string(p))
	}
	return len(p), nil
}

func (f *faults) note(line string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.first == "" {
		f.first = line
	}
}

// err is the first fault, or nil.
func (f *faults) err() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.first == "" {
		return nil
	}
	return errors.New(f.first)
}
