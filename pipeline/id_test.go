package pipeline_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

func TestValidToken(t *testing.T) {
	for _, tt := range []struct {
		token string
		want  bool
	}{
		{"S1", true},
		{"a-b_C9", true},
		{strings.Repeat("a", 64), true},
		{"", false},
		{strings.Repeat("a", 65), false},
		{"a.b", false},
		{"*", false},
		{">", false},
		{"a b", false},
		{"київ", false},
		{"а", false},
		{"a\n", false},
		{"../x", false},
	} {
		if got := pipeline.ValidToken(tt.token); got != tt.want {
			t.Errorf("ValidToken(%q) is %v, want %v", tt.token, got, tt.want)
		}
	}
}

func TestIDs(t *testing.T) {
	a, b := pipeline.NewID(), pipeline.NewID()
	if a == b || len(a) != 20 || !pipeline.ValidToken(a) {
		t.Errorf("fresh ids %q and %q", a, b)
	}
	// The ids of stored events rest on this: it must never change.
	if got, want := pipeline.DerivedID("s1", "task.expired"), "2vhe9jr024yap74asxbf1zfq"; got != want {
		t.Errorf("derived id %q, want %q", got, want)
	}
	if pipeline.DerivedID("a", "bc") == pipeline.DerivedID("ab", "c") {
		t.Error("the parts run into each other")
	}
	if got := pipeline.DerivedID(""); len(got) != 24 || !pipeline.ValidToken(got) {
		t.Errorf("derived id %q is no token", got)
	}
}

func TestFollow(t *testing.T) {
	cause := pipeline.Event{ID: "e1", Story: "s1", Trace: "00-abc-def-01"}
	ev, err := pipeline.Follow(cause, "router", "1", pipeline.TaskReleased{Claim: 7})
	if err != nil {
		t.Fatal(err)
	}
	if ev.Story != "s1" || ev.Cause != "e1" || ev.Trace != cause.Trace || ev.Actor != "worker:router" || ev.Version != 1 || ev.Kind != pipeline.KindTaskReleased {
		t.Errorf("event %+v", ev)
	}
	again, _ := pipeline.Follow(cause, "router", "1", pipeline.TaskReleased{Claim: 8})
	if again.ID != ev.ID {
		t.Error("work done twice gives two events")
	}
	for name, other := range map[string]func() (pipeline.Event, error){
		"of another cause": func() (pipeline.Event, error) {
			return pipeline.Follow(pipeline.Event{ID: "e2", Story: "s1"}, "router", "1", pipeline.TaskReleased{})
		},
		"of another story": func() (pipeline.Event, error) {
			return pipeline.Follow(pipeline.Event{ID: "e1", Story: "s2"}, "router", "1", pipeline.TaskReleased{})
		},
		"of another kind": func() (pipeline.Event, error) { return pipeline.Follow(cause, "router", "1", pipeline.TaskExpired{}) },
		"of another part": func() (pipeline.Event, error) { return pipeline.Follow(cause, "router", "2", pipeline.TaskReleased{}) },
	} {
		if o, _ := other(); o.ID == ev.ID {
			t.Errorf("the event %s has the same id", name)
		}
	}
}

// TestEnvelope: the form of stored events is under the promise of
// compatibility.
func TestEnvelope(t *testing.T) {
	ev, err := pipeline.NewEvent("e1", "s1", "olena", pipeline.SegmentTranslated{Claim: 5, Segment: b1, Text: "a < b"})
	if err != nil {
		t.Fatal(err)
	}
	ev.Time, ev.Cause, ev.Prev, ev.Sequence, ev.Hash = noon(), "e0", "abc", 9, "def"
	body, err := json.Marshal(ev.For("t1"))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"e1","story":"s1","task":"t1","kind":"segment.translated","v":1,"time":"2020-10-15T12:00:00Z","actor":"olena",` +
		`"cause":"e0","prev":"abc","data":{"claim":5,"segment":"b1-1","text":"a \u003c b"}}`
	if string(body) != want {
		t.Errorf("stored as\n%s\nwant\n%s", body, want)
	}
	if fact, err := pipeline.Decode[pipeline.SegmentTranslated](ev); err != nil || fact.Text != "a < b" {
		t.Errorf("read as %+v, %v", fact, err)
	}
}

func TestPerson(t *testing.T) {
	for _, tt := range []struct {
		name  string
		roles []pipeline.Role
		asked []pipeline.Role
		want  bool
	}{
		{"has it", []pipeline.Role{pipeline.Translator}, []pipeline.Role{pipeline.Translator}, true},
		{"has one of them", []pipeline.Role{pipeline.Editor}, []pipeline.Role{pipeline.Translator, pipeline.Editor}, true},
		{"has another", []pipeline.Role{pipeline.Editor}, []pipeline.Role{pipeline.Translator}, false},
		{"admin", []pipeline.Role{pipeline.Admin}, []pipeline.Role{pipeline.Keeper}, true},
		{"nobody", nil, []pipeline.Role{pipeline.Editor}, false},
		{"nothing asked", []pipeline.Role{pipeline.Editor}, nil, false},
	} {
		if got := (pipeline.Person{Roles: tt.roles}).Can(tt.asked...); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	if pipeline.Translate.Does() != pipeline.Translator || pipeline.Review.Does() != pipeline.Reviewer {
		t.Error("translators translate and reviewers review")
	}
}
