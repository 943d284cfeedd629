package metrics

import (
	"context"
	"errors"
	"runtime"
	"runtime/metrics"
	"strconv"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// Newsroom is what a process of the newsroom measures: the one table of its
// metrics. A stage is a worker.
type Newsroom struct {
	*Registry

	stageEvents  Counter
	stageSeconds Histogram
	redeliveries Counter
	parkedTotal  Counter

	appends       Counter
	appendSeconds Histogram
	claims        Counter
	expired       Counter
	saves         Counter

	requests       Counter
	requestSeconds Histogram
	refused        Counter

	goroutines, memory, cpu Gauge
}

// The upper bounds of latencies in seconds: of an append and a request, and of
// a piece of work, which may wait for somebody else's server.
func quick() []float64 {
	return []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5}
}

func slow() []float64 { return []float64{.001, .005, .01, .05, .1, .5, 1, 5, 10, 30, 60, 120} }

// NewNewsroom returns the metrics of a process of that version, which began at
// begun.
func NewNewsroom(version string, begun time.Time) *Newsroom {
	r := New()
	n := &Newsroom{
		Registry: r,

		stageEvents:  r.Counter("stage_events_total", "Entries that a worker was given, by what became of them.", "stage", "outcome"),
		stageSeconds: r.Histogram("stage_duration_seconds", "Time from taking up an entry to its outcome.", slow(), "stage"),
		redeliveries: r.Counter("redeliveries_total", "Entries that a worker was given more than once.", "stage"),
		parkedTotal:  r.Counter("parked_total", "Entries that a worker could not work, by the kind of event.", "stage", "kind"),

		appends:       r.Counter("journal_appends_total", "Appends to the journal, by outcome.", "outcome"),
		appendSeconds: r.Histogram("journal_append_seconds", "Time until an append was on the disk.", quick()),
		claims:        r.Counter("claims_total", "What happened to claims, as this process stored it.", "act"),
		expired:       r.Counter("claims_expired_total", "Claims whose lease ran out, as this process stored it."),
		saves:         r.Counter("saves_total", "Texts of segments that people saved.", "outcome"),

		requests:       r.Counter("http_requests_total", "Requests, by route and status.", "route", "code"),
		requestSeconds: r.Histogram("http_seconds", "Time to answer a request.", quick(), "route"),
		refused:        r.Counter("http_refused_total", "Requests that were sent away because of too many.", "reason"),

		goroutines: r.Gauge("goroutines", "Goroutines of this process."),
		memory:     r.Gauge("memory_bytes", "Memory that this process has from the system."),
		cpu:        r.Gauge("cpu_seconds", "Processor time that this process used since it began, as the runtime estimates it."),
	}
	r.Gauge("build_info", "The program: 1.", "version", "go").Set(1, version, runtime.Version())
	r.Gauge("start_time_seconds", "When this process began, in seconds since 1970.").Set(float64(begun.UnixMilli()) / 1000)
	r.Look(n.process)
	return n
}

// Worked counts an entry that a worker ended, having been given it tries times.
func (n *Newsroom) Worked(worker string, kind pipeline.Kind, outcome string, took time.Duration, tries int) {
	n.stageEvents.Add(1, worker, outcome)
	n.stageSeconds.Observe(took.Seconds(), worker)
	if tries > 1 {
		n.redeliveries.Add(1, worker)
	}
	if outcome == "parked" {
		n.parkedTotal.Add(1, worker, string(kind))
	}
}

// Appended counts an append, and what it means for claims and texts.
func (n *Newsroom) Appended(kind pipeline.Kind, took time.Duration, err error) {
	switch {
	case errors.Is(err, pipeline.ErrMoved):
		n.appends.Add(1, "conflict")
		return
	case err != nil:
		n.appends.Add(1, "failed")
		return
	}
	n.appends.Add(1, "stored")
	n.appendSeconds.Observe(took.Seconds())
	switch kind {
	case pipeline.KindTaskClaimed:
		n.claims.Add(1, "claimed")
	case pipeline.KindTaskReleased:
		n.claims.Add(1, "released")
	case pipeline.KindTaskExpired:
		n.claims.Add(1, "expired")
		n.expired.Add(1)
	case pipeline.KindTaskCompleted:
		n.claims.Add(1, "completed")
	case pipeline.KindTaskReturned:
		n.claims.Add(1, "returned")
	case pipeline.KindSegmentTranslated, pipeline.KindSegmentReviewed:
		n.saves.Add(1, "saved")
	case pipeline.KindSegmentSuggested:
		n.saves.Add(1, "late")
	}
}

// Requested counts an answer. The route is the pattern, never the path.
func (n *Newsroom) Requested(route string, code int, took time.Duration) {
	n.requests.Add(1, route, strconv.Itoa(code))
	n.requestSeconds.Observe(took.Seconds(), route)
}

// Refused counts a request that was sent away.
func (n *Newsroom) Refused(reason string) { n.refused.Add(1, reason) }

// process looks at this process.
func (n *Newsroom) process(context.Context) {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/cpu/classes/total:cpu-seconds"}, {Name: "/cpu/classes/idle:cpu-seconds"}}
	metrics.Read(samples)
	n.goroutines.Set(float64(runtime.NumGoroutine()))
	n.memory.Set(float64(samples[0].Value.Uint64()))
	n.cpu.Set(samples[1].Value.Float64() - samples[2].Value.Float64())
}
