package api

import (
	"cmp"
	"context"
	"net/http"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	staffroom "github.com/tovmach/tovmach/workers"
)

// traceHeader carries the trace context of W3C, both ways.
const traceHeader = "Traceparent"

// request is what is known of a request while it is answered, and logged and
// counted when it is over.
type request struct {
	trace pipeline.Trace
	given bool // the client brought the trace
	user  pipeline.UserID
	err   error // a fault of ours
}

type requestKey struct{}

func requestOf(ctx context.Context) *request {
	r, ok := ctx.Value(requestKey{}).(*request)
	if !ok {
		return &request{} // nobody will read it
	}
	return r
}

// begin opens the record of a request: the trace that it brings, as a step of
// its own, or a fresh one.
func begin(r *http.Request) (*request, *http.Request) {
	rec := &request{}
	rec.trace, rec.given = pipeline.ParseTrace(r.Header.Get(traceHeader))
	if rec.given {
		rec.trace = pipeline.NewTrace().Join(rec.trace)
	} else {
		rec.trace = pipeline.NewTrace()
	}
	ctx := context.WithValue(pipeline.WithTrace(r.Context(), rec.trace), requestKey{}, rec)
	return rec, r.WithContext(ctx)
}

// join returns the context for an act on the story: unless the client brought a
// trace, the act belongs to the one by which the story came in, so that a story
// has one from its submission to its end.
func join(ctx context.Context, story pipeline.Story) context.Context {
	rec := requestOf(ctx)
	if rec.given || rec.trace == "" {
		return ctx
	}
	rec.trace = rec.trace.Join(story.Trace)
	return pipeline.WithTrace(ctx, rec.trace)
}

// answer keeps what the client is told, and tells it the trace at the last
// moment: an act may have joined another.
type answer struct {
	http.ResponseWriter

	rec   *request
	code  int
	bytes int
}

func (a *answer) WriteHeader(code int) {
	if a.code == 0 {
		a.code = code
		a.Header().Set(traceHeader, string(a.rec.trace))
	}
	a.ResponseWriter.WriteHeader(code)
}

func (a *answer) Write(data []byte) (int, error) {
	if a.code == 0 {
		a.WriteHeader(http.StatusOK)
	}
	n, err := a.ResponseWriter.Write(data)
	a.bytes += n
	return n, err
}

// Unwrap lets streams flush and deadlines be set.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// finish counts and logs a request: ids and costs, never a path, which may hold
// words of a headline.
func (s *Server) finish(r *http.Request, a *answer, took time.Duration) {
	route, code := cmp.Or(r.Pattern, "none"), cmp.Or(a.code, http.StatusOK)
	s.Metrics.Requested(route, code, took)
	level := zerolog.InfoLevel
	switch {
	case a.rec.err != nil:
		level = zerolog.ErrorLevel
	case code == http.StatusTooManyRequests, code == http.StatusServiceUnavailable:
		level = zerolog.WarnLevel
	case r.Method == http.MethodGet:
		level = zerolog.DebugLevel
	}
	who := func(line *zerolog.Event) {
		if a.rec.user != "" {
			line.Str("user", string(a.rec.user))
		}
		if a.rec.err != nil {
			line.Str("err_kind", pipeline.KindOf(a.rec.err).String()).AnErr("err", a.rec.err)
		}
	}
	s.Log.WithLevel(level).Func(who).Func(staffroom.TraceFields(a.rec.trace)).Str("route", route).Int("code", code).
		Int("bytes", a.bytes).Float64("dur_ms", float64(took.Microseconds())/1000).Msg("request")
}
