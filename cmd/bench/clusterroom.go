package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/pipeline/pipelinetest/cluster"
)

// journalStream is the record's: the leader that is broken is its leader.
const journalStream = "TOVMACH_EVENTS"

// clusterRoom is `tovmach serve` on a cluster of three servers, and people at
// desks of their own who claim and save as fast as they are answered.
type clusterRoom struct {
	cluster *cluster.Cluster
	conns   []*natsd.Conn
	load    *cluster.Load
	api     serverAddress
	asked   atomic.Int64
	desks   []cluster.Desk
	stops   []func() error // in the order of starting
}

func openClusterRoom(ctx context.Context, in string) (r *clusterRoom, err error) {
	r = &clusterRoom{}
	dir, err := os.MkdirTemp(in, "bench-cluster-")
	if err != nil {
		return r, err
	}
	r.stops = append(r.stops, func() error { return os.RemoveAll(dir) })
	nats, err := cluster.Build(ctx, "../..", dir)
	if err != nil {
		return r, err
	}
	exe := filepath.Join(dir, "tovmach")
	if said, err := exec.CommandContext(ctx, "go", "build", "-C", "../..", "-o", exe, "./cmd/tovmach").CombinedOutput(); err != nil {
		return r, fmt.Errorf("build tovmach: %w: %s", err, bytes.TrimSpace(said))
	}
	if r.cluster, err = cluster.Start(ctx, nats, dir, ""); err != nil {
		return r, err
	}
	r.stops = append(r.stops, r.cluster.Close)
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	if err := r.cluster.Ready(ctx); err != nil {
		return r, err
	}
	if err := r.serve(ctx, exe, dir); err != nil {
		return r, err
	}
	for range cluster.Size {
		if err := r.sit(ctx); err != nil {
			return r, err
		}
	}
	tasks, err := cluster.Offer(ctx, r.desks[0].Journal)
	if err != nil {
		return r, err
	}
	r.load = cluster.Begin(context.WithoutCancel(ctx), tasks, 4*cluster.Size, r.desks...)
	r.stops = append(r.stops, func() error { r.load.End(); return nil })
	return r, r.load.Wait(ctx, time.Now())
}

// serve starts the program and waits until it is ready.
func (r *clusterRoom) serve(ctx context.Context, exe, dir string) error {
	ready, log := filepath.Join(dir, "ready"), filepath.Join(dir, "log")
	said, err := os.Create(log)
	if err != nil {
		return err
	}
	defer said.Close()
	cmd := exec.Command(exe, "serve", "--nats", r.cluster.URL(), "--replicas", "3", "--data", filepath.Join(dir, "serve"),
		"--listen", "127.0.0.1:0", "--ready-file", ready, "--workers", "none", "--house", "false", "--log", "warn")
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Start(); err != nil {
		return err
	}
	r.stops = append(r.stops, func() error { return errors.Join(cmd.Process.Signal(os.Interrupt), cmd.Wait()) })
	var address serverAddress
	if err := cluster.Answered(ctx, func(context.Context) error {
		data, err := os.ReadFile(ready)
		if err != nil {
			return err
		}
		return json.Unmarshal(data, &address)
	}); err != nil {
		return fmt.Errorf("serve is not ready: %w: %s", err, tail(log))
	}
	r.api = address
	return nil
}

// sit opens the journal as a process of its own would.
func (r *clusterRoom) sit(ctx context.Context) error {
	nc, err := natsd.Dial(r.cluster.URL(), "bench", natsd.Credentials{}, func(error) {}) // what is refused shows in what people are told
	if err != nil {
		return err
	}
	stop := natsd.Guard(ctx, nc, journal.Answers, func() {})
	r.conns = append(r.conns, nc)
	r.stops = append(r.stops, func() error { stop(); nc.Close(); return nil })
	j, err := journal.Open(ctx, nc, journal.Options{})
	if err != nil {
		return err
	}
	stories, end, err := j.Follow(ctx, func(pipeline.Event, error) {}) // what cannot be is counted in the end
	if err != nil {
		return err
	}
	r.stops = append(r.stops, func() error { end(); return nil })
	r.desks = append(r.desks, cluster.Desk{Journal: j, Stories: stories})
	return nil
}

// submit hands in a story, again and again until one is taken.
func (r *clusterRoom) submit(ctx context.Context) error {
	return cluster.Answered(ctx, func(ctx context.Context) (err error) {
		n := r.asked.Add(1)
		q, err := http.NewRequestWithContext(ctx, http.MethodPost,
			fmt.Sprintf("%s/api/v1/stories?name=a.md&slug=asked-%d", r.api.URL, n), strings.NewReader(fmt.Sprintf("# Новини %d\n\nСонячно.\n", n)))
		if err != nil {
			return err
		}
		q.Header.Set("Authorization", "Bearer "+r.api.Token)
		q.Header.Set("Content-Type", "application/octet-stream")
		answer, err := http.DefaultClient.Do(q)
		if err != nil {
			return err
		}
		if answer.StatusCode/100 != 2 {
			err = errors.New("submit: " + answer.Status)
		}
		return errors.Join(err, answer.Body.Close())
	})
}

// refused sees that nothing is taken while two of three servers are away.
func (r *clusterRoom) refused(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	if r.submit(ctx) == nil {
		return errors.New("two of three servers are lost, and a story is taken")
	}
	return nil
}

// mend starts the servers that do not run, and joins those that were cut off.
func (r *clusterRoom) mend() error {
	var errs []error
	for i := range cluster.Size {
		errs = append(errs, r.cluster.Start(i))
	}
	r.cluster.Heal()
	return errors.Join(errs...)
}

// count ends the load and compares the record with what people were told.
func (r *clusterRoom) count(ctx context.Context) (cluster.Counts, error) {
	r.load.End()
	return r.load.Count(ctx, r.desks[0].Journal)
}

// close stops everything, the last started first.
func (r *clusterRoom) close() error {
	var errs []error
	for i := len(r.stops) - 1; i >= 0; i-- {
		errs = append(errs, r.stops[i]())
	}
	return errors.Join(errs...)
}
