package feeder

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/feed"
)

// Poll looks at a feed once and returns how long to wait for the next look. Of
// a feed that it never saw it takes nothing but what was published since: an
// archive is no news. Failures are told to the log, each kind once in a row.
func (f *Feeder) Poll(ctx context.Context, of Feed) time.Duration {
	known, err := f.recall(ctx, of)
	if err != nil {
		if ctx.Err() == nil {
			f.log.Warn().Err(err).Str("feed", of.URL).Msg("not looked at")
		}
		return pause(of.Every, 1, 0)
	}
	first := known.Added.IsZero()
	if first {
		known.Added = f.now().UTC()
	}
	known.Looked = f.now().UTC()
	taken, err := f.lookAt(ctx, of, first, &known)
	if ctx.Err() != nil {
		return of.Every // we are stopping: what was submitted is not submitted again
	}
	f.tell(of, &known, first, taken, err)
	if err := f.keep(ctx, of, known); err != nil && ctx.Err() == nil {
		f.log.Warn().Err(err).Str("feed", of.URL).Msg("what was seen is not kept: it is looked at anew")
	}
	return pause(of.Every, known.Failures, known.asked)
}

// lookAt gets the feed and takes what is new.
func (f *Feeder) lookAt(ctx context.Context, of Feed, first bool, known *note) (taken int, err error) {
	page, err := f.fetch.Fetch(ctx, pipeline.Visit{URL: of.URL, Have: pipeline.Snapshot{ETag: known.ETag, Modified: known.Modified}})
	known.asked = retryAfter(page.Header, f.now())
	if err != nil || page.Unchanged {
		return 0, err
	}
	read, err := feed.Read(page.Data, feed.Source{URL: cmp.Or(page.Final, of.URL), Charset: page.Charset})
	if err != nil {
		return 0, err
	}
	for _, notice := range read.Notices {
		f.log.Debug().Str("feed", of.URL).Str("notice", notice).Msg("feed repaired")
	}
	whole := true                                   // nothing waits for the next look
	for _, i := range slices.Backward(read.Items) { // the oldest first, as it was written
		done, err := f.item(ctx, of, read, i, look{first: first, full: taken == mostTaken}, known)
		if err != nil {
			return taken, err
		}
		taken += done.taken
		whole = whole && !done.waits
	}
	known.ETag, known.Modified = "", ""
	if whole {
		known.ETag, known.Modified = page.ETag, page.Modified
	}
	return taken, nil
}

// look is what a look at a feed goes by.
type look struct {
	first bool // ever
	full  bool // no more is taken at this one
}

// outcome is what became of an item at one look.
type outcome struct {
	taken int  // 1 or 0
	waits bool // for the next look
}

// item takes an item that is new, and tells of one that changed. The error is
// one that stops the look: the newsroom takes nothing.
func (f *Feeder) item(ctx context.Context, of Feed, in feed.Feed, i feed.Item, at look, known *note) (outcome, error) {
	key := itemKey(of, i)
	before, seenBefore := known.Items[key]
	now := seen{Hash: i.Hash(), Story: before.Story, At: known.Looked}
	switch {
	case seenBefore && before.Tries == 0 && (before.Hash == now.Hash || before.Story == ""): // unchanged, or never ours
		known.Items[key] = now
		return outcome{}, nil
	case !seenBefore && isOld(i, at.first, known.Added):
		known.Items[key] = now
		return outcome{}, nil
	case at.full:
		return outcome{waits: true}, nil
	}
	s, err := f.submission(ctx, of, in, i)
	if err == nil && before.Story != "" {
		f.log.Info().Str("feed", of.URL).Str("story", string(before.Story)).Msg("an item changed after it was submitted")
		err = f.newsroom.Revise(ctx, s)
	} else if err == nil {
		now.Story, err = f.newsroom.Submit(ctx, s)
	}
	switch {
	case err == nil:
		known.Items[key] = now
		taken := 0
		if before.Story == "" {
			taken = 1
			f.log.Info().Str("feed", of.URL).Str("story", string(now.Story)).Str("desk", string(of.Desk)).Msg("submitted")
		}
		return outcome{taken: taken}, nil
	case ctx.Err() != nil:
		return outcome{}, err
	case pipeline.KindOf(err) == pipeline.Unavailable && !errors.Is(err, errPage):
		return outcome{}, err // of the newsroom: nothing can be submitted now
	}
	return f.failed(of, key, before, now, err, known), nil
}

// failed remembers an item that could not be taken. A page may be there later;
// what is wrong with an item itself stays wrong.
func (f *Feeder) failed(of Feed, key string, before, now seen, err error, known *note) outcome {
	if tries := before.Tries + 1; errors.Is(err, errPage) && tries < mostTries {
		now.Tries = tries
		known.Items[key] = now
		return outcome{waits: true}
	}
	known.Items[key] = now
	f.log.Warn().Err(err).Str("feed", of.URL).Str("item", key).Msg("an item was not taken")
	return outcome{}
}

// isOld reports whether an item was there before the feed was added. One
// without a date is new when it was not there at the first look.
func isOld(i feed.Item, first bool, added time.Time) bool {
	at := i.Published
	if at.IsZero() {
		at = i.Updated
	}
	if at.IsZero() {
		return first
	}
	return !at.After(added)
}

// itemKey is the idempotency key of an item: the same in all feeds of a site,
// where its id is one that the site gives once. Ids such as 17 only count
// inside of their feed.
func itemKey(of Feed, i feed.Item) string {
	within := of.URL
	if u, err := url.Parse(i.ID); err == nil && u.Scheme != "" || len(i.ID) >= 32 {
		within = hostOf(of.URL)
	}
	return pipeline.DerivedID("feed", within, i.ID)
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// tell logs how a look went. A feed that fails is told once, and again when it
// is worse than was told, or over.
func (f *Feeder) tell(of Feed, known *note, first bool, taken int, err error) {
	if err == nil {
		if known.Failures > 0 {
			f.log.Info().Str("feed", of.URL).Int("failures", known.Failures).Msg("the feed answers again")
		}
		if first {
			f.log.Info().Str("feed", of.URL).Int("items", len(known.Items)).Msg("a new feed: what is published from now on is taken")
		}
		known.Failures, known.Told = 0, none
		f.log.Debug().Str("feed", of.URL).Int("taken", taken).Msg("looked")
		return
	}
	known.Failures++
	how, level := passes, zerolog.WarnLevel
	if needsPerson(err) {
		how, level = lasts, zerolog.ErrorLevel
	}
	if how <= known.Told {
		level = zerolog.DebugLevel
	}
	known.Told = max(known.Told, how)
	f.log.WithLevel(level).Err(err).Str("feed", of.URL).Int("failures", known.Failures).Msg("the feed cannot be read; it is tried again, later each time")
}

// needsPerson reports whether trying again is not enough.
func needsPerson(err error) bool {
	switch pipeline.KindOf(err) {
	case pipeline.Invalid, pipeline.NotFound, pipeline.Denied, pipeline.Blocked:
		return true
	}
	return false
}

// retryAfter is how long a server asks to be left alone: seconds, or a date
// (RFC 9110, section 10.2.3).
func retryAfter(header []pipeline.Meta, now time.Time) time.Duration {
	for _, m := range header {
		if m.Key != "Retry-After" {
			continue
		}
		if seconds, err := strconv.Atoi(m.Value); err == nil {
			return time.Duration(min(max(seconds, 0), int(longestAsk/time.Second))) * time.Second
		}
		if at, err := time.Parse(time.RFC1123, m.Value); err == nil {
			return max(at.Sub(now), 0)
		}
	}
	return 0
}
