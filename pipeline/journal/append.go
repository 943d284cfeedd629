package journal

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// ErrConflict says that the aggregate moved since it was read: fold again,
// decide again.
var ErrConflict = pipeline.ErrMoved

// codeInFlight is the server's answer while another append on the same filter
// is under way on a cluster.
const codeInFlight = jetstream.JSErrCodeStreamWrongLastSequenceConstant

// codeSameInFlight is its answer while an earlier try of the same append is
// under way there.
const codeSameInFlight jetstream.ErrorCode = 10158

// Append stores ev if its aggregate still ends at head, and returns it as
// stored. ErrConflict: fold, decide again. An error of ctx means "not known":
// come back with the same id. An event whose id is stored already is returned
// as it stands there.
func (j *Journal) Append(ctx context.Context, head pipeline.Head, ev pipeline.Event) (_ pipeline.Event, err error) {
	defer func(begun time.Time) { j.appended(ev.Kind, begun, err) }(time.Now())
	a := aggregateOf(ev)
	msg, ev, err := j.message(ctx, a, head, ev)
	if err != nil {
		return pipeline.Event{}, err
	}
	last := head.Sequence
	for try := 0; ; try++ {
		ack, err := j.publish(ctx, msg, try,
			jetstream.WithExpectLastSequenceForSubject(last, a.filter()),
			jetstream.WithMsgID(string(ev.ID)))
		switch {
		case err == nil && !ack.Duplicate:
			ev.Sequence, ev.Hash = ack.Sequence, hash(msg.Data)
			return ev, nil
		case j.reader != "" && (err == nil || moved(err)):
			return pipeline.Event{}, ErrConflict // perhaps it was us: the fold tells, there is no other way to look
		case err == nil: // stored before, perhaps at another time of day
			looking, cancel := context.WithTimeout(ctx, lookWait)
			own, ferr := j.Event(looking, ack.Sequence)
			cancel()
			if ferr == nil || pipeline.KindOf(ferr) == pipeline.NotFound {
				return own, ferr
			}
			err = ferr // ask again
		case full(err):
			return pipeline.Event{}, &pipeline.Error{
				Op: "append " + string(ev.Kind), Kind: pipeline.Unavailable, Err: err,
				Public: "the journal has no room: nothing was stored",
				Hint:   "make room on the server's disk, then do the same again",
			}
		case permanent(err):
			return pipeline.Event{}, fmt.Errorf("append %s: %w", ev.Kind, err)
		}
		// An error is not "not stored". Asked again with the same id and condition,
		// the server tells; that the aggregate moved may be our own doing: look.
		if moved(err) {
			looking, cancel := context.WithTimeout(ctx, lookWait) // a question to a node that died is never answered
			own, ferr := j.find(looking, a.filter(), head.Sequence+1, ev.ID)
			cancel()
			switch {
			case ferr != nil: // cannot tell yet
			case own.ID != "":
				return own, nil
			case last > 0 && j.resumes(ctx, a, head):
				last = 0 // of a task that was archived nothing is left, and the condition holds
				continue
			default:
				return pipeline.Event{}, ErrConflict
			}
		}
		if perr := pause(ctx, min(try, maxPauses)); perr != nil {
			return pipeline.Event{}, &pipeline.Error{
				Op: "append " + string(ev.Kind), Kind: pipeline.Unavailable, Err: errors.Join(err, perr),
				Public: "the journal did not answer; it is not known whether the last step was stored",
				Hint:   "do the same again: nothing is done twice",
			}
		}
	}
}

// publish sends msg without waiting for those before it, and returns what the
// server answers to it. An answer that is late is waited for longer at the next
// try: a disk that is only slow must not get the same work twice.
func (j *Journal) publish(ctx context.Context, msg *nats.Msg, try int, opts ...jetstream.PublishOpt) (*jetstream.PubAck, error) {
	opts = append(opts, jetstream.WithStallWait(stallWait), jetstream.WithRetryAttempts(0)) // the caller's loop tries again
	future, err := j.js.PublishMsgAsync(msg, opts...)
	if err != nil {
		return nil, err
	}
	wait := min(answerWait<<min(try, 3), lostAfter)
	if j.stream.CachedInfo().Config.Replicas > 1 {
		wait = answerWait // what was sent to a leader that died is never answered
	}
	late := time.NewTimer(wait)
	defer late.Stop()
	select {
	case ack := <-future.Ok():
		return ack, nil
	case err := <-future.Err():
		return nil, err
	case <-late.C:
		return nil, context.DeadlineExceeded
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

const (
	maxPending = 512              // appends of a process that are on their way at once; more wait for room
	stallWait  = 10 * time.Second // for that room
	answerWait = 1500 * time.Millisecond
	lookWait   = 2 * time.Second
	lostAfter  = 12 * time.Second // an answer that comes later is not listened to
	maxPauses  = 3                // up to 400 ms: whoever waits for an election goes on soon after it
)

// find returns the event with that id among those of filter from sequence on,
// or a zero event.
func (j *Journal) find(ctx context.Context, filter string, from uint64, id pipeline.EventID) (pipeline.Event, error) {
	for {
		ev, err := j.next(ctx, filter, from)
		switch {
		case errors.Is(err, jetstream.ErrMsgNotFound):
			return pipeline.Event{}, nil
		case err != nil:
			return pipeline.Event{}, err
		case ev.ID == id:
			return ev, nil
		}
		from = ev.Sequence + 1
	}
}

// next returns the first event of filter at sequence from or later.
func (j *Journal) next(ctx context.Context, filter string, from uint64) (pipeline.Event, error) {
	raw, err := j.stream.GetMsg(ctx, from, jetstream.WithGetMsgSubject(filter))
	if err != nil {
		return pipeline.Event{}, err
	}
	return j.decode(ctx, raw.Data, raw.Sequence)
}

// Event returns the event at that sequence; pipeline.NotFound when there is
// none.
func (j *Journal) Event(ctx context.Context, sequence uint64) (pipeline.Event, error) {
	if j.reader != "" {
		return j.look(ctx, sequence)
	}
	raw, err := j.stream.GetMsg(ctx, sequence)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return pipeline.Event{}, pipeline.Errorf(pipeline.NotFound, "the journal has no entry %d", sequence)
	}
	if err != nil {
		return pipeline.Event{}, fmt.Errorf("entry %d: %w", sequence, err)
	}
	return j.decode(ctx, raw.Data, raw.Sequence)
}

// moved reports whether the server refused the condition.
func moved(err error) bool {
	api, ok := errors.AsType[*jetstream.APIError](err)
	return ok && api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence
}

// The server's answers when its store has no room.
const (
	codeNoResources jetstream.ErrorCode = 10023
	codeStoreFailed jetstream.ErrorCode = 10077
)

// full reports whether the server refused because its store has no room.
func full(err error) bool {
	api, ok := errors.AsType[*jetstream.APIError](err)
	return ok && (api.ErrorCode == codeNoResources || api.ErrorCode == codeStoreFailed)
}

// permanent reports whether the same append can never succeed.
func permanent(err error) bool {
	api, ok := errors.AsType[*jetstream.APIError](err)
	if !ok {
		return false
	}
	switch api.ErrorCode {
	case jetstream.JSErrCodeStreamWrongLastSequence, codeInFlight, codeSameInFlight:
		return false
	}
	return api.Code < 500
}

// pause waits a little longer each time, up to two seconds, with jitter.
func pause(ctx context.Context, try int) error {
	d := min(50*time.Millisecond<<min(try, 6), 2*time.Second)
	d = d/2 + rand.N(d/2) //nolint:gosec // jitter needs no secrecy
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
