// Package workers is the newsroom's staff: the contract every worker keeps,
// and the runner that hosts workers on the journal. Each worker is a package
// below this one, named for whoever would do the job.
package workers

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// A Worker answers what happened to a story with what happens next.
// Work must be safe to repeat: the same story and event give the same events.
type Worker interface {
	Name() string           // durable consumer name; a literal, never renamed
	Kinds() []pipeline.Kind // the events it listens for
	Work(ctx context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error)
}

// Events that come together with an error are stored first. What an answer
// means:
//
//	nil          appended and acknowledged
//	Snooze(d)    come back after d; not counted as a failure
//	Reject(err)  park the entry with a reason that a person can read
//	other errors back off and, after maxFailures, park; a pipeline.Error whose
//	             kind cannot be mended by trying again parks at once

type snooze struct{ d time.Duration }

func (s snooze) Error() string { return fmt.Sprintf("snoozed for %s", s.d) }

// Snooze asks for the entry again after d.
func Snooze(d time.Duration) error { return snooze{d} }

type reject struct{ err error }

func (r reject) Error() string { return r.err.Error() }
func (r reject) Unwrap() error { return r.err }

// Reject parks the entry: no try will mend it.
func Reject(err error) error { return reject{err} }

// outcome is what becomes of an entry after Work.
type outcome string

const (
	done    outcome = "done"
	snoozed outcome = "snoozed"
	retried outcome = "retried"
	parked  outcome = "parked"
)

const (
	maxFailures   = 8  // then an entry is parked
	maxDeliveries = 50 // an entry given out so often kills its worker each time
)

// judge decides what becomes of an entry whose Work ended with err, having
// failed failures times before.
func judge(err error, failures int) (outcome, time.Duration) {
	if err == nil {
		return done, 0
	}
	if s, ok := errors.AsType[snooze](err); ok {
		return snoozed, s.d
	}
	if _, ok := errors.AsType[reject](err); ok {
		return parked, 0
	}
	if !pipeline.KindOf(err).Retry() || failures+1 >= maxFailures {
		return parked, 0
	}
	return retried, min(time.Second<<failures, 5*time.Minute)
}
