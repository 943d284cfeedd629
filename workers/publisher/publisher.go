// Package publisher hands finished stories to the outlets: once, whatever
// crashes. The runner hosts it.
package publisher

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// An Outlet is a place that publishes. Deliver must be safe to repeat: the same
// id reaches readers once. It returns a receipt: what the outlet can be asked
// for the story by.
type Outlet interface {
	Name() string
	Deliver(ctx context.Context, d Delivery) (receipt string, err error)
}

// A Delivery is one edition of a story for one outlet.
type Delivery struct {
	ID       string // the same on every try
	Story    pipeline.Story
	Edition  int
	Corrects int // the edition that the outlet has; 0 for none
}

// Publisher answers story.assembled with story.published, and that with a
// delivery.made for each outlet. The two are apart because what goes out is decided
// by one event alone: a source that is revised before it takes the edition back, one
// that is revised after it does not stop half of the deliveries. A later edition is a
// correction of the one before.
type Publisher struct {
	outlets []Outlet
	now     func() time.Time
}

// New returns a Publisher for outlets; now is the clock that embargoes go by.
func New(now func() time.Time, outlets ...Outlet) *Publisher {
	return &Publisher{outlets: outlets, now: now}
}

// Name is the durable consumer's name.
func (*Publisher) Name() string { return "publisher" }

// Kinds are the events it listens for.
func (*Publisher) Kinds() []pipeline.Kind {
	return []pipeline.Kind{pipeline.KindStoryAssembled, pipeline.KindStoryPublished}
}

// Work publishes the edition, or delivers it when it is published. An article that is
// out of date stays here, and an embargo is waited for. The deliveries are made before
// the events are appended; after a crash between the two they are made again under
// their ids. A crash between two of the events leaves some to tell.
func (p *Publisher) Work(ctx context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	published := story.Edition > 0 && story.Published == story.Edition
	if ev.Kind == pipeline.KindStoryPublished && published {
		return p.deliverAll(ctx, story, ev)
	}
	if ev.Kind != pipeline.KindStoryAssembled || !story.Assembled || published {
		return nil, nil
	}
	if story.Embargo != nil && p.now().Before(*story.Embargo) {
		return nil, nil // the reaper sends it again when its time has come
	}
	next, err := p.published(story, ev)
	if err != nil {
		return nil, err
	}
	return []pipeline.Event{next}, nil
}

func (p *Publisher) deliverAll(ctx context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	var next []pipeline.Event
	var failed []error // an outlet that fails holds back no other
	for _, o := range p.outlets {
		if story.Delivered(o.Name(), story.Edition) {
			continue
		}
		made, err := p.deliver(ctx, story, ev, o)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		next = append(next, made)
	}
	return next, errors.Join(failed...)
}

func (p *Publisher) published(story pipeline.Story, ev pipeline.Event) (pipeline.Event, error) {
	names := make([]string, len(p.outlets))
	for i, o := range p.outlets {
		names[i] = o.Name()
	}
	return pipeline.Follow(ev, p.Name(), "", pipeline.StoryPublished{
		Edition: story.Edition, Outlets: names, Revision: story.BasedOn, Corrects: story.Published,
	})
}

// deliver hands the edition to the outlet and returns the event that tells so.
func (p *Publisher) deliver(ctx context.Context, story pipeline.Story, ev pipeline.Event, o Outlet) (pipeline.Event, error) {
	corrects := story.LastDelivered(o.Name())
	receipt, err := o.Deliver(ctx, Delivery{
		ID:       pipeline.DerivedID(string(story.ID), strconv.Itoa(story.Edition), o.Name()),
		Story:    story.AsAssembled(),
		Edition:  story.Edition,
		Corrects: corrects,
	})
	if err != nil {
		return pipeline.Event{}, fmt.Errorf("deliver to %s: %w", o.Name(), err)
	}
	return pipeline.Follow(ev, p.Name(), o.Name(),
		pipeline.DeliveryMade{Outlet: o.Name(), Edition: story.Edition, Receipt: receipt, Corrects: corrects})
}
