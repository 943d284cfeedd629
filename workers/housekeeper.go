package workers

import (
	"context"
	"errors"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
)

// Housekeeper moves finished stories out of the journal into the archive, so
// that the cost of a start and of the journal follows the work at hand and not
// the history. Several may run: the appends are conditional.
type Housekeeper struct {
	journal *journal.Journal
	stories *journal.Stories
	quiet   time.Duration
	now     func() time.Time
	log     zerolog.Logger
	rounds
}

const (
	tidyEvery = time.Minute
	tidyMost  = 200 // stories at once, so that people at work notice nothing
)

// StartHousekeeper starts one, which archives what has been finished and quiet
// for so long; Stop ends it.
func StartHousekeeper(ctx context.Context, j *journal.Journal, stories *journal.Stories, quiet time.Duration, now func() time.Time, log zerolog.Logger) *Housekeeper {
	h := &Housekeeper{journal: j, stories: stories, quiet: quiet, now: now, log: log}
	h.begin(ctx, tidyEvery, true, func(ctx context.Context) {
		select {
		case <-stories.Sound(): // nothing is moved that was not seen to be whole
		case <-ctx.Done():
			return
		}
		if err := h.tidy(ctx); err != nil && ctx.Err() == nil {
			log.Warn().Err(err).Str("worker", "housekeeper").Msg("not all was archived; it is tried again in a minute")
		}
	})
	return h
}

// tidy archives what may go, and takes out of the journal what was archived
// and every worker has read. A story that cannot be archived holds up no other.
func (h *Housekeeper) tidy(ctx context.Context) error {
	archived := 0
	var failed []error
	for _, story := range h.stories.Open() {
		if archived == tidyMost {
			break
		}
		if !story.Archivable(h.now(), h.quiet) {
			continue
		}
		ev, err := h.journal.Archive(ctx, story)
		if pipeline.KindOf(err) == pipeline.Conflict {
			continue // something happened to it
		}
		if err != nil {
			failed = append(failed, err)
			if ctx.Err() != nil {
				break
			}
			continue
		}
		archived++
		if err := h.stories.WaitFor(ctx, ev.Sequence); err != nil {
			return err
		}
	}
	purged := 0
	for id, archive := range h.stories.Left() {
		done, err := h.journal.Purge(ctx, id, archive)
		if err != nil {
			return err
		}
		if !done {
			break // a worker is behind: next time
		}
		h.stories.Purged(id, archive)
		purged++
	}
	if purged > 0 { // a snapshot from before that is of no use
		failed = append(failed, h.stories.Save(ctx))
	}
	if archived+purged > 0 {
		h.log.Info().Str("worker", "housekeeper").Int("archived", archived).Int("purged", purged).Msg("tidied")
	}
	return errors.Join(failed...)
}
