package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/intake"
)

// submitted is a story that can be claimed, and the moments on its way.
type submitted struct {
	story pipeline.Story
	at    [7]time.Time // the begin, then the end of each stage
}

// stageNames are the stages between the moments of submitted. Those of events
// end when a follower of the journal learns of the event.
func stageNames() [6]string {
	return [6]string{
		"document read", "vault put", string(pipeline.KindStorySubmitted), string(pipeline.KindArticleSegmented),
		string(pipeline.KindSegmentsAnnotated), string(pipeline.KindTasksOpened),
	}
}

// heard is an event and when a follower learned of it.
type heard struct {
	event pipeline.Event
	at    time.Time
}

// follow tells of every event from now on, until stop is called.
func (n *newsroom) follow(ctx context.Context) (news <-chan heard, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	feed := n.stories.Feed(ctx)
	all := make(chan heard, 100)
	var running sync.WaitGroup
	running.Go(func() {
		defer close(all)
		for ev := range feed {
			select {
			case all <- heard{ev, time.Now()}:
			case <-ctx.Done():
			}
		}
	})
	return all, func() {
		cancel()
		running.Wait()
	}
}

// submitOne sends a document in as the API does, and waits until the story's
// task is open.
func (n *newsroom) submitOne(ctx context.Context, news <-chan heard, text []byte) (s submitted, err error) {
	ctx, cancel := context.WithTimeout(ctx, patient)
	defer cancel()
	vault := &timedVault{to: n.vault}
	desk := intake.New(vault, n.journal, "news")
	s.at[0] = time.Now()
	first, _, err := desk.Submit(ctx, pipeline.Submission{Name: "article.md", Data: text, By: "editor"}, n.slugTaken)
	if err != nil {
		return s, err
	}
	s.at[1], s.at[2] = vault.begun, vault.done
	cause := pipeline.EventID("")
	for i := 3; i < len(s.at); i++ {
		h, err := next(ctx, news)
		if err != nil {
			return s, fmt.Errorf("waiting for %s: %w", stageNames()[i-1], err)
		}
		ev := h.event
		switch {
		case ev.Story != first.Story || string(ev.Kind) != stageNames()[i-1] || ev.Cause != cause:
			return s, fmt.Errorf("event %d is %s of story %s, not %s of %s", ev.Sequence, ev.Kind, ev.Story, stageNames()[i-1], first.Story)
		case ev.Time.Before(s.at[0].Truncate(time.Millisecond)) || ev.Time.After(h.at):
			return s, fmt.Errorf("event %d is of %s, learned of at %s", ev.Sequence, ev.Time, h.at)
		}
		s.at[i], cause = h.at, ev.ID
		if err := n.stories.WaitFor(ctx, ev.Sequence); err != nil {
			return s, err
		}
	}
	s.story, _ = n.stories.Story(first.Story)
	s.at[len(s.at)-1] = time.Now() // it is claimable once the fold shows it
	return s, nil
}

func next(ctx context.Context, news <-chan heard) (heard, error) {
	select {
	case h, ok := <-news:
		if !ok {
			return h, errors.New("the feed ended")
		}
		return h, nil
	case <-ctx.Done():
		return heard{}, ctx.Err()
	}
}

// timedVault notes when a document was put.
type timedVault struct {
	to          intake.Vault
	begun, done time.Time
}

// Put puts data into the vault behind it.
func (v *timedVault) Put(ctx context.Context, data []byte) (string, error) {
	v.begun = time.Now()
	digest, err := v.to.Put(ctx, data)
	v.done = time.Now()
	return digest, err
}
