package journal_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

func TestAppend(t *testing.T) {
	t.Parallel()
	j, stories := pipelinetest.Journal(t)
	first := stored(t, j, pipeline.Head{}, parked(t, "e1", "s1"))
	if first.Sequence != 1 || !first.Time.Equal(pipelinetest.Noon()) || first.Prev != "" || first.Hash == "" {
		t.Errorf("stored as %+v", first)
	}
	second := stored(t, j, head(first), parked(t, "e2", "s1"))
	if second.Prev != first.Hash {
		t.Errorf("the second follows %q, want %q", second.Prev, first.Hash)
	}
	back, err := j.Event(t.Context(), 2)
	if err != nil || !reflect.DeepEqual(back, second) {
		t.Errorf("read back %+v, %v; want %+v", back, err, second)
	}
	if last, err := j.Last(t.Context()); err != nil || last != 2 {
		t.Errorf("the last is %d, %v", last, err)
	}
	if _, err := j.Event(t.Context(), 3); pipeline.KindOf(err) != pipeline.NotFound {
		t.Errorf("an entry that is not there: %v", err)
	}
	if err := stories.WaitFor(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	if s, _ := stories.Story("s1"); s.Head != head(second) || len(s.Parked) != 2 {
		t.Errorf("the story is %+v", s)
	}
}

func TestAppendConflict(t *testing.T) {
	t.Parallel()
	j := open(t)
	first := stored(t, j, pipeline.Head{}, parked(t, "e1", "s1"))
	stored(t, j, head(first), parked(t, "e2", "s1"))
	for name, at := range map[string]pipeline.Head{
		"the beginning":  {},
		"the one before": head(first),
		"the future":     {Sequence: 9},
	} {
		if _, err := j.Append(t.Context(), at, parked(t, "e3", "s1")); !errors.Is(err, journal.ErrConflict) || pipeline.KindOf(err) != pipeline.Conflict {
			t.Errorf("appended at %s: %v, want a conflict", name, err)
		}
	}
	// Conditions guard one aggregate each: another story, and a task of the same
	// one, still begin.
	stored(t, j, pipeline.Head{}, parked(t, "e3", "s2"))
	stored(t, j, pipeline.Head{}, pipelinetest.Event(t, "e4", "s1", "olena", pipeline.TaskClaimed{}).For("t1"))
	if last, _ := j.Last(t.Context()); last != 4 {
		t.Errorf("%d events are stored, want 4", last)
	}
}

// TestAppendAgain: whoever lost the answer comes back with the same id, and
// gets the event as it was stored then.
func TestAppendAgain(t *testing.T) {
	t.Parallel()
	j := open(t)
	first := stored(t, j, pipeline.Head{}, parked(t, "e1", "s1"))
	again := func(name string, at pipeline.Head) {
		t.Helper()
		got, err := j.Append(t.Context(), at, parked(t, "e1", "s1"))
		if err != nil || !reflect.DeepEqual(got, first) {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, first)
		}
	}
	again("the answer was lost", pipeline.Head{})
	again("and the story folded since", head(first))
	second := stored(t, j, head(first), parked(t, "e2", "s1"))
	again("the head moved since", pipeline.Head{})
	again("and that was folded", head(second))
	if last, _ := j.Last(t.Context()); last != 2 {
		t.Errorf("%d events are stored, want 2", last)
	}
}

// TestAppendRace: of many who saw the task open, one wins.
func TestAppendRace(t *testing.T) {
	t.Parallel()
	j := open(t)
	const many = 20
	results := make(chan error, many)
	var running sync.WaitGroup
	for i := range many {
		ev := pipelinetest.Event(t, fmt.Sprint("claim-", i), "s1", "olena", pipeline.TaskClaimed{}).For("t1")
		running.Go(func() {
			_, err := j.Append(t.Context(), pipeline.Head{}, ev)
			results <- err
		})
	}
	running.Wait()
	close(results)
	won := 0
	for err := range results {
		switch {
		case err == nil:
			won++
		case !errors.Is(err, journal.ErrConflict):
			t.Errorf("%v, want a conflict", err)
		}
	}
	if won != 1 {
		t.Errorf("%d won", won)
	}
}

