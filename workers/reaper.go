package workers

import (
	"context"
	"fmt"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
)

// Leases tells when the lease of a claim ends, heartbeats included.
type Leases interface {
	Until(ctx context.Context, story pipeline.StoryID, t pipeline.Task) (time.Time, error)
}

// Reaper does what time brings: it gives back tasks whose lease ended without a
// heartbeat, lets those call louder that nobody takes, and sends on stories
// whose embargo ended. Every node may run one: the appends are conditional, so
// one wins, and a save or a claim in between beats them all.
type Reaper struct {
	journal *journal.Journal
	stories *journal.Stories
	leases  Leases
	budgets pipeline.Budgets
	now     func() time.Time
	log     zerolog.Logger
	begun   time.Time // or when the clock leapt last
	seen    time.Time // on the clock, when it was last looked at
	rounds
}

const reapEvery = 250 * time.Millisecond

// StartReaper starts one; Stop ends it. budgets may be nil: then nothing
// escalates.
func StartReaper(ctx context.Context, j *journal.Journal, stories *journal.Stories, leases Leases, budgets pipeline.Budgets, now func() time.Time, log zerolog.Logger) *Reaper {
	r := &Reaper{journal: j, stories: stories, leases: leases, budgets: budgets, now: now, log: log, begun: now()}
	r.begin(ctx, reapEvery, false, r.reap)
	return r
}

// reap looks at every task once.
func (r *Reaper) reap(ctx context.Context) {
	r.clock() // also while nobody holds a task: that is no leap
	for _, story := range r.stories.Open() {
		if err := r.lift(ctx, story); err != nil && ctx.Err() == nil {
			r.log.Warn().Err(err).Str("story", string(story.ID)).Msg("embargo not ended")
		}
		for _, t := range story.Tasks {
			if err := r.escalate(ctx, story, t); err != nil && ctx.Err() == nil {
				r.log.Warn().Err(err).Str("story", string(story.ID)).Str("task", string(t.ID)).Msg("not escalated")
			}
			if t.State != pipeline.TaskHeld || !r.over(t.Claim, t.Claim.Until, r.clock()) {
				continue
			}
			if err := r.expire(ctx, story, t); err != nil && ctx.Err() == nil {
				r.log.Warn().Err(err).Str("story", string(story.ID)).Str("task", string(t.ID)).Msg("lease not ended")
			}
		}
	}
}

// over reports whether a lease that ends at until is over by now. After a start the
// holders get the time of one heartbeat to renew, because nobody could while
// the server was away.
func (r *Reaper) over(c pipeline.Claim, until, now time.Time) bool {
	heartbeat := c.Lease / 3
	return now.After(until) && now.After(r.begun.Add(heartbeat))
}

func (r *Reaper) expire(ctx context.Context, story pipeline.Story, t pipeline.Task) error {
	now := r.clock() // before the heartbeat is read: one that is stored in time is then seen
	until, err := r.leases.Until(ctx, story.ID, t)
	if err != nil || !r.over(t.Claim, until, now) {
		return err
	}
	id := pipeline.DerivedID(string(story.ID), string(t.ID), string(pipeline.KindTaskExpired), t.Claim.String())
	stored, err := r.append(ctx, t.Head, id, story.ID, t.ID, pipeline.TaskExpired{Claim: t.Claim.Token})
	if err != nil {
		return fmt.Errorf("expire %s: %w", t.ID, err)
	}
	if stored == 0 {
		return nil // a save, a release or another reaper was first
	}
	r.log.Info().Str("worker", "reaper").Str("outcome", "expired").Str("story", string(story.ID)).Str("task", string(t.ID)).Msg("work")
	return r.stories.WaitFor(ctx, stored)
}

// append stores what the reaper says, of a story or of a task of it, and returns
// its sequence, or 0 when something else came first: the next look decides.
func (r *Reaper) append(ctx context.Context, head pipeline.Head, id string, story pipeline.StoryID, task pipeline.TaskID, fact pipeline.Fact) (uint64, error) {
	ev, err := pipeline.NewEvent(pipeline.EventID(id), story, "worker:reaper", fact)
	if err != nil {
		return 0, err
	}
	stored, err := r.journal.Append(ctx, head, ev.For(task))
	if err != nil && pipeline.KindOf(err) == pipeline.Conflict {
		return 0, nil
	}
	return stored.Sequence, err
}
