// Package archivist keeps the pages that stories come from and cite, as they
// were, and looks at them again: a page that says something else, or is gone, is
// an event of its story. The runner hosts the Archivist, which takes first looks
// when a story's tasks open; a Watch takes all others, as time brings them.
//
// Both are safe to repeat. A page is fetched and kept before the event that names
// it; whoever dies between the two fetches it again, and the event has the same
// id. What was looked at, and when, is read from the story, so that nothing is
// forgotten over a restart.
package archivist

import (
	"context"
	"sync"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers"
)

// Pages is the way out.
type Pages interface {
	Fetch(ctx context.Context, v pipeline.Visit) (pipeline.Page, error)
}

// Vault keeps bytes by their digest.
type Vault interface {
	Put(ctx context.Context, data []byte) (string, error)
	Get(ctx context.Context, digest string) ([]byte, error)
}

// Scope says of which pages the archivist takes care.
type Scope string

// The scopes. A site learns by a visit that somebody works on what it says, so
// that links are followed only where a newsroom asks for it.
const (
	None      Scope = "none"
	Submitted Scope = "submitted" // those that an editor submitted by address
	All       Scope = "all"       // and those that articles link to
)

// Scopes lists them.
func Scopes() []Scope { return []Scope{None, Submitted, All} }

// Archivist keeps pages.
type Archivist struct {
	pages Pages
	vault Vault
	scope Scope
	now   func() time.Time
}

// New returns an Archivist; now is the clock that embargoes go by.
func New(pages Pages, vault Vault, scope Scope, now func() time.Time) *Archivist {
	return &Archivist{pages, vault, scope, now}
}

// Name is the durable consumer's name.
func (*Archivist) Name() string { return "archivist" }

// Kinds are the events it listens for. A submission is heard of when its tasks
// open: until then the segmenter and others write to the story, and would be held
// up by what takes as long as the slowest page.
func (*Archivist) Kinds() []pipeline.Kind { return []pipeline.Kind{pipeline.KindTasksOpened} }

const (
	atOnce = 4                // pages of a story that are fetched at once
	budget = 45 * time.Second // after which no further page is begun in one piece of work
)

// Work looks at the pages of a new story. Those of an embargoed story wait for
// the Watch: a visit would tell that somebody works on it.
func (a *Archivist) Work(ctx context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	if !a.mayLook(story) {
		return nil, nil
	}
	due := a.unseen(story)
	if len(due) == 0 {
		return nil, nil
	}
	fact, err := a.archive(ctx, due)
	if err != nil || len(fact.Pages) == 0 {
		return nil, err
	}
	next, err := pipeline.Follow(ev, a.Name(), fact.Pages[0].URL, fact)
	if err == nil && len(fact.Pages) < len(due) {
		err = workers.Snooze(time.Second) // for the others
	}
	return []pipeline.Event{next}, err
}

// mayLook reports whether the story's pages may be visited now.
func (a *Archivist) mayLook(story pipeline.Story) bool {
	return a.scope != None && !story.Away && (story.Embargo == nil || !a.now().Before(*story.Embargo))
}

// unseen are the pages that nobody looked at yet.
func (a *Archivist) unseen(story pipeline.Story) []string {
	if a.scope != All {
		return nil // what was submitted by address was kept then
	}
	var out []string
	for _, url := range story.Cited() {
		if _, known := story.SourceOf(url); !known {
			out = append(out, url)
		}
	}
	return out
}

// archive takes a first look at pages, and keeps those that it can; those that it
// had no time for are left out. The error is that they could not be kept.
func (a *Archivist) archive(ctx context.Context, urls []string) (pipeline.SourceArchived, error) {
	begun := time.Now()
	pages, errs := make([]pipeline.PageArchived, len(urls)), make([]error, len(urls))
	var looking sync.WaitGroup
	places := make(chan struct{}, atOnce)
	for i, url := range urls {
		places <- struct{}{}
		if time.Since(begun) > budget || ctx.Err() != nil {
			break
		}
		looking.Go(func() {
			pages[i], errs[i] = a.firstLook(ctx, url)
			<-places
		})
	}
	looking.Wait()
	var fact pipeline.SourceArchived
	for i, page := range pages {
		if errs[i] != nil {
			return fact, errs[i]
		}
		if page.URL != "" {
			fact.Pages = append(fact.Pages, page)
		}
	}
	return fact, ctx.Err()
}

// firstLook fetches a page and keeps it.
func (a *Archivist) firstLook(ctx context.Context, url string) (pipeline.PageArchived, error) {
	out := pipeline.PageArchived{URL: url}
	page, err := a.pages.Fetch(ctx, pipeline.Visit{URL: url})
	switch {
	case err == nil:
		shot, err := a.keep(ctx, page)
		out.Kept = &shot
		return out, err
	case ctx.Err() != nil:
		return out, ctx.Err() // our own stop: it says nothing of the page
	case forGood(err):
		out.Refused = told(err)
	default:
		out.Missed = told(err)
	}
	return out, nil
}

// keep puts the page into the vault and returns its snapshot.
func (a *Archivist) keep(ctx context.Context, page pipeline.Page) (pipeline.Snapshot, error) {
	digest, err := a.vault.Put(ctx, page.Data)
	page.Snapshot.Digest = digest
	return page.Snapshot, err
}
