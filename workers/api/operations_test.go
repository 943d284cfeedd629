package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/board"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/pipeline/vault"
	"github.com/tovmach/tovmach/workers/api"
	"github.com/tovmach/tovmach/workers/intake"
	"github.com/tovmach/tovmach/workers/keeper"
	"github.com/tovmach/tovmach/workers/metrics"
)

// operated is a newsroom whose operation the test sets.
type operated struct {
	handler *api.Server
	people  *board.Board
	log     *bytes.Buffer
}

func operate(t *testing.T, with func(*api.Newsroom)) operated {
	t.Helper()
	_, nc := pipelinetest.Server(t)
	journal, stories := pipelinetest.JournalOn(t, nc)
	people, err := board.Open(t.Context(), nc, board.Options{Now: pipelinetest.Noon})
	if err != nil {
		t.Fatal(err)
	}
	documents, err := vault.Open(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	o := operated{people: people, log: &bytes.Buffer{}}
	terms := keeper.New(journal)
	n := api.Newsroom{
		Journal: journal, Stories: stories, Feed: stories, People: people, Leases: people,
		Intake: intake.New(documents, journal, "news"), Terms: terms, Spellings: terms, Unread: journal,
		Lease: time.Minute, Now: pipelinetest.Noon, Log: zerolog.New(o.log),
	}
	with(&n)
	o.handler = api.New(n)
	return o
}

// ask sends a request from that address, past the network.
func (o operated) ask(t *testing.T, method, path, from, body string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	r.RemoteAddr = from
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	o.handler.ServeHTTP(w, r)
	return w.Result()
}

const here, elsewhere = "127.0.0.1:5000", "192.0.2.7:5000"

// TestReadyz: each check by itself, in an order that stays, with no cause in it
// that is not for people. None of it needs a token.
func TestReadyz(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		err    error
		status int
		says   string
	}{
		{"all well", nil, http.StatusOK, ""},
		{"what is for people", pipeline.Errorf(pipeline.Unavailable, "the disk has 3 MB left").WithHint("make room"), http.StatusServiceUnavailable, "the disk has 3 MB left"},
		{"what is not", errors.New("dial nats://user:secret@10.0.0.1"), http.StatusServiceUnavailable, "the log of the server says how"},
		{"no answer in time", context.DeadlineExceeded, http.StatusServiceUnavailable, "did not answer in time"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			o := operate(t, func(n *api.Newsroom) {
				n.Checks = []api.Check{
					{Name: "journal", Look: func(context.Context) error { return nil }},
					{Name: "disk", Look: func(context.Context) error { return tt.err }},
				}
			})
			answer := o.ask(t, "GET", "/readyz", elsewhere, "")
			body, err := io.ReadAll(answer.Body)
			if err != nil {
				t.Fatal(err)
			}
			var found api.Readiness
			if err := json.Unmarshal(body, &found); err != nil || answer.StatusCode != tt.status {
				t.Fatalf("status %d, %v: %s", answer.StatusCode, err, body)
			}
			if found.Ready != (tt.err == nil) || len(found.Checks) != 2 || !found.Checks[0].OK || found.Checks[1].Check != "disk" ||
				found.Checks[1].OK != (tt.err == nil) || !strings.Contains(found.Checks[1].What, tt.says) {
				t.Errorf("found %+v", found)
			}
			if strings.Contains(string(body), "secret") {
				t.Errorf("it tells a secret: %s", body)
			}
			if live := o.ask(t, "GET", "/livez", elsewhere, ""); live.StatusCode != http.StatusOK {
				t.Errorf("it lives: %d", live.StatusCode)
			}
		})
	}
}

