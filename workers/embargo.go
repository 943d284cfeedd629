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
	id := pipeline.DerivedID(string(story.ID), "embargo", strconv.Itoa(story.Edition))
	if story.Has(pipeline.EventID(id)) {
		return nil
	}
	stored, err := r.append(ctx, story.Head, id, story.ID, "", pipeline.EntryRetried{Worker: publisherName, Sequence: story.AssembledAt})
	if err != nil || stored == 0 {
		return err
	}
	return r.stories.WaitFor(ctx, stored)
}
