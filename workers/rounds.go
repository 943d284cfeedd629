package workers

import (
	"context"
	"sync"
	"time"
)

// rounds is what a member of the staff does again and again, until Stop.
type rounds struct {
	end     context.CancelFunc
	running sync.WaitGroup
}

// begin does the work every so often; the first time at once, or after the
// first wait.
func (r *rounds) begin(ctx context.Context, every time.Duration, atOnce bool, work func(context.Context)) {
	ctx, r.end = context.WithCancel(context.WithoutCancel(ctx))
	r.running.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		if atOnce {
			work(ctx)
		}
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				work(ctx)
			}
		}
	})
}

// Stop returns when no goroutine is left.
func (r *rounds) Stop() {
	r.end()
	r.running.Wait()
}