// TestMetricsAccess: the metrics are for this machine, and for admins.
func TestMetricsAccess(t *testing.T) {
	t.Parallel()
	o := operate(t, func(*api.Newsroom) {})
	admin, editor := "Bearer "+token(t, o.people, "ira", pipeline.Admin), "Bearer "+token(t, o.people, "olena", pipeline.Editor)
	for _, tt := range []struct {
		name, from string
		headers    []string
		want       int
	}{
		{"from here", here, nil, http.StatusOK},
		{"from here, IPv6", "[::1]:5000", nil, http.StatusOK},
		{"through a proxy here", here, []string{"X-Forwarded-For", "192.0.2.7"}, http.StatusUnauthorized},
		{"from elsewhere", elsewhere, nil, http.StatusUnauthorized},
		{"from elsewhere, unknown", elsewhere, []string{"Authorization", "Bearer tvm_none_none"}, http.StatusForbidden},
		{"from elsewhere, an editor", elsewhere, []string{"Authorization", editor}, http.StatusForbidden},
		{"from elsewhere, an admin", elsewhere, []string{"Authorization", admin}, http.StatusOK},
	} {
		answer := o.ask(t, "GET", "/metrics", tt.from, "", tt.headers...)
		body, _ := io.ReadAll(answer.Body)
		if answer.StatusCode != tt.want || (tt.want == http.StatusOK) != strings.Contains(string(body), "tovmach_build_info") {
			t.Errorf("%s: %d, want %d", tt.name, answer.StatusCode, tt.want)
		}
		if tt.want == http.StatusOK && answer.Header.Get("Content-Type") != metrics.ContentType {
			t.Errorf("%s: it is %s", tt.name, answer.Header.Get("Content-Type"))
		}
	}
	// What was asked is counted by pattern, not by path.
	o.ask(t, "GET", "/api/v1/stories/a-secret-slug", here, "", "Authorization", admin)
	body, _ := io.ReadAll(o.ask(t, "GET", "/metrics", here, "").Body)
	if text := string(body); !strings.Contains(text, `tovmach_http_requests_total{route="GET /api/v1/stories/{story}",code="404"} 1`) || strings.Contains(text, "secret") {
		t.Errorf("the metrics are\n%s", text)
	}
	if log := o.log.String(); strings.Contains(log, "secret") || strings.Contains(log, admin[7:]) || !strings.Contains(log, `"user":"ira"`) {
		t.Errorf("the log is\n%s", log)
	}
}

// TestTrace: a request that brings a trace is a step of it; another begins one;
// an act on a story joins the story's.
func TestTrace(t *testing.T) {
	t.Parallel()
	o := operate(t, func(*api.Newsroom) {})
	bearer := "Bearer " + token(t, o.people, "olena", pipeline.Editor, pipeline.Admin)
	const id, parent = "4bf92f3577b34da6a3ce929d0e0e4736", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	traced := func(answer *http.Response) pipeline.Trace {
		t.Helper()
		trace, ok := pipeline.ParseTrace(answer.Header.Get("traceparent"))
		if !ok {
			t.Errorf("%d: the answer has the trace %q", answer.StatusCode, answer.Header.Get("traceparent"))
		}
		return trace
	}
	brought := traced(o.ask(t, "GET", "/api/v1/tasks", here, "", "Authorization", bearer, "traceparent", parent))
	if brought.ID() != id || brought.Span() == "00f067aa0ba902b7" {
		t.Errorf("the answer's trace is %s", brought)
	}
	for _, header := range []string{"", "00-nonsense-01"} {
		if fresh := traced(o.ask(t, "GET", "/api/v1/tasks", here, "", "Authorization", bearer, "traceparent", header)); fresh.ID() == id {
			t.Errorf("%q: the trace is %s", header, fresh)
		}
	}
	submitted := o.ask(t, "POST", "/api/v1/stories?name=a.md&slug=ferry", here, "# Новини\n\nСонячно.\n", "Authorization", bearer, "Content-Type", "application/octet-stream")
	trace := traced(submitted)
	var history []api.Happening
	body, _ := io.ReadAll(o.ask(t, "GET", "/api/v1/stories/ferry/history", here, "", "Authorization", bearer).Body)
	if err := json.Unmarshal(body, &history); err != nil || len(history) != 1 || history[0].Trace != trace.ID() || history[0].Span != trace.Span() {
		t.Errorf("%v: the history has another trace than %s:\n%s", err, trace, body)
	}
	if log := o.log.String(); !strings.Contains(log, `"trace_id":"`+trace.ID()+`","span_id":"`+trace.Span()+`"`) {
		t.Errorf("the log has no line of %s:\n%s", trace, log)
	}
}

