package api

import (
	"context"
	"sync"

	"github.com/tovmach/tovmach/pipeline"
)

// turns let the acts by which one person gets tasks come one after the other, so
// that two claims at once do not both see room for one more. It holds for the
// requests of this process; across several, each lets a person have their
// number, and the journal's conditions still give a task to one person alone.
type turns struct {
	mu sync.Mutex
	of map[pipeline.UserID]chan struct{}
}

// take waits for the person's turn; done ends it. The error is
// pipeline.Unavailable when it does not come in time.
func (t *turns) take(ctx context.Context, who pipeline.UserID) (done func(), err error) {
	t.mu.Lock()
	if t.of == nil {
		t.of = map[pipeline.UserID]chan struct{}{}
	}
	turn, ok := t.of[who]
	if !ok {
		turn = make(chan struct{}, 1)
		t.of[who] = turn
	}
	t.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case turn <- struct{}{}:
		return func() { <-turn }, nil
	case <-ctx.Done():
		return nil, pipeline.Errorf(pipeline.Unavailable, "an earlier request of %s is still under way", who).
			WithHint("do the same again in a moment")
	}
}
