package api_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/board"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
	"github.com/tovmach/tovmach/workers/api"
)

// TestPassing asks for what passes a task on, as plain HTTP, and reads the
// statuses: one translation of two paragraphs is open, and each may hold one.
func TestPassing(t *testing.T) {
	t.Parallel()
	_, nc := pipelinetest.Server(t)
	journal, stories := pipelinetest.JournalOn(t, nc)
	people, err := board.Open(t.Context(), nc, board.Options{Now: pipelinetest.Noon})
	if err != nil {
		t.Fatal(err)
	}
	var head pipeline.Head
	for i, fact := range []pipeline.Fact{
		pipeline.StorySubmitted{Slug: "ferry", Desk: "news", Priority: pipeline.Normal, Article: pipeline.Article{
			Lang: pipeline.Ukrainian, Blocks: []pipeline.Block{
				{ID: "b1", Kind: pipeline.Paragraph, Text: "Пором"}, {ID: "b2", Kind: pipeline.Paragraph, Text: "Пором"},
			},
		}},
		pipeline.ArticleSegmented{Segments: []pipeline.SegmentCut{
			{ID: "b1-1", Block: "b1", Text: pipeline.Span{Start: 0, End: 10}}, {ID: "b2-1", Block: "b2", Text: pipeline.Span{Start: 0, End: 10}},
		}},
		pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{
			{ID: "t1", Kind: pipeline.Translate, Segments: []pipeline.SegmentID{"b1-1", "b2-1"}, Words: 2},
		}},
	} {
		stored, err := journal.Append(t.Context(), head, pipelinetest.Event(t, "e"+string(rune('1'+i)), "s1", "ira", fact))
		if err != nil {
			t.Fatal(err)
		}
		head = pipeline.Head{Sequence: stored.Sequence, Hash: stored.Hash}
	}
	if err := stories.WaitFor(t.Context(), head.Sequence); err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(api.New(api.Newsroom{
		Journal: journal, Stories: stories, Feed: stories, People: people, Roster: people, Holders: stories, Leases: people, Unread: journal,
		Lease: time.Minute, TasksEach: 1, Now: pipelinetest.Noon, Log: zerolog.Nop(),
	}))
	t.Cleanup(s.Close)
	olena := token(t, people, "olena", pipeline.Editor)
	taras, oksana := token(t, people, "taras", pipeline.Translator), token(t, people, "oksana", pipeline.Translator)
	token(t, people, "maks", pipeline.Publisher)

	for _, step := range []struct {
		name, token, path, body string
		status                  int
		field                   string
		want                    any
	}{
		{"hand what is open", taras, "t1/hand", `{"to":"oksana"}`, http.StatusConflict, "kind", "conflict"},
		{"divide into nothing", olena, "t1/divide", `{}`, http.StatusUnprocessableEntity, "kind", "invalid"},
		{"divide no task", olena, "t9/divide", `{"words":1}`, http.StatusNotFound, "kind", "not_found"},
		{"divide before no block", olena, "t1/divide", `{"before":"b9"}`, http.StatusNotFound, "kind", "not_found"},
		{"divide", olena, "t1/divide", `{"words":1}`, http.StatusOK, "", nil},
		{"claim", taras, "t1/claim", ``, http.StatusOK, "holder", "taras"},
		{"claim no name", taras, "/claim", ``, http.StatusNotFound, "kind", "not_found"},
		{"claim one more", taras, "claim", ``, http.StatusConflict, "kind", "conflict"},
		{"divide what is held", olena, "t1/divide", `{"words":1}`, http.StatusConflict, "kind", "conflict"},
		{"undo what holds", taras, "t1/release?undo=true", ``, http.StatusOK, "holder", "taras"},
		{"release", taras, "t1/release", ``, http.StatusOK, "lease_until", nil},
		{"undo", taras, "t1/release?undo=true", ``, http.StatusOK, "holder", "taras"},
		{"undo another's", oksana, "t1/release?undo=true", ``, http.StatusConflict, "kind", "conflict"},
		{"hand to nobody", taras, "t1/hand", `{"to":"nobody"}`, http.StatusNotFound, "kind", "not_found"},
		{"hand to a publisher", taras, "t1/hand", `{"to":"maks"}`, http.StatusForbidden, "kind", "denied"},
		{"hand to oneself", taras, "t1/hand", `{"to":"taras"}`, http.StatusUnprocessableEntity, "kind", "invalid"},
		{"hand", taras, "t1/hand", `{"to":"oksana"}`, http.StatusOK, "holder", "oksana"},
		{"the next one", oksana, "claim", ``, http.StatusConflict, "kind", "conflict"},
		{"the next one, with room", taras, "claim", ``, http.StatusOK, "holder", "taras"},
		{"hand to who has no room", oksana, "t1/hand", `{"to":"taras"}`, http.StatusConflict, "kind", "conflict"},
		{"take without a reason", olena, "t1/take", `{}`, http.StatusUnprocessableEntity, "kind", "invalid"},
		{"take for a publisher", olena, "t1/take", `{"for":"maks","reason":"late"}`, http.StatusForbidden, "kind", "denied"},
		{"take, with or without room", olena, "t1/take", `{"for":"taras","reason":"late"}`, http.StatusOK, "holder", "taras"},
		{"take for oneself", olena, "t1/take", `{"reason":"late"}`, http.StatusOK, "holder", "olena"},
		{"renew as an editor", olena, "t1/renew", ``, http.StatusOK, "holder", "olena"},
		{"nothing is left", oksana, "claim", ``, http.StatusNotFound, "kind", "not_found"},
	} {
		status, answer := ask(t, http.MethodPost, s.URL+"/api/v1/tasks/"+step.path, step.token, step.body)
		if status != step.status || step.field != "" && answer[step.field] != step.want {
			t.Fatalf("%s: %d %v, want %d and %s %v", step.name, status, answer, step.status, step.field, step.want)
		}
		if status >= 400 && answer["hint"] == nil {
			t.Errorf("%s: nobody is told what to do: %v", step.name, answer)
		}
	}
}
