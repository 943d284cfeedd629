package journal_test

import (
	"context"
	"reflect"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

// TestFollowAfterRestart: the stories are the fold of the journal, also for a
// server that was started again on the same folder.
func TestFollowAfterRestart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	server, nc := pipelinetest.ServerOn(t, dir)
	j, stories := pipelinetest.JournalOn(t, nc)
	events := append(day(t, j, "s1"), day(t, j, "s2")...)
	if err := stories.WaitFor(t.Context(), uint64(len(events))); err != nil {
		t.Fatal(err)
	}
	before := stories.All()
	nc.Close()
	if err := server.Shutdown(); err != nil {
		t.Fatal(err)
	}

	_, nc = pipelinetest.ServerOn(t, dir)
	_, stories = pipelinetest.JournalOn(t, nc)
	if after := stories.All(); !reflect.DeepEqual(after, before) {
		t.Errorf("the stories are\n%+v\nand were\n%+v", after, before)
	}
	for i, id := range []pipeline.StoryID{"s1", "s2"} {
		var own []pipeline.Event
		for _, ev := range events {
			if ev.Story == id {
				own = append(own, ev)
			}
		}
		if want := pipeline.Fold(own); !reflect.DeepEqual(before[i], want) {
			t.Errorf("the story is\n%+v\nand its events tell\n%+v", before[i], want)
		}
	}
	if s, ok := stories.OfTask("s2-t1"); !ok || s.ID != "s2" {
		t.Errorf("the task is of %q", s.ID)
	}
	if _, ok := stories.OfTask("s9-t1"); ok {
		t.Error("there is a story of no task")
	}
	if _, ok := stories.Story("s9"); ok {
		t.Error("there is a story that was not submitted")
	}
}

func TestWaitFor(t *testing.T) {
	t.Parallel()
	j, stories := pipelinetest.Journal(t)
	waited := make(chan error, 1)
	go func() { waited <- stories.WaitFor(context.Background(), 2) }()
	first := stored(t, j, pipeline.Head{}, parked(t, "e1", "s1"))
	if err := stories.WaitFor(t.Context(), first.Sequence); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-waited:
		t.Fatalf("it does not wait: %v", err)
	default:
	}
	stored(t, j, head(first), parked(t, "e2", "s1"))
	if err := <-waited; err != nil {
		t.Fatal(err)
	}
	if s, _ := stories.Story("s1"); len(s.Parked) != 2 {
		t.Errorf("the awaited event is not folded: %+v", s)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := stories.WaitFor(ended, 3); pipeline.KindOf(err) != pipeline.Unavailable {
		t.Errorf("an event that does not come: %v", err)
	}
}

// TestAlarm: an event that cannot follow changes nothing, raises an alarm, and
// is passed.
func TestAlarm(t *testing.T) {
	t.Parallel()
	_, nc := pipelinetest.Server(t)
	j, err := journal.Open(t.Context(), nc, journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	first := stored(t, j, pipeline.Head{}, parked(t, "e1", "s1"))
	stored(t, j, pipeline.Head{}, pipelinetest.Event(t, "e2", "s1", "olena", pipeline.TaskClaimed{}).For("t9"))
	if err := nc.Publish("tovmach.story.s1.published", []byte("no event")); err != nil {
		t.Fatal(err)
	}
	if err := nc.Flush(); err != nil {
		t.Fatal(err)
	}
	alarms := make(chan pipeline.Event, 10)
	stories, stop, err := j.Follow(t.Context(), func(ev pipeline.Event, _ error) { alarms <- ev })
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	if ev := <-alarms; ev.ID != "e2" {
		t.Errorf("the alarm is about %q", ev.ID)
	}
	if ev := <-alarms; ev.Sequence != 0 {
		t.Errorf("the alarm is about %d", ev.Sequence)
	}
	if s, _ := stories.Story("s1"); s.Head != head(first) || s.Sequence != 2 {
		t.Errorf("the story is %+v", s)
	}
}

func TestFeed(t *testing.T) {
	t.Parallel()
	j, stories := pipelinetest.Journal(t)
	at := stored(t, j, pipeline.Head{}, parked(t, "e1", "s1"))
	if err := stories.WaitFor(t.Context(), at.Sequence); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	feed := stories.Feed(ctx)
	want := stored(t, j, head(at), parked(t, "e2", "s1"))
	if got := <-feed; !reflect.DeepEqual(got, want) {
		t.Errorf("fed %+v, want %+v: events from now on", got, want)
	}
	cancel()
	if ev, open := <-feed; open {
		t.Errorf("after its end the feed gives %+v", ev)
	}
}
