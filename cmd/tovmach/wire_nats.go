package main

import (
	"context"
	"errors"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/board"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/pipeline/vault"
)

// connect connects to the outside NATS of the settings, or starts the embedded one.
func (p *program) connect(ctx context.Context, h *premises) error {
	if _, err := p.replicas(); err != nil {
		return err
	}
	if url := p.config.get("nats"); url != "" {
		nc, err := natsd.Dial(url, "tovmach", p.credentials(h.role), func(err error) {
			h.log.Error().Err(err).Msg("nats") // a refused permission shows only here
		})
		if err != nil {
			return err
		}
		h.nc = nc
		h.onClose(func() error { nc.Close(); return nil }) // it flushes what is written
		guard := natsd.Guard(ctx, nc, journal.Answers, func() {
			h.log.Warn().Msg("this node of NATS has lost the others; the connection moves to one that has not")
		})
		h.onClose(func() error { guard(); return nil })
		_, err = natsd.Examine(ctx, nc)
		return err
	}
	server, err := natsd.Start(ctx, p.config.get("data"), natsd.Options{Logger: natsLog{h.log}})
	if err != nil {
		return err
	}
	h.onClose(server.Shutdown)
	h.complaints, h.frozen = server.Complaints(), server.Frozen()
	if h.nc, err = server.Connect("tovmach"); err != nil {
		return err
	}
	h.onClose(func() error { h.nc.Close(); return nil })
	return nil
}

func (p *program) provision(ctx context.Context, nc *natsd.Conn) error {
	replicas, err := p.replicas()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute) // elections take their time
	defer cancel()
	return errors.Join(
		journal.Provision(ctx, nc, replicas),
		board.Provision(ctx, nc, replicas),
		vault.Provision(ctx, nc, replicas),
	)
}

// credentials are those of the settings, for that user.
func (p *program) credentials(role string) natsd.Credentials {
	return natsd.Credentials{
		Inbox: journal.InboxPrefix(role),
		Seed:  p.config.get("nats-seed"), Creds: p.config.get("nats-creds"),
		CA: p.config.get("nats-ca"), Cert: p.config.get("nats-cert"), Key: p.config.get("nats-key"),
	}
}

// natsSettings are all that say how an outside NATS is reached.
func natsSettings() []string {
	return []string{"nats", "nats-seed", "nats-creds", "nats-ca", "nats-cert", "nats-key"}
}

// replicas is how many copies of each stream were asked for; 0 leaves that to
// what is there. The embedded server has one.
func (p *program) replicas() (int, error) {
	switch asked := p.config.get("replicas"); {
	case p.config.get("nats") == "", asked == "":
		return 0, nil
	case asked == "1", asked == "3", asked == "5":
		return int(asked[0] - '0'), nil
	default:
		return 0, pipeline.Errorf(pipeline.Invalid, "replicas %q is not 1, 3 or 5", asked).
			WithHint("leave it out to keep what is there")
	}
}

// natsLog passes the server's lines on to the log.
type natsLog struct{ log zerolog.Logger }

func (l natsLog) Log(level, line string) {
	lvl, err := zerolog.ParseLevel(level)
	if err != nil {
		lvl = zerolog.InfoLevel
	}
	l.log.WithLevel(lvl).Str("mod", "nats").Msg(line)
}
