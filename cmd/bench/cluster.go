package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/tovmach/tovmach/pipeline/pipelinetest/cluster"
)

// answerGoal is how soon a newsroom on a cluster has to answer after a fault.
const answerGoal = 10 * time.Second

// clusters breaks a cluster of three servers in every way, many times, while
// people claim and save, and prints how soon they are answered again. Nothing
// that was acknowledged may be missing or there twice.
func clusters(ctx context.Context, out io.Writer, o options, m *machine) (err error) {
	rounds := o.rounds
	if o.quick {
		rounds = 1
	}
	r, err := openClusterRoom(ctx, o.dir)
	defer func() { err = errors.Join(err, r.close()) }()
	if err != nil {
		return err
	}
	faults := clusterFaults()
	for i := range rounds {
		for k := range faults {
			if err := r.measure(ctx, &faults[k]); err != nil {
				return fmt.Errorf("round %d, %s: %w", i+1, faults[k].name, err)
			}
		}
		if i == rounds/2 {
			if err := m.probe(); err != nil {
				return err
			}
		}
	}
	counts, err := r.count(ctx)
	if err != nil {
		return err
	}
	if err := printFaults(out, faults); err != nil {
		return err
	}
	fmt.Fprintf(out, "what people were told: %s\n", counts)
	if !counts.OK() {
		return errors.New("the record is not what people were told")
	}
	if o.quick {
		return nil
	}
	within, all := 0, 0
	for _, f := range faults {
		for i := range f.api {
			if all++; max(f.api[i], f.saves[i]) < answerGoal {
				within++
			}
		}
	}
	holds := "holds"
	if within < all {
		holds = "DOES NOT HOLD"
	}
	_, err = fmt.Fprintf(out, "goal, answers in under 10 s: %s (%d of %d)\n", holds, within, all)
	return err
}

// A clusterFault is one way to break a cluster, and how soon things went on
// afterwards.
type clusterFault struct {
	name   string
	breaks func(c *cluster.Cluster, leader int) (lost []int, err error)
	mended bool // the clock starts when it is mended: before, nothing can be answered

	elected, api, saves sample
}

func clusterFaults() []clusterFault {
	next := func(leader int) int { return (leader + 1) % cluster.Size }
	return []clusterFault{
		{name: "the leader is killed", breaks: func(c *cluster.Cluster, leader int) ([]int, error) {
			return []int{leader}, c.Kill(leader)
		}},
		{name: "a follower is killed", breaks: func(c *cluster.Cluster, leader int) ([]int, error) {
			return []int{next(leader)}, c.Kill(next(leader))
		}},
		{name: "the leader is stopped", breaks: func(c *cluster.Cluster, leader int) ([]int, error) {
			return []int{leader}, c.Stop(leader)
		}},
		{name: "the leader is cut off", breaks: func(c *cluster.Cluster, leader int) ([]int, error) {
			c.Cut(leader)
			return []int{leader}, nil
		}},
		{name: "a follower is cut off", breaks: func(c *cluster.Cluster, leader int) ([]int, error) {
			c.Cut(next(leader))
			return []int{next(leader)}, nil
		}},
		{name: "two are lost and come back", mended: true, breaks: func(c *cluster.Cluster, leader int) ([]int, error) {
			return nil, errors.Join(c.Kill(leader), c.Kill(next(leader)))
		}},
	}
}

// measure breaks the cluster, waits until all answers again, mends it, and
// waits until it is whole.
func (r *clusterRoom) measure(ctx context.Context, f *clusterFault) error {
	leader, err := r.cluster.Leader(ctx, r.conns[0], journalStream)
	if err != nil {
		return err
	}
	begun := time.Now()
	lost, err := f.breaks(r.cluster, leader)
	if err != nil {
		return err
	}
	if f.mended {
		if err := r.refused(ctx); err != nil {
			return err
		}
		begun = time.Now()
		if err := r.mend(); err != nil {
			return err
		}
	}
	if err := r.resumed(ctx, f, begun, (leader+2)%cluster.Size, lost); err != nil {
		return err
	}
	if err := r.mend(); err != nil {
		return err
	}
	whole, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	return r.cluster.Whole(whole, r.conns[0], journalStream)
}

// resumed waits until leaders are elected, the API answers, and everybody's acts
// are acknowledged; each of what is asked for from now on.
func (r *clusterRoom) resumed(ctx context.Context, f *clusterFault, begun time.Time, at int, lost []int) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	var all sync.WaitGroup
	took, failed := make(sample, 3), make([]error, 3)
	for i, wait := range []func(context.Context) error{
		func(ctx context.Context) error {
			return r.cluster.Elected(ctx, at, lost, journalStream, "OBJ_TOVMACH_VAULT", "KV_TOVMACH_PEOPLE")
		},
		r.submit,
		func(ctx context.Context) error { return r.load.Wait(ctx, begun) },
	} {
		all.Go(func() {
			failed[i] = wait(ctx)
			took[i] = time.Since(begun)
		})
	}
	all.Wait()
	f.elected, f.api, f.saves = append(f.elected, took[0]), append(f.api, took[1]), append(f.saves, took[2])
	return errors.Join(failed...)
}

func printFaults(out io.Writer, faults []clusterFault) error {
	table := newTable(out)
	table.row("seconds until it answers", "rounds", "API median", "API slowest", "acts median", "acts slowest", "elected median", "elected slowest")
	for _, f := range faults {
		cells := []string{strconv.Itoa(len(f.api))}
		for _, s := range []sample{f.api, f.saves, f.elected} {
			cells = append(cells, fmt.Sprintf("%.2f", s.median().Seconds()), fmt.Sprintf("%.2f", s.quantile(1).Seconds()))
		}
		table.row(f.name, cells...)
	}
	return table.Flush()
}

// tail is the end of what a program wrote.
func tail(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return strings.Join(lines[max(0, len(lines)-10):], "\n")
}
