package workers_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/workers"
)

type savings struct {
	count int
	err   error
}

func (s *savings) Save(context.Context) error {
	s.count++
	return s.err
}

// TestSaver: it saves at its intervals and when it is stopped; a failure is told
// and ends nothing.
func TestSaver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		s := &savings{err: errors.New("the disk is full")}
		saver := workers.StartSaver(t.Context(), s, time.Minute, zerolog.New(&log))
		<-time.After(150 * time.Second) // of the bubble's clock
		synctest.Wait()
		if s.count != 2 {
			t.Errorf("after 150 s it saved %d times", s.count)
		}
		saver.Stop()
		if s.count != 3 || strings.Count(log.String(), "the disk is full") != 3 {
			t.Errorf("stopped, it saved %d times and told %s", s.count, log.String())
		}
	})
}
