package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/workers/api"
)

// headsPath is the file that keeps where the record ends, apart from NATS: one
// for the embedded server and one for an outside one, which may hold another
// newsroom.
func (p *program) headsPath() string {
	name := "heads"
	if p.config.get("nats") != "" {
		name = "heads-nats"
	}
	return filepath.Join(p.config.get("data"), name)
}

// snapshot is where the stories are kept folded for the next start, beside the
// heads and as those apart from NATS.
func (p *program) snapshot() (journal.Snapshot, error) {
	from, err := p.config.count("snapshot-from")
	dir, name := filepath.Split(p.headsPath())
	path := filepath.Join(dir, strings.Replace(name, "heads", "snapshot", 1))
	return journal.Snapshot{Path: path, Program: buildVersion(), From: uint64(from)}, err //nolint:gosec // not negative
}

// openHeads reads where the record ended. A record that was there before and
// whose files the server cannot read is refused here, before a stream is made
// in its place.
func (p *program) openHeads(h *premises) (err error) {
	if h.heads, err = journal.OpenHeads(p.headsPath()); err != nil {
		return err
	}
	h.onClose(h.heads.Close)
	if len(h.complaints) > 0 && !h.heads.Fresh() {
		return pipeline.Damaged([]pipeline.Damage{{What: "NATS says: " + strings.Join(h.complaints, "; ")}})
	}
	return nil
}

// checkRecord compares what was read with what was kept, before anybody writes.
func (h *premises) checkRecord() error {
	if h.heads == nil {
		return nil
	}
	fresh := h.heads.Fresh() // afterwards it is not
	broken, err := h.heads.Check()
	if err != nil {
		return err
	}
	if len(broken) > 0 {
		return pipeline.Damaged(broken)
	}
	if fresh && h.stories.Sequence() > 0 {
		h.log.Warn().Str("hint", "if nobody moved or deleted it, restore a backup; `tovmach verify` checks all that is left").
			Msg("the file that keeps where the record ends was missing and is begun anew: a loss at the very end cannot be told")
	}
	return nil
}

// tellStart says whether the start rested on the snapshot.
func (h *premises) tellStart() {
	switch upTo, doubt := h.stories.Resumed(); {
	case doubt != nil:
		h.log.Warn().Err(doubt).Msg("the snapshot was not used: all events were read instead")
	case upTo > 0:
		h.log.Info().Uint64("seq", upTo).Uint64("tail", h.stories.Sequence()-upTo).Msg("the start went on from the snapshot")
	}
}

// recheck reads behind the running server what its start did not read, and calls
// done after that. Damage, and nothing else, goes to damaged.
func (h *premises) recheck(ctx context.Context, damaged chan<- error, done func()) {
	ctx, end := context.WithCancel(context.WithoutCancel(ctx))
	var running sync.WaitGroup
	running.Go(func() {
		defer done()
		begun := time.Now()
		broken, err := h.stories.Recheck(ctx)
		switch {
		case ctx.Err() != nil:
		case err != nil:
			h.log.Error().Err(err).Str("hint", "`tovmach verify` checks all of it").Msg("the record could not be checked; nothing is archived until the next start")
		case len(broken) > 0:
			damaged <- pipeline.Damaged(broken)
		default:
			h.log.Info().Float64("dur_ms", float64(time.Since(begun).Microseconds())/1000).Msg("every event is there and as it was stored")
		}
	})
	h.onClose(func() error {
		end()
		running.Wait()
		return nil
	})
}

// record is the running newsroom's record.
type record struct{ *premises }

// Verify checks all of it.
func (r record) Verify(ctx context.Context, progress func(api.Checking)) (pipeline.Verification, error) {
	out, _, err := r.journal.Verify(ctx, journal.VerifyOptions{
		Objects: r.vault, Heads: r.heads,
		Progress: func(stage string, done, all uint64) { progress(api.Checking{Stage: stage, Done: done, All: all}) },
	})
	return out, err
}

// Backup writes all of it to w.
func (r record) Backup(ctx context.Context, w io.Writer) error {
	return journal.Backup(ctx, r.nc, w, buildVersion(), r.heads)
}
