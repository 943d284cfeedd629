package match

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel does the pieces of work 0 to n-1 on all cores and waits for them.
// Each worker has memory of its own. Pieces must not depend on each other, nor
// their results on who does them.
func parallel(n int, worker func() func(piece int)) {
	var next atomic.Int64
	work := func() {
		do := worker()
		for piece := int(next.Add(1)) - 1; piece < n; piece = int(next.Add(1)) - 1 {
			do(piece)
		}
	}
	var others sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
}
