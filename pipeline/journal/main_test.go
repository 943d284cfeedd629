package journal_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/pipelinetest"
)

func TestMain(m *testing.M) { pipelinetest.Main(m) }

// open is a journal whose stories nobody folds: tests of appending tell what
// would be no story.
func open(t testing.TB) *journal.Journal {
	t.Helper()
	_, nc := pipelinetest.Server(t)
	j, err := journal.Open(t.Context(), nc, journal.Options{Now: pipelinetest.Noon})
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// parked is an event of the story itself that is legal at any time.
func parked(t testing.TB, id, story string) pipeline.Event {
	t.Helper()
	return pipelinetest.Event(t, id, story, "worker:router", pipeline.EntryParked{Worker: "router", Reason: id})
}

func head(ev pipeline.Event) pipeline.Head {
	return pipeline.Head{Sequence: ev.Sequence, Hash: ev.Hash}
}

// stored appends an event that must be accepted.
func stored(t testing.TB, j *journal.Journal, at pipeline.Head, ev pipeline.Event) pipeline.Event {
	t.Helper()
	got, err := j.Append(t.Context(), at, ev)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// day appends a story with a task that is claimed, saved and released: eight
// events, three aggregates with those of a neighbour.
func day(t testing.TB, j *journal.Journal, story string) []pipeline.Event {
	t.Helper()
	var all []pipeline.Event
	heads := map[pipeline.TaskID]pipeline.Head{}
	tell := func(task pipeline.TaskID, fact pipeline.Fact) pipeline.Event {
		t.Helper()
		ev := pipelinetest.Event(t, fmt.Sprintf("%s-%d", story, len(all)), story, "olena", fact).For(task)
		ev = stored(t, j, heads[task], ev)
		heads[task] = head(ev)
		all = append(all, ev)
		return ev
	}
	tell("", pipeline.StorySubmitted{Slug: pipeline.Slug(story), Article: pipeline.Article{
		Lang: pipeline.Ukrainian, Blocks: []pipeline.Block{{ID: "b1", Kind: pipeline.Paragraph, Text: "Пором"}},
	}})
	tell("", pipeline.ArticleSegmented{Segments: []pipeline.SegmentCut{{ID: "b1-1", Block: "b1", Text: pipeline.Span{Start: 0, End: 10}}}})
	task := pipeline.TaskID(story + "-t1")
	tell("", pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{{ID: task, Kind: pipeline.Translate, Segments: []pipeline.SegmentID{"b1-1"}}}})
	claim := tell(task, pipeline.TaskClaimed{})
	tell("", pipeline.EntryParked{Worker: "router", Sequence: 1})
	tell(task, pipeline.SegmentTranslated{Claim: claim.Sequence, Segment: "b1-1", Text: "A ferry"})
	tell(task, pipeline.TaskReleased{Claim: claim.Sequence})
	return all
}

// raw returns the stored message at that sequence.
func raw(t testing.TB, nc *nats.Conn, stream string, sequence uint64) *jetstream.RawStreamMsg {
	t.Helper()
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	s, err := js.Stream(t.Context(), stream)
	if err != nil {
		t.Fatal(err)
	}
	msg, err := s.GetMsg(t.Context(), sequence)
	if err != nil {
		t.Fatalf("%s has no entry %d: %v", stream, sequence, err)
	}
	return msg
}

func sha(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
