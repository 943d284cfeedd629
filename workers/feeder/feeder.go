// Package feeder brings in what a newsroom's own sites publish: it looks at
// their feeds every so often and submits each new item as a story, once for
// ever. `tovmach serve` runs it for the feeds that its configuration names.
//
// What it knows of a feed (the conditions of the last answer, the items seen)
// it keeps outside, so that a restart neither fetches nor submits again. When
// that is lost, nothing is submitted twice all the same: the id of a story
// follows from the feed's site and the item.
package feeder

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
)

// A Feed is one feed of a site that belongs to a desk.
type Feed struct {
	URL   string
	Desk  pipeline.DeskID
	Every time.Duration // between two looks
}

// Fetcher reads what lies under an address. Its errors are those of package
// outbound; a page may come with one, to tell what the server said.
type Fetcher interface {
	Fetch(ctx context.Context, v pipeline.Visit) (pipeline.Page, error)
}

// Newsroom takes in what the feeds bring. The Key of a submission is the same
// for the same item, whenever it comes.
type Newsroom interface {
	// Submit enters a story. One that is there already, by its Key, is no error
	// and stays as it is.
	Submit(ctx context.Context, s pipeline.Submission) (pipeline.StoryID, error)
	// Revise is told of an item that changed after it was submitted, with what
	// it is now.
	Revise(ctx context.Context, s pipeline.Submission) error
}

// Notebook keeps what is known of each feed across restarts.
type Notebook interface {
	// Note returns what was kept under a key, nil when nothing was.
	Note(ctx context.Context, key string) ([]byte, error)
	Keep(ctx context.Context, key string, note []byte) error
}

// Feeder looks at feeds until it is stopped.
type Feeder struct {
	fetch    Fetcher
	newsroom Newsroom
	notebook Notebook
	now      func() time.Time
	log      zerolog.Logger

	end     context.CancelFunc
	running sync.WaitGroup
}

// New returns a Feeder, which does nothing before Start.
func New(fetch Fetcher, newsroom Newsroom, notebook Notebook, now func() time.Time, log zerolog.Logger) *Feeder {
	return &Feeder{fetch: fetch, newsroom: newsroom, notebook: notebook, now: now, log: log.With().Str("worker", "feeder").Logger()}
}

// Start begins to look at the feeds, each on its own, so that a site that is
// slow holds up no other. Stop ends it.
func (f *Feeder) Start(ctx context.Context, feeds ...Feed) {
	ctx, f.end = context.WithCancel(context.WithoutCancel(ctx))
	for _, feed := range feeds {
		f.running.Go(func() { f.follow(ctx, feed) })
	}
}

// Stop returns when no goroutine is left.
func (f *Feeder) Stop() {
	f.end()
	f.running.Wait()
}

// follow looks at a feed again and again. After a start it waits for the time
// when it would have looked, had it gone on.
func (f *Feeder) follow(ctx context.Context, feed Feed) {
	wait := f.due(ctx, feed)
	for {
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
			wait = f.Poll(ctx, feed)
		}
	}
}

func (f *Feeder) due(ctx context.Context, feed Feed) time.Duration {
	known, err := f.recall(ctx, feed)
	if err != nil || known.Looked.IsZero() {
		return 0
	}
	return min(max(known.Looked.Add(feed.Every).Sub(f.now()), 0), feed.Every)
}

const (
	longestWait = 6 * time.Hour // between two looks at a feed that fails
	longestAsk  = 24 * time.Hour
)

// pause is how long to wait for the next look: the feed's time, doubled for
// each failure in a row, as long as the server asks for, and up to a tenth
// more, so that many feeds do not come at once.
func pause(every time.Duration, failures int, asked time.Duration) time.Duration {
	wait := every
	if failures > 0 {
		wait = max(every, min(every<<min(failures, 10), longestWait))
	}
	wait = max(wait, min(asked, longestAsk))
	return wait + rand.N(wait/10+1)
}