func TestAppendRefused(t *testing.T) {
	t.Parallel()
	j := open(t)
	big := pipelinetest.Event(t, "big", "s1", "ira", pipeline.EntryParked{Reason: string(make([]byte, 1<<20))})
	for _, tt := range []struct {
		name string
		ev   pipeline.Event
	}{
		{"story with a dot", parked(t, "e1", "s.1")},
		{"story that is a wildcard", parked(t, "e1", "*")},
		{"no story", parked(t, "e1", "")},
		{"story in Cyrillic", parked(t, "e1", "с1")},
		{"task with a wildcard", pipelinetest.Event(t, "e1", "s1", "olena", pipeline.TaskClaimed{}).For(">")},
		{"event of a task without task", pipelinetest.Event(t, "e1", "s1", "olena", pipeline.TaskClaimed{})},
		{"event of a story with a task", parked(t, "e1", "s1").For("t1")},
		{"unknown kind", pipeline.Event{ID: "e1", Story: "s1", Kind: "ferry.sunk", Data: []byte("{}")}},
		{"too long", big},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := j.Append(t.Context(), pipeline.Head{}, tt.ev); err == nil {
				t.Error("it is stored")
			} else if tt.name == "too long" && pipeline.KindOf(err) != pipeline.Invalid {
				t.Errorf("%v, want it invalid", err)
			}
		})
	}
	if last, _ := j.Last(t.Context()); last != 0 {
		t.Errorf("%d events are stored", last)
	}
}

// TestAppendUnknown: when nobody answers, the error says that it is not known
// whether the event was stored, and not that it moved.
func TestAppendUnknown(t *testing.T) {
	t.Parallel()
	server, nc := pipelinetest.Server(t)
	j, err := journal.Open(t.Context(), nc, journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Shutdown(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := j.Append(ctx, pipeline.Head{}, parked(t, "e1", "s1")); pipeline.KindOf(err) != pipeline.Unavailable {
		t.Errorf("%v, want it unavailable", err)
	}
}

// TestChain: within each aggregate every event names the hash of the stored
// bytes of the one before it.
func TestChain(t *testing.T) {
	t.Parallel()
	_, nc := pipelinetest.Server(t)
	j, _ := pipelinetest.JournalOn(t, nc)
	day(t, j, "s1")
	day(t, j, "s2")
	type aggregate struct {
		story pipeline.StoryID
		task  pipeline.TaskID
	}
	ends := map[aggregate]string{}
	for sequence := uint64(1); sequence <= 14; sequence++ {
		ev, err := j.Event(t.Context(), sequence)
		if err != nil {
			t.Fatal(err)
		}
		a := aggregate{ev.Story, ev.Task}
		if ev.Prev != ends[a] {
			t.Errorf("event %d of %v follows %q, want %q", sequence, a, ev.Prev, ends[a])
		}
		msg := raw(t, nc, "TOVMACH_EVENTS", sequence)
		ends[a] = sha(msg.Data)
		if ev.Hash != ends[a] {
			t.Errorf("event %d has the hash %q, its bytes %q", sequence, ev.Hash, ends[a])
		}
		for name, want := range map[string]string{
			"Nats-Msg-Id": string(ev.ID), "Tovmach-Kind": string(ev.Kind), "Tovmach-Version": "1", "Tovmach-Actor": "olena",
		} {
			if got := msg.Header.Get(name); got != want {
				t.Errorf("event %d has the header %s: %q, want %q", sequence, name, got, want)
			}
		}
	}
	if len(ends) != 4 {
		t.Errorf("%d aggregates, want 4", len(ends))
	}
}

func TestHistory(t *testing.T) {
	t.Parallel()
	j, stories := pipelinetest.Journal(t)
	want := day(t, j, "s1")
	day(t, j, "s2")
	last, err := j.Last(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := stories.WaitFor(t.Context(), last); err != nil {
		t.Fatal(err)
	}
	story, _ := stories.Story("s1")
	got, err := j.History(t.Context(), story)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("history %v, %v; want %v", got, err, want)
	}
}
