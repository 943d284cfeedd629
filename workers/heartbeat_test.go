package workers

import (
	"context"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// slowLeases are heartbeats that take their time to be read: meanwhile the
// clock passes the end that they tell.
type slowLeases struct {
	until time.Time
	clock *time.Time
}

func (l slowLeases) Until(context.Context, pipeline.StoryID, pipeline.Task) (time.Time, error) {
	*l.clock = l.until.Add(time.Second)
	return l.until, nil
}

// TestHeartbeatWhileRead: a heartbeat that came before the lease's end counts,
// also when the reaper was just reading the one before it.
func TestHeartbeatWhileRead(t *testing.T) {
	t.Parallel()
	n, _ := claimed(t)
	clock := pipelinetest.Noon().Add(lease + time.Second) // the claim's own end is over
	r := &Reaper{
		journal: n.journal, stories: n.stories, leases: slowLeases{pipelinetest.Noon().Add(2 * lease), &clock},
		log: zerolog.Nop(), begun: pipelinetest.Noon(), now: func() time.Time { return clock },
	}
	r.reap(t.Context())
	if task, _ := n.story().Task("t1"); task.State != pipeline.TaskHeld {
		t.Errorf("the task is %s: a heartbeat that was answered in time came to nothing", task.State)
	}
}
