package main

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// TestWorkerMetrics: a worker of its own answers for itself where it is told to,
// and the doctor looks at the NATS that both stand on.
func TestWorkerMetrics(t *testing.T) {
	t.Parallel()
	url := startNATS(t)
	dir := t.TempDir()
	s := startServer(t, filepath.Join(dir, "serve"), "--nats", url, "--workers", "none")
	address := fmt.Sprintf("127.0.0.1:%d", freePort(t))
	w := start(t, "worker", "segmenter", "--nats", url, "--data", filepath.Join(dir, "segmenter"), "--log", "warn", "--metrics", address)
	text, err := until(t.Context(), func() (string, bool, error) {
		answer, err := http.Get("http://" + address + "/readyz")
		if err != nil {
			return "", false, nil //nolint:nilerr // not yet
		}
		answer.Body.Close()
		text := scrape(t, "http://"+address)
		return text, answer.StatusCode == http.StatusOK, nil
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, w.log)
	}
	for _, want := range []string{"tovmach_build_info{", "tovmach_journal_up 1\n", "tovmach_fold_lag_events 0\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing in\n%s", want, text)
		}
	}
	if _, err := s.admin().Submit(t.Context(), pipeline.Submission{Name: "a.md", Data: []byte("# Новини\n\nСьогодні сонячно.\n")}, false); err != nil {
		t.Fatal(err)
	}
	if _, err := until(t.Context(), func() (bool, bool, error) {
		return true, strings.Contains(scrape(t, "http://"+address), `tovmach_stage_events_total{stage="segmenter",outcome="done"} 1`), nil
	}); err != nil {
		t.Errorf("the worker does not count its work: %v", err)
	}
	var said, log strings.Builder
	code := run(t.Context(), []string{"doctor", "--nats", url, "--data", filepath.Join(dir, "serve"), "--listen", "127.0.0.1:0"}, nil, &said, &log)
	for _, want := range []string{"ok    nats", "ok    worker segmenter", "fail  worker annotator", "ok    journal", "no process hosts it"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("the doctor does not say %q (%d):\n%s%s", want, code, said.String(), log.String())
		}
	}
	if code != 1 {
		t.Errorf("the doctor's exit code is %d, want 1", code)
	}
	s.stop(t)
	w.stop(t)
}
