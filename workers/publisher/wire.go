package publisher

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/render"
)

// Wire is the NATS outlet: each story is one message on
// tovmach.stories.<language>.<desk>, kept for 90 days for programs to read.
type Wire struct{ box Outbox }

// Outbox puts a message there once for each id and returns its sequence.
type Outbox interface {
	Publish(ctx context.Context, lang pipeline.Lang, desk pipeline.DeskID, id string, body []byte) (uint64, error)
}

// NewWire returns the outlet on box.
func NewWire(box Outbox) *Wire { return &Wire{box} }

// Name is the outlet's name.
func (*Wire) Name() string { return "nats" }

// message is what stands in the outbox; the article is as `tovmach story
// --format json` prints it.
type message struct {
	Story    pipeline.StoryID `json:"story"`
	Slug     pipeline.Slug    `json:"slug"`
	Desk     pipeline.DeskID  `json:"desk"`
	Edition  int              `json:"edition"`
	Corrects int              `json:"corrects,omitempty"` // the edition that this one takes the place of
	Article  json.RawMessage  `json:"article"`
}

// Deliver publishes the story. The receipt is its sequence in the outbox.
func (w *Wire) Deliver(ctx context.Context, d Delivery) (string, error) {
	article, _, err := render.Render("json", d.Story.Source, d.Story.Target)
	if err != nil {
		return "", err
	}
	body, err := json.Marshal(message{
		Story: d.Story.ID, Slug: d.Story.Slug, Desk: d.Story.Desk, Edition: d.Edition, Corrects: d.Corrects, Article: article,
	})
	if err != nil {
		return "", err
	}
	sequence, err := w.box.Publish(ctx, d.Story.Target.Lang, d.Story.Desk, d.ID, body)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("outbox:%d", sequence), nil
}
