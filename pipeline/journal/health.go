package journal

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// Health is how the record and those who read it stand.
type Health struct {
	Last      uint64 // sequence of the newest event
	Bytes     uint64 // on the disk of each server that has a copy
	Replicas  int
	Leader    string // empty for a single server
	Behind    []string
	Consumers []Consumer
}

// Consumer is how far a worker has come, in all processes that host it.
type Consumer struct {
	Worker  string
	Waiting uint64 // entries that it was not given yet
	InHand  int    // given out and not answered
	Again   int    // of those, given out more than once
	Pulling int    // requests for more: 0 when no process hosts it
	Moved   time.Time
}

// Health asks the server for the state of the record and of its durable
// consumers.
func (j *Journal) Health(ctx context.Context) (Health, error) {
	info, err := j.stream.Info(ctx)
	if err != nil {
		return Health{}, fmt.Errorf("journal: %w", err)
	}
	h := Health{Last: info.State.LastSeq, Bytes: info.State.Bytes, Replicas: info.Config.Replicas}
	if info.Cluster != nil {
		h.Leader = info.Cluster.Leader
		for _, r := range info.Cluster.Replicas {
			if !r.Current || r.Offline {
				h.Behind = append(h.Behind, r.Name)
			}
		}
	}
	if j.reader != "" {
		return h, nil // a worker may not list them; serve tells of all
	}
	list := j.stream.ListConsumers(ctx)
	for c := range list.Info() {
		if c.Config.Durable == "" {
			continue
		}
		out := Consumer{
			Worker: c.Name, Waiting: c.NumPending, InHand: c.NumAckPending, Again: c.NumRedelivered, Pulling: c.NumWaiting,
		}
		if c.AckFloor.Last != nil {
			out.Moved = *c.AckFloor.Last
		}
		h.Consumers = append(h.Consumers, out)
	}
	if err := list.Err(); err != nil {
		return h, fmt.Errorf("consumers of the journal: %w", err)
	}
	return h, nil
}

// writing remembers whether appends reach the disk. A write error freezes a
// stream until its server starts again, and nothing but an append shows it.
type writing struct {
	mu     sync.Mutex
	failed error
	at     time.Time
}

// forgotten is how long a refused append speaks for the state of the stream,
// when no other came after it.
const forgotten = time.Minute

// note keeps the outcome of an append.
func (w *writing) note(at time.Time, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case err == nil, errors.Is(err, ErrConflict):
		w.failed = nil // the server looked, and answered
	case full(err), refusedStore(err):
		w.failed, w.at = err, at
	}
}

// refusedStore reports whether the server's store gave an error of its own.
func refusedStore(err error) bool {
	api, ok := errors.AsType[*jetstream.APIError](err)
	return ok && api.Code >= 500 && api.ErrorCode != jetstream.JSErrCodeStreamWrongLastSequence
}

// Writable returns why the newest append could not be stored, or nil. The
// error is pipeline.Unavailable.
func (j *Journal) Writable() error {
	j.writing.mu.Lock()
	defer j.writing.mu.Unlock()
	if j.writing.failed == nil || time.Since(j.writing.at) > forgotten {
		return nil
	}
	return &pipeline.Error{
		Op: "append", Kind: pipeline.Unavailable, Err: j.writing.failed,
		Public: "the journal's stream refuses to store: its disk is full, or a write went wrong",
		Hint:   "make room on the disk, then start the server again: a write error freezes the stream until then",
	}
}

// appended is what an append leaves behind: whether the stream stores, and what
// the observer hears.
func (j *Journal) appended(kind pipeline.Kind, begun time.Time, err error) {
	now := time.Now()
	j.writing.note(now, err)
	if j.observe != nil {
		j.observe(kind, now.Sub(begun), err)
	}
}

// Sequence is that of the last event that is folded.
func (s *Stories) Sequence() uint64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.sequence
}
