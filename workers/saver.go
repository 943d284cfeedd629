package workers

import (
	"context"
	"sync"
	"time"

	"github.com/rs/zerolog"
)

// Saved is what a Saver saves.
type Saved interface {
	Save(ctx context.Context) error
}

// Saver writes the snapshot from which the next start goes on, now and then and
// when it is stopped. A snapshot that is not written costs time and nothing
// else, so a failure is told and no more.
type Saver struct {
	stories Saved
	log     zerolog.Logger
	end     chan struct{}
	running sync.WaitGroup
}

// SaveEvery is how old a snapshot grows while something happens.
const SaveEvery = 5 * time.Minute

// StartSaver starts one; Stop ends it.
func StartSaver(ctx context.Context, stories Saved, every time.Duration, log zerolog.Logger) *Saver {
	s := &Saver{stories: stories, log: log, end: make(chan struct{})}
	ctx = context.WithoutCancel(ctx)
	s.running.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-s.end:
				s.save(ctx)
				return
			case <-tick.C:
				s.save(ctx)
			}
		}
	})
	return s
}

func (s *Saver) save(ctx context.Context) {
	if err := s.stories.Save(ctx); err != nil {
		s.log.Warn().Err(err).Str("worker", "saver").Msg("the next start takes longer")
	}
}

// Stop saves once more and returns when no goroutine is left.
func (s *Saver) Stop() {
	close(s.end)
	s.running.Wait()
}
