package journal_test

import (
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

func count(t testing.TB, nc *nats.Conn, stream string) uint64 {
	t.Helper()
	return info(t, nc, stream).State.Msgs
}

func info(t testing.TB, nc *nats.Conn, stream string) *jetstream.StreamInfo {
	t.Helper()
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	s, err := js.Stream(t.Context(), stream)
	if err != nil {
		t.Fatal(err)
	}
	return s.CachedInfo()
}

// TestProvision: the settings on which the rules of nats.md rest.
func TestProvision(t *testing.T) {
	t.Parallel()
	_, nc := pipelinetest.Server(t)
	c := info(t, nc, "TOVMACH_EVENTS").Config
	if c.AllowRollup || c.AllowMsgTTL || c.AllowMsgSchedules || c.AllowDirect || c.DenyPurge || !c.DenyDelete || !c.AllowAtomicPublish {
		t.Errorf("headers are powers, and here they have them: %+v", c)
	}
	if c.MaxAge != 0 || c.MaxBytes > 0 || c.MaxMsgs > 0 || c.Storage != jetstream.FileStorage || c.Compression != jetstream.S2Compression {
		t.Errorf("the record may lose something: %+v", c)
	}
	// A program of the same age changes nothing.
	j, err := journal.Open(t.Context(), nc, journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	stored(t, j, pipeline.Head{}, parked(t, "e1", "s1"))
	if err := journal.Provision(t.Context(), nc, 1); err != nil {
		t.Fatal(err)
	}
	if n := count(t, nc, "TOVMACH_EVENTS"); n != 1 {
		t.Errorf("%d events after provisioning again, want 1", n)
	}
	// A subject out of form finds no stream.
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	for _, subject := range []string{"tovmach.story.s1", "tovmach.story.s1.a.b", "tovmach.task.s1.t1", "tovmach.task.s1.t1.a.b"} {
		if _, err := js.Publish(t.Context(), subject, nil, jetstream.WithRetryAttempts(0)); err == nil {
			t.Errorf("%s is stored", subject)
		}
	}
}

func TestNewerSchema(t *testing.T) {
	t.Parallel()
	_, nc := pipelinetest.Server(t)
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	c := info(t, nc, "TOVMACH_EVENTS").Config
	if c.Metadata["tovmach.schema"] != "1" {
		t.Errorf("the schema is %q", c.Metadata["tovmach.schema"])
	}
	c.Metadata["tovmach.schema"] = "2"
	if _, err := js.UpdateStream(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if _, err := journal.Open(t.Context(), nc, journal.Options{}); pipeline.KindOf(err) != pipeline.Unavailable {
		t.Errorf("opened: %v", err)
	}
	if err := journal.Provision(t.Context(), nc, 1); pipeline.KindOf(err) != pipeline.Unavailable {
		t.Errorf("provisioned: %v", err)
	}
	if got := info(t, nc, "TOVMACH_EVENTS").Config.Metadata["tovmach.schema"]; got != "2" {
		t.Errorf("the newer schema was overwritten by %q", got)
	}
}

func TestOpenNothing(t *testing.T) {
	t.Parallel()
	server, err := natsd.Start(t.Context(), t.TempDir(), natsd.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := server.Shutdown(); err != nil {
			t.Error(err)
		}
	}()
	nc, err := server.Connect("test")
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	if _, err := journal.Open(t.Context(), nc, journal.Options{}); pipeline.KindOf(err) != pipeline.Unavailable {
		t.Errorf("%v, want it unavailable", err)
	}
}
