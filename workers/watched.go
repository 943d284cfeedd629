package workers

import (
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
)

// Observer hears of every entry that a worker ended: what became of it, how long
// it took, and how often it had been given out.
type Observer interface {
	Worked(worker string, kind pipeline.Kind, outcome string, took time.Duration, tries int)
}

// watched is a worker whose outcomes somebody counts.
type watched struct {
	Worker
	observer Observer
}

// Watched returns the workers such that o hears of their outcomes.
func Watched(o Observer, staff ...Worker) []Worker {
	out := make([]Worker, len(staff))
	for i, w := range staff {
		out[i] = watched{w, o}
	}
	return out
}

// TraceFields adds the ids of the way and of the step to a line of the log.
func TraceFields(t pipeline.Trace) func(*zerolog.Event) {
	return func(line *zerolog.Event) {
		if id := t.ID(); id != "" {
			line.Str("trace_id", id).Str("span_id", t.Span())
		}
	}
}
