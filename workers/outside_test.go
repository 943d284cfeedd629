package workers

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/pipeline/pipelinetest/cluster"
)

// outside is a nats-server of its own process, which can be killed and started
// again.
type outside struct {
	testing.TB
	exe, config, url string
	cmd              *exec.Cmd
}

func startOutside(t testing.TB) *outside {
	t.Helper()
	dir := t.TempDir()
	exe, err := cluster.Build(t.Context(), "", dir)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	o := &outside{TB: t, exe: exe, config: filepath.Join(dir, "nats.conf"), url: "nats://" + address}
	text := fmt.Sprintf("listen: %s\njetstream { store_dir: %q, sync_interval: always }\n", address, filepath.Join(dir, "store"))
	if err := os.WriteFile(o.config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	o.start()
	t.Cleanup(o.kill)
	return o
}

func (o *outside) start() {
	o.Helper()
	o.cmd = exec.Command(o.exe, "-c", o.config)
	if err := o.cmd.Start(); err != nil {
		o.Fatal(err)
	}
}

// kill is kill -9.
func (o *outside) kill() {
	if err := o.cmd.Process.Kill(); err != nil {
		o.Error(err)
	}
	_ = o.cmd.Wait() // it was killed, and says so
}

func (o *outside) restart() {
	o.Helper()
	o.kill()
	o.start()
}

// newsroom opens a journal on it, with a connection that outlives it.
func (o *outside) newsroom() *newsroom {
	o.Helper()
	nc, err := nats.Connect(o.url, nats.RetryOnFailedConnect(true), nats.MaxReconnects(-1), nats.ReconnectWait(20*time.Millisecond))
	if err != nil {
		o.Fatal(err)
	}
	o.Cleanup(nc.Close)
	js, err := jetstream.New(nc)
	if err != nil {
		o.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(o.Context(), 20*time.Second)
	defer cancel()
	for tick := time.NewTicker(20 * time.Millisecond); ; <-tick.C {
		if _, err := js.AccountInfo(ctx); err == nil {
			tick.Stop()
			break
		}
		if ctx.Err() != nil {
			o.Fatal("the server does not start")
		}
	}
	if err := journal.Provision(ctx, nc, 1); err != nil {
		o.Fatal(err)
	}
	n := &newsroom{TB: o.TB, nc: nc, grace: 20 * time.Second}
	if n.journal, err = journal.Open(ctx, nc, journal.Options{Now: pipelinetest.Noon}); err != nil {
		o.Fatal(err)
	}
	// The reading tells of every break in the connection: that is no fault here.
	stories, stop, err := n.journal.Follow(ctx, func(ev pipeline.Event, err error) {
		if ev.Sequence > 0 {
			o.Errorf("alarm at %d: %v", ev.Sequence, err)
		}
	})
	if err != nil {
		o.Fatal(err)
	}
	o.Cleanup(stop)
	n.stories = stories
	return n
}

// hurry lets the worker's consumer give out again after a second what was lost
// on the way; it would be five, and thirty the next time.
func (n *newsroom) hurry(worker string) {
	n.Helper()
	js, err := jetstream.New(n.nc)
	if err != nil {
		n.Fatal(err)
	}
	c, err := js.Consumer(n.Context(), "TOVMACH_EVENTS", worker)
	if err != nil {
		n.Fatal(err)
	}
	config := c.CachedInfo().Config
	config.BackOff = []time.Duration{time.Second}
	if _, err := js.UpdateConsumer(n.Context(), "TOVMACH_EVENTS", config); err != nil {
		n.Fatal(err)
	}
}

// lines is a log; said gets what is written into it.
type lines struct{ said chan string }

func (l *lines) Write(p []byte) (int, error) {
	select {
	case l.said <- string(p):
	default:
	}
	return len(p), nil
}

// want fails unless one of the lines so far has the words.
func (l *lines) want(t testing.TB, words string) {
	t.Helper()
	close(l.said)
	for line := range l.said {
		if strings.Contains(line, words) {
			return
		}
	}
	t.Errorf("the log does not say %q", words)
}
