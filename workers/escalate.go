package workers

import (
	"context"
	"fmt"
	"strconv"

	"github.com/tovmach/tovmach/pipeline"
)

// escalate lets a task that nobody took in its time call louder. The event's id
// derives from the opening and the level, and a claim in between beats it, so
// that of the reapers of many nodes one says each level once.
func (r *Reaper) escalate(ctx context.Context, story pipeline.Story, t pipeline.Task) error {
	fact, due := story.EscalateTask(t, r.budgets, r.now())
	if !due {
		return nil
	}
	id := pipeline.DerivedID(string(story.ID), string(t.ID), string(fact.Kind()),
		strconv.FormatUint(fact.Opened, 10), strconv.Itoa(int(fact.Level)))
	stored, err := r.append(ctx, t.Head, id, story.ID, t.ID, fact)
	if err != nil {
		return fmt.Errorf("escalate %s: %w", t.ID, err)
	}
	if stored == 0 {
		return nil // it was claimed, or another reaper was first
	}
	r.log.Info().Str("worker", "reaper").Str("outcome", "escalated").Int("level", int(fact.Level)).
		Str("story", string(story.ID)).Str("task", string(t.ID)).Msg("work")
	return r.stories.WaitFor(ctx, stored)
}
