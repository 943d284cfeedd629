package pipeline_test

import (
	"errors"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// parked is a story of which two workers could not work the first entry.
func parked(t testing.TB) *tale {
	t.Helper()
	a := submitted(t)
	a.tell("", "worker:segmenter", pipeline.EntryParked{Worker: "segmenter", Sequence: 1, Reason: "no", Tries: 8})
	a.tell("", "worker:annotator", pipeline.EntryParked{Worker: "annotator", Sequence: 1, Reason: "nor I", Tries: 1})
	return a
}

func TestDropped(t *testing.T) {
	a := parked(t)
	if p := a.Parked[0]; p.Worker != "segmenter" || p.Reason != "no" || p.Tries != 8 || !p.At.Equal(noon()) {
		t.Errorf("parked is %+v", p)
	}
	before := a.Story
	a.tell("", "ira", pipeline.EntryDropped{Worker: "segmenter", Sequence: 1, Reason: "a test"})
	if len(a.Parked) != 1 || a.Parked[0].Worker != "annotator" {
		t.Errorf("parked %v, want the annotator's alone", a.Parked)
	}
	if len(before.Parked) != 2 {
		t.Errorf("the story read before has %d parked entries, want 2", len(before.Parked))
	}
}

func TestParkedDecisions(t *testing.T) {
	a := parked(t)
	for _, tt := range []struct {
		name     string
		worker   string
		sequence uint64
		reason   string
		want     pipeline.ErrorKind // of the refusal
		ok       bool
	}{
		{"one of two", "segmenter", 1, "a test", 0, true},
		{"which of two", "", 1, "a test", pipeline.Invalid, false},
		{"not parked by that worker", "router", 1, "a test", pipeline.NotFound, false},
		{"not parked", "", 7, "a test", pipeline.NotFound, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			drop, err := a.DropEntry(tt.worker, tt.sequence, tt.reason)
			refused(t, err, tt.ok, tt.want)
			if want := (pipeline.EntryDropped{Worker: tt.worker, Sequence: tt.sequence, Reason: tt.reason}); tt.ok && drop != want {
				t.Errorf("dropped is %+v, want %+v", drop, want)
			}
			retry, err := a.RetryEntry(tt.worker, tt.sequence)
			refused(t, err, tt.ok, tt.want)
			if want := (pipeline.EntryRetried{Worker: tt.worker, Sequence: tt.sequence}); tt.ok && retry != want {
				t.Errorf("retried is %+v, want %+v", retry, want)
			}
		})
	}
	a.tell("", "ira", pipeline.EntryRetried{Worker: "annotator", Sequence: 1})
	if f, err := a.RetryEntry("", 1); err != nil || f.Worker != "segmenter" {
		t.Errorf("the only one parked there is %+v, %v", f, err)
	}
	if _, err := a.DropEntry("segmenter", 1, "  "); pipeline.KindOf(err) != pipeline.Invalid {
		t.Errorf("dropped without a reason: %v", err)
	}
}

func refused(t *testing.T, err error, ok bool, want pipeline.ErrorKind) {
	t.Helper()
	if ok != (err == nil) {
		t.Errorf("%v, want it allowed: %v", err, ok)
	}
	if e, is := errors.AsType[*pipeline.Error](err); err != nil && (!is || e.Kind != want || e.Hint == "") {
		t.Errorf("%v, want it %s, with a hint", err, want)
	}
}
