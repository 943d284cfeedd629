package natsd

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/tovmach/tovmach/pipeline"
)

const (
	askEvery  = time.Second
	askAgain  = 100 * time.Millisecond // while in doubt
	askWait   = 600 * time.Millisecond
	probeWait = time.Second // to connect

	// silent is how long no answer is borne. For almost as long a leader that was
	// cut off does not know it, and looks as if it were the better place.
	silent = 3 * time.Second
)

// Guard asks on the connection, again and again, whether what is behind it
// works, and moves it to another server of the cluster when it does not and
// there it does; told hears of it. A node that is cut off keeps its clients,
// and lets them wait. When ask says pipeline.Unavailable, the node knows that it
// is; any other error is borne for three seconds. While no server answers
// better, as during an election, the connection stays: it is as good there as
// elsewhere. With one server there is nowhere to go. stop ends it, and returns
// when it has ended.
func Guard(ctx context.Context, nc *Conn, ask func(context.Context, *Conn) error, told func()) (stop func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	g := guard{nc: nc, ask: ask, told: told, probes: nc.Opts}
	var running sync.WaitGroup
	running.Go(func() { g.run(ctx) })
	return func() {
		cancel()
		running.Wait()
	}
}

type guard struct {
	nc     *Conn
	ask    func(context.Context, *Conn) error
	told   func()
	probes nats.Options // of the connections that look elsewhere
}

func (g guard) run(ctx context.Context) {
	var since time.Time // it is in doubt
	for next := askEvery; !g.nc.IsClosed(); {
		select {
		case <-ctx.Done():
			return
		case <-time.After(next):
		}
		begun := time.Now()
		next = askEvery
		if g.nc.Status() != nats.CONNECTED || len(g.servers()) < 2 {
			since = time.Time{}
			continue
		}
		err := g.answer(ctx, g.nc)
		if err == nil || ctx.Err() != nil {
			since = time.Time{}
			continue
		}
		next = askAgain
		if since.IsZero() {
			since = begun
		}
		if pipeline.KindOf(err) == pipeline.Unavailable || time.Since(since) > silent {
			g.leave(ctx)
		}
	}
}

func (g guard) answer(ctx context.Context, nc *Conn) error {
	ctx, cancel := context.WithTimeout(ctx, askWait)
	defer cancel()
	return g.ask(ctx, nc)
}

// leave goes to a server that gives a good answer while ours, asked once more
// at the same time, gives none. Where there is no such server it stays.
func (g guard) leave(ctx context.Context) {
	here := g.nc.ConnectedUrl()
	others := slices.DeleteFunc(g.servers(), func(url string) bool { return url == here })
	good := make([]bool, len(others))
	var asked sync.WaitGroup
	for i, url := range others {
		asked.Go(func() { good[i] = g.probe(ctx, url) })
	}
	ours := g.answer(ctx, g.nc) == nil
	asked.Wait()
	to := slices.Index(good, true)
	if ours || to < 0 || here == "" || here != g.nc.ConnectedUrl() {
		return
	}
	// The next after ours in the pool is where a connection goes that has to.
	rest := slices.Delete(slices.Clone(others), to, to+1)
	if g.nc.SetServerPool(append([]string{here, others[to]}, rest...)) != nil {
		return // it was closed
	}
	g.told()
	_ = g.nc.ForceReconnect() // nothing but a closed connection refuses
}

// servers are the addresses of all that are known, those that the cluster told
// among them, with the user and password where they stand in the address.
func (g guard) servers() []string {
	var all []string
	for _, s := range g.nc.ServerPool() {
		all = append(all, s.URL.String())
	}
	return all
}

// probe asks by a connection of its own.
func (g guard) probe(ctx context.Context, url string) bool {
	o := g.probes
	o.Url, o.Servers, o.Name = url, nil, o.Name+"-probe"
	o.AllowReconnect, o.RetryOnFailedConnect = false, false
	o.Timeout, o.Dialer = probeWait, nil
	nc, err := o.Connect()
	if err != nil {
		return false
	}
	defer nc.Close()
	return g.answer(ctx, nc) == nil
}
