package metrics_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/metrics"
)

func noon() time.Time { return time.Date(2020, time.October, 15, 12, 0, 0, 0, time.UTC) }

func text(t testing.TB, r *metrics.Registry) string {
	t.Helper()
	var w strings.Builder
	if err := r.Write(t.Context(), &w); err != nil {
		t.Fatal(err)
	}
	return w.String()
}

// TestWrite is the text format 0.0.4 to the letter.
func TestWrite(t *testing.T) {
	r := metrics.New()
	h := r.Histogram("wait_seconds", "Waits.", []float64{0.1, 1}, "stage")
	c := r.Counter("all_total", "All, with a \\ and\na line.", "name")
	g := r.Gauge("now", "Now.")
	r.Counter("none_total", "Never counted.", "name")
	c.Add(2, `a "b" \`)
	c.Add(0.5, "a\nb")
	r.Look(func(context.Context) { g.Set(7) })
	for _, v := range []float64{0.05, 0.1, 0.2, 5} {
		h.Observe(v, "router")
	}
	want := `# HELP tovmach_all_total All, with a \\ and\na line.
# TYPE tovmach_all_total counter
tovmach_all_total{name="a\nb"} 0.5
tovmach_all_total{name="a \"b\" \\"} 2
# HELP tovmach_now Now.
# TYPE tovmach_now gauge
tovmach_now 7
# HELP tovmach_wait_seconds Waits.
# TYPE tovmach_wait_seconds histogram
tovmach_wait_seconds_bucket{stage="router",le="0.1"} 2
tovmach_wait_seconds_bucket{stage="router",le="1"} 3
tovmach_wait_seconds_bucket{stage="router",le="+Inf"} 4
tovmach_wait_seconds_sum{stage="router"} 5.35
tovmach_wait_seconds_count{stage="router"} 4
`
	if got := text(t, r); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// busy is a newsroom of which every metric has something to tell.
func busy() *metrics.Newsroom {
	n := metrics.NewNewsroom("v1.2.3", noon())
	n.Worked("router", pipeline.KindSegmentsAnnotated, "done", 20*time.Millisecond, 1)
	n.Worked("router", pipeline.KindSegmentsAnnotated, "parked", time.Second, 8)
	for kind, err := range map[pipeline.Kind]error{
		pipeline.KindTaskClaimed: nil, pipeline.KindTaskReleased: nil, pipeline.KindTaskExpired: nil, pipeline.KindTaskCompleted: nil,
		pipeline.KindTaskReturned: nil, pipeline.KindSegmentTranslated: nil, pipeline.KindSegmentSuggested: nil,
		pipeline.KindStorySubmitted: pipeline.ErrMoved, pipeline.KindTasksOpened: errors.New("no"),
	} {
		n.Appended(kind, time.Millisecond, err)
	}
	n.Requested("POST /api/v1/tasks/{task}/claim", 409, 3*time.Millisecond)
	n.Refused("busy")
	n.WatchDesk(stories{{
		ID: "S1secret", Priority: pipeline.Flash, SubmittedAt: noon().Add(-time.Hour), SubmittedBy: "olena",
		Parked: []pipeline.ParkedEntry{{EntryParked: pipeline.EntryParked{Worker: "publisher", Sequence: 7}}},
		Tasks: []pipeline.Task{
			{ID: "T1secret", Kind: pipeline.Translate, State: pipeline.TaskOpen},
			{ID: "T2secret", Kind: pipeline.Review, State: pipeline.TaskHeld, Claim: pipeline.Claim{Holder: "taras"}},
		},
	}}, noon)
	n.WatchRecord(func(context.Context) (metrics.Record, error) {
		return metrics.Record{Last: 9, Folded: 7, Bytes: 1000, Vault: 2000, Waiting: map[string]uint64{"router": 3}, InHand: map[string]int{"router": 1}}, nil
	})
	return n
}

type stories []pipeline.Story

func (s stories) Open() []pipeline.Story { return s }

func (s stories) Archived() int { return 40 }

func (s stories) Unknown() map[pipeline.Kind]int { return map[pipeline.Kind]int{"story.sung": 3} }

func TestNewsroom(t *testing.T) {
	got := text(t, busy().Registry)
	for _, want := range []string{
		`tovmach_stage_events_total{stage="router",outcome="parked"} 1`,
		`tovmach_stage_duration_seconds_count{stage="router"} 2`,
		`tovmach_redeliveries_total{stage="router"} 1`,
		`tovmach_parked_total{stage="router",kind="segments.annotated"} 1`,
		`tovmach_journal_appends_total{outcome="stored"} 7`,
		`tovmach_journal_appends_total{outcome="conflict"} 1`,
		`tovmach_journal_appends_total{outcome="failed"} 1`,
		`tovmach_journal_append_seconds_count 7`,
		`tovmach_claims_total{act="claimed"} 1`,
		`tovmach_claims_expired_total 1`,
		`tovmach_saves_total{outcome="late"} 1`,
		`tovmach_http_requests_total{route="POST /api/v1/tasks/{task}/claim",code="409"} 1`,
		`tovmach_http_refused_total{reason="busy"} 1`,
		`tovmach_queue_depth{kind="translate",priority="flash"} 1`,
		`tovmach_queue_depth{kind="review",priority="flash"} 0`,
		`tovmach_queue_oldest_seconds{kind="translate"} 3600`,
		`tovmach_claims_active 1`,
		`tovmach_parked{stage="publisher"} 1`,
		`tovmach_stories{state="published"} 40`,
		`tovmach_events_unknown{kind="story.sung"} 3`,
		`tovmach_fold_lag_events 2`,
		`tovmach_journal_last_sequence 9`,
		`tovmach_journal_bytes 1000`,
		`tovmach_vault_bytes 2000`,
		`tovmach_stage_pending{stage="router"} 3`,
		`tovmach_stage_in_hand{stage="router"} 1`,
		`tovmach_journal_up 1`,
		`tovmach_start_time_seconds 1.6027632e+09`,
	} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
	for _, secret := range []string{"secret", "olena", "taras"} {
		if strings.Contains(got, secret) {
			t.Errorf("the metrics tell %q", secret)
		}
	}
}

// TestLint reads every metric of the newsroom as promtool does: each has a help
// and a type, a name that ends as its type and unit ask, and stands once.
func TestLint(t *testing.T) {
	for _, fault := range lint(text(t, busy().Registry)) {
		t.Error(fault)
	}
	for name, bad := range map[string]string{
		"no help":           "# TYPE tovmach_a gauge\ntovmach_a 1\n",
		"no type":           "# HELP tovmach_a A.\ntovmach_a 1\n",
		"no total":          "# HELP tovmach_a A.\n# TYPE tovmach_a counter\ntovmach_a 1\n",
		"total of a gauge":  "# HELP tovmach_a_total A.\n# TYPE tovmach_a_total gauge\ntovmach_a_total 1\n",
		"milliseconds":      "# HELP tovmach_a_ms A.\n# TYPE tovmach_a_ms gauge\ntovmach_a_ms 1\n",
		"no prefix":         "# HELP a A.\n# TYPE a gauge\na 1\n",
		"histogram no unit": "# HELP tovmach_a A.\n# TYPE tovmach_a histogram\ntovmach_a_count 1\n",
		"twice":             "# HELP tovmach_a A.\n# TYPE tovmach_a gauge\ntovmach_a 1\ntovmach_a 2\n",
		"two families":      "# HELP tovmach_a A.\n# TYPE tovmach_a gauge\n# HELP tovmach_a A.\n# TYPE tovmach_a gauge\ntovmach_a 1\n",
	} {
		if len(lint(bad)) == 0 {
			t.Errorf("%s: the linter finds nothing", name)
		}
	}
}

func lint(text string) (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	help, types, seen := map[string]bool{}, map[string]string{}, map[string]bool{}
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		fields := strings.Fields(line)
		switch {
		case strings.HasPrefix(line, "# HELP "):
			if help[fields[2]] || len(fields) < 4 {
				fault("%s: helped twice, or with nothing", fields[2])
			}
			help[fields[2]] = true
		case strings.HasPrefix(line, "# TYPE "):
			if types[fields[2]] != "" {
				fault("%s has two types", fields[2])
			}
			types[fields[2]] = fields[3]
		default:
			at := strings.LastIndexByte(line, ' ')
			if seen[line[:at]] {
				fault("%s stands twice", line[:at])
			}
			seen[line[:at]] = true
			name, _, _ := strings.Cut(line[:at], "{")
			for _, suffix := range []string{"_bucket", "_sum", "_count"} {
				if base := strings.TrimSuffix(name, suffix); types[base] == "histogram" {
					name = base
				}
			}
			faults = append(faults, lintName(name, types[name], help[name])...)
		}
	}
	return faults
}

func lintName(name, kind string, helped bool) (faults []string) {
	fault := func(what string) { faults = append(faults, name+": "+what) }
	if !helped || kind == "" {
		fault("has no help or no type")
	}
	if !strings.HasPrefix(name, metrics.Prefix) || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") != "" {
		fault("is no name for a metric of ours")
	}
	if total := strings.HasSuffix(name, "_total"); total != (kind == "counter") {
		fault("_total is for counters, and counters end so")
	}
	if kind == "histogram" && !strings.HasSuffix(name, "_seconds") && !strings.HasSuffix(name, "_bytes") {
		fault("a histogram names its unit")
	}
	for _, unit := range []string{"_ms", "_milliseconds", "_minutes", "_kb", "_megabytes", "_percent"} {
		if strings.HasSuffix(strings.TrimSuffix(name, "_total"), unit) {
			fault("units are seconds and bytes")
		}
	}
	return faults
}

func TestLookFails(t *testing.T) {
	n := metrics.NewNewsroom("v1", noon())
	n.WatchRecord(func(context.Context) (metrics.Record, error) { return metrics.Record{}, errors.New("away") })
	if got := text(t, n.Registry); !strings.Contains(got, "\ntovmach_journal_up 0\n") {
		t.Errorf("it does not say that the journal is away:\n%s", got)
	}
}

// TestConcurrent counts from many sides while it is read.
func TestConcurrent(t *testing.T) {
	n := busy()
	var running sync.WaitGroup
	for range 8 {
		running.Go(func() {
			for range 100 {
				n.Worked("segmenter", pipeline.KindStorySubmitted, "done", time.Millisecond, 1)
				text(t, n.Registry)
			}
		})
	}
	running.Wait()
	if got := text(t, n.Registry); !strings.Contains(got, `tovmach_stage_events_total{stage="segmenter",outcome="done"} 800`) {
		t.Errorf("lost counts:\n%s", got)
	}
}

func BenchmarkWorked(b *testing.B) {
	n := metrics.NewNewsroom("v1", noon())
	for b.Loop() {
		n.Worked("router", pipeline.KindSegmentsAnnotated, "done", time.Millisecond, 1)
	}
}
