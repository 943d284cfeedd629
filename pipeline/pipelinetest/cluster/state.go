package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Leader returns the place of the node that leads the stream.
func (c *Cluster) Leader(ctx context.Context, nc *nats.Conn, stream string) (int, error) {
	js, err := jetstream.New(nc)
	if err != nil {
		return 0, err
	}
	for {
		once, cancel := context.WithTimeout(ctx, 2*time.Second)
		s, err := js.Stream(once, stream)
		cancel()
		if err == nil && s.CachedInfo().Cluster != nil {
			for i, n := range c.nodes {
				if n.name == s.CachedInfo().Cluster.Leader {
					return i, nil
				}
			}
		}
		if err := wait(ctx); err != nil {
			return 0, fmt.Errorf("%s has no leader: %w", stream, err)
		}
	}
}

// Whole waits until every node has all of the stream and of all else, is
// healthy, and is connected to every other: then one may be taken away.
func (c *Cluster) Whole(ctx context.Context, nc *nats.Conn, stream string) error {
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	var seen []string
	for {
		once, cancel := context.WithTimeout(ctx, 2*time.Second)
		s, err := js.Stream(once, stream)
		cancel()
		if err == nil && s.CachedInfo().Cluster != nil && s.CachedInfo().Cluster.Leader != "" {
			current := 1
			seen = []string{"leader " + s.CachedInfo().Cluster.Leader}
			for _, r := range s.CachedInfo().Cluster.Replicas {
				seen = append(seen, fmt.Sprintf("%+v", *r))
				if r.Current && !r.Offline {
					current++
				}
			}
			if current == Size && c.healthy(ctx) {
				return nil
			}
		}
		if werr := wait(ctx); werr != nil {
			return fmt.Errorf("%s is not whole, %v: %w", stream, seen, errors.Join(err, werr))
		}
	}
}

// healthy reports whether every node says so of itself.
func (c *Cluster) healthy(ctx context.Context) bool {
	for _, n := range c.nodes {
		var told struct {
			Routes int `json:"num_routes"`
		}
		if n.tells(ctx, "healthz", nil) != nil || n.tells(ctx, "routez", &told) != nil || told.Routes < Size-1 {
			return false
		}
	}
	return true
}

func (n *node) tells(ctx context.Context, page string, into any) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("http://127.0.0.1:%d/%s", n.watch, page), nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", page, answer.Status)
	}
	if into == nil {
		return nil
	}
	return json.NewDecoder(answer.Body).Decode(into)
}

// Elected waits until the node at that place knows leaders of the cluster and
// of the streams, none of them among the lost: from then on a client that is
// connected there can be answered.
func (c *Cluster) Elected(ctx context.Context, at int, lost []int, streams ...string) error {
	nc, err := nats.Connect(c.NodeURL(at))
	if err != nil {
		return err
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	for !c.led(ctx, js, lost, streams) {
		if err := wait(ctx); err != nil {
			return fmt.Errorf("%v have no leaders: %w", streams, err)
		}
	}
	return nil
}

func (c *Cluster) led(ctx context.Context, js jetstream.JetStream, lost []int, streams []string) bool {
	ctx, cancel := context.WithTimeout(ctx, 500*time.Millisecond)
	defer cancel()
	if _, err := js.AccountInfo(ctx); err != nil {
		return false
	}
	for _, name := range streams {
		s, err := js.Stream(ctx, name)
		if err != nil || s.CachedInfo().Cluster == nil || s.CachedInfo().Cluster.Leader == "" ||
			slices.ContainsFunc(lost, func(i int) bool { return c.nodes[i].name == s.CachedInfo().Cluster.Leader }) {
			return false
		}
	}
	return true
}

// Answered returns when a question is answered without an error: a new one is
// asked every quarter of a second, also while those before it wait. The error
// is that of the newest that failed, when ctx ends first.
func Answered(ctx context.Context, ask func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	var asked sync.WaitGroup
	defer asked.Wait()
	defer cancel()
	answers := make(chan error)
	tick := time.NewTicker(250 * time.Millisecond)
	defer tick.Stop()
	for last := error(nil); ; {
		asked.Go(func() {
			err := ask(ctx)
			select {
			case answers <- err:
			case <-ctx.Done():
			}
		})
		for next := false; !next; {
			select {
			case err := <-answers:
				if err == nil {
					return nil
				}
				last = err
			case <-tick.C:
				next = true
			case <-ctx.Done():
				return errors.Join(ctx.Err(), last)
			}
		}
	}
}
