package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/workers/api"
	"github.com/tovmach/tovmach/workers/intake"
)

func (p *program) submit() *cobra.Command {
	var slug, desk, priority, deadline, embargo, key, update, lang, post string
	var skills []string
	var wait, again, repair bool
	var of int
	c := &cobra.Command{
		Use:   "submit [--update STORY] FILE|URL|-",
		Short: "Send in a Ukrainian article",
		Long: fmt.Sprintf(`Sends in a source article: a document of Word (DOCX) or LibreOffice (ODT), Markdown
with front matter, HTML, a zipped page of Google Docs, plain text, a post of
WordPress, or the address of a page. Of an export with several posts --post says
which. "tovmach help formats" tells what is read of each.
The file may have at most %d MB, its text at most 300,000 bytes. UTF-8, UTF-16
and the Cyrillic encodings before them are read. What cannot be worked with is
refused and nothing is stored; so is an article that is not Ukrainian, judging
by its letters, unless --language says that it is. What was guessed, repaired or
left out is told.

A draft that is nearly a story of the house already is refused too, with exit code 4,
unless --again says that it is another one.

--update sends in a newer source of a story, in whatever state that is. What is the
same as before keeps its translation, wherever it stands now; what changed is
translated and reviewed again, and what was published is corrected then. See
`+"`tovmach help revisions`"+`.

An address (https://…) is read by the server, which keeps the page and looks at it
again: "tovmach help sources" tells what is read and what is refused.

Times are RFC 3339 (2026-12-01T18:00:00+02:00) or a length of time from now (3h).`, intake.MaxBytes>>20),
		Example: `  tovmach submit memo.md --desk news --priority urgent --deadline 3h
  tovmach submit https://example.org/news/1 --slug memo
  tovmach submit export.xml --post 123
  pbpaste | tovmach submit - --slug memo --wait -o json
  tovmach submit old-spelling.md --language uk
  tovmach submit garbled.txt --repair
  tovmach submit --update memo memo.md`,
		Args: cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			s := pipeline.Submission{
				Slug: pipeline.Slug(slug), Desk: pipeline.DeskID(desk), Priority: pipeline.Priority(priority), Key: key,
				Skills: named[pipeline.Skill](skills), Again: again,
				Lang: pipeline.Lang(lang), Repair: repair,
			}
			var err error
			if isAddress(args[0]) {
				if post != "" {
					return usage(cmd, "--post is for files; an address is of one page")
				}
				s.Source = &pipeline.Snapshot{URL: args[0]}
			} else if s.Name, s.Data, err = p.post(args[0], post); err != nil {
				return err
			}
			if update != "" {
				for _, other := range []string{"slug", "desk", "priority", "skill", "deadline", "embargo", "again"} {
					if cmd.Flags().Changed(other) {
						return usage(cmd, "--update changes the source alone: leave out --"+other)
					}
				}
				done, err := client.Revise(cmd.Context(), update, of, s, wait)
				if err != nil {
					return err
				}
				p.sayNotices(done.Notices)
				return p.printOne(done, revised(done))
			}
			if s.Deadline, err = parseTime("deadline", deadline); err != nil {
				return err
			}
			if s.Embargo, err = parseTime("embargo", embargo); err != nil {
				return err
			}
			done, err := client.Submit(cmd.Context(), s, wait)
			if err != nil {
				return err
			}
			p.sayNotices(done.Notices)
			return p.printOne(done, fmt.Sprintf("story %s (%s)", done.Story, done.Slug))
		}),
	}
	c.Flags().StringVar(&slug, "slug", "", "the story's handle; made from the headline when left out")
	c.Flags().StringVar(&desk, "desk", "", "desk it is for; the newsroom's first when left out")
	c.Flags().StringVar(&priority, "priority", "", "flash, urgent, normal (default) or hold")
	c.Flags().StringArrayVar(&skills, "skill", nil, "skill that its tasks ask for, such as legal; may be repeated")
	c.Flags().StringVar(&deadline, "deadline", "", "when it must be ready")
	c.Flags().StringVar(&embargo, "embargo", "", "not to be delivered before")
	c.Flags().StringVar(&post, "post", "", "number of the post, of a WordPress export with several")
	c.Flags().StringVar(&lang, "language", "", "language that it is in, such as uk; told by its letters when left out")
	c.Flags().BoolVar(&repair, "repair", false, "undo its having been taken for another encoding")
	c.Flags().StringVar(&key, "key", "", "idempotency key: the same key is the same story")
	c.Flags().BoolVar(&wait, "wait", false, "return when its tasks are open")
	c.Flags().BoolVar(&again, "again", false, "take it in though it is nearly a story of the house")
	c.Flags().StringVar(&update, "update", "", "the story (its id or slug) of which it is a newer source")
	c.Flags().IntVar(&of, "of", 0, "with --update: the revision that it follows; refused with exit code 4 when there is a newer one")
	return serverFlags(c)
}

// isAddress reports whether what is submitted is a page and no file. Addresses
// that are not of the web are the server's to refuse.
func isAddress(arg string) bool {
	scheme, rest, found := strings.Cut(arg, "://")
	return found && rest != "" && !strings.ContainsAny(scheme, "./\\")
}

// post reads a file that is to be sent in; of an export of WordPress only the
// post with that number, where one is named.
func (p *program) post(arg, number string) (name string, data []byte, err error) {
	name, data, err = p.document(arg)
	if err != nil || number == "" {
		return name, data, err
	}
	data, err = codec.Pick(data, number)
	return name, data, err
}

// revised tells what a newer source changed.
func revised(r api.Revised) string {
	switch {
	case !r.Changed:
		return fmt.Sprintf("story %s (%s) has this source already: nothing changed", r.Story, r.Slug)
	case r.Stale+r.New+r.Gone == 0:
		return fmt.Sprintf("story %s (%s): revision %d of its source, of which nothing is to be translated again", r.Story, r.Slug, r.Revision)
	}
	return fmt.Sprintf("story %s (%s): revision %d of its source; %d segments went stale, %d are new, %d are gone, %d stay as they are",
		r.Story, r.Slug, r.Revision, r.Stale, r.New, r.Gone, r.Unchanged)
}

// document reads a file that is to be sent in, within the limit.
func (p *program) document(arg string) (name string, data []byte, err error) {
	name, r, err := p.input([]string{arg}, 0)
	if err != nil {
		return "", nil, err
	}
	defer r.Close() //nolint:errcheck // read only
	data, err = io.ReadAll(io.LimitReader(r, intake.MaxBytes+1))
	if err != nil {
		return "", nil, unreadable(name, err)
	}
	if len(data) > intake.MaxBytes {
		return "", nil, pipeline.Errorf(pipeline.Invalid, "%s has more than %d MB", name, intake.MaxBytes>>20).
			WithHint("leave out pictures that stand inside the file, or split it into several stories")
	}
	return filepath.Base(name), data, nil
}

// parseTime reads a point in time, or a length of time from now.
func parseTime(flag, value string) (*time.Time, error) {
	if value == "" {
		return nil, nil
	}
	if d, err := time.ParseDuration(value); err == nil {
		t := time.Now().Add(d)
		return &t, nil
	}
	t, err := time.Parse(time.RFC3339, value)
	if err != nil {
		return nil, pipeline.Errorf(pipeline.Invalid, "--%s %q is no time", flag, value).
			WithHint("write 2026-12-01T18:00:00+02:00, or 3h for three hours from now")
	}
	return &t, nil
}
