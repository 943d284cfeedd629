package journal

import (
	"cmp"
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
		aggregates = append(aggregates, Aggregate{Story: story.ID, Task: t.ID})
	}
	var all []pipeline.Event
	for _, a := range aggregates {
		events, err := j.all(ctx, a)
		if err != nil {
			return nil, err
		}
		all = append(all, events...)
	}
	slices.SortFunc(all, func(a, b pipeline.Event) int { return cmp.Compare(a.Sequence, b.Sequence) })
	return all, nil
}

// all returns every event of the aggregate, oldest first.
func (j *Journal) all(ctx context.Context, a Aggregate) ([]pipeline.Event, error) {
	var all []pipeline.Event
	for from := uint64(1); ; {
		ev, err := j.next(ctx, a.filter(), from)
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		all = append(all, ev)
		from = ev.Sequence + 1
	}
}
