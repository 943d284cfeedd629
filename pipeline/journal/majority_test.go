package journal

import (
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// TestMajority: a leader that has heard from too few copies of late is cut off,
// whatever it believes.
func TestMajority(t *testing.T) {
	t.Parallel()
	heard := func(leader string, ago ...time.Duration) *jetstream.ClusterInfo {
		c := &jetstream.ClusterInfo{Leader: leader}
		for _, d := range ago {
			c.Replicas = append(c.Replicas, &jetstream.PeerInfo{Active: d, Current: true})
		}
		return c
	}
	for _, c := range []struct {
		name string
		info *jetstream.ClusterInfo
		want bool
	}{
		{"a single server", nil, true},
		{"one copy in a cluster", heard("n1"), true},
		{"three copies", heard("n1", 2*time.Second, 0), true},
		{"one of three is away", heard("n1", time.Hour, time.Second), true},
		{"cut off", heard("n1", 4*time.Second, 3*time.Second), false},
		{"two of five are away", heard("n1", time.Hour, time.Hour, 0, 0), true},
		{"three of five are away", heard("n1", time.Hour, time.Hour, time.Hour, 0), false},
		{"no leader", heard("", 0, 0, 0), false},
	} {
		if got := majority(c.info); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
