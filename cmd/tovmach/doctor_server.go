package main

import (
	"context"
	"fmt"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/workers/api"
)

// examineServer asks the newsroom's server, where one is known: what it says of
// itself, whether the token is good, and what waits for a person.
func (p *program) examineServer(ctx context.Context) []ailment {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	client, err := p.client()
	if err != nil {
		return []ailment{well("server", "none is known on this machine")}
	}
	ready, err := client.Ready(ctx)
	if err != nil {
		if held, herr := natsd.Held(p.config.get("data")); p.config.get("server") == "" && herr == nil && !held {
			return []ailment{well("server", "it does not run")}
		}
		return []ailment{ailing("server", err, "")}
	}
	out := []ailment{well("server", "it answers and is ready")}
	if !ready.Ready {
		out = nil
	}
	for _, c := range ready.Checks {
		if !c.OK {
			out = append(out, ailment{"server: " + c.Check, false, "fail", c.What, c.Hint})
		}
	}
	return append(out, examineToken(ctx, client)...)
}

func examineToken(ctx context.Context, client *api.Client) []ailment {
	if _, err := client.Queue(ctx, true); err != nil {
		return []ailment{ailing("token", err, "")}
	}
	out := []ailment{well("token", "it is good")}
	rows, err := client.Parked(ctx, "")
	switch {
	case pipeline.KindOf(err) == pipeline.Denied:
		return out // not everybody may see them
	case err != nil:
		return append(out, ailing("parked entries", err, ""))
	case len(rows) > 0:
		return append(out, warning("parked entries", fmt.Sprintf("%d wait for a person", len(rows)), "`tovmach parked` lists them"))
	}
	return append(out, well("parked entries", "none"))
}

func (p *program) examineNATS(ctx context.Context, url string) []ailment {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	nc, err := natsd.Dial(url, "tovmach-doctor", p.credentials(journal.RoleServe), func(error) {})
	if err != nil {
		return []ailment{ailing("nats", err, "is the server running, and the address right?")}
	}
	defer nc.Close()
	x, err := natsd.Examine(ctx, nc)
	if err != nil {
		return []ailment{ailing("nats", err, "")}
	}
	p.progress("sync_interval cannot be asked for: see that each server's jetstream block says sync_interval: always")
	out := []ailment{well("nats", "%s, JetStream API level %d", x.Version, x.APILevel)}
	if x.Cluster != "" {
		out = append(out, examineNodes(x))
	}
	j, err := journal.Open(ctx, nc, journal.Options{})
	if err != nil {
		return append(out, warning("journal", "this NATS has no journal of Tovmach yet", "`tovmach serve --nats URL` makes it"))
	}
	h, err := j.Health(ctx)
	if err != nil {
		return append(out, ailing("journal", err, "has the stream a leader? look at the servers' logs"))
	}
	out = append(out, well("journal", "%d events, %d MB", h.Last, h.Bytes>>20), examineReplicas(x, h))
	now := time.Now()
	for _, c := range h.Consumers {
		out = append(out, examineConsumer(c, now))
	}
	return out
}

// examineNodes looks whether there is somewhere to go when a node is lost.
func examineNodes(x natsd.Examination) ailment {
	if x.Servers < 3 {
		return warning("nodes", fmt.Sprintf("of cluster %s the addresses of %d servers are known", x.Cluster, x.Servers),
			"name all three, with commas: --nats nats://a:4222,nats://b:4222,nats://c:4222")
	}
	return well("nodes", "of cluster %s the addresses of %d servers are known", x.Cluster, x.Servers)
}

func examineReplicas(x natsd.Examination, h journal.Health) ailment {
	switch {
	case x.Cluster != "" && h.Leader == "":
		return ailment{"replicas", false, "fail", "the journal has no leader: nothing can be stored", "two of three servers must run and reach each other; an election takes up to ten seconds"}
	case len(h.Behind) > 0:
		return warning("replicas", fmt.Sprintf("%d copies, of which %v are behind or away", h.Replicas, h.Behind), "start these servers, or wait until they caught up")
	case x.Cluster == "":
		return well("replicas", "one server: what is on its disk is all there is")
	case h.Replicas < 3:
		return warning("replicas", fmt.Sprintf("cluster %s keeps %d copy of the journal", x.Cluster, h.Replicas), "`tovmach serve --replicas 3` keeps three")
	}
	return well("replicas", "%d copies in cluster %s, led by %s", h.Replicas, x.Cluster, h.Leader)
}

// stuckAfter is how long a worker may have entries in hand without ending one.
const stuckAfter = 10 * time.Minute

func examineConsumer(c journal.Consumer, now time.Time) ailment {
	name := "worker " + c.Worker
	what := fmt.Sprintf("%d entries wait, %d are in hand", c.Waiting, c.InHand)
	switch {
	case c.Pulling == 0 && c.Waiting > 0:
		return ailment{name, false, "fail", what + ", and no process hosts it", "start `tovmach serve` or `tovmach worker " + c.Worker + "`"}
	case c.InHand > 0 && !c.Moved.IsZero() && now.Sub(c.Moved) > stuckAfter:
		return warning(name, fmt.Sprintf("%s; nothing ended since %s", what, c.Moved.UTC().Format(time.RFC3339)), "its log says what it tries: look for outcome retried")
	case c.Pulling == 0:
		return warning(name, "no process hosts it", "start `tovmach serve` or `tovmach worker "+c.Worker+"`")
	}
	return well(name, "%s", what)
}
