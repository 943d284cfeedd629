package workers

import (
	"context"
	"strconv"

	"github.com/tovmach/tovmach/pipeline"
)

// publisherName is the worker that waits for embargoes.
const publisherName = "publisher"

// lift sends a story whose embargo has ended to the publisher again, once for
// each edition. A long wait so takes no place among the entries in hand.
func (r *Reaper) lift(ctx context.Context, story pipeline.Story) error {
	if story.Embargo == nil || !story.Assembled || story.Published == story.Edition || r.now().Before(*story.Embargo) {
		return nil
	}
	id := pipeline.EventID(pipeline.DerivedID(string(story.ID), "embargo", strconv.Itoa(story.Edition)))
	if story.Has(id) {
		return nil
	}
	ev, err := pipeline.NewEvent(id, story.ID, "worker:reaper",
		pipeline.EntryRetried{Worker: publisherName, Sequence: story.AssembledAt})
	if err != nil {
		return err
	}
	stored, err := r.journal.Append(ctx, story.Head, ev)
	if pipeline.KindOf(err) == pipeline.Conflict && err != nil {
		return nil // it moved; the next look decides
	}
	if err != nil {
		return err
	}
	return r.stories.WaitFor(ctx, stored.Sequence)
}
