package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/workers/api"
)

func (p *program) backup() *cobra.Command {
	return serverFlags(&cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the whole record into a file while the newsroom runs",
		Long: `Writes every stream and bucket of the newsroom into one file: stories, vault,
termbase, people. What was acknowledged before is in it. An admin may. The file
appears whole or not at all, and only you can read it: it has the hashes of
people's tokens. Keep it on another machine. restore reads it.`,
		Example: "  tovmach backup /mnt/other/newsroom-2026-11-24.tar\n  tovmach backup newsroom.tar -o json",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			var m journal.Manifest
			err := writeWhole(args[0], func(f *os.File) (err error) {
				if err := client.Backup(cmd.Context(), f); err != nil {
					return err
				}
				if _, err := f.Seek(0, io.SeekStart); err != nil {
					return err
				}
				m, err = journal.ReadBackup(f) // an answer that broke off ends here
				return err
			})
			if err != nil {
				return err
			}
			return p.printOne(m, fmt.Sprintf("%s holds %s", args[0], describeManifest(m)))
		}),
	})
}

// describeManifest is what a backup has, for people.
func describeManifest(m journal.Manifest) string {
	var events uint64
	var bytes int64
	for _, s := range m.Streams {
		bytes += s.Bytes
		if events == 0 {
			events = s.Messages // the journal comes first
		}
	}
	return fmt.Sprintf("%d events, %d streams of %d bytes, of %s", events, len(m.Streams), bytes, m.Time.Format("2006-01-02 15:04:05 MST"))
}

// writeWhole lets write fill a file that only its owner can read; under its
// name it appears when all is on the disk.
func writeWhole(path string, write func(*os.File) error) error {
	part, err := os.CreateTemp(filepath.Dir(path), ".tovmach-*") // mode 0600
	if errors.Is(err, fs.ErrNotExist) {
		return pipeline.Errorf(pipeline.NotFound, "%s cannot be written: %s", path, cause(err)).WithHint("make its folder first, or name another")
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := write(part); err != nil {
		return errors.Join(err, part.Close(), os.Remove(part.Name()))
	}
	if err := errors.Join(part.Sync(), part.Close()); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(part.Name()))
	}
	return os.Rename(part.Name(), path)
}
