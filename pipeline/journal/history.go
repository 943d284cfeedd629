package journal

import (
	"context"
	"errors"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// History returns every event of the story and of its tasks, oldest first,
// archived ones too.
func (j *Journal) History(ctx context.Context, story pipeline.Story) ([]pipeline.Event, error) {
	kept, err := j.kept(ctx, story)
	if err != nil {
		return nil, err
	}
	return j.decodeKept(ctx, kept)
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
