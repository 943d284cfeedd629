package main

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// TestOneTrace follows an article from its submission through every worker and
// person to the finished story: one trace id in every event, and in the log.
func TestOneTrace(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir(), "--log", "debug")
	slug, err := sampleDay{url: s.ready.URL, admin: s.ready.Token, tell: t.Logf}.run(t.Context())
	if err != nil {
		t.Fatalf("%v\n%s", err, s.log)
	}
	history, err := s.admin().History(t.Context(), slug)
	if err != nil {
		t.Fatal(err)
	}
	trace := history[0].Trace
	if len(trace) != 32 {
		t.Fatalf("the submission has the trace %q", trace)
	}
	kinds, spans := map[pipeline.Kind]bool{}, map[string]bool{}
	for _, h := range history {
		kinds[h.Kind], spans[h.Span] = true, true
		if h.Trace != trace || len(h.Span) != 16 {
			t.Errorf("event %d %s by %s has the trace %q, span %q; want the trace %s", h.Sequence, h.Kind, h.By, h.Trace, h.Span, trace)
		}
	}
	for _, kind := range []pipeline.Kind{
		pipeline.KindStorySubmitted, pipeline.KindArticleSegmented, pipeline.KindSegmentsAnnotated, pipeline.KindTasksOpened,
		pipeline.KindTaskClaimed, pipeline.KindSegmentTranslated, pipeline.KindTaskCompleted, pipeline.KindStoryAssembled,
		pipeline.KindStoryPublished, pipeline.KindDeliveryMade,
	} {
		if !kinds[kind] {
			t.Errorf("the day had no %s", kind)
		}
	}
	if text := scrape(t, s.ready.URL); !strings.Contains(text, `tovmach_stage_events_total{stage="publisher",outcome="done"}`) {
		t.Errorf("the metrics do not count the publisher's work:\n%s", text)
	}
	s.stop(t)
	hosted := map[string]bool{}
	for line := range strings.Lines(s.log.String()) {
		var l struct {
			Worker string `json:"worker"`
			Trace  string `json:"trace_id"`
			Span   string `json:"span_id"`
		}
		if json.Unmarshal([]byte(line), &l) == nil && l.Trace == trace && l.Worker != "" {
			hosted[l.Worker] = true
		}
	}
	for _, name := range staffNames() {
		if !hosted[name] {
			t.Errorf("the log has no line of %s in the trace", name)
		}
	}
}

// scrape reads the metrics of a process on this machine.
func scrape(t *testing.T, url string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/metrics", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%d, %v", answer.StatusCode, err)
	}
	return string(body)
}
