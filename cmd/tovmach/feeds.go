package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
	"github.com/tovmach/tovmach/workers/feeder"
)

const (
	feedEvery = 10 * time.Minute // where a feed does not say how often
	feedLeast = time.Minute
)

// readFeeds reads the tables of feeds of the configuration file.
//
//	[[feed]]
//	url = "https://example.org/feed/"
//	desk = "news"
//	every = "10m"
func readFeeds(raw any) ([]feeder.Feed, error) {
	tables, ok := raw.([]map[string]any)
	if !ok {
		return nil, badFeed("feed is a table of its own")
	}
	var feeds []feeder.Feed
	for _, table := range tables {
		f := feeder.Feed{Every: feedEvery}
		for key, value := range table {
			text, ok := value.(string)
			if !ok {
				return nil, badFeed("%s is no text", key)
			}
			switch key {
			case "url":
				f.URL = text
			case "desk":
				f.Desk = pipeline.DeskID(text)
			case "every":
				every, err := time.ParseDuration(text)
				if err != nil || every < feedLeast {
					return nil, badFeed("every %q is no duration of %s or more", text, feedLeast)
				}
				f.Every = every
			default:
				return nil, badFeed("a feed has no %q", key)
			}
		}
		if err := checkFeed(f, feeds); err != nil {
			return nil, err
		}
		feeds = append(feeds, f)
	}
	return feeds, nil
}

func checkFeed(f feeder.Feed, before []feeder.Feed) error {
	u, err := url.Parse(f.URL)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return badFeed("url %q is no address of a feed", f.URL)
	}
	if strings.ContainsFunc(u.Host, func(c rune) bool { return c > '~' }) {
		return badFeed("the host of %s has letters that are not Latin: write it as browsers send it, xn--…", f.URL)
	}
	if slices.ContainsFunc(before, func(other feeder.Feed) bool { return other.URL == f.URL }) {
		return badFeed("%s is named twice", f.URL)
	}
	return nil
}

func badFeed(format string, args ...any) error {
	return pipeline.Errorf(pipeline.Invalid, "[[feed]]: "+format, args...).
		WithHint("`tovmach help feeds` shows how feeds are named")
}

// pollFeeds looks at the feeds that the configuration names, until the server
// closes.
func (p *program) pollFeeds(ctx context.Context, s *server, intake api.Intake, desks []string) error {
	if len(p.config.feeds) == 0 {
		return nil
	}
	feeds := slices.Clone(p.config.feeds)
	for i, f := range feeds {
		if f.Desk == "" {
			feeds[i].Desk = pipeline.DeskID(desks[0])
		} else if !slices.Contains(desks, string(f.Desk)) {
			return badFeed("there is no desk %q", f.Desk)
		}
	}
	poll := feeder.New(s.outbound, feedDesk{s, intake}, s.board, time.Now, s.log)
	poll.Start(ctx, feeds...)
	s.onClose(func() error { poll.Stop(); return nil })
	return nil
}

// feedDesk is the newsroom as the feeder knows it.
type feedDesk struct {
	*server
	intake api.Intake
}

// Submit enters an item as a story, once for ever.
func (d feedDesk) Submit(ctx context.Context, s pipeline.Submission) (pipeline.StoryID, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	id := pipeline.StoryID(pipeline.DerivedID(string(s.By), s.Key)) // as intake makes it
	if _, known := d.stories.Story(id); known {
		return id, nil
	}
	_, _, err := d.intake.Submit(ctx, s, func(slug pipeline.Slug) bool {
		_, taken := d.stories.Named(string(slug))
		return taken
	})
	if errors.Is(err, pipeline.ErrMoved) { // any other conflict: it is nearly another story
		return id, nil // it is there, and has moved on
	}
	return id, err
}

// Revise enters what an item is now as a newer source of its story. Without a key:
// what is there already is known by its digest.
func (d feedDesk) Revise(ctx context.Context, s pipeline.Submission) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	id := pipeline.StoryID(pipeline.DerivedID(string(s.By), s.Key))
	s.Key = ""
	for {
		story, known := d.stories.Story(id)
		if !known {
			return nil // its submission was refused
		}
		story, err := d.journal.Unarchive(ctx, story)
		if err != nil {
			return err
		}
		ev, _, err := d.intake.Revise(ctx, story, pipeline.Person{Name: s.By}, s)
		if err == nil && ev.ID != "" {
			d.log.Info().Str("worker", "feeder").Str("story", string(id)).Msg("the site published a newer text of the story")
		}
		if pipeline.KindOf(err) != pipeline.Conflict {
			return err
		}
		last, err := d.journal.Last(ctx) // workers moved the story
		if err == nil {
			err = d.stories.WaitFor(ctx, last)
		}
		if err != nil {
			return err
		}
	}
}

// feedRows are the feeds as rows of `tovmach config`.
func (c *config) feedRows() []settingRow {
	var rows []settingRow
	for _, f := range c.feeds {
		value := fmt.Sprintf("%s every=%s", f.URL, f.Every)
		if f.Desk != "" {
			value += " desk=" + string(f.Desk)
		}
		rows = append(rows, settingRow{"feed", value, c.feedsFrom})
	}
	return rows
}
