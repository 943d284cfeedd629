package pipeline_test

import (
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

const (
	traceID = "4bf92f3577b34da6a3ce929d0e0e4736"
	span    = "00f067aa0ba902b7"
	parent  = pipeline.Trace("00-" + traceID + "-" + span + "-01") // of the recommendation's example
)

func TestParseTrace(t *testing.T) {
	for _, tt := range []struct {
		name, header string
		want         pipeline.Trace
	}{
		{"as it should be", string(parent), parent},
		{"not sampled", "00-" + traceID + "-" + span + "-00", "00-" + traceID + "-" + span + "-00"},
		{"of a later version", "cc-" + traceID + "-" + span + "-01", parent},
		{"of a later version, with more", "cc-" + traceID + "-" + span + "-01-what-the-future-brings", parent},
		{"none", "", ""},
		{"of a later version, run on", "cc-" + traceID + "-" + span + "-01.more", ""},
		{"version 00 with more", string(parent) + "-more", ""},
		{"the version that is none", "ff-" + traceID + "-" + span + "-01", ""},
		{"capitals", "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + span + "-01", ""},
		{"no trace id", "00-00000000000000000000000000000000-" + span + "-01", ""},
		{"no span", "00-" + traceID + "-0000000000000000-01", ""},
		{"cut short", "00-" + traceID + "-" + span, ""},
		{"other letters", "00-" + traceID + "-00f067aa0ba902bг-1", ""},
		{"other marks", "00_" + traceID + "_" + span + "_01", ""},
	} {
		if got, ok := pipeline.ParseTrace(tt.header); got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %q, %v; want %q", tt.name, got, ok, tt.want)
		}
	}
}

func TestTrace(t *testing.T) {
	if parent.ID() != traceID || parent.Span() != span {
		t.Errorf("id %q, span %q", parent.ID(), parent.Span())
	}
	step := parent.Step("e1", "router")
	switch {
	case step.ID() != traceID || step.Span() == span || step != parent.Step("e1", "router"):
		t.Errorf("the next step is %q", step)
	case step == parent.Step("e1", "segmenter"), step == parent.Step("e2", "router"):
		t.Error("two steps have one span")
	}
	fresh := pipeline.NewTrace()
	if _, ok := pipeline.ParseTrace(string(fresh)); !ok || fresh == pipeline.NewTrace() {
		t.Errorf("a fresh trace is %q", fresh)
	}
	if joined := fresh.Join(parent); joined.ID() != traceID || joined.Span() != fresh.Span() {
		t.Errorf("%q joins %q as %q", fresh, parent, joined)
	}
	for _, none := range []pipeline.Trace{"", "00-abc-def-01"} {
		if none.ID() != "" || none.Span() != "" || none.Step("a") != none || fresh.Join(none) != fresh || none.Join(fresh) != none {
			t.Errorf("%q is taken for a trace", none)
		}
	}
	ctx := t.Context()
	if got := pipeline.TraceOf(ctx); got != "" {
		t.Errorf("a context without one has the trace %q", got)
	}
	if got := pipeline.TraceOf(pipeline.WithTrace(ctx, parent)); got != parent {
		t.Errorf("the context has the trace %q", got)
	}
}

func TestFollowTrace(t *testing.T) {
	cause := pipeline.Event{ID: "e1", Story: "s1", Trace: string(parent)}
	ev, err := pipeline.Follow(cause, "router", "1", pipeline.TasksOpened{})
	if err != nil || pipeline.Trace(ev.Trace) != pipeline.StepOf(cause, "router") || pipeline.Trace(ev.Trace).ID() != traceID {
		t.Errorf("what follows has the trace %q, %v", ev.Trace, err)
	}
}

// FuzzParseTrace: what is read writes the same way again, and is never longer
// than a traceparent of version 00.
func FuzzParseTrace(f *testing.F) {
	for _, seed := range []string{string(parent), "cc-" + traceID + "-" + span + "-01-x", "", "00-abc-def-01"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, header string) {
		got, ok := pipeline.ParseTrace(header)
		if !ok {
			return
		}
		if again, ok := pipeline.ParseTrace(string(got)); !ok || again != got || len(got) != 55 || len(got.ID()) != 32 || len(got.Span()) != 16 {
			t.Errorf("%q is read as %q", header, got)
		}
	})
}
