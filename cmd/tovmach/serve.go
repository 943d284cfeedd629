package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/workers"
	"github.com/tovmach/tovmach/workers/api"
	"github.com/tovmach/tovmach/workers/intake"
)

func (p *program) serve() *cobra.Command {
	var readyFile string
	c := &cobra.Command{
		Use:   "serve",
		Short: "Run the newsroom: API, workers and an embedded NATS",
		Long: `Runs everything in one process on an embedded NATS whose store lies in the data
folder; no port is opened but the API's, on loopback unless told otherwise. With
--nats URL it works on an outside NATS JetStream instead.

Every event is on the disk before it is acknowledged. The admin's token is
written to serve.json in the data folder, for you alone to read; commands on
this machine find it there. End it with Ctrl-C.`,
		Example: `  tovmach serve
  tovmach serve --data ./newsroom --listen 127.0.0.1:9000 --terms terms.csv --desks news,culture
  tovmach serve --nats nats://nats1:4222,nats://nats2:4222 --replicas 3`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			log, err := p.logger()
			if err != nil {
				return err
			}
			names, err := p.workerNames(p.config.list("workers"))
			if err != nil {
				return err
			}
			s, err := p.startServer(cmd.Context(), log, names)
			if err != nil {
				return err
			}
			if err := s.announce(readyFile); err != nil {
				return errors.Join(err, s.close())
			}
			p.sayf("serving %s", s.ready.URL)
			p.sayf("the admin's token is in %s", s.readyPath)
			err = s.wait(cmd.Context())
			p.sayf("stopping")
			return errors.Join(err, s.close())
		},
	}
	c.Flags().StringVar(&readyFile, "ready-file", "", "file that is written once it serves, with its address and the admin's token")
	return settingFlags(c, append(natsSettings(), "data", "listen", "replicas", "lease", "task-words", "tasks-per-translator", "budgets", "snapshot-from", "archive-after", "archive-sources", "watch-sources", "allow-hosts", "desks", "abbreviations", "terms", "house", "published", "workers", "log")...)
}

// workerNames returns the workers that were asked for: all, none, or names.
func (p *program) workerNames(asked []string) ([]string, error) {
	switch {
	case slices.Equal(asked, []string{"all"}):
		return staffNames(), nil
	case slices.Equal(asked, []string{"none"}):
		return nil, nil
	}
	for _, name := range asked {
		if !slices.Contains(staffNames(), name) {
			return nil, pipeline.Errorf(pipeline.Invalid, "there is no worker %q", name).
				WithHint("workers: %s", strings.Join(staffNames(), ", "))
		}
	}
	return asked, nil
}

// server is a running newsroom.
type server struct {
	*premises
	ready     ready
	readyPath string
	failed    chan error // the HTTP server's end, and damage of the record
	store     string     // the folder of the embedded NATS; empty when it is outside
	stopping  atomic.Bool
}

// ready is what a program needs to talk to the server, as the ready file and
// serve.json hold it.
type ready struct {
	URL   string `json:"url"`
	Token string `json:"token"`
}

// startServer opens the house, hosts the workers, and serves the API.
func (p *program) startServer(ctx context.Context, log zerolog.Logger, names []string) (s *server, err error) {
	spared := sparing() // until all is read, also behind a start from the snapshot
	defer func() {
		if err != nil {
			spared()
		}
	}()
	lease, err := p.config.duration("lease", time.Second)
	if err != nil {
		return nil, err
	}
	budgets, err := p.config.budgets()
	if err != nil {
		return nil, err
	}
	each, err := p.config.count("tasks-per-translator")
	if err != nil {
		return nil, err
	}
	quiet, err := p.config.duration("archive-after", 0)
	if err != nil {
		return nil, err
	}
	if err := listenable(p.config.get("listen")); err != nil {
		return nil, err
	}
	desks := p.config.list("desks")
	for _, d := range desks {
		if !pipeline.ValidToken(d) {
			return nil, pipeline.Errorf(pipeline.Invalid, "%q is no name for a desk", d).WithHint("use Latin letters, digits and dashes")
		}
	}
	if len(desks) == 0 {
		return nil, pipeline.Errorf(pipeline.Invalid, "a newsroom needs a desk").WithHint("--desks news")
	}
	h, err := p.openPremises(ctx, log, journal.RoleServe)
	if err != nil {
		return nil, err
	}
	s = &server{premises: h, failed: make(chan error, 2)}
	if p.config.get("nats") == "" {
		s.store = p.config.get("data")
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.close())
		}
	}()
	if err := p.host(ctx, h, names); err != nil {
		return s, err
	}
	reaper := workers.StartReaper(ctx, h.journal, h.stories, h.board, budgets, time.Now, log)
	h.onClose(func() error { reaper.Stop(); return nil })
	if quiet > 0 {
		housekeeper := workers.StartHousekeeper(ctx, h.journal, h.stories, quiet, time.Now, log)
		h.onClose(func() error { housekeeper.Stop(); return nil })
	}
	room := s.newsroom(lease, each, desks)
	if err := p.pollFeeds(ctx, s, room.Intake, desks); err != nil {
		return s, err
	}
	if err := s.listen(ctx, p.config.get("listen"), api.New(room)); err != nil {
		return s, err
	}
	s.readyPath = filepath.Join(p.config.get("data"), "serve.json")
	if s.ready.Token, err = s.adminToken(ctx); err == nil {
		s.recheck(ctx, s.failed, spared)
	}
	return s, err
}

