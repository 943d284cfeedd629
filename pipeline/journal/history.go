package journal

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// History returns every event of the story and of its tasks, oldest first,
// archived ones too.
func (j *Journal) History(ctx context.Context, story pipeline.Story) ([]pipeline.Event, error) {
	story, err := j.Unarchive(ctx, story) // a remnant does not know its tasks
	if err != nil {
		return nil, err
	}
	all, err := j.archived(ctx, story)
	if err != nil {
		return nil, err
	}
	from := uint64(1)
	if len(all) > 0 {
		from = all[len(all)-1].Sequence + 1
	}
	for _, a := range aggregates(story) {
		events, err := j.all(ctx, a, from)
		if err != nil {
			return nil, err
		}
		all = append(all, events...)
	}
	slices.SortFunc(all, func(a, b pipeline.Event) int { return cmp.Compare(a.Sequence, b.Sequence) })
	return all, nil
}

// aggregates returns the story itself and its tasks.
func aggregates(story pipeline.Story) []Aggregate {
	out := []Aggregate{{Story: story.ID}}
	for _, t := range story.Tasks {
		out = append(out, Aggregate{Story: story.ID, Task: t.ID})
	}
	return out
}

// all returns every event of the aggregate from a sequence on, oldest first.
func (j *Journal) all(ctx context.Context, a Aggregate, from uint64) ([]pipeline.Event, error) {
	var all []pipeline.Event
	for {
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
