package workers

import (
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// TestClockLeaps sets the reaper's clock. Times are from Noon, when the claim
// began; its lease is 30 minutes, a heartbeat 10.
func TestClockLeaps(t *testing.T) {
	t.Parallel()
	const hours = 5 * time.Hour
	for _, tt := range []struct {
		name  string
		looks []look
		want  pipeline.TaskState
	}{
		{"it runs on quietly", []look{{lease - 2*time.Second, 0}, {lease + 2*time.Second, 0}}, pipeline.TaskOpen},
		{"hours forward: the claim holds", []look{{time.Minute, 0}, {hours, 0}}, pipeline.TaskHeld},
		{"and is renewed in time", []look{{time.Minute, 0}, {hours, 0}, {hours + lease/3 - time.Second, hours + lease}, {hours + lease/3 + time.Second, 0}}, pipeline.TaskHeld},
		{"or not, and is over after one heartbeat", append([]look{{time.Minute, 0}}, every(hours, lease/3+8*time.Second)...), pipeline.TaskOpen},
		{"forward and back again", []look{{time.Minute, 0}, {hours, 0}, {time.Minute + time.Second, 0}}, pipeline.TaskHeld},
		{"hours back: the claim holds", []look{{time.Minute, 0}, {-hours, 0}}, pipeline.TaskHeld},
		{"and an expiry is not held up by it", append([]look{{time.Minute, 0}, {-hours, 0}, {lease - 8*time.Second, 0}}, every(lease-4*time.Second, lease/3+8*time.Second)...), pipeline.TaskOpen},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			n, claim := claimed(t)
			heartbeats := leases{}
			var now time.Time
			r := n.reaper(heartbeats, 0)
			r.now = func() time.Time { return now }
			for _, l := range tt.looks {
				now = pipelinetest.Noon().Add(l.at)
				if l.renewed > 0 {
					heartbeats[claim.Sequence] = pipelinetest.Noon().Add(l.renewed)
				}
				r.reap(t.Context())
			}
			if task, _ := n.story().Task("t1"); task.State != tt.want {
				t.Errorf("the task is %s, want %s", task.State, tt.want)
			}
		})
	}
}

// TestClockWithoutClaims: time in which nobody held a task is no leap.
func TestClockWithoutClaims(t *testing.T) {
	t.Parallel()
	n := open(t)
	n.submit("s1")
	now := pipelinetest.Noon()
	r := n.reaper(leases{}, 0)
	r.now = func() time.Time { return now }
	r.clock() // for a task that was held
	for _, l := range every(0, time.Minute) {
		now = pipelinetest.Noon().Add(l.at)
		r.reap(t.Context())
	}
	r.clock()
	if !r.begun.Equal(pipelinetest.Noon()) {
		t.Errorf("the clock leapt at %s while nobody held a task", r.begun)
	}
}

// look is one of the reaper's: when, and the end of the lease that a heartbeat
// named before it; 0 for none.
type look struct{ at, renewed time.Duration }

// every returns looks every four seconds from one time on, for that long.
func every(from, length time.Duration) []look {
	var out []look
	for d := time.Duration(0); d <= length; d += 4 * time.Second {
		out = append(out, look{from + d, 0})
	}
	return out
}
