// Package cluster runs a cluster of real nats-server processes on loopback and
// breaks it: it kills, stops and starts nodes, and cuts them off from each
// other. Tests use it, and the long run in cmd/bench.
package cluster

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Build builds nats-server from its Go module into dir and returns its path.
// module is a folder inside the repository; empty is the current one.
func Build(ctx context.Context, module, dir string) (exe string, err error) {
	exe = filepath.Join(dir, "nats-server")
	build := exec.CommandContext(ctx, "go", "build", "-o", exe, "github.com/nats-io/nats-server/v2")
	build.Dir = module
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("nats-server does not build: %w\n%s", err, out)
	}
	return exe, nil
}

// A Cluster is three servers that know each other only through wires, which
// can be cut.
type Cluster struct {
	exe   string
	nodes []*node
	wires []*wire
}

type node struct {
	name   string
	client int
	routes int
	watch  int // port of what the server tells of itself
	config string

	mu  sync.Mutex
	cmd *exec.Cmd // nil when it does not run
}

// Size is the number of nodes.
const Size = 3

// Start starts a cluster whose stores lie in dir; Ready waits until it
// answers. accounts is more of each server's configuration: its users.
func Start(ctx context.Context, exe, dir, accounts string) (c *Cluster, err error) {
	c = &Cluster{exe: exe}
	defer func() {
		if err != nil {
			err = errors.Join(err, c.Close())
		}
	}()
	ports, err := freePorts(3 * Size)
	if err != nil {
		return c, err
	}
	for i := range Size {
		c.nodes = append(c.nodes, &node{name: fmt.Sprintf("n%d", i+1), client: ports[3*i], routes: ports[3*i+1], watch: ports[3*i+2]})
	}
	for i, n := range c.nodes {
		var routes []string
		for j, other := range c.nodes {
			if i == j {
				continue
			}
			w, err := newWire(i, j, fmt.Sprintf("127.0.0.1:%d", other.routes))
			if err != nil {
				return c, err
			}
			c.wires = append(c.wires, w)
			routes = append(routes, fmt.Sprintf("%q", "nats-route://"+w.listener.Addr().String()))
		}
		n.config = filepath.Join(dir, n.name+".conf")
		// What a server tells of another's address leads nowhere: all ways are wires.
		text := fmt.Sprintf(`server_name: %s
listen: "127.0.0.1:%d"
http: "127.0.0.1:%d"
max_payload: 1MB
jetstream { store_dir: %q, sync_interval: always }
cluster { name: tovmach, listen: "127.0.0.1:%d", advertise: "127.0.0.1:1", no_advertise: true, pool_size: 1, routes: [%s] }
log_file: %q
%s
`, n.name, n.client, n.watch, filepath.Join(dir, n.name), n.routes, strings.Join(routes, ", "), filepath.Join(dir, n.name+".log"), accounts)
		if err := os.WriteFile(n.config, []byte(text), 0o600); err != nil {
			return c, err
		}
	}
	for i := range c.nodes {
		if err := c.Start(i); err != nil {
			return c, err
		}
	}
	return c, nil
}

// Ready waits until JetStream answers at every node, to a client with those
// options.
func (c *Cluster) Ready(ctx context.Context, options ...nats.Option) error {
	for i := range c.nodes {
		if err := c.nodeReady(ctx, i, options); err != nil {
			return err
		}
	}
	return nil
}

func (c *Cluster) nodeReady(ctx context.Context, i int, options []nats.Option) error {
	for {
		err := answered(ctx, c.NodeURL(i), options)
		if err == nil {
			return nil
		}
		if werr := wait(ctx); werr != nil {
			return fmt.Errorf("%s is not ready: %w", c.nodes[i].name, errors.Join(err, werr))
		}
	}
}

func answered(ctx context.Context, url string, options []nats.Option) error {
	nc, err := nats.Connect(url, options...)
	if err != nil {
		return err
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	once, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	_, err = js.AccountInfo(once)
	return err
}

// URL is where clients find the cluster: the addresses of all nodes.
func (c *Cluster) URL() string {
	var all []string
	for i := range c.nodes {
		all = append(all, c.NodeURL(i))
	}
	return strings.Join(all, ",")
}

// NodeURL is the address of one node.
func (c *Cluster) NodeURL(i int) string { return fmt.Sprintf("nats://127.0.0.1:%d", c.nodes[i].client) }

// Start starts a node that does not run.
func (c *Cluster) Start(i int) error {
	n := c.nodes[i]
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.cmd != nil {
		return nil
	}
	cmd := exec.Command(c.exe, "-c", n.config)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", n.name, err)
	}
	n.cmd = cmd
	return nil
}

// Kill ends a node by kill -9, and returns when it is gone.
func (c *Cluster) Kill(i int) error { return c.nodes[i].end(syscall.SIGKILL) }

// Stop asks a node to end, and returns when it has.
func (c *Cluster) Stop(i int) error { return c.nodes[i].end(syscall.SIGTERM) }

func (n *node) end(signal syscall.Signal) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.cmd == nil {
		return nil
	}
	if err := n.cmd.Process.Signal(signal); err != nil {
		return fmt.Errorf("end %s: %w", n.name, err)
	}
	_ = n.cmd.Wait() // how it ended is what was asked for
	n.cmd = nil
	return nil
}

// Cut cuts the node off from the others: its connections stay open, and
// nothing comes through them. Its clients still reach it.
func (c *Cluster) Cut(i int) {
	for _, w := range c.wires {
		if w.from == i || w.to == i {
			w.cut()
		}
	}
}

// Heal lets everything through again.
func (c *Cluster) Heal() {
	for _, w := range c.wires {
		w.heal()
	}
}

// Logs returns the last lines that each server wrote.
func (c *Cluster) Logs() string {
	var b strings.Builder
	for _, n := range c.nodes {
		text, err := os.ReadFile(strings.TrimSuffix(n.config, ".conf") + ".log")
		if err != nil {
			continue
		}
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")
		fmt.Fprintf(&b, "%s:\n%s\n", n.name, strings.Join(lines[max(0, len(lines)-40):], "\n"))
	}
	return b.String()
}

// wait lets a moment pass between two looks.
func wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(50 * time.Millisecond):
		return nil
	}
}

// Close ends all nodes and cuts all wires for good.
func (c *Cluster) Close() error {
	var errs []error
	for i := range c.nodes {
		errs = append(errs, c.Kill(i))
	}
	for _, w := range c.wires {
		errs = append(errs, w.close())
	}
	return errors.Join(errs...)
}

// freePorts returns ports that nobody listens on; all are held until the last
// is found, so that they differ.
func freePorts(n int) ([]int, error) {
	var out []int
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer l.Close()
		out = append(out, l.Addr().(*net.TCPAddr).Port)
	}
	return out, nil
}
