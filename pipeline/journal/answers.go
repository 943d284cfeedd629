package journal

import (
	"context"
	"errors"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// silence is how long a copy may be without a word while its leader still
// counts on it: a leader with nothing to store says so every one to two
// seconds.
const silence = 3 * time.Second

// Answers asks on a connection whether the record can be written there: its
// leader answers, and has heard of late from a majority of the copies. A leader
// that was cut off believes for ten to twenty seconds that it leads; what it
// knows of the others tells sooner. The error is pipeline.Unavailable when there
// is no majority, and else that of the question. No journal yet is no fault.
func Answers(ctx context.Context, nc *nats.Conn) error {
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	s, err := js.Stream(ctx, streamEvents)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if !majority(s.CachedInfo().Cluster) {
		return pipeline.Errorf(pipeline.Unavailable, "the journal has no majority of its copies on this side")
	}
	return nil
}

// majority reports whether the one who answers leads, with more than half of
// the copies at hand.
func majority(c *jetstream.ClusterInfo) bool {
	if c == nil {
		return true // a single server
	}
	there := 1
	for _, r := range c.Replicas {
		if r.Active < silence {
			there++
		}
	}
	return c.Leader != "" && 2*there > len(c.Replicas)+1
}
