// Package natsd runs the embedded NATS server with its JetStream file store:
// the newsroom in one process. It opens no port. Only this package imports
// nats-server.
package natsd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// Options are the optional settings of a Server.
type Options struct {
	// Logger takes what the server has to say; nil drops it.
	Logger Logger
}

// Logger is where the server's own lines go.
type Logger interface {
	Log(level, line string)
}

// Server is an embedded JetStream server on a folder that it alone holds.
type Server struct {
	server *server.Server
	lock   *os.File
	log    *logger
}

// Complaints are the server's lines about files of its store that are gone or
// damaged. It goes on without a stream whose files it cannot read.
func (d *Server) Complaints() []string {
	d.log.mu.Lock()
	defer d.log.mu.Unlock()
	return slices.Clone(d.log.damaged)
}

// Frozen is closed when a write to the store failed: the disk is full, or it is
// failing. What was acknowledged stands; the server answers no append from then
// on until it is started again.
func (d *Server) Frozen() <-chan struct{} { return d.log.frozen }

// unusableFolder is the error of a data folder that cannot be made or written to.
func unusableFolder(dir string, err error) error {
	why := err
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		why = p.Err
	}
	return &pipeline.Error{
		Kind: pipeline.Invalid, Err: err,
		Public: fmt.Sprintf("the data folder %s cannot be used: %s", dir, why),
		Hint:   "name one that you may write to: --data DIR",
	}
}

// Start locks dir and starts a server on it; every write is synced to disk
// before it is acknowledged. The error is pipeline.Invalid for a folder that cannot
// be used, and pipeline.Unavailable when another process holds it or JetStream
// cannot start.
func Start(ctx context.Context, dir string, opts Options) (*Server, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, unusableFolder(dir, err)
	}
	// The server does not lock its store: two on one folder lose data in silence.
	held, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, unusableFolder(dir, err)
	}
	if err := lock(held); err != nil {
		return nil, &pipeline.Error{
			Kind: pipeline.Unavailable, Err: errors.Join(err, held.Close()),
			Public: fmt.Sprintf("the data folder %s is in use by another tovmach", dir),
			Hint:   "stop the other one, or give this one a folder of its own with --data",
		}
	}
	log := &logger{to: opts.Logger, fatal: make(chan string, 1), frozen: make(chan struct{})}
	s, err := server.NewServer(&server.Options{
		ServerName: "tovmach",
		DontListen: true,
		JetStream:  true,
		StoreDir:   filepath.Join(dir, "nats"),
		SyncAlways: true,
		NoSigs:     true,
		MaxPayload: 1 << 20,
		// Without limits the server takes three quarters of disk and memory.
		JetStreamMaxStore:      20 << 30,
		JetStreamMaxMemory:     256 << 20,
		DisableJetStreamBanner: true,
	})
	if err != nil {
		return nil, errors.Join(err, held.Close())
	}
	s.SetLoggerV2(log, false, false, false) // before Start: its Fatalf must reach us
	d := &Server{server: s, lock: held, log: log}
	go s.Start()
	if err := d.ready(ctx, log.fatal); err != nil {
		return nil, errors.Join(err, d.Shutdown())
	}
	return d, nil
}

// ready waits until JetStream answers. AccountInfo is the real check: the
// server calls Fatalf and goes on when its store cannot be opened.
func (d *Server) ready(ctx context.Context, fatal <-chan string) error {
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	for !d.server.ReadyForConnections(50 * time.Millisecond) {
		select {
		case line := <-fatal:
			return damaged(line)
		case <-ctx.Done():
			return &pipeline.Error{
				Kind: pipeline.Unavailable, Err: ctx.Err(), Public: "the embedded NATS server did not start in 15 s",
			}
		default:
		}
	}
	nc, err := d.Connect("readiness")
	if err != nil {
		return err
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		return err
	}
	if _, err := js.AccountInfo(ctx); err != nil {
		select {
		case line := <-fatal:
			return damaged(line)
		default:
			return fmt.Errorf("jetstream: %w", err)
		}
	}
	return nil
}

func damaged(line string) error {
	return pipeline.Errorf(pipeline.Unavailable, "the store in the data folder cannot be opened: %s", line).
		WithHint("see that the disk has room and the folder is yours; `tovmach doctor` looks closer")
}

// Connect returns a connection inside the process, under the given name. It
// reconnects for ever.
func (d *Server) Connect(name string) (*nats.Conn, error) {
	nc, err := nats.Connect("", nats.InProcessServer(d.server), nats.Name(name), nats.MaxReconnects(-1))
	if err != nil {
		return nil, fmt.Errorf("connect in process: %w", err)
	}
	return nc, nil
}

// Shutdown stops the server, waits until its store is closed, and gives the
// folder free. It may be called more than once.
func (d *Server) Shutdown() error {
	d.server.Shutdown()
	d.server.WaitForShutdown()
	if d.lock == nil {
		return nil
	}
	err := d.lock.Close() // closing gives up the lock
	d.lock = nil
	return err
}
