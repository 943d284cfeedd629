package journal_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// TestNoRoom fills the space that a server gives to JetStream: whoever appends
// is told so in words, nothing of it is stored, and it goes on when there is
// room.
func TestNoRoom(t *testing.T) {
	t.Parallel()
	s, err := server.NewServer(&server.Options{
		ServerName: "small", DontListen: true, JetStream: true, StoreDir: t.TempDir(), JetStreamMaxStore: 1 << 20, NoSigs: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	defer func() { s.Shutdown(); s.WaitForShutdown() }()
	nc, err := nats.Connect("", nats.InProcessServer(s))
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	if err := journal.Provision(t.Context(), nc, 1); err != nil {
		t.Fatal(err)
	}
	j, err := journal.Open(t.Context(), nc, journal.Options{Now: pipelinetest.Noon})
	if err != nil {
		t.Fatal(err)
	}
	ballast := make([]byte, 100<<10)
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	at, n := pipeline.Head{}, 0
	for ; n < 100; n++ {
		if n == 3 { // the rest of the space goes to another stream
			for range 20 {
				if _, err = js.Publish(t.Context(), "tovmach.stories.en.news", ballast); err != nil {
					break
				}
			}
		}
		ev := pipelinetest.Event(t, fmt.Sprintf("e%d", n), "s1", "worker:router", pipeline.EntryParked{Worker: "router", Reason: strings.Repeat("x", 60<<10)})
		var stored pipeline.Event
		if stored, err = j.Append(t.Context(), at, ev); err != nil {
			break
		}
		at = head(stored)
	}
	if pipeline.KindOf(err) != pipeline.Unavailable || err == nil || !strings.Contains(err.Error(), "no room") {
		t.Fatalf("after %d events: %v", n, err)
	}
	if last, err := j.Last(t.Context()); err != nil || last != at.Sequence {
		t.Errorf("the journal ends at %d, %v; the last that was acknowledged is %d", last, err, at.Sequence)
	}
	box, err := js.Stream(t.Context(), "TOVMACH_OUTBOX")
	if err != nil {
		t.Fatal(err)
	}
	if err := box.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Append(t.Context(), at, parked(t, "after", "s1")); err != nil {
		t.Errorf("with room again: %v", err)
	}
}
