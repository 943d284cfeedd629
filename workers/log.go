package workers

import (
	"errors"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
)

// logOutcome is the one place that logs a finished piece of work: ids and
// costs, never a word of the story.
func (r *Runner) logOutcome(w Worker, e journal.Entry, verdict outcome, took time.Duration, err error) {
	level := map[outcome]zerolog.Level{
		parked: zerolog.ErrorLevel, retried: zerolog.WarnLevel, snoozed: zerolog.DebugLevel, done: zerolog.InfoLevel,
	}[verdict]
	fields := func(line *zerolog.Event) {
		if err != nil && verdict != snoozed {
			line.Str("err_kind", pipeline.KindOf(err).String()).AnErr("err", err)
		}
	}
	if o, ok := w.(watched); ok {
		o.observer.Worked(w.Name(), e.Event.Kind, string(verdict), took, e.Tries)
	}
	r.log.WithLevel(level).Func(fields).Func(TraceFields(pipeline.StepOf(e.Event, w.Name()))).Str("worker", w.Name()).Str("stage", string(e.Event.Kind)).Str("outcome", string(verdict)).
		Str("story", string(e.Event.Story)).Uint64("seq", e.Sequence).Int("attempt", e.Tries).
		Float64("dur_ms", float64(took.Microseconds())/1000).Msg("work")
}

// answer logs that an acknowledgement could not be sent: the entry comes again
// and its events are found done.
func (r *Runner) answer(w Worker, e journal.Entry, what string, err error) {
	if err != nil {
		r.log.Warn().Err(err).Str("worker", w.Name()).Str("outcome", what).Uint64("seq", e.Sequence).Msg("not acknowledged")
	}
}

// publicReason is what a person reads about a parked entry.
func publicReason(err error) string {
	if e, ok := errors.AsType[*pipeline.Error](err); ok && e.Public != "" {
		return e.Public
	}
	if r, ok := errors.AsType[reject](err); ok {
		return r.Error() // said for people
	}
	return "it failed in a way that was not foreseen; the worker's log says how" // causes are not for people
}
