package archivist

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

// A page that cannot be read counts as gone after so many looks in a row, over so
// long a time: servers are away for a night.
const (
	missedMost = 3
	missedLong = 24 * time.Hour
)

// look looks at a page again and returns what is to be told of it: nothing when
// it is as it was.
func (a *Archivist) look(ctx context.Context, p pipeline.Source) (pipeline.Fact, error) {
	last, kept := p.Last()
	if !kept {
		page, err := a.firstLook(ctx, p.URL)
		if err != nil || page.Missed != "" && p.Missed >= missedMost {
			return nil, err
		}
		return pipeline.SourceArchived{Pages: []pipeline.PageArchived{page}}, nil
	}
	page, err := a.pages.Fetch(ctx, pipeline.Visit{URL: p.URL, Have: last})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return a.notSeen(p, last, err), nil
	}
	same := page.Unchanged
	if !same {
		if same, err = a.saysTheSame(ctx, last, page); err != nil {
			return nil, err
		}
	}
	switch {
	case !same:
		shot, err := a.keep(ctx, page)
		return pipeline.SourceChanged{URL: p.URL, Before: last.Digest, Kept: shot}, err
	case p.State == pipeline.PageGone || p.Missed > 0:
		return pipeline.SourceRestored{URL: p.URL}, nil
	}
	return nil, nil
}

// notSeen is what a look tells that could not read the page.
func (a *Archivist) notSeen(p pipeline.Source, last pipeline.Snapshot, err error) pipeline.Fact {
	deleted := pipeline.KindOf(err) == pipeline.NotFound
	overdue := p.Missed+1 >= missedMost && a.now().Sub(p.First) >= missedLong
	switch {
	case p.State == pipeline.PageGone, pipeline.KindOf(err) == pipeline.Blocked: // it is we who do not look
		return nil
	case deleted || overdue:
		return pipeline.SourceVanished{URL: p.URL, Reason: told(err), Last: last.Digest, Deleted: deleted}
	case p.Missed < missedMost:
		return pipeline.SourceMissed{URL: p.URL, Reason: told(err)}
	}
	return nil
}

// saysTheSame compares a page with the snapshot before in their words: counters,
// advertisements and scripts are others each time. Both are read by this program,
// so that a later one that reads pages better takes no page for changed.
func (a *Archivist) saysTheSame(ctx context.Context, last pipeline.Snapshot, page pipeline.Page) (bool, error) {
	before, err := a.vault.Get(ctx, last.Digest)
	if err != nil {
		return false, err
	}
	return bytes.Equal(before, page.Data) || words(last, before) == words(page.Snapshot, page.Data), nil
}

func words(shot pipeline.Snapshot, data []byte) string {
	name := "page"
	if shot.Type == "text/html" || shot.Type == "application/xhtml+xml" {
		name = "page.html"
	}
	return codec.PageWords(name, data, shot.Charset)
}

// forGood reports whether a page that was refused is not asked for again.
func forGood(err error) bool { return !pipeline.KindOf(err).Retry() }

// told is what people are told of an error.
func told(err error) string {
	if e, ok := errors.AsType[*pipeline.Error](err); ok && e.Public != "" {
		return e.Public
	}
	return "it could not be read"
}
