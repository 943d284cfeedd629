package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"time"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
	"github.com/tovmach/tovmach/pipeline/vault"
	"github.com/tovmach/tovmach/workers/api"
)

func (p *program) verify() *cobra.Command {
	var accept string
	c := serverFlags(&cobra.Command{
		Use:   "verify",
		Short: "Check every event of the record and every byte of the vault",
		Long: `Checks that no event of the record is gone, changed or moved: each names the
hash of the one before it in its story, task or termbase, and where each of them
ends is kept in a file apart from NATS. Checks every byte of the vault against
its digest, and that all that events name is there. It names the first place
that is wrong, and the exit code is 1 then.

It asks the running server; an admin or editor may. With --data it works on the
folder of a server that does not run, with --nats on an outside NATS whose ends
are kept in that folder.

A server does not start on a damaged record. Go back to a backup with
restore, or go on with what is left: --accept REASON writes down what is
lost, when, who accepted it and why (in heads.losses in the data folder).`,
		Example: `  tovmach verify
  tovmach verify --data ./newsroom -o json
  tovmach verify --data ./newsroom --accept 'bad disk; nothing newer in the backup'`,
		Args: cobra.NoArgs,
	})
	c.Flags().StringVar(&accept, "accept", "", "go on with what is left, for this reason (with --data)")
	settingFlags(c, natsSettings()...)
	c.RunE = func(cmd *cobra.Command, _ []string) error {
		offline := p.offline(cmd)
		if accept != "" && !offline {
			return usage(cmd, "--accept needs the --data folder of a server that does not run")
		}
		var out pipeline.Verification
		var err error
		if offline {
			out, err = p.verifyFolder(cmd.Context(), accept)
		} else {
			var client *api.Client
			if client, err = p.client(); err == nil {
				out, err = client.Verify(cmd.Context(), p.tellChecking())
			}
		}
		if err != nil {
			return err
		}
		if err := p.printOne(out, describeVerification(out)); err != nil || out.OK {
			return err
		}
		return pipeline.Damaged(out.Broken)
	}
	return c
}

// offline reports whether a command works on the data folder or the NATS
// itself: it was named, and no server answers there.
func (p *program) offline(cmd *cobra.Command) bool {
	if p.config.get("nats") != "" {
		return true
	}
	if !cmd.Flags().Changed("data") || p.namedServer() != "" {
		return false
	}
	r, err := readReady(p.config.get("data"))
	return err != nil || !answers(cmd.Context(), r.URL)
}

// tellChecking tells how far a check is, at most once in two seconds.
func (p *program) tellChecking() func(api.Checking) {
	told := time.Now()
	return func(c api.Checking) {
		if time.Since(told) < 2*time.Second {
			return
		}
		told = time.Now()
		if c.All > 0 {
			p.progress("%s: %d of %d", c.Stage, c.Done, c.All)
		} else {
			p.progress("%s: %d", c.Stage, c.Done)
		}
	}
}

// verifyFolder checks the record on a private server on the data folder, or on
// an outside NATS, and takes what is lost when that is asked for.
func (p *program) verifyFolder(ctx context.Context, accept string) (out pipeline.Verification, err error) {
	h := &premises{role: journal.RoleServe}
	defer func() { err = errors.Join(err, h.close()) }()
	if h.log, err = p.logger(); err != nil {
		return out, err
	}
	if p.config.get("nats") == "" {
		dir := p.config.get("data")
		if _, err := os.Stat(dir); err != nil { // a server would make it
			return out, pipeline.Errorf(pipeline.NotFound, "there is no data folder %s", dir).WithHint("name the one of the newsroom: --data DIR")
		}
	}
	if err := p.connect(ctx, h); err != nil {
		return out, err
	}
	heads, err := journal.OpenHeads(p.headsPath())
	if err != nil {
		return out, err
	}
	out, ends, err := p.verifyOn(ctx, h.nc, heads)
	if err != nil || out.OK || accept == "" {
		return out, err
	}
	by := "somebody"
	if u, err := user.Current(); err == nil {
		by = u.Username
	}
	lost := out.Broken
	if err := heads.Accept(out, ends, time.Now(), by, accept); err != nil {
		return out, err
	}
	for _, d := range lost {
		p.sayf("lost: %s", d)
	}
	p.sayf("accepted by %s; `tovmach serve` goes on with what is left", by)
	out.Settle(heads.Accepted())
	return out, nil
}

// verifyOn checks the record that nc leads to.
func (p *program) verifyOn(ctx context.Context, nc *natsd.Conn, heads *journal.Heads) (pipeline.Verification, journal.Ends, error) {
	v, err := vault.Open(ctx, nc)
	if err != nil {
		return pipeline.Verification{}, journal.Ends{}, err
	}
	j, err := journal.Open(ctx, nc, journal.Options{Vault: v})
	if err != nil {
		return pipeline.Verification{}, journal.Ends{}, err
	}
	tell := p.tellChecking()
	return j.Verify(ctx, journal.VerifyOptions{
		Objects: v, Heads: heads,
		Progress: func(stage string, done, all uint64) { tell(api.Checking{Stage: stage, Done: done, All: all}) },
	})
}

// describeVerification is a verification for people.
func describeVerification(v pipeline.Verification) string {
	text := fmt.Sprintf("%d events in %d chains, %d objects of %d bytes; %d ends compared", v.Events, v.Aggregates, v.Objects, v.Bytes, v.Heads)
	if v.Archived > 0 {
		text += fmt.Sprintf("; %d events more in the archive", v.Archived)
	}
	for _, l := range v.Accepted {
		text += fmt.Sprintf("\naccepted on %s by %s: %d losses: %s", l.Time.Format(time.DateOnly), l.By, len(l.Broken), l.Reason)
	}
	if v.OK {
		return "the record is whole: " + text
	}
	for _, d := range v.Broken {
		text += "\n" + d.String()
	}
	return text
}
