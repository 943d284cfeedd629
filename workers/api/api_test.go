package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
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
)

// newsroom is the API on a real journal, without workers.
func newsroom(t *testing.T) (url string, people *board.Board) {
	t.Helper()
	_, nc := pipelinetest.Server(t)
	journal, stories := pipelinetest.JournalOn(t, nc)
	people, err := board.Open(t.Context(), nc, board.Options{Now: pipelinetest.Noon})
	if err != nil {
		t.Fatal(err)
	}
	bytes, err := vault.Open(t.Context(), nc)
	if err != nil {
		t.Fatal(err)
	}
	terms := keeper.New(journal)
	s := httptest.NewServer(api.New(api.Newsroom{
		Journal: journal, Stories: stories, Feed: stories, People: people, Roster: people, Leases: people,
		Intake: intake.New(bytes, journal, "news"),
		Terms:  terms, Spellings: terms,
		Unread: journal,
		Lease:  time.Minute, Now: pipelinetest.Noon, Log: zerolog.Nop(),
	}))
	t.Cleanup(s.Close)
	return s.URL, people
}

func token(t *testing.T, people *board.Board, name string, roles ...pipeline.Role) string {
	t.Helper()
	token, err := people.AddPerson(t.Context(), pipeline.Person{Name: pipeline.UserID(name), Roles: roles}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func ask(t *testing.T, method, url, token, body string) (status int, answer map[string]any) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	r.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	json.Unmarshal(data, &answer) // lists stay nil
	return resp.StatusCode, answer
}

// TestRoles asks for every operation with every role, and without a token:
// those who may not are refused before anything else is looked at.
func TestRoles(t *testing.T) {
	t.Parallel()
	url, people := newsroom(t)
	all := pipeline.Roles()
	work := []pipeline.Role{pipeline.Translator, pipeline.Reviewer}
	holders := append([]pipeline.Role{pipeline.Editor}, work...)
	staff := []pipeline.Role{pipeline.Editor, pipeline.Translator, pipeline.Reviewer, pipeline.Keeper}
	for _, op := range []struct {
		method, path string
		may          []pipeline.Role
	}{
		{"POST", "/people", nil},
		{"GET", "/people", []pipeline.Role{pipeline.Editor}},
		{"PATCH", "/people/none", nil},
		{"POST", "/stories", []pipeline.Role{pipeline.Editor}},
		{"GET", "/stories/none", all},
		{"GET", "/stories/none/document", all},
		{"GET", "/stories/none/history", all},
		{"GET", "/stories/none/sources", staff},
		{"GET", "/stories/none/sources/0000", staff},
		{"POST", "/stories/none/retry", nil},
		{"POST", "/stories/none/drop", nil},
		{"GET", "/parked", []pipeline.Role{pipeline.Editor}},
		{"POST", "/parked/retry", nil},
		{"GET", "/events?story=none", all},
		{"GET", "/tasks", all},
		{"POST", "/tasks/none/claim", work},
		{"POST", "/tasks/claim", work},
		{"POST", "/tasks/none/release", holders},
		{"POST", "/tasks/none/renew", holders},
		{"POST", "/tasks/none/hand", holders},
		{"POST", "/tasks/none/take", []pipeline.Role{pipeline.Editor}},
		{"POST", "/tasks/none/divide", []pipeline.Role{pipeline.Editor}},
		{"GET", "/tasks/none/segments", staff},
		{"PUT", "/tasks/none/segments", holders},
		{"POST", "/tasks/none/review", []pipeline.Role{pipeline.Reviewer}},
		{"GET", "/terms", all},
		{"POST", "/terms", staff},
		{"GET", "/terms/none/history", all},
		{"GET", "/terms/none/impact", all},
	} {
		t.Run(op.method+op.path, func(t *testing.T) {
			if status, answer := ask(t, op.method, url+"/api/v1"+op.path, "", "{}"); status != http.StatusUnauthorized || answer["hint"] == nil {
				t.Errorf("without a token: %d %v", status, answer)
			}
			for _, role := range all {
				status, _ := ask(t, op.method, url+"/api/v1"+op.path, token(t, people, string(role), role), "{}")
				may := role == pipeline.Admin || slices.Contains(op.may, role)
				if (status == http.StatusForbidden) == may {
					t.Errorf("%s: status %d", role, status)
				}
			}
		})
	}
}

// TestOpenAPI reads the description: every operation says who may use it.
func TestOpenAPI(t *testing.T) {
	t.Parallel()
	url, _ := newsroom(t)
	status, doc := ask(t, "GET", url+"/openapi.json", "", "")
	if status != http.StatusOK || doc["openapi"] != "3.1.0" {
		t.Fatalf("%d %v", status, doc["openapi"])
	}
	paths := doc["paths"].(map[string]any)
	for _, path := range []string{"/api/v1/stories", "/api/v1/tasks/{task}/claim", "/api/v1/tasks/{task}/segments", "/api/v1/events"} {
		if paths[path] == nil {
			t.Errorf("%s is not described", path)
		}
	}
	for path, item := range paths {
		for method, op := range item.(map[string]any) {
			if !strings.HasPrefix(fmt.Sprint(op.(map[string]any)["description"]), "Roles: ") {
				t.Errorf("%s %s does not say who may use it", method, path)
			}
		}
	}
	text, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "unpkg") || strings.Contains(string(text), "$schema\"") {
		t.Error("the description points elsewhere")
	}
}

