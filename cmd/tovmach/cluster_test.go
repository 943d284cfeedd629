package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/pipeline/pipelinetest/cluster"
	"github.com/tovmach/tovmach/pipeline/vault"
	"github.com/tovmach/tovmach/workers/api"
)

// patient is how long anything may take: the speed of the machine is no matter
// here. How soon the service answers is logged, and measured by cmd/bench.
const patient = time.Minute

// TestCluster breaks a cluster of three servers while people claim and save:
// the node that leads is killed, another too, one is cut off, two are lost, and
// in the end all servers and the workers are restarted in turn. Nothing that
// was acknowledged is lost or there twice.
func TestCluster(t *testing.T) {
	t.Parallel()
	c := startCluster(t, "")
	dir := t.TempDir()
	flags := []string{"--nats", c.URL(), "--house", "false"}
	s := startServer(t, filepath.Join(dir, "serve"), append(flags, "--replicas", "3", "--workers", "none")...)
	newsroom := &clusterRoom{Cluster: c, server: s, editor: s.person(t, "olena", "editor")}
	newsroom.desks = []cluster.Desk{newsroom.desk(t), newsroom.desk(t)}
	tasks, err := cluster.Offer(t.Context(), newsroom.desks[0].Journal)
	if err != nil {
		t.Fatal(err)
	}
	worker := func(name string) *process {
		return start(t, append([]string{"worker", name, "--data", filepath.Join(dir, name), "--log", "warn"}, flags...)...)
	}
	segmenters := []*process{worker("segmenter"), worker("segmenter")}
	worker("annotator")
	worker("router")
	newsroom.load = cluster.Begin(t.Context(), tasks, 8, newsroom.desks...)
	newsroom.works(t)
	newsroom.answers(t, "at the start", time.Now())

	newsroom.fault(t, "the leader is killed", func(leader int) { newsroom.must(t, c.Kill(leader)) }, func(leader int) { newsroom.must(t, c.Start(leader)) })
	newsroom.fault(t, "a follower is killed", func(leader int) { newsroom.must(t, c.Kill((leader+1)%cluster.Size)) }, func(int) {
		for i := range cluster.Size {
			newsroom.must(t, c.Start(i))
		}
	})
	newsroom.fault(t, "the leader is cut off", c.Cut, func(int) { c.Heal() })
	newsroom.twoLost(t)
	for i := range cluster.Size {
		newsroom.must(t, c.Stop(i))
		newsroom.answers(t, fmt.Sprintf("server %d is stopped", i+1), time.Now())
		newsroom.must(t, c.Start(i))
		newsroom.whole(t)
	}
	for i, p := range segmenters {
		p.stop(t)
		newsroom.works(t)
		segmenters[i] = worker("segmenter")
	}
	newsroom.works(t)

	newsroom.load.End()
	counts, err := newsroom.load.Count(t.Context(), newsroom.desk(t).Journal)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(counts)
	if !counts.OK() || counts.Acked < 100 {
		t.Errorf("the record is not what people were told: %s", counts)
	}
	s.stop(t)
}