// TestLimits: what is too much at once is sent away at once, and told when to
// come again; health is never sent away.
func TestLimits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		limits api.Limits
		body   string
		same   bool // the second request is by the same person
		want   int
	}{
		{"one person", api.Limits{Each: 1}, "", true, http.StatusTooManyRequests},
		{"another person", api.Limits{Each: 1}, "", false, http.StatusOK},
		{"all together", api.Limits{Requests: 1}, "", false, http.StatusServiceUnavailable},
		{"large ones", api.Limits{Large: 1}, strings.Repeat("слово ", 200_000), false, http.StatusServiceUnavailable},
		{"one of them small", api.Limits{Large: 1}, "", false, http.StatusOK},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			inside, leave := make(chan bool, 10), make(chan bool)
			o := operate(t, func(n *api.Newsroom) {
				n.Limits = tt.limits
				n.People = holding{n.People, inside, leave}
			})
			first, second := "Bearer hold", "Bearer "+token(t, o.people, "olena", pipeline.Editor)
			if tt.same {
				second = first
			}
			var running sync.WaitGroup
			running.Go(func() { o.ask(t, "GET", "/api/v1/tasks", here, tt.body, "Authorization", first) })
			<-inside
			answer := o.ask(t, "GET", "/api/v1/tasks", here, tt.body, "Authorization", second)
			if answer.StatusCode != tt.want || (tt.want != http.StatusOK) != (answer.Header.Get("Retry-After") == "1") {
				t.Errorf("%d, Retry-After %q; want %d", answer.StatusCode, answer.Header.Get("Retry-After"), tt.want)
			}
			for _, path := range []string{"/livez", "/readyz", "/metrics"} {
				if answer := o.ask(t, "GET", path, here, ""); answer.StatusCode != http.StatusOK {
					t.Errorf("%s was sent away: %d", path, answer.StatusCode)
				}
			}
			close(leave)
			running.Wait()
			if answer := o.ask(t, "GET", "/api/v1/tasks", here, "", "Authorization", "Bearer "+token(t, o.people, "taras", pipeline.Editor)); answer.StatusCode != http.StatusOK {
				t.Errorf("when there is room again: %d", answer.StatusCode)
			}
		})
	}
}

// holding lets one person's request hang until it is told to end.
type holding struct {
	api.People
	inside, leave chan bool
}

func (h holding) Whose(ctx context.Context, token string) (pipeline.Person, error) {
	if token != "hold" {
		return h.People.Whose(ctx, token)
	}
	h.inside <- true
	<-h.leave
	return pipeline.Person{Name: "holder", Roles: []pipeline.Role{pipeline.Editor}}, nil
}

// TestBodyLimit: a body over the limit is refused, and nothing is stored.
func TestBodyLimit(t *testing.T) {
	t.Parallel()
	o := operate(t, func(*api.Newsroom) {})
	bearer := "Bearer " + token(t, o.people, "olena", pipeline.Editor)
	answer := o.ask(t, "POST", "/api/v1/stories?name=a.md", here, strings.Repeat("a", api.MaxDocument+1), "Authorization", bearer, "Content-Type", "application/octet-stream")
	if !slices.Contains([]int{http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity}, answer.StatusCode) {
		t.Errorf("a body of %d bytes: %d", api.MaxDocument+1, answer.StatusCode)
	}
}

// TestOperations: a process without an API answers for itself.
func TestOperations(t *testing.T) {
	t.Parallel()
	allow := func(_ context.Context, token string) error {
		if token != "good" {
			return pipeline.Errorf(pipeline.Denied, "no")
		}
		return nil
	}
	h := api.Operations(metrics.NewNewsroom("v1", pipelinetest.Noon()), nil, allow)
	for _, tt := range []struct {
		path, from, token string
		want              int
	}{
		{"/livez", elsewhere, "", http.StatusOK},
		{"/readyz", elsewhere, "", http.StatusOK},
		{"/metrics", here, "", http.StatusOK},
		{"/metrics", elsewhere, "", http.StatusUnauthorized},
		{"/metrics", elsewhere, "bad", http.StatusForbidden},
		{"/metrics", elsewhere, "good", http.StatusOK},
		{"/api/v1/tasks", here, "", http.StatusNotFound},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, tt.path, nil)
		r.RemoteAddr = tt.from
		if tt.token != "" {
			r.Header.Set("Authorization", "Bearer "+tt.token)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != tt.want {
			t.Errorf("%s from %s with %q: %d, want %d", tt.path, tt.from, tt.token, w.Code, tt.want)
		}
	}
}
