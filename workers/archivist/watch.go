package archivist

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// Journal is the record that a Watch appends to.
type Journal interface {
	Append(ctx context.Context, head pipeline.Head, ev pipeline.Event) (pipeline.Event, error)
	Unarchive(ctx context.Context, story pipeline.Story) (pipeline.Story, error)
}

// Stories is what a Watch knows.
type Stories interface {
	Open() []pipeline.Story
	All() []pipeline.Story
	Story(id pipeline.StoryID) (pipeline.Story, bool)
	WaitFor(ctx context.Context, sequence uint64) error
}

// Watch looks at pages again: an hour after the first look, then every so often,
// until thirty days after the story was submitted or published. It also takes the
// first looks that the worker did not: of a story whose embargo ended, or that
// came in while nobody was asked to look. Several may run; the appends are
// conditional.
type Watch struct {
	*Archivist

	journal  Journal
	stories  Stories
	every    time.Duration
	complain func(pipeline.StoryID, error)

	mu     sync.Mutex
	looked map[page]time.Time             // when this process looked last and had nothing to tell
	away   map[pipeline.StoryID]time.Time // archived stories, and when to look at their pages
	listed time.Time                      // when away was made

	end     context.CancelFunc
	running sync.WaitGroup
}

type page struct {
	story pipeline.StoryID
	url   string
}

const (
	watched   = 30 * 24 * time.Hour // after submission and publication
	firstWait = time.Hour
	graceTime = 5 * time.Minute // in which the worker takes the first looks
	listEvery = time.Hour
)

// StartWatch starts one; Stop ends it. It looks at pages every so often; at 0
// only for the first time. complain hears of looks that could not be told of.
func StartWatch(ctx context.Context, a *Archivist, j Journal, stories Stories, every time.Duration, complain func(pipeline.StoryID, error)) *Watch {
	w := newWatch(a, j, stories, every, complain)
	ctx, w.end = context.WithCancel(context.WithoutCancel(ctx))
	pace := time.Minute
	if every > 0 {
		pace = min(pace, max(every/4, 100*time.Millisecond))
	}
	w.running.Go(func() {
		tick := time.NewTicker(pace)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				w.round(ctx)
			}
		}
	})
	return w
}

func newWatch(a *Archivist, j Journal, stories Stories, every time.Duration, complain func(pipeline.StoryID, error)) *Watch {
	return &Watch{
		Archivist: a, journal: j, stories: stories, every: every, complain: complain,
		looked: map[page]time.Time{}, away: map[pipeline.StoryID]time.Time{}, end: func() {},
	}
}

// Stop returns when no goroutine is left.
func (w *Watch) Stop() {
	w.end()
	w.running.Wait()
}

// round looks at every page that is due, atOnce stories at a time.
func (w *Watch) round(ctx context.Context) {
	if w.scope == None {
		return
	}
	var looking sync.WaitGroup
	places := make(chan struct{}, atOnce)
	for _, story := range append(w.stories.Open(), w.archived()...) {
		if ctx.Err() != nil {
			break
		}
		if !story.Away && len(w.due(story)) == 0 && len(w.left(story)) == 0 {
			continue
		}
		places <- struct{}{}
		looking.Go(func() {
			defer func() { <-places }()
			if err := w.lookAt(ctx, story); err != nil && ctx.Err() == nil {
				w.complain(story.ID, err)
			}
		})
	}
	looking.Wait()
}

