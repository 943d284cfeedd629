package main

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/board"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/pipeline/split"
	"github.com/tovmach/tovmach/pipeline/vault"
	"github.com/tovmach/tovmach/workers"
	"github.com/tovmach/tovmach/workers/annotator"
	"github.com/tovmach/tovmach/workers/archivist"
	"github.com/tovmach/tovmach/workers/assembler"
	"github.com/tovmach/tovmach/workers/keeper"
	"github.com/tovmach/tovmach/workers/metrics"
	"github.com/tovmach/tovmach/workers/outbound"
	"github.com/tovmach/tovmach/workers/publisher"
	"github.com/tovmach/tovmach/workers/reviewer"
	"github.com/tovmach/tovmach/workers/router"
	"github.com/tovmach/tovmach/workers/segmenter"
)

// staffNames are the workers that the runner hosts, in the order of the day.
func staffNames() []string {
	return []string{"archivist", "segmenter", "annotator", "router", "reviewer", "assembler", "publisher"}
}

// premises is everything one process runs on: constructor calls and the order of
// starting and stopping, no decisions.
type premises struct {
	log     zerolog.Logger
	journal *journal.Journal
	stories *journal.Stories
	board   *board.Board
	vault   *vault.Vault
	heads   *journal.Heads // of who serves; nil in a worker of its own
	keeper  *keeper.Keeper
	runner  *workers.Runner
	nc      *natsd.Conn

	outbound *outbound.Client
	scope    archivist.Scope // of the pages that are kept
	metrics  *metrics.Newsroom
	stops    []func() error // in the order of starting

	complaints []string        // of the embedded server, about its files
	frozen     <-chan struct{} // closed when it can write no more; nil of an outside one

	role      string // the user that it is of an outside NATS: serve, or the workers that it hosts
	taskWords int    // of a translation, at most

	abbreviations split.Options // of this newsroom
}

// openPremises connects to NATS (embedded in the data folder, or outside),
// provisions it when it serves, and reads the journal. role is that of the
// process on an outside NATS.
func (p *program) openPremises(ctx context.Context, log zerolog.Logger, role string) (h *premises, err error) {
	h = &premises{log: log, role: role, metrics: metrics.NewNewsroom(buildVersion(), time.Now())}
	defer func() {
		if err != nil {
			err = errors.Join(err, h.close())
		}
	}()
	if h.abbreviations, err = readAbbreviations(p.config.get("abbreviations")); err != nil {
		return h, err
	}
	if h.taskWords, err = p.config.count("task-words"); err != nil {
		return h, err
	}
	if err := p.openSources(h); err != nil {
		return h, err
	}
	if err := p.connect(ctx, h); err != nil {
		return h, err
	}
	serves := role == journal.RoleServe
	if serves {
		if err := p.openHeads(h); err != nil {
			return h, err
		}
		if err := p.provision(ctx, h.nc); err != nil {
			return h, err
		}
	}
	if h.vault, err = vault.Open(ctx, h.nc); err != nil {
		return h, err
	}
	opts := journal.Options{Vault: h.vault, Heads: h.heads, Reader: journal.ReaderOf(role), Observe: h.metrics.Appended}
	if serves {
		if opts.Snapshot, err = p.snapshot(); err != nil {
			return h, err
		}
	}
	if h.journal, err = journal.Open(ctx, h.nc, opts); err != nil {
		return h, err
	}
	if serves {
		for _, w := range p.staff(h, nil) {
			if err := h.journal.Register(ctx, w.Name(), w.Kinds()); err != nil {
				return h, err
			}
		}
		if h.board, err = board.Open(ctx, h.nc, board.Options{}); err != nil {
			return h, err
		}
	}
	stories, stop, err := h.journal.Follow(ctx, func(ev pipeline.Event, err error) {
		log.Error().Err(err).Str("story", string(ev.Story)).Uint64("seq", ev.Sequence).Msg("entry ignored")
	})
	if err != nil {
		return h, err
	}
	h.stories = stories
	h.onClose(func() error { stop(); return nil })
	if err := h.checkRecord(); err != nil {
		return h, err
	}
	if serves {
		h.tellStart()
		saver := workers.StartSaver(ctx, stories, workers.SaveEvery, log)
		h.onClose(func() error { saver.Stop(); return nil })
	}
	h.measure(h.metrics)
	return h, p.openTermbase(ctx, h)
}

// openTermbase lays the newsroom's own terms over the ground and follows their
// changes.
func (p *program) openTermbase(ctx context.Context, h *premises) error {
	ground, err := p.groundTerms()
	if err != nil {
		return err
	}
	h.keeper = keeper.New(h.journal, ground...)
	if !journal.ReadsTerms(h.role) {
		return nil
	}
	alarm := func(err error) { h.log.Error().Err(err).Msg("term ignored") }
	stop, err := h.journal.FollowBase(ctx, pipeline.MainBase, func(ev pipeline.Event) {
		if err := h.keeper.Apply(ev); err != nil {
			alarm(err)
		}
	}, alarm)
	if err != nil {
		return err
	}
	h.keeper.Build()
	building, end := context.WithCancel(context.WithoutCancel(ctx))
	var builder sync.WaitGroup
	builder.Go(func() { h.keeper.Run(building) })
	h.onClose(func() error {
		stop()
		end()
		builder.Wait()
		return nil
	})
	return nil
}

// staff returns the workers; folder may be nil where only names and kinds are
// asked for.
func (p *program) staff(h *premises, folder *publisher.Folder) []workers.Worker {
	return []workers.Worker{
		archivist.New(h.outbound, h.vault, h.scope, time.Now),
		segmenter.New(h.abbreviations),
		annotator.New(h.keeper),
		router.Router{Words: h.taskWords},
		reviewer.Reviewer{},
		assembler.Assembler{},
		publisher.New(time.Now, folder, publisher.NewWire(h.journal)),
	}
}

// host starts the workers with those names.
func (p *program) host(ctx context.Context, h *premises, names []string) error {
	dir := p.config.get("published")
	if dir == "" {
		dir = filepath.Join(p.config.get("data"), "published")
	}
	folder, err := publisher.OpenFolder(dir)
	if err != nil {
		return err
	}
	h.onClose(folder.Close)
	staff := slices.DeleteFunc(p.staff(h, folder), func(w workers.Worker) bool {
		return !slices.Contains(names, w.Name())
	})
	if h.runner, err = workers.Start(ctx, h.journal, h.stories, h.log, workers.Watched(h.metrics, staff...)...); err != nil {
		return err
	}
	h.onClose(func() error { return h.runner.Stop(grace) })
	return p.watchSources(ctx, h, names)
}

// grace is how long work in hand may take when the program is told to stop.
const grace = time.Second

func (h *premises) onClose(stop func() error) { h.stops = append(h.stops, stop) }

// close stops everything, the last started first.
func (h *premises) close() error {
	var errs []error
	for _, stop := range slices.Backward(h.stops) {
		errs = append(errs, stop())
	}
	h.stops = nil
	return errors.Join(errs...)
}
