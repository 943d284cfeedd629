package journal

import (
	"context"
	"errors"
	"slices"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// History returns every event of the story and of its tasks, oldest first.
func (j *Journal) History(ctx context.Context, story pipeline.Story) ([]pipeline.Event, error) {
	aggregates := []Aggregate{{Story: story.ID}}
	for _, t := range story.Tasks {
		aggregates = append(aggregates, Aggregate{story.ID, t.ID})
	}
	var all []pipeline.Event
	for _, a := range aggregates {
		for from := uint64(1); ; {
			ev, err := j.next(ctx, a.filter(), from)
			if errors.Is(err, jetstream.ErrMsgNotFound) {
				break
			}
			if err != nil {
				return nil, err
			}
			all = append(all, ev)
			from = ev.Sequence + 1
		}
	}
	slices.SortFunc(all, func(a, b pipeline.Event) int { return int(a.Sequence) - int(b.Sequence) })
	return all, nil
}
