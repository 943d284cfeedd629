package pipeline

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Trace is a step on the way of a request through the newsroom, as W3C Trace
// Context writes it (traceparent, version 00): the id of the whole way, and the
// span, which is the id of the step. It comes in at HTTP and stays with every
// event that follows. The zero Trace is none.
type Trace string

// The places of the fields in a traceparent of version 00.
const (
	traceIDStart, traceIDEnd = 3, 35
	spanStart, spanEnd       = 36, 52
	traceLength              = 55
)

// NewTrace begins a way.
func NewTrace() Trace {
	var b [24]byte
	rand.Read(b[:]) // never fails since Go 1.24
	return trace(hex.EncodeToString(b[:16]), hex.EncodeToString(b[16:]), "01")
}

// ParseTrace reads a traceparent header by section 3.2 of the recommendation: a
// later version is read as far as version 00 goes.
func ParseTrace(header string) (t Trace, ok bool) {
	if len(header) < traceLength || header[2] != '-' || header[traceIDEnd] != '-' || header[spanEnd] != '-' {
		return "", false
	}
	version, id, span, flags := header[:2], header[traceIDStart:traceIDEnd], header[spanStart:spanEnd], header[spanEnd+1:traceLength]
	for _, field := range []string{version, id, span, flags} {
		if strings.Trim(field, "0123456789abcdef") != "" {
			return "", false
		}
	}
	rest := header[traceLength:]
	switch {
	case version == "ff", strings.Trim(id, "0") == "", strings.Trim(span, "0") == "":
		return "", false
	case version == "00" && rest != "", rest != "" && rest[0] != '-':
		return "", false
	}
	return trace(id, span, flags), true
}

func trace(id, span, flags string) Trace { return Trace("00-" + id + "-" + span + "-" + flags) }

// ID is the id of the whole way, 32 hexadecimal digits; empty when there is none.
func (t Trace) ID() string {
	if len(t) != traceLength {
		return ""
	}
	return string(t[traceIDStart:traceIDEnd])
}

// Span is the id of the step, 16 hexadecimal digits; empty when there is none.
func (t Trace) Span() string {
	if len(t) != traceLength {
		return ""
	}
	return string(t[spanStart:spanEnd])
}

// Step returns the step that parts name on the same way: the same each time, so
// that work done twice tells one story. A malformed trace stays as it is.
func (t Trace) Step(parts ...string) Trace {
	if t.ID() == "" {
		return t
	}
	sum := sha256.Sum256([]byte(strings.Join(append(parts, t.ID()), "\x00")))
	return trace(t.ID(), hex.EncodeToString(sum[:8]), string(t[spanEnd+1:]))
}

// Join returns the same step as one on another's way: an act without a trace of
// its own belongs to that of its story.
func (t Trace) Join(way Trace) Trace {
	if t.ID() == "" || way.ID() == "" {
		return t
	}
	return trace(way.ID(), t.Span(), string(t[spanEnd+1:]))
}

// StepOf is the step that the worker does when it answers the event.
func StepOf(cause Event, worker string) Trace {
	return Trace(cause.Trace).Step(string(cause.ID), worker)
}

type traceKey struct{}

// WithTrace returns a context whose work belongs to that step: the journal
// writes it into the events that are appended under it.
func WithTrace(ctx context.Context, t Trace) context.Context {
	return context.WithValue(ctx, traceKey{}, t)
}

// TraceOf returns the step that the context's work belongs to.
func TraceOf(ctx context.Context) Trace {
	t, _ := ctx.Value(traceKey{}).(Trace)
	return t
}
