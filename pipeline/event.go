package pipeline

import (
	"encoding/json"
	"fmt"
	"time"

	jsonv2 "github.com/go-json-experiment/json"
	jsonv1 "github.com/go-json-experiment/json/v1"
)

// Kind names what happened: noun.past_participle. Kinds are literals, never
// renamed or used again for another meaning.
type Kind string

// An Event is something that happened to a story. Events are appended and
// never edited; a mistake is corrected by a later event.
type Event struct {
	ID      EventID         `json:"id"`
	Story   StoryID         `json:"story,omitempty"`
	Task    TaskID          `json:"task,omitempty"` // of task events: the aggregate it belongs to
	Base    BaseID          `json:"base,omitempty"` // of termbase events, which have no story
	Kind    Kind            `json:"kind"`
	Version int             `json:"v"`
	Time    time.Time       `json:"time"` // informative: the sequence is the order
	Actor   UserID          `json:"actor"`
	Cause   EventID         `json:"cause,omitempty"` // the event it follows from
	Trace   string          `json:"trace,omitempty"` // W3C traceparent
	Prev    string          `json:"prev,omitempty"`  // hash of the event before it in its aggregate
	Data    json.RawMessage `json:"data,omitempty"`
	DataAt  string          `json:"data_at,omitempty"` // of a large payload: its digest in the vault

	// Sequence is its place in the journal; Hash is the SHA-256 of the stored
	// bytes, in hex. Both are known once it is stored.
	Sequence uint64 `json:"-"`
	Hash     string `json:"-"`
}

// A Fact is the payload of one kind of event.
type Fact interface{ Kind() Kind }

// NewEvent returns an event that tells fact. The journal fills in the time,
// the previous hash and the sequence.
func NewEvent(id EventID, story StoryID, actor UserID, fact Fact) (Event, error) {
	data, err := json.Marshal(fact)
	if err != nil {
		return Event{}, fmt.Errorf("event %s: %w", fact.Kind(), err)
	}
	return Event{ID: id, Story: story, Kind: fact.Kind(), Version: fact.Kind().Version(), Actor: actor, Data: data}, nil
}

// Follow returns the event by which a worker answers cause with fact. Its id
// derives from the story, the kind and the cause, so that work done twice
// gives the same event; n tells apart several of a kind.
func Follow(cause Event, worker string, n string, fact Fact) (Event, error) {
	id := EventID(DerivedID(string(cause.Story), string(fact.Kind()), string(cause.ID), n))
	ev, err := NewEvent(id, cause.Story, UserID("worker:"+worker), fact)
	ev.Cause, ev.Trace = cause.ID, string(StepOf(cause, worker))
	return ev, err
}

// For returns the event as one of the task's aggregate.
func (e Event) For(task TaskID) Event {
	e.Task = task
	return e
}

// Of returns the event as one of the termbase.
func (e Event) Of(base BaseID) Event {
	e.Base = base
	return e
}

// Decode reads the event's payload. One of a version that this program does not
// know is an error: it would be misread.
func Decode[F Fact](ev Event) (F, error) {
	var f F
	if err := history().readable(ev); err != nil {
		return f, err
	}
	if err := unmarshal(ev.Data, &f); err != nil {
		return f, fmt.Errorf("event %s (%s): %w", ev.ID, ev.Kind, err)
	}
	return f, nil
}

// unmarshal reads what json.Marshal wrote, in half of json.Unmarshal's time:
// events are read at every hop, and all of them at a start. It is the encoding/json/v2
// of Go 1.27, and strict: names count with their case, and none may stand twice.
func unmarshal(data []byte, into any) error {
	return jsonv2.Unmarshal(data, into, jsonv1.FormatDurationAsNano(true))
}