// TestErrors sends what cannot be worked with and reads the answers as the
// client does.
func TestErrors(t *testing.T) {
	t.Parallel()
	url, people := newsroom(t)
	olena := api.NewClient(url, token(t, people, "olena", pipeline.Editor))
	_, noWords := olena.Submit(t.Context(), pipeline.Submission{Name: "a.md", Data: []byte("![](a.jpg)\n")}, false)
	_, noTask := api.NewClient(url, token(t, people, "taras", pipeline.Translator)).Claim(t.Context(), "none")
	_, noServer := api.NewClient("http://127.0.0.1:1", "x").Queue(t.Context(), false)
	_, noVerdict := api.NewClient(url, token(t, people, "iryna", pipeline.Reviewer)).Review(t.Context(), "none", api.Verdict{Verdict: "perhaps"})
	_, unknown := api.NewClient(url, "tvm_none_none").Queue(t.Context(), false)
	for _, c := range []struct {
		name string
		err  error
		kind pipeline.ErrorKind
		says string
	}{
		{"no words", noWords, pipeline.Invalid, "no text to translate"},
		{"no task", noTask, pipeline.NotFound, "there is no task none"},
		{"no server", noServer, pipeline.Unavailable, "does not answer"},
		{"no verdict", noVerdict, pipeline.Invalid, "verdict"},
		{"unknown token", unknown, pipeline.Denied, "not known here"},
	} {
		if pipeline.KindOf(c.err) != c.kind || c.err == nil || !strings.Contains(c.err.Error(), c.says) {
			t.Errorf("%s: %v (%s)", c.name, c.err, pipeline.KindOf(c.err))
		}
	}
}

// TestIdempotencyKey submits one article twice under one key.
func TestIdempotencyKey(t *testing.T) {
	t.Parallel()
	url, people := newsroom(t)
	olena := api.NewClient(url, token(t, people, "olena", pipeline.Editor))
	draft := pipeline.Submission{Name: "a.md", Data: []byte("# Новини\n\nСонячно.\n"), Key: "k"}
	first, err := olena.Submit(t.Context(), draft, false)
	if err != nil {
		t.Fatal(err)
	}
	again, err := olena.Submit(t.Context(), draft, false)
	if err != nil || !reflect.DeepEqual(again, first) {
		t.Errorf("submitted again: %+v, %v; first: %+v", again, err, first)
	}
}

// TestWatch hears of an event that happens after the watch began, and of no
// other story's.
func TestWatch(t *testing.T) {
	t.Parallel()
	url, people := newsroom(t)
	olena := api.NewClient(url, token(t, people, "olena", pipeline.Editor))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	events, err := olena.Watch(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	story, err := olena.Submit(t.Context(), pipeline.Submission{Name: "a.md", Data: []byte("# Новини\n\nСонячно.\n")}, false)
	if err != nil {
		t.Fatal(err)
	}
	for ev, err := range events {
		if err != nil {
			t.Fatal(err)
		}
		if ev.Story != story.Story || ev.Kind != pipeline.KindStorySubmitted || ev.By != "olena" {
			t.Errorf("heard of %+v", ev)
		}
		break
	}
	if _, err := olena.Watch(ctx, "none"); pipeline.KindOf(err) != pipeline.NotFound {
		t.Errorf("watching a story that is not there: %v", err)
	}
}
