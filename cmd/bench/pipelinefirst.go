package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
	"github.com/tovmach/tovmach/pipeline/vault"
)

// intakeCost is what a story costs before it is in the journal, on average.
type intakeCost struct{ documents, parsing time.Duration }

// prepare reads the articles, and records what a run of ours stores of them.
// Documents and parsing are the intake's: they are told, and not raced.
func (c *course) prepare(ctx context.Context, seed uint64, n int, terms []string) error {
	var documents [][]byte
	for i := range n {
		documents = append(documents, newWriter(seed, uint64(i+1), terms).article(c.size/bytesOfWord))
	}
	begun := time.Now()
	for i, text := range documents {
		ev, err := submission(fmt.Sprint("s", i), text)
		if err != nil {
			return err
		}
		c.first = append(c.first, ev)
	}
	c.intake.parsing = time.Since(begun) / time.Duration(n)
	_, err := c.run(ctx, func(r *room) (took time.Duration, err error) {
		if took, err = r.ours(ctx, c.first); err != nil {
			return took, err
		}
		if c.recorded, err = r.record(ctx, n*perStory); err != nil {
			return took, err
		}
		if c.answers, err = answersOf(c.recorded); err != nil {
			return took, err
		}
		few := documents[:min(n, 50)]
		c.intake.documents, err = r.put(ctx, few)
		return took, err
	})
	return err
}

// answersOf returns the events that follow from others, by their cause.
func answersOf(recorded []*nats.Msg) (map[pipeline.EventID]pipeline.Event, error) {
	answers := map[pipeline.EventID]pipeline.Event{}
	for _, m := range recorded {
		var ev pipeline.Event
		if err := json.Unmarshal(m.Data, &ev); err != nil {
			return nil, err
		}
		if ev.Cause != "" {
			answers[ev.Cause] = ev
		}
	}
	return answers, nil
}

// bytesOfWord is how long a word of an article is, with what stands around it.
const bytesOfWord = 14

// submission is the event by which an article enters.
func submission(story string, text []byte) (pipeline.Event, error) {
	article, _, err := codec.Read("article.md", text)
	if err != nil {
		return pipeline.Event{}, err
	}
	article.Lang = pipeline.Ukrainian
	return pipeline.NewEvent(pipeline.EventID(story+"-submitted"), pipeline.StoryID(story), "editor", pipeline.StorySubmitted{
		Slug: pipeline.Slug(story), Desk: "news", Priority: pipeline.Normal, Article: article,
		Document: pipeline.Document{Name: "article.md", Bytes: len(text)},
	})
}

// put keeps documents in the vault, one after another, and returns how long one
// takes.
func (r *room) put(ctx context.Context, documents [][]byte) (time.Duration, error) {
	v, err := vault.Open(ctx, r.nc)
	if err != nil {
		return 0, err
	}
	begun := time.Now()
	for _, d := range documents {
		if _, err := v.Put(ctx, d); err != nil {
			return 0, errors.Join(errors.New("put a document"), err)
		}
	}
	return time.Since(begun) / time.Duration(len(documents)), nil
}
