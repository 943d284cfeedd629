package feeder

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// A note is what is known of a feed.
type note struct {
	Added    time.Time       `json:"added"`          // when it was looked at first: what is older is not taken
	Looked   time.Time       `json:"looked"`         // last, with an answer or without
	ETag     string          `json:"etag,omitempty"` // of the last answer of which nothing is left to do
	Modified string          `json:"modified,omitempty"`
	Items    map[string]seen `json:"items"` // by the key of their submission
	Failures int             `json:"failures,omitempty"`
	Told     trouble         `json:"told,omitempty"` // what the log was told of them

	asked time.Duration // by the server, until the next look
}

// seen is what became of an item.
type seen struct {
	Hash  string           `json:"hash"`
	Story pipeline.StoryID `json:"story,omitempty"` // empty: it was not taken
	Tries int              `json:"tries,omitempty"` // that failed; the item waits for the next one
	At    time.Time        `json:"at"`              // last in the feed
}

const (
	mostSeen  = 4_000 // items that are remembered of a feed; those longest gone are forgotten first
	mostTries = 5     // at an item whose page cannot be had
	mostTaken = 20    // items at one look; the rest waits for the next
)

func keyOf(feed Feed) string { return "feed." + pipeline.DerivedID(feed.URL) }

// recall reads what is known of a feed. What cannot be read is as if it were
// not known: nothing is submitted twice for that.
func (f *Feeder) recall(ctx context.Context, feed Feed) (note, error) {
	data, err := f.notebook.Note(ctx, keyOf(feed))
	if err != nil {
		return note{}, fmt.Errorf("recall feed: %w", err)
	}
	var n note
	if len(data) > 0 && json.Unmarshal(data, &n) != nil {
		f.log.Warn().Str("feed", feed.URL).Msg("what was kept of the feed cannot be read: it begins anew")
		n = note{}
	}
	if n.Items == nil {
		n.Items = map[string]seen{}
	}
	return n, nil
}

func (f *Feeder) keep(ctx context.Context, feed Feed, n note) error {
	if over := len(n.Items) - mostSeen; over > 0 {
		var times []time.Time
		for _, s := range n.Items {
			times = append(times, s.At)
		}
		slices.SortFunc(times, time.Time.Compare)
		for key, s := range n.Items {
			if s.At.Before(times[over]) {
				delete(n.Items, key)
			}
		}
	}
	data, err := json.Marshal(n)
	if err != nil {
		return err
	}
	if err := f.notebook.Keep(ctx, keyOf(feed), data); err != nil {
		return fmt.Errorf("keep feed: %w", err)
	}
	return nil
}

// trouble is how bad it is that a feed cannot be read.
type trouble int

const (
	none   trouble = iota
	passes         // perhaps by itself
	lasts          // until a person does something
)