func (s *server) newsroom(lease time.Duration, each int, desks []string) api.Newsroom {
	ids := make([]pipeline.DeskID, len(desks))
	for i, d := range desks {
		ids[i] = pipeline.DeskID(d)
	}
	return api.Newsroom{
		Journal:   sturdy{s.journal, s.frozen},
		Record:    record{s.premises},
		Stories:   s.stories,
		Feed:      s.stories,
		People:    s.board,
		Roster:    s.board,
		Holders:   s.stories,
		Leases:    s.board,
		Intake:    intake.New(s.vault, sturdy{s.journal, s.frozen}, ids...).Among(s.stories, s.journal),
		Pages:     s.outbound,
		Vault:     s.vault,
		Terms:     s.keeper,
		Spellings: s.keeper,
		Unread:    s.journal,
		Checks:    s.checks(s.store, &s.stopping),
		Metrics:   s.metrics,
		Lease:     lease,
		Desks:     ids,
		TasksEach: each,
		Now:       time.Now,
		Version:   buildVersion(),
		Log:       s.log,
	}
}

func (s *server) listen(ctx context.Context, address string, handler http.Handler) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return pipeline.Errorf(pipeline.Unavailable, "cannot listen on %s: %s", address, cause(err)).
			WithHint("another program has the port? --listen 127.0.0.1:0 takes a free one")
	}
	// Requests that stream end when serving ends.
	requests, cancel := context.WithCancel(context.WithoutCancel(ctx))
	web := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		BaseContext:       func(net.Listener) context.Context { return requests },
	}
	go func() { s.failed <- web.Serve(l) }()
	s.ready.URL = "http://" + l.Addr().String()
	s.onClose(func() error {
		// Requests in hand may end; those that stream are told to.
		streams := time.AfterFunc(grace/4, cancel)
		defer streams.Stop()
		defer cancel()
		end, done := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer done()
		if err := web.Shutdown(end); err != nil {
			return web.Close()
		}
		return nil
	})
	return nil
}

// wait returns when ctx ends, or with what ended the HTTP server.
func (s *server) wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		s.stopping.Store(true) // before anything else ends
		return nil
	case err := <-s.failed:
		return fmt.Errorf("serve: %w", err)
	}
}

// adminToken returns the token in serve.json while it is good, or a new one.
func (s *server) adminToken(ctx context.Context) (string, error) {
	if old, err := readReady(filepath.Dir(s.readyPath)); err == nil {
		if who, err := s.board.Whose(ctx, old.Token); err == nil && who.Can(pipeline.Admin) {
			return old.Token, nil
		}
	}
	return s.board.AddPerson(ctx, pipeline.Person{Name: "admin", Roles: []pipeline.Role{pipeline.Admin}}, 0)
}

// announce writes address and token where programs look for them.
func (s *server) announce(paths ...string) error {
	body, err := json.Marshal(s.ready)
	if err != nil {
		return err
	}
	for _, path := range append(paths, s.readyPath) {
		if path == "" {
			continue
		}
		if err := writePrivate(path, append(body, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// writePrivate writes a file that only its owner can read, whole or not at all.
func writePrivate(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	part, err := os.CreateTemp(filepath.Dir(path), ".tovmach-*") // mode 0600, and nobody else's file
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	_, err = part.Write(data)
	if err = errors.Join(err, part.Sync(), part.Close()); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(part.Name()))
	}
	return os.Rename(part.Name(), path)
}

// readReady reads what a server on this machine left in its data folder.
func readReady(dir string) (ready, error) {
	var r ready
	data, err := os.ReadFile(filepath.Join(dir, "serve.json"))
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(data, &r)
}
