package workers

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
)

// park puts the entry aside and tells the story, so that people see it.
func (r *Runner) park(ctx context.Context, w Worker, e journal.Entry, cause error) error {
	reason := publicReason(cause)
	if e.Event.Story != "" {
		fact, err := pipeline.Follow(e.Event, w.Name(), fmt.Sprint(w.Name(), e.Sequence),
			pipeline.EntryParked{Worker: w.Name(), Sequence: e.Sequence, Reason: reason, Tries: e.Tries})
		if err != nil {
			return err
		}
		if err := r.tell(ctx, e.Sequence, fact); err != nil {
			return errors.Join(err, e.Later(time.Second))
		}
	}
	return r.journal.Park(ctx, w.Name(), e, reason)
}

// tell appends one event of a story's own aggregate, whatever else happens to
// the story meanwhile.
func (r *Runner) tell(ctx context.Context, seen uint64, ev pipeline.Event) error {
	for {
		if err := r.stories.WaitFor(ctx, seen); err != nil {
			return err
		}
		story, ok := r.stories.Story(ev.Story)
		if !ok {
			return nil
		}
		err := r.append(ctx, story, []pipeline.Event{ev})
		if !errors.Is(err, journal.ErrConflict) {
			return err
		}
		if seen, err = r.journal.Last(ctx); err != nil {
			return err
		}
	}
}
