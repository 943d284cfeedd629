package journal_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// TestRecheck tampers with each event behind a snapshot: either the snapshot is
// not used, and the start finds it, or it is found by what reads on behind the
// start. Without damage nothing is found.
func TestRecheck(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	events := record(t, dir)
	_, nc := pipelinetest.ServerOn(t, dir)
	r := room{
		nc: nc, heads: filepath.Join(dir, "heads"), now: pipelinetest.Noon,
		snapshot: journal.Snapshot{Path: filepath.Join(dir, "snapshot"), Program: "v1"},
	}
	s := r.begin(t)
	save(t, s.journal, s.stories)
	s.stop()
	original := messages(t, nc, events)
	for _, tt := range []struct {
		name string
		at   string // how a start that takes the snapshot learns of it
		do   func(msgs []*nats.Msg, i int)
	}{
		{"as it was", "", func([]*nats.Msg, int) {}},
		{"removed", "start", func(msgs []*nats.Msg, i int) { msgs[i] = nil }},
		{"changed", "recheck", func(msgs []*nats.Msg, i int) {
			msgs[i].Data = bytes.Replace(msgs[i].Data, []byte(`2020-10-15T12`), []byte(`2020-10-15T13`), 1)
		}},
		{"made no event", "recheck", func(msgs []*nats.Msg, i int) { msgs[i].Data = msgs[i].Data[1:] }},
		{"replaced by a copy of the first", "recheck", func(msgs []*nats.Msg, i int) {
			if i > 0 {
				copied := *msgs[0]
				msgs[i] = &copied
			} else {
				msgs[i].Data = msgs[i].Data[1:]
			}
		}},
	} {
		for i := range original {
			if i%3 != 0 && i != len(original)-1 {
				continue
			}
			msgs := slices.Clone(original)
			one := *original[i]
			msgs[i] = &one
			tt.do(msgs, i)
			rewrite(t, nc, msgs)
			resign(t, nc, r.snapshot.Path)
			heads, err := os.ReadFile(r.heads)
			if err != nil {
				t.Fatal(err)
			}
			s := r.begin(t)
			upTo, doubt := s.stories.Resumed()
			broken, err := s.stories.Recheck(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			s.stop()
			found := ""
			switch {
			case len(s.broken) > 0:
				found = "start"
			case len(broken) > 0:
				found = "recheck"
			}
			if found != tt.at || (upTo > 0) != (tt.at != "start") {
				t.Errorf("event %d %s: found by %q, want %q; it goes on after %d: %v", i+1, tt.name, found, tt.at, upTo, doubt)
			}
			select {
			case <-s.stories.Sound():
				if found == "recheck" {
					t.Errorf("event %d %s: it is said to be sound", i+1, tt.name)
				}
			default:
				if found == "" {
					t.Errorf("event %d %s: it is not said to be sound", i+1, tt.name)
				}
			}
			if err := os.WriteFile(r.heads, heads, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// resign makes the snapshot one of the stream that is there now.
func resign(t *testing.T, nc *nats.Conn, path string) {
	t.Helper()
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	s, err := js.Stream(t.Context(), "TOVMACH_EVENTS")
	if err != nil {
		t.Fatal(err)
	}
	created := regexp.MustCompile(`"created":"[^"]*"`)
	sign(t, path, func(text string) string {
		return created.ReplaceAllString(text, `"created":"`+s.CachedInfo().Created.Format(time.RFC3339Nano)+`"`)
	})
}
