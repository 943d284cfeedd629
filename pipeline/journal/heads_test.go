package journal_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// TestHeadsFile damages the file of the heads itself: a line that was cut off
// while it was written is nothing, anything else is noticed.
func TestHeadsFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	record(t, dir)
	whole, err := os.ReadFile(filepath.Join(dir, "heads"))
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(whole, []byte("\n"))
	lines = lines[:len(lines)-1]
	if len(lines) < 18 {
		t.Fatalf("it has %d lines", len(lines))
	}
	join := func(parts ...[][]byte) []byte {
		var out []byte
		for _, p := range parts {
			out = append(out, bytes.Join(p, nil)...)
		}
		return out
	}
	flipped := bytes.Clone(whole)
	flipped[len(lines[0])+len(lines[1])+30] ^= 1
	for _, tt := range []struct {
		name string
		text []byte
		ok   bool
	}{
		{"whole", whole, true},
		{"empty", nil, true},
		{"the title is cut off", whole[:5], true},
		{"the last line is cut off", whole[:len(whole)-7], true},
		{"zeros follow", append(bytes.Clone(whole), make([]byte, 100)...), true},
		{"another file", []byte("people\n"), false},
		{"a letter is changed", flipped, false},
		{"a line is gone", join(lines[:5], lines[6:]), false},
		{"lines are swapped", join(lines[:5], lines[6:7], lines[5:6], lines[7:]), false},
	} {
		path := filepath.Join(t.TempDir(), "heads")
		if err := os.WriteFile(path, tt.text, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := journal.OpenHeads(path); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// TestHeadsAfterCrash cuts the file back at many places, as a crash may
// leave it: a start is not refused, and the file is whole again after it.
func TestHeadsAfterCrash(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	record(t, dir)
	_, nc := pipelinetest.ServerOn(t, dir)
	whole, err := os.ReadFile(filepath.Join(dir, "heads"))
	if err != nil {
		t.Fatal(err)
	}
	for cut := range whole {
		if cut%300 != 0 {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, "heads"), whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		if refuses(t, nc, dir) {
			t.Fatalf("refused with the file cut off at %d", cut)
		}
		if got, _ := verify(t, nc, dir); !got.OK || got.Heads != 7 {
			t.Fatalf("after a start with the file cut off at %d: %+v", cut, got)
		}
	}
}

// TestAccept goes on with what is left: the loss is written down, and what is
// damaged later is noticed as before.
func TestAccept(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	events := record(t, dir)
	_, nc := pipelinetest.ServerOn(t, dir)
	msgs := messages(t, nc, events)
	msgs[1], msgs[events-1] = nil, nil
	rewrite(t, nc, msgs)
	got, ends := verify(t, nc, dir)
	if got.OK || !refuses(t, nc, dir) {
		t.Fatalf("two events are gone: %+v", got)
	}
	if err := openHeads(t, dir).Accept(got, ends, pipelinetest.Noon(), "olena", "the disk"); err != nil {
		t.Fatal(err)
	}
	if refuses(t, nc, dir) {
		t.Error("refused what was accepted")
	}
	after, _ := verify(t, nc, dir)
	if !after.OK || len(after.Accepted) != 1 {
		t.Fatalf("accepted: %+v", after)
	}
	if l := after.Accepted[0]; l.By != "olena" || l.Reason != "the disk" || !l.Time.Equal(pipelinetest.Noon().Truncate(time.Second)) || len(l.Broken) != len(got.Broken) {
		t.Errorf("written down is %+v", l)
	}
	msgs[8] = nil
	rewrite(t, nc, msgs)
	if again, _ := verify(t, nc, dir); again.OK || again.Broken[0].Sequence != 9 || !refuses(t, nc, dir) {
		t.Errorf("another is gone: %+v", again)
	}
	if err := pipeline.Damaged(after.Accepted[0].Broken); err.Kind != pipeline.Internal || err.Hint == "" {
		t.Errorf("the error is %+v", err)
	}
}
