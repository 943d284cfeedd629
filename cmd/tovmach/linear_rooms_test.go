package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline/board"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/pipeline/pipelinetest/cluster"
	"github.com/tovmach/tovmach/pipeline/vault"
)

// faulty is a newsroom to which something happens while people work.
type faulty interface {
	begin(t *testing.T) ready
	fault(t *testing.T, d *door)
	end(t *testing.T)
	record(t *testing.T, use func(*journal.Journal)) // while it does not run
}

// hosted runs in the test's own process, where the race detector sees it, and
// is ended as with Ctrl-C, and begun again.
type hosted struct {
	dir    string
	cancel context.CancelFunc
	ended  chan struct{}
}

func (h *hosted) begin(t *testing.T) ready {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ready")
	ctx, cancel := context.WithCancel(t.Context())
	h.cancel, h.ended = cancel, make(chan struct{})
	go func() {
		defer close(h.ended)
		var log bytes.Buffer
		args := append([]string{"serve", "--data", h.dir, "--listen", "127.0.0.1:0", "--ready-file", file, "--log", "error"}, linearFlags()...)
		if code := run(ctx, args, strings.NewReader(""), io.Discard, &log); code != 0 {
			t.Errorf("serve ended with %d:\n%s", code, log.String())
		}
	}()
	r, err := awaitReady(file)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (h *hosted) end(*testing.T) {
	h.cancel()
	<-h.ended
}

func (h *hosted) fault(t *testing.T, d *door) { reopen(t, h, d) }

func (h *hosted) record(t *testing.T, use func(*journal.Journal)) { onJournal(t, h.dir, use) }

// reopen ends a newsroom and begins it on its folder.
func reopen(t *testing.T, f faulty, d *door) {
	t.Helper()
	d.shut() // for those who come; others are in the middle of a request
	f.end(t)
	d.opened(f.begin(t).URL)
}

// housed runs in a process of its own and is ended by kill -9.
type housed struct {
	dir string
	p   *process
}

func (h *housed) begin(t *testing.T) ready {
	t.Helper()
	h.p = startServer(t, h.dir, linearFlags()...)
	return h.p.ready
}

func (h *housed) end(*testing.T) { h.p.kill() }

func (h *housed) fault(t *testing.T, d *door) { reopen(t, h, d) }

func (h *housed) record(t *testing.T, use func(*journal.Journal)) { onJournal(t, h.dir, use) }

func linearFlags() []string {
	return []string{"--workers", "none", "--house", "false", "--lease", linearLease.String(), "--tasks-per-translator", "0"}
}

// clustered runs in a process of its own on a cluster, whose leader is killed.
type clustered struct {
	*cluster.Cluster

	dir string
	p   *process
}

func (c *clustered) begin(t *testing.T) ready {
	t.Helper()
	c.p = startServer(t, c.dir, append(linearFlags(), "--nats", c.URL(), "--replicas", "3")...)
	return c.p.ready
}

func (c *clustered) end(t *testing.T) {
	t.Helper()
	c.p.stop(t)
}

// fault kills the node that leads the journal, and brings it back when another
// leads. People go on asking.
func (c *clustered) fault(t *testing.T, _ *door) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*patient)
	defer cancel()
	nc := c.dial(t)
	defer nc.Close()
	leader, err := c.Leader(ctx, nc, "TOVMACH_EVENTS")
	for _, step := range []func() error{
		func() error { return err },
		func() error { return c.Kill(leader) },
		func() error { return c.Elected(ctx, (leader+1)%cluster.Size, []int{leader}, "TOVMACH_EVENTS") },
		func() error { return c.Start(leader) },
		func() error { return c.Whole(ctx, nc, "TOVMACH_EVENTS") },
	} {
		if err := step(); err != nil {
			t.Error(err)
			return
		}
	}
}

func (c *clustered) dial(t *testing.T) *natsd.Conn {
	t.Helper()
	nc, err := natsd.Dial(c.URL(), "test", natsd.Credentials{}, func(err error) { t.Logf("nats: %v", err) })
	if err != nil {
		t.Fatal(err)
	}
	return nc
}

func (c *clustered) record(t *testing.T, use func(*journal.Journal)) {
	t.Helper()
	nc := c.dial(t)
	defer nc.Close()
	openRecord(t, nc, cluster.Size, use)
}

// openRecord makes the streams with that many copies where there are none, and
// opens the journal.
func openRecord(t *testing.T, nc *natsd.Conn, replicas int, use func(*journal.Journal)) {
	t.Helper()
	for _, provision := range []error{
		journal.Provision(t.Context(), nc, replicas), board.Provision(t.Context(), nc, replicas), vault.Provision(t.Context(), nc, replicas),
	} {
		if provision != nil {
			t.Fatal(provision)
		}
	}
	v, err := vault.Open(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	j, err := journal.Open(t.Context(), nc, journal.Options{Vault: v})
	if err != nil {
		t.Fatal(err)
	}
	use(j)
}
