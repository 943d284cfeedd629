package intake_test

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/intake"
)

// house is a vault, a journal of stories and what is known of them.
type house struct {
	stories map[pipeline.StoryID]pipeline.Story
	blind   bool // the fold has not heard of anything yet
	events  []pipeline.Event
	broken  error
}

func (h *house) Put(_ context.Context, data []byte) (string, error) { return string(data), h.broken }

func (h *house) Append(_ context.Context, head pipeline.Head, ev pipeline.Event) (pipeline.Event, error) {
	story := h.stories[ev.Story]
	if story.Head != head {
		return ev, pipeline.ErrMoved
	}
	ev.Sequence, ev.Hash = uint64(len(h.events)+1), "hash"
	next, err := story.Apply(ev)
	h.stories[ev.Story], h.events = next, append(h.events, ev)
	return ev, err
}

func (h *house) Story(id pipeline.StoryID) (pipeline.Story, bool) {
	story, ok := h.stories[id]
	return story, ok && !h.blind
}

func (h *house) Sketches() iter.Seq2[pipeline.StoryID, pipeline.Sketch] {
	return func(yield func(pipeline.StoryID, pipeline.Sketch) bool) {
		for id, story := range h.stories {
			if !h.blind && !yield(id, story.Sketch) {
				return
			}
		}
	}
}

func (h *house) Unarchive(_ context.Context, story pipeline.Story) (pipeline.Story, error) {
	return story, nil
}

// long is a text of sixty words, the first few of them others.
func long(other int) []byte {
	var words []string
	for n := range 60 {
		if n < other {
			words = append(words, fmt.Sprint("інше", n))
		} else {
			words = append(words, fmt.Sprint("слівце", n))
		}
	}
	return []byte(strings.Join(words, " ") + ".\n")
}

// TestDuplicate: what is in the house already is refused before it is stored, also
// when the fold has not heard of it yet.
func TestDuplicate(t *testing.T) {
	for _, blind := range []bool{false, true} {
		h := &house{stories: map[pipeline.StoryID]pipeline.Story{}, blind: blind}
		in := intake.New(h, h, "news").Among(h, h)
		send := func(data []byte, key string, again bool) error {
			_, _, err := in.Submit(t.Context(), pipeline.Submission{Name: "a.txt", Slug: "ferry", Data: data, By: "ira", Key: key, Again: again},
				func(pipeline.Slug) bool { return false })
			return err
		}
		if err := send(long(0), "k1", false); err != nil {
			t.Fatal(err)
		}
		for _, tt := range []struct {
			data  []byte
			want  string
			again bool
		}{
			{long(0), "word for word", false},
			{long(3), "95 % of its words", false},
			{long(20), "", false},
			{long(0), "", true},
		} {
			err := send(tt.data, "", tt.again)
			switch {
			case tt.want == "" && err != nil:
				t.Errorf("refused: %v", err)
			case tt.want != "" && (err == nil || pipeline.KindOf(err) != pipeline.Conflict || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "ferry")):
				t.Errorf("%v, want a conflict that tells %q", err, tt.want)
			}
		}
		if len(h.events) != 3 {
			t.Errorf("%d stories are stored, want 3", len(h.events))
		}
		h.broken = pipeline.Errorf(pipeline.Unavailable, "no disk")
		other := []byte(strings.ReplaceAll(string(long(0)), "слівце", "крізь"))
		if err := send(other, "", false); pipeline.KindOf(err) != pipeline.Unavailable {
			t.Error(err)
		}
		h.broken = nil
		if err := send(other, "", false); err != nil {
			t.Errorf("what could not be stored is refused when it comes again: %v", err)
		}
	}
}

// TestRevise: a newer source follows the one that was seen; the same one is none.
func TestRevise(t *testing.T) {
	h := &house{stories: map[pipeline.StoryID]pipeline.Story{}}
	in := intake.New(h, h, "news", "culture").Among(h, h)
	ev, _, err := in.Submit(t.Context(), pipeline.Submission{Name: "a.txt", Data: long(0), By: "ira"}, func(pipeline.Slug) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	seen := h.stories[ev.Story]
	ira := pipeline.Person{Name: "ira", Roles: []pipeline.Role{pipeline.Editor}}
	revise := func(story pipeline.Story, who pipeline.Person, data []byte, key string) (pipeline.Event, error) {
		ev, _, err := in.Revise(t.Context(), story, who, pipeline.Submission{Name: "b.txt", Data: data, Key: key})
		return ev, err
	}
	if same, err := revise(seen, ira, long(0), ""); err != nil || same.ID != "" || len(h.events) != 1 {
		t.Errorf("the same source gives %v, %v", same, err)
	}
	first, err := revise(seen, ira, long(3), "k")
	story := h.stories[ev.Story]
	if err != nil || story.Revision != 2 || story.Document.Name != "b.txt" || first.Actor != "ira" {
		t.Errorf("revision %d, %v", story.Revision, err)
	}
	if again, err := revise(story, ira, long(3), "k"); err != nil || again.ID != first.ID || len(h.events) != 2 {
		t.Errorf("under the same key: %v, %v", again, err)
	}
	if _, err := revise(seen, ira, long(5), ""); pipeline.KindOf(err) != pipeline.Conflict {
		t.Errorf("a revision of what moved on: %v", err)
	}
	if _, err := revise(story, pipeline.Person{Name: "oksana", Roles: ira.Roles, Desks: []pipeline.DeskID{"culture"}}, long(5), ""); pipeline.KindOf(err) != pipeline.Denied {
		t.Errorf("an editor of another desk: %v", err)
	}
	if _, err := revise(story, ira, nil, ""); pipeline.KindOf(err) != pipeline.Invalid || len(h.events) != 2 {
		t.Errorf("an empty document: %v", err)
	}
}
