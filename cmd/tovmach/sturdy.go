package main

import (
	"context"
	"sync"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
)

// sturdy is the journal of a server that may run out of disk: an embedded
// store that could not write answers no append, so people are told at once.
type sturdy struct {
	*journal.Journal
	frozen <-chan struct{}
}

// Append is that of the journal; it is pipeline.Unavailable when the store can
// write no more.
func (s sturdy) Append(ctx context.Context, head pipeline.Head, ev pipeline.Event) (pipeline.Event, error) {
	select {
	case <-s.frozen:
		return pipeline.Event{}, noRoom()
	default:
	}
	ctx, cancel := context.WithCancel(ctx)
	frozen := false
	var watching sync.WaitGroup
	watching.Go(func() {
		select {
		case <-s.frozen:
			frozen = true
			cancel()
		case <-ctx.Done():
		}
	})
	stored, err := s.Journal.Append(ctx, head, ev)
	cancel()
	watching.Wait()
	if err != nil && frozen {
		return pipeline.Event{}, noRoom()
	}
	return stored, err
}

func noRoom() error {
	return pipeline.Errorf(pipeline.Unavailable, "the server's disk has no room or is failing: nothing more is stored").
		WithHint("what was confirmed stands; make room, start `tovmach serve` again, and do the last step again")
}
