package workers

import (
	"sync"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
)

// lanes hold the entries that a worker has in hand. A story has a lane of its
// own: its entries are worked one after another, and wait for no other story.
// The journal gives out 64 unacknowledged entries at most, so there are never
// more lanes, nor more entries in them.
type lanes struct {
	work     func(journal.Entry)
	giveBack func(journal.Entry)
	next     chan journal.Entry // for a goroutine that is done with a lane: its stack has grown
	idle     chan struct{}      // closed when nothing is in hand for good

	mu     sync.Mutex
	lane   map[pipeline.StoryID][]uint64 // sequences that wait behind the one in work
	hand   map[uint64]journal.Entry      // in work and waiting, by sequence
	closed bool

	working, beating sync.WaitGroup
}

func openLanes(work, giveBack func(journal.Entry)) *lanes {
	l := &lanes{
		work: work, giveBack: giveBack, next: make(chan journal.Entry), idle: make(chan struct{}),
		lane: map[pipeline.StoryID][]uint64{}, hand: map[uint64]journal.Entry{},
	}
	l.beating.Go(l.keepAlive)
	return l
}

// take puts the entry into the lane of its story. One that is in hand already
// was given out again, after a break in the connection or just as it was
// answered: then the newer copy counts, once the older is done.
func (l *lanes) take(e journal.Entry) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		l.giveBack(e)
		return
	}
	_, again := l.hand[e.Sequence]
	l.hand[e.Sequence] = e
	story := e.Event.Story
	waiting, busy := l.lane[story]
	switch {
	case again:
	case busy:
		l.lane[story] = append(waiting, e.Sequence)
	default:
		l.lane[story] = nil
		l.open(e)
	}
}

// open begins a lane with e.
func (l *lanes) open(e journal.Entry) {
	select {
	case l.next <- e:
	default:
		l.working.Go(func() {
			for more := true; more; e, more = <-l.next {
				l.run(e)
			}
		})
	}
}

// run works the entries of one story until none is left.
func (l *lanes) run(e journal.Entry) {
	for more := true; more; e, more = l.after(e) {
		l.work(e)
	}
}

// after is what to work on after e; without more, the lane is gone.
func (l *lanes) after(e journal.Entry) (next journal.Entry, more bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if newer := l.hand[e.Sequence]; newer.Tries > e.Tries && !l.closed {
		return newer, true
	}
	delete(l.hand, e.Sequence)
	story := e.Event.Story
	waiting := l.lane[story]
	if len(waiting) == 0 {
		delete(l.lane, story)
		return next, false
	}
	l.lane[story] = waiting[1:]
	return l.hand[waiting[0]], true
}

// close gives back what has not begun, and whatever comes still.
func (l *lanes) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	close(l.next)
	for story, waiting := range l.lane {
		for _, sequence := range waiting {
			l.giveBack(l.hand[sequence])
			delete(l.hand, sequence)
		}
		l.lane[story] = nil
	}
}

// wait returns when the work in hand is done. The lanes are closed before.
func (l *lanes) wait() {
	l.working.Wait()
	close(l.idle)
	l.beating.Wait()
}

// keepAlive asks for more time for all that is in hand, also while it waits for
// its turn; the first redelivery would come after five seconds.
func (l *lanes) keepAlive() {
	tick := time.NewTicker(1500 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-l.idle:
			return
		case <-tick.C:
			l.beat()
		}
	}
}

func (l *lanes) beat() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range l.hand {
		if e.Working() != nil {
			return // the connection is gone; the entries come back by themselves
		}
	}
}