// lookAt looks at the pages of a story that are due.
func (w *Watch) lookAt(ctx context.Context, story pipeline.Story) error {
	story, err := w.journal.Unarchive(ctx, story)
	if err != nil {
		return err
	}
	var failed []error
	if left := w.left(story); len(left) > 0 {
		fact, err := w.archive(ctx, left)
		if err == nil && len(fact.Pages) > 0 {
			err = w.tell(ctx, story, fact.Pages[0].URL, fact)
		}
		failed = append(failed, err)
	}
	for _, p := range w.due(story) {
		fact, err := w.look(ctx, p)
		if err == nil && fact != nil {
			err = w.tell(ctx, story, p.URL, fact)
		}
		if err == nil {
			w.saw(page{story.ID, p.URL})
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

// left are the pages that nobody looked at, of a story that the worker has had its
// time for.
func (w *Watch) left(story pipeline.Story) []string {
	if !w.mayLook(story) || !w.inTime(story) || w.now().Sub(story.SubmittedAt) < graceTime {
		return nil
	}
	return w.unseen(story)
}

// due are the pages that it is time to look at again.
func (w *Watch) due(story pipeline.Story) []pipeline.Source {
	if w.every <= 0 || !w.mayLook(story) || !w.inTime(story) {
		return nil
	}
	var out []pipeline.Source
	for _, p := range story.Sources {
		submitted := story.Document.Source != nil && story.Document.Source.URL == p.URL
		if p.State == pipeline.PageRefused || w.scope != All && !submitted {
			continue
		}
		if !w.now().Before(w.next(story.ID, p)) {
			out = append(out, p)
		}
	}
	return out
}

// next is when it is time to look at the page again. Looks that had nothing to
// tell are known to this process alone: after a restart they are taken a little
// early.
func (w *Watch) next(story pipeline.StoryID, p pipeline.Source) time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	if seen, ok := w.looked[page{story, p.URL}]; ok && seen.After(p.Looked) {
		return seen.Add(w.every)
	}
	if len(p.Kept) == 1 && p.Looked.Equal(p.Since) || p.State == pipeline.PageAwaited && p.Missed <= 1 {
		return p.Looked.Add(min(firstWait, w.every))
	}
	return p.Looked.Add(w.every)
}

func (w *Watch) saw(p page) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.looked[p] = w.now()
}

// inTime reports whether the story's pages are looked at still.
func (w *Watch) inTime(story pipeline.Story) bool {
	last := story.SubmittedAt
	if story.PublishedAt.After(last) {
		last = story.PublishedAt
	}
	return w.now().Sub(last) < watched
}

// archived are the stories that left the journal and whose pages may be due. Of
// them nothing is known but their age, so each is read about once in the time
// between two looks.
func (w *Watch) archived() []pipeline.Story {
	if w.every <= 0 {
		return nil // they had their first look
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.now()
	if now.Sub(w.listed) >= listEvery {
		w.listed = now
		before := w.away
		w.away = map[pipeline.StoryID]time.Time{}
		for _, story := range w.stories.All() {
			if story.Away && now.Sub(story.MovedAt) < watched {
				w.away[story.ID] = before[story.ID]
			}
		}
		for p, seen := range w.looked {
			if now.Sub(seen) > watched {
				delete(w.looked, p)
			}
		}
	}
	var out []pipeline.Story
	for id, due := range w.away {
		if story, ok := w.stories.Story(id); ok && story.Away && !now.Before(due) {
			w.away[id] = now.Add(w.every)
			out = append(out, story)
		}
	}
	return out
}

// tell appends what a look tells. A story that moved meanwhile is told all the
// same, if the page is as it was when it was looked at.
func (w *Watch) tell(ctx context.Context, story pipeline.Story, url string, fact pipeline.Fact) error {
	before, _ := story.SourceOf(url)
	id := pipeline.DerivedID(string(story.ID), string(fact.Kind()), url, string(before.State),
		strconv.Itoa(len(before.Kept)), strconv.Itoa(before.Missed), before.Looked.UTC().Format(time.RFC3339Nano))
	ev, err := pipeline.NewEvent(pipeline.EventID(id), story.ID, pipeline.UserID("worker:"+w.Name()), fact)
	if err != nil {
		return err
	}
	ev.Trace = string(story.Trace)
	for range 5 {
		stored, err := w.journal.Append(ctx, story.Head, ev)
		if err == nil {
			return w.stories.WaitFor(ctx, stored.Sequence)
		}
		if pipeline.KindOf(err) != pipeline.Conflict {
			return err
		}
		if err := w.stories.WaitFor(ctx, story.Sequence+1); err != nil {
			return err
		}
		story, _ = w.stories.Story(story.ID)
		if now, _ := story.SourceOf(url); story.Away || now.State != before.State || !now.Looked.Equal(before.Looked) {
			return nil // another was first
		}
	}
	return nil // too much happens to it: next time
}
