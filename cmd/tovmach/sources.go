package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
	"github.com/tovmach/tovmach/workers/archivist"
	"github.com/tovmach/tovmach/workers/outbound"
)

func (p *program) sources() *cobra.Command {
	var save string
	c := &cobra.Command{
		Use:   "sources STORY",
		Short: "List the pages that a story cites, and what is kept of them",
		Long: `Lists the page that a story was submitted from and those that its article links
to, with what became of each: kept, changed or gone since, refused and why. For
one that changed or is gone it offers a wording for the story.

--save DIR writes every snapshot as it was kept, byte for byte, and sources.json
with the addresses, times, digests and what the servers said. "tovmach help
sources" tells what is kept and when.`,
		Example: "  tovmach sources memo\n  tovmach sources memo -o json\n  tovmach sources memo --save ./evidence",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			pages, err := client.Sources(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if save != "" {
				n, err := p.saveSources(cmd.Context(), client, args[0], pages, save)
				if err != nil {
					return err
				}
				p.sayf("%d snapshots were written to %s", n, save)
			}
			return printRows(p, pages, []string{"state", "since", "kept", "sha256", "url", "what"}, sourceCells)
		}),
	}
	c.Flags().StringVar(&save, "save", "", "folder to write the snapshots to")
	return serverFlags(c)
}

func sourceCells(s api.Source) []string {
	since, kept, digest := "", "", ""
	if s.Since != nil {
		since = s.Since.Local().Format(time.DateTime)
	}
	if n := len(s.Snapshots); n > 0 {
		kept, digest = s.Snapshots[n-1].Time.Local().Format(time.DateTime), s.Snapshots[n-1].Digest
	}
	what := s.Reason
	if s.Wording != "" {
		what = strings.TrimPrefix(what+"; say: "+s.Wording, "; ")
	}
	return []string{string(s.State), since, kept, digest, s.URL, what}
}

// alerted is a line of a status about a page that is not what it was.
func alerted(s api.Source) string {
	line := fmt.Sprintf("source %s", s.State)
	if s.Since != nil {
		line += " since " + s.Since.Local().Format(time.DateTime)
	}
	line += ": " + s.URL
	if s.Wording != "" {
		line += ", say " + s.Wording
	}
	return line
}

// saveSources writes the snapshots of all pages into dir, and a list of them.
// Files that are there already stay; the names come from addresses, and lead
// nowhere else.
func (p *program) saveSources(ctx context.Context, client *api.Client, story string, pages []api.Source, dir string) (n int, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // evidence is for others to read
		return 0, pipeline.Errorf(pipeline.Invalid, "%s cannot be made", dir).WithHint("%s", cause(err))
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return 0, pipeline.Errorf(pipeline.Invalid, "%s cannot be opened", dir).WithHint("%s", cause(err))
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	for _, page := range pages {
		for _, shot := range page.Snapshots {
			data, err := client.Snapshot(ctx, story, shot.Digest)
			if err != nil {
				return n, err
			}
			if err := writeNew(root, snapshotName(shot), data); err != nil {
				return n, err
			}
			n++
		}
	}
	list, err := json.MarshalIndent(pages, "", "  ")
	if err != nil {
		return n, err
	}
	return n, root.WriteFile("sources.json", append(list, '\n'), 0o644)
}

// writeNew writes a file that says the same already, or is not there.
func writeNew(root *os.Root, name string, data []byte) error {
	switch old, err := root.ReadFile(name); {
	case err == nil && bytes.Equal(old, data):
		return nil
	case err == nil:
		return pipeline.Errorf(pipeline.Conflict, "%s is there and says something else", name).WithHint("save to an empty folder")
	case !errors.Is(err, fs.ErrNotExist):
		return pipeline.Errorf(pipeline.Invalid, "%s cannot be written", name).WithHint("%s", cause(err))
	}
	return root.WriteFile(name, data, 0o644)
}

// snapshotName is a file's name that is safe everywhere: the host in letters,
// digits and dots, the day, and the digest.
func snapshotName(shot pipeline.Snapshot) string {
	host := "page"
	if u, err := url.Parse(shot.URL); err == nil && u.Hostname() != "" {
		host = strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '-' {
				return r
			}
			return '-'
		}, strings.ToLower(u.Hostname()))
	}
	host = strings.Trim(host[:min(len(host), 60)], ".-")
	ending := ".bin"
	for _, known := range []struct{ mediaType, ending string }{
		{"text/html", ".html"}, {"application/xhtml+xml", ".xhtml"}, {"text/plain", ".txt"}, {"application/pdf", ".pdf"},
	} {
		if shot.Type == known.mediaType {
			ending = known.ending
		}
	}
	return strings.Join([]string{"page", host, shot.Time.UTC().Format("20060102-150405"), shot.Digest[:min(len(shot.Digest), 16)]}, "_") + ending
}

// openSources makes the way out, and says which pages are kept.
func (p *program) openSources(h *premises) error {
	h.scope = archivist.Scope(p.config.get("archive-sources"))
	if !slices.Contains(archivist.Scopes(), h.scope) {
		return pipeline.Errorf(pipeline.Invalid, "archive-sources %q is none of none, submitted and all", h.scope).
			WithHint("all follows the links of articles; submitted looks at pages that an editor submitted by address")
	}
	if _, err := p.config.duration("watch-sources", 0); err != nil {
		return err
	}
	var err error
	h.outbound, err = outbound.New(outbound.Options{Allow: p.config.list("allow-hosts"), Version: buildVersion()})
	return err
}

// watchSources looks at kept pages again, where the archivist is hosted.
func (p *program) watchSources(ctx context.Context, h *premises, names []string) error {
	if h.scope == archivist.None || !slices.Contains(names, "archivist") {
		return nil
	}
	every, err := p.config.duration("watch-sources", 0)
	if err != nil {
		return err
	}
	watch := archivist.StartWatch(ctx, archivist.New(h.outbound, h.vault, h.scope, time.Now), h.journal, h.stories, every, func(story pipeline.StoryID, err error) {
		h.log.Warn().Err(err).Str("worker", "archivist").Str("story", string(story)).Msg("not all pages were looked at; it is tried again")
	})
	h.onClose(func() error { watch.Stop(); return nil })
	return nil
}
