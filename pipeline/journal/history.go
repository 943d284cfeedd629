package journal

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

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
	kept, err := j.under(ctx, a.filter(), 0)
	if err != nil {
		return nil, err
	}
	return j.decodeKept(ctx, kept)
}

// under returns what is in the journal under the filter after that sequence, in
// order. The server has an index of the subjects, with the last message of each; a
// message after another it looks for block by block, and to the end of the journal
// when there is none, so that is never asked.
func (j *Journal) under(ctx context.Context, filter string, after uint64) ([]keptEvent, error) {
	info, err := j.stream.Info(ctx, jetstream.WithSubjectFilter(filter))
	if err != nil {
		return nil, fmt.Errorf("read journal: %w", err)
	}
	var all []keptEvent
	for subject, count := range info.State.Subjects {
		some, err := j.of(ctx, subject, after, count)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b keptEvent) int { return cmp.Compare(a.sequence, b.sequence) })
	return all, nil
}

// of returns what is under one subject, which has so many messages. What is purged
// meanwhile is left out.
func (j *Journal) of(ctx context.Context, subject string, after, count uint64) ([]keptEvent, error) {
	last, err := j.stream.GetLastMsgForSubject(ctx, subject)
	var all []keptEvent
	for from := after + 1; err == nil && count > 1 && from < last.Sequence; {
		var raw *jetstream.RawStreamMsg
		if raw, err = j.stream.GetMsg(ctx, from, jetstream.WithGetMsgSubject(subject)); err != nil || raw.Sequence >= last.Sequence {
			break
		}
		all = append(all, keptEvent{raw.Sequence, raw.Data})
		from = raw.Sequence + 1
	}
	switch {
	case errors.Is(err, jetstream.ErrMsgNotFound):
		return all, nil
	case err != nil:
		return nil, fmt.Errorf("read journal: %w", err)
	case last.Sequence > after:
		all = append(all, keptEvent{last.Sequence, last.Data})
	}
	return all, nil
}
