package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
)

// restored is what a restore brought.
type restored struct {
	Data    string `json:"data"`
	Events  int    `json:"events"`
	Objects int    `json:"objects"`
	Bytes   int64  `json:"bytes"`
	Streams int    `json:"streams"`
	Backup  string `json:"backup"` // when it was made
}

func (p *program) restore() *cobra.Command {
	c := &cobra.Command{
		Use:   "restore FILE --data DIR",
		Short: "Make a newsroom out of a backup",
		Long: `Reads the backup and sees that it is whole, makes the newsroom out of it, and
verifies its record; DIR, which must be empty or not exist, appears only then.
Sequences, claims and what every worker has done stay as they were, so that
serve goes on from there. With --nats the streams are made on an outside NATS
that has none of them, and DIR keeps where the record ends.`,
		Example: "  tovmach restore newsroom.tar --data ./newsroom\n  tovmach restore newsroom.tar --data ./newsroom --nats nats://nats1:4222 --replicas 3",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			f, err := os.Open(args[0])
			if err != nil {
				return unreadable(args[0], err)
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			m, err := journal.ReadBackup(f)
			if err != nil {
				return err
			}
			if _, err := f.Seek(0, io.SeekStart); err != nil {
				return err
			}
			v, err := p.restoreFolder(cmd.Context(), f)
			if err != nil {
				return err
			}
			dir := p.config.get("data")
			out := restored{dir, v.Events, v.Objects, v.Bytes, len(m.Streams), m.Time.Format("2006-01-02T15:04:05Z07:00")}
			return p.printOne(out, fmt.Sprintf("%d events and %d objects of %d bytes are in %s, and verified; `tovmach serve --data %s` goes on", v.Events, v.Objects, v.Bytes, dir, dir))
		},
	}
	return settingFlags(c, append(natsSettings(), "data", "replicas", "log")...)
}

// restoreFolder restores into a folder beside the data folder and puts it in
// its place when the record in it is verified.
func (p *program) restoreFolder(ctx context.Context, backup io.Reader) (v pipeline.Verification, err error) {
	dir := filepath.Clean(p.config.get("data"))
	switch there, err := os.ReadDir(dir); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return v, pipeline.Errorf(pipeline.Invalid, "%s is no folder to restore into: %s", dir, cause(err))
	case len(there) > 0:
		return v, pipeline.Errorf(pipeline.Conflict, "the data folder %s is not empty", dir).WithHint("name another: --data DIR")
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return v, fmt.Errorf("restore: %w", err)
	}
	part, err := os.MkdirTemp(filepath.Dir(dir), ".tovmach-restore-*")
	if err != nil {
		return v, fmt.Errorf("restore: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(part)) }() // nothing, when it was put in its place
	asked := p.config.values["data"]
	p.config.values["data"] = effective{part, asked.origin}
	v, err = p.restoreInto(ctx, backup)
	p.config.values["data"] = asked
	if err != nil {
		return v, err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return v, fmt.Errorf("restore: %w", err)
	}
	return v, os.Rename(part, dir)
}

// restoreInto makes the streams, and verifies them against where the record
// ended when the backup began.
func (p *program) restoreInto(ctx context.Context, backup io.Reader) (v pipeline.Verification, err error) {
	h := &premises{role: journal.RoleServe}
	defer func() { err = errors.Join(err, h.close()) }()
	if h.log, err = p.logger(); err != nil {
		return v, err
	}
	if err := p.connect(ctx, h); err != nil {
		return v, err
	}
	replicas, err := p.replicas()
	if err != nil {
		return v, err
	}
	if p.config.get("nats") == "" {
		replicas = 1
	}
	text, err := journal.Restore(ctx, h.nc, backup, journal.RestoreOptions{
		Replicas: replicas, Progress: func(name string) { p.progress("restoring %s", name) },
	})
	if err != nil {
		return v, err
	}
	if err := writePrivate(p.headsPath(), text); err != nil {
		return v, err
	}
	heads, err := journal.OpenHeads(p.headsPath())
	if err != nil {
		return v, err
	}
	if v, _, err = p.verifyOn(ctx, h.nc, heads); err != nil {
		return v, err
	}
	if !v.OK {
		return v, pipeline.Damaged(v.Broken).WithHint("the record was damaged when the backup was made: take an older one")
	}
	return v, nil
}