// startCluster builds and starts three servers.
func startCluster(t *testing.T, accounts string, options ...nats.Option) *cluster.Cluster {
	t.Helper()
	exe, err := cluster.Build(t.Context(), "", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	c, err := cluster.Start(context.WithoutCancel(t.Context()), exe, t.TempDir(), accounts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(c.Logs())
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	ctx, cancel := context.WithTimeout(t.Context(), patient)
	defer cancel()
	if err := c.Ready(ctx, options...); err != nil {
		t.Fatal(err)
	}
	return c
}

// clusterRoom is a newsroom on a cluster, with people at work.
type clusterRoom struct {
	*cluster.Cluster

	server *process
	editor *api.Client
	desks  []cluster.Desk
	load   *cluster.Load
	conns  []*natsd.Conn
	asked  atomic.Int64
}

// desk opens the journal as a process of its own would.
func (r *clusterRoom) desk(t *testing.T) cluster.Desk {
	t.Helper()
	nc, err := natsd.Dial(r.URL(), "test", natsd.Credentials{}, func(err error) { t.Logf("nats: %v", err) })
	if err != nil {
		t.Fatal(err)
	}
	guard := natsd.Guard(t.Context(), nc, journal.Answers, func() { t.Log("a desk moves to another node") })
	v, err := vault.Open(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	j, err := journal.Open(t.Context(), nc, journal.Options{Vault: v})
	if err != nil {
		t.Fatal(err)
	}
	stories, stop, err := j.Follow(t.Context(), func(ev pipeline.Event, err error) {
		if ev.ID != "" { // it is none of reading
			t.Errorf("entry %d cannot be: %v", ev.Sequence, err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		guard()
		nc.Close()
	})
	r.conns = append(r.conns, nc)
	return cluster.Desk{Journal: j, Stories: stories}
}

func (r *clusterRoom) must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// fault breaks something, sees that the service answers again in time, and
// mends it.
func (r *clusterRoom) fault(t *testing.T, name string, breaks, mends func(leader int)) {
	t.Helper()
	leader, err := r.Leader(t.Context(), r.conns[0], "TOVMACH_EVENTS")
	r.must(t, err)
	begun := time.Now()
	breaks(leader)
	r.answers(t, name, begun)
	mends(leader)
	r.whole(t)
}

// whole waits until all nodes have all of the journal again.
func (r *clusterRoom) whole(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patient)
	defer cancel()
	r.must(t, r.Whole(ctx, r.conns[0], "TOVMACH_EVENTS"))
}

// answers waits until the API takes a story and saves are acknowledged again,
// of what is asked for from now on.
func (r *clusterRoom) answers(t *testing.T, when string, begun time.Time) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patient)
	defer cancel()
	asked := time.Now()
	var saves time.Duration
	saved := make(chan error, 1)
	go func() {
		err := r.load.Wait(ctx, asked)
		saves = time.Since(begun)
		saved <- err
	}()
	_, failed := r.submit(ctx)
	api := time.Since(begun)
	if err := <-saved; err != nil || failed != nil {
		t.Fatalf("%s: the service does not answer: %v; %v\n%s", when, failed, err, r.server.log)
	}
	t.Logf("%s: the API answers after %v, saves are acknowledged after %v", when, api.Round(time.Millisecond), saves.Round(time.Millisecond))
}

// submit hands in a story, again and again until one is taken.
func (r *clusterRoom) submit(ctx context.Context) (story api.Submitted, err error) {
	var mu sync.Mutex
	err = cluster.Answered(ctx, func(ctx context.Context) error {
		n := r.asked.Add(1)
		article := pipeline.Submission{Name: "a.md", Slug: pipeline.Slug(fmt.Sprintf("asked-%d", n)), Data: fmt.Appendf(nil, "# Новини %d\n\nСонячно.\n", n)}
		taken, err := r.editor.Submit(ctx, article, false)
		if err == nil {
			mu.Lock()
			defer mu.Unlock()
			story = taken
		}
		return err
	})
	return story, err
}

// works sees that a story goes through the workers.
func (r *clusterRoom) works(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patient)
	defer cancel()
	story, err := r.submit(ctx)
	if err != nil {
		t.Fatalf("the API takes no story: %v\n%s", err, r.server.log)
	}
	if err := cluster.Answered(ctx, func(ctx context.Context) error {
		status, err := r.editor.Status(ctx, string(story.Story))
		if err == nil && len(status.Tasks) != 1 {
			err = fmt.Errorf("it has %d tasks", len(status.Tasks))
		}
		return err
	}); err != nil {
		t.Errorf("the workers do not work: %v", err)
	}
}

// twoLost takes two of three nodes away: what is asked for is refused, in clear
// words, and nothing of it is stored. Then they come back.
func (r *clusterRoom) twoLost(t *testing.T) {
	t.Helper()
	r.must(t, r.Kill(0))
	r.must(t, r.Kill(1))
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second)
	defer cancel()
	story := r.desks[0].Stories.All()[0]
	ev, err := pipeline.NewEvent("in-the-dark", story.ID, "olena", pipeline.EntryDropped{Worker: "segmenter", Sequence: 1})
	r.must(t, err)
	_, err = r.desks[0].Journal.Append(ctx, story.Head, ev)
	if pipeline.KindOf(err) != pipeline.Unavailable || !strings.Contains(fmt.Sprint(err), "journal") {
		t.Errorf("two of three nodes are lost, and an append says %v", err)
	}
	late, cancel := context.WithTimeout(t.Context(), 15*time.Second)
	defer cancel()
	_, err = r.editor.Submit(late, pipeline.Submission{Name: "dark.md", Slug: "dark", Data: []byte("# Темно\n")}, false)
	if pipeline.KindOf(err) != pipeline.Unavailable {
		t.Errorf("two of three nodes are lost, and the API says %v", err)
	}
	t.Logf("two of three nodes are lost: %v", err)
	begun := time.Now()
	r.must(t, r.Start(0))
	r.must(t, r.Start(1))
	r.answers(t, "two nodes are back", begun)
	r.whole(t)
}
