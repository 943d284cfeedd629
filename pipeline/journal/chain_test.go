package journal

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// at is the event of story s at that sequence, with its hash and the one it
// follows.
func at(sequence uint64, hash, prev string) pipeline.Event {
	return pipeline.Event{Story: "s", Sequence: sequence, Hash: hash, Prev: prev}
}

func TestChainLinks(t *testing.T) {
	t.Parallel()
	story := Aggregate{Story: "s"}
	for _, tt := range []struct {
		name   string
		from   uint64
		kept   map[Aggregate]pipeline.Head
		events []pipeline.Event
		want   string // what is said, with the sequence
	}{
		{"whole", 1, map[Aggregate]pipeline.Head{story: {Sequence: 3, Hash: "c"}}, []pipeline.Event{at(1, "a", ""), at(2, "b", "a"), at(3, "c", "b")}, ""},
		{"the file is behind", 1, map[Aggregate]pipeline.Head{story: {Sequence: 1, Hash: "a"}}, []pipeline.Event{at(1, "a", ""), at(2, "b", "a")}, ""},
		{"nothing was kept", 1, nil, []pipeline.Event{at(1, "a", ""), at(2, "b", "a")}, ""},
		{"the middle is gone", 1, nil, []pipeline.Event{at(1, "a", ""), at(3, "c", "b")}, "3 it does not follow entry 1"},
		{"the first is gone", 1, nil, []pipeline.Event{at(2, "b", "a")}, "2 it follows an event that is gone"},
		{"the newest is gone", 1, map[Aggregate]pipeline.Head{story: {Sequence: 3, Hash: "c"}}, []pipeline.Event{at(1, "a", ""), at(2, "b", "a")}, "3 it is gone"},
		{"all is gone", 1, map[Aggregate]pipeline.Head{story: {Sequence: 3, Hash: "c"}}, nil, "3 it is gone"},
		{"the newest was changed", 1, map[Aggregate]pipeline.Head{story: {Sequence: 2, Hash: "b"}}, []pipeline.Event{at(1, "a", ""), at(2, "x", "a")}, "2 it is not the event"},
		{"read from a snapshot", 3, map[Aggregate]pipeline.Head{story: {Sequence: 2, Hash: "b"}}, []pipeline.Event{at(3, "c", "b")}, ""},
		{"changed since the snapshot", 3, map[Aggregate]pipeline.Head{story: {Sequence: 2, Hash: "b"}}, []pipeline.Event{at(3, "c", "x")}, "3 it does not follow entry 2"},
		{"kept beyond the snapshot", 2, map[Aggregate]pipeline.Head{story: {Sequence: 3, Hash: "c"}}, []pipeline.Event{at(2, "b", "a")}, "3 it is gone"},
		{"nothing new since the snapshot", 3, map[Aggregate]pipeline.Head{story: {Sequence: 2, Hash: "b"}}, nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := newChain(tt.kept)
			c.whole = tt.from == 1
			for _, ev := range tt.events {
				c.link(ev)
			}
			c.close(tt.from)
			got := ""
			for _, b := range c.damage {
				got += fmt.Sprint(b.Sequence, " ", b.What)
			}
			if len(c.damage) > 1 || !strings.HasPrefix(got, tt.want) || tt.want == "" && got != "" {
				t.Errorf("it says %q, want %q", got, tt.want)
			}
		})
	}
}
