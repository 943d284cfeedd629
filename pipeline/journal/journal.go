// Package journal is the record of the newsroom: an append-only sequence of
// events in a JetStream stream, of which every story is the fold. It appends
// on a condition, follows, replays and parks. It is the only package that
// knows subjects and streams.
package journal

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// Journal appends to and reads from the record. It is safe for concurrent use.
type Journal struct {
	js     jetstream.JetStream
	stream jetstream.Stream
	vault  Vault
	heads  *Heads
	reader string // whose readers it reads by; empty may read in every way
	saved  Snapshot
	now    func() time.Time

	observe func(pipeline.Kind, time.Duration, error)
	writing writing

	registered sync.Map // the kinds of the workers that this process registered, by name
}

// Vault keeps what is too large for an event, by its digest.
type Vault interface {
	Put(ctx context.Context, data []byte) (string, error)
	Get(ctx context.Context, digest string) ([]byte, error)
}

// Options are the optional settings of a Journal.
type Options struct {
	Now   func() time.Time // the clock; nil is the computer's
	Vault Vault            // where large payloads go; without one they are refused
	Heads *Heads           // hears where each aggregate ends, of who follows; nil keeps none

	// Reader is the worker whose permissions the connection has: what it may not
	// ask the server is read by its own readers. Empty may do all.
	Reader string

	// Snapshot is where the stories that are followed are kept folded.
	Snapshot Snapshot

	// Observe hears of every append: its kind, how long it took and how it ended.
	Observe func(kind pipeline.Kind, took time.Duration, err error)
}

// Open binds to the streams, which Provision must have made. The error is
// pipeline.Unavailable when they are missing or of a newer schema.
func Open(ctx context.Context, nc *nats.Conn, opts Options) (*Journal, error) {
	js, err := jetstream.New(nc, jetstream.WithPublishAsyncMaxPending(maxPending), jetstream.WithPublishAsyncTimeout(lostAfter))
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	stream, err := js.Stream(ctx, streamEvents)
	if err != nil {
		return nil, &pipeline.Error{
			Op: "open journal", Kind: pipeline.Unavailable, Err: err,
			Public: "this NATS has no journal of Tovmach",
			Hint:   "start `tovmach serve --nats URL` once: it makes the streams",
		}
	}
	if err := checkSchema(stream.CachedInfo().Config.Metadata); err != nil {
		return nil, err
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	return &Journal{js: js, stream: stream, vault: opts.Vault, heads: opts.Heads, reader: opts.Reader, saved: opts.Snapshot, now: opts.Now, observe: opts.Observe}, nil
}

// Last returns the sequence of the newest event.
func (j *Journal) Last(ctx context.Context) (uint64, error) {
	for {
		once, cancel := context.WithTimeout(ctx, lookWait) // a question to a node that died is never answered
		info, err := j.stream.Info(once)
		late := once.Err() != nil && ctx.Err() == nil
		cancel()
		switch {
		case err == nil:
			return info.State.LastSeq, nil
		case !late && !j.interrupted(err):
			return 0, fmt.Errorf("journal: %w", err)
		}
	}
}

// interrupted reports whether a question was cut short because the connection
// moves to another server.
func (j *Journal) interrupted(err error) bool {
	return errors.Is(err, nats.ErrConnectionClosed) && !j.js.Conn().IsClosed()
}

// message writes ev as it is stored: the body is the truth and is what Prev
// hashes; the headers repeat what is needed without parsing and decide nothing.
// It returns the event too, as one would read it there.
func (j *Journal) message(ctx context.Context, a Aggregate, head pipeline.Head, ev pipeline.Event) (*nats.Msg, pipeline.Event, error) {
	subject, err := a.subject(ev.Kind)
	if err != nil {
		return nil, ev, err
	}
	if ev.Time.IsZero() {
		ev.Time = j.now().Truncate(time.Millisecond)
	}
	ev.Time = ev.Time.UTC().Round(0)
	if ev.Trace == "" {
		ev.Trace = string(pipeline.TraceOf(ctx))
	}
	ev.Prev = head.Hash
	written := ev
	if len(ev.Data) > maxInline && j.vault != nil {
		if ev.DataAt, err = j.vault.Put(ctx, ev.Data); err != nil { // before the event that names it
			return nil, ev, err
		}
		written.Data, written.DataAt = nil, ev.DataAt
	}
	body, err := writeBody(written)
	if err != nil {
		return nil, ev, fmt.Errorf("event %s: %w", ev.ID, err)
	}
	if len(body) > maxBody {
		return nil, ev, pipeline.Errorf(pipeline.Invalid, "the event has %d KB, at most %d KB", len(body)>>10, maxBody>>10).
			WithHint("split the story into several")
	}
	msg := nats.NewMsg(subject)
	msg.Data = body
	msg.Header.Set("Tovmach-Kind", string(ev.Kind))
	msg.Header.Set("Tovmach-Version", strconv.Itoa(ev.Version))
	msg.Header.Set("Tovmach-Actor", string(ev.Actor))
	if ev.Cause != "" {
		msg.Header.Set("Tovmach-Cause", string(ev.Cause))
	}
	if ev.Trace != "" {
		msg.Header.Set("traceparent", ev.Trace)
	}
	return msg, ev, nil
}

// decode reads a stored event, with its payload from the vault where it lies
// there, as this program would write it today: the one place where stored bytes
// become events that are folded.
func (j *Journal) decode(ctx context.Context, body []byte, sequence uint64) (ev pipeline.Event, err error) {
	if ev, err = readBody(body); err != nil {
		return ev, fmt.Errorf("entry %d: %w", sequence, err)
	}
	ev.Sequence, ev.Hash = sequence, hash(body)
	if ev.DataAt == "" {
		return pipeline.Upgrade(ev), nil
	}
	if j.vault == nil {
		return ev, fmt.Errorf("entry %d: its payload lies in the vault, which is not open here", sequence)
	}
	if ev.Data, err = j.payload(ctx, ev.DataAt); err != nil {
		return ev, fmt.Errorf("entry %d: %w", sequence, err)
	}
	return pipeline.Upgrade(ev), nil
}

// payload reads what is in the vault, for as long as it takes: a vault that
// does not answer is no damage, and an event that were passed over would be
// missing from the fold for ever.
func (j *Journal) payload(ctx context.Context, digest string) ([]byte, error) {
	for try := 0; ; try++ {
		data, err := j.vault.Get(ctx, digest)
		if err == nil || pipeline.KindOf(err) != pipeline.Unavailable || pause(ctx, try) != nil {
			return data, err
		}
	}
}

func hash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
