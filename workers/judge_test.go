package workers

import (
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// TestJudge is the runner's column of the table in style.md, section 3, and
// the outcomes of nats.md, section 9.
func TestJudge(t *testing.T) {
	for _, tt := range []struct {
		name     string
		err      error
		failures int
		want     outcome
		wait     time.Duration
	}{
		{"nothing wrong", nil, 7, done, 0},
		{"snooze", Snooze(time.Minute), 0, snoozed, time.Minute},
		{"snooze after failures", fmt.Errorf("embargo: %w", Snooze(time.Minute)), maxFailures, snoozed, time.Minute},
		{"reject", Reject(io.EOF), 0, parked, 0},
		{"reject of what could be tried again", Reject(pipeline.Errorf(pipeline.Unavailable, "no")), 0, parked, 0},
		{"fault of ours", io.EOF, 0, retried, time.Second},
		{"fault of ours, second time", io.EOF, 1, retried, 2 * time.Second},
		{"fault of ours, last time", io.EOF, maxFailures - 2, retried, 64 * time.Second},
		{"fault of ours, once too often", io.EOF, maxFailures - 1, parked, 0},
		{"unavailable", pipeline.Errorf(pipeline.Unavailable, "no"), 0, retried, time.Second},
		{"conflict", pipeline.Errorf(pipeline.Conflict, "no"), 0, retried, time.Second},
		{"invalid", pipeline.Errorf(pipeline.Invalid, "no"), 0, parked, 0},
		{"not found", pipeline.Errorf(pipeline.NotFound, "no"), 0, parked, 0},
		{"denied", pipeline.Errorf(pipeline.Denied, "no"), 0, parked, 0},
		{"blocked, wrapped", fmt.Errorf("deliver: %w", pipeline.Errorf(pipeline.Blocked, "no")), 0, parked, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, wait := judge(tt.err, tt.failures); got != tt.want || wait != tt.wait {
				t.Errorf("%s after %v, want %s after %v", got, wait, tt.want, tt.wait)
			}
		})
	}
	if err := Reject(io.EOF); !errors.Is(err, io.EOF) {
		t.Error("the cause is lost")
	}
}
