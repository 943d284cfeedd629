package pipeline_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// text makes a story in few words: a block a line, its kind and the number of
// words of each of its segments.
func text(t testing.TB, blocks ...string) pipeline.Story {
	t.Helper()
	var s pipeline.Story
	for i, line := range blocks {
		fields := strings.Fields(line)
		b := pipeline.Block{ID: pipeline.BlockID(fmt.Sprintf("b%d", i+1)), Kind: pipeline.BlockKind(fields[0])}
		for n, words := range fields[1:] {
			var count int
			if _, err := fmt.Sscan(words, &count); err != nil {
				t.Fatal(err)
			}
			s.Segments = append(s.Segments, pipeline.Segment{
				ID: pipeline.SegmentID(fmt.Sprintf("%s-%d", b.ID, n+1)), Block: b.ID,
				Source: strings.Repeat("слово ", count),
			})
		}
		s.Source.Blocks = append(s.Source.Blocks, b)
	}
	return s
}

func every(s pipeline.Story) []pipeline.SegmentID {
	var all []pipeline.SegmentID
	for _, g := range s.Segments {
		all = append(all, g.ID)
	}
	return all
}

func TestPortions(t *testing.T) {
	for _, tt := range []struct {
		name   string
		blocks []string
		words  int
		want   string // the blocks of each portion
	}{
		{"short", []string{"headline 5", "paragraph 10 10"}, 25, "b1 b2"},
		{"never", []string{"headline 5", "paragraph 900", "paragraph 900"}, 0, "b1 b2 b3"},
		{"a long one in halves", []string{"headline 10", "paragraph 200", "paragraph 240", "paragraph 250", "paragraph 200"}, 800, "b2 b3 | b1 b4 b5"},
		{"no block is cut", []string{"paragraph 300 300 300", "paragraph 10"}, 400, "b1 | b2"},
		{"a heading stays with what follows", []string{"paragraph 90", "heading 5", "paragraph 90"}, 100, "b1 | b2 b3"},
		{"a table stays whole", []string{"paragraph 50", "cell 30", "cell 30", "cell 30", "paragraph 50"}, 60, "b1 | b2 b3 b4 | b5"},
		{"captions go last", []string{"headline 5", "standfirst 10", "paragraph 90", "alt 3", "caption 7", "credit 2", "paragraph 60"}, 100, "b3 | b1 b2 b4 b5 b6 b7"},
		{"or are one of their own", []string{"headline 50", "paragraph 90", "caption 30", "paragraph 90"}, 100, "b2 | b4 | b1 b3"},
		{"captions alone are not cut", []string{"headline 50", "caption 90", "credit 10"}, 40, "b1 b2 b3"},
		{"no tail", []string{"paragraph 300", "paragraph 300", "paragraph 300"}, 800, "b1 b2 | b3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := text(t, tt.blocks...)
			var got []string
			for _, portion := range s.Portions(every(s), tt.words) {
				got = append(got, blocksOf(s, portion))
			}
			if got := strings.Join(got, " | "); got != tt.want {
				t.Errorf("portions %s, want %s", got, tt.want)
			}
		})
	}
}

func blocksOf(s pipeline.Story, segments []pipeline.SegmentID) string {
	var out []string
	for _, id := range segments {
		g, _ := s.Segment(id)
		if !slices.Contains(out, string(g.Block)) {
			out = append(out, string(g.Block))
		}
	}
	return strings.Join(out, " ")
}

// FuzzPortions: portions never overlap and together are all; none cuts a block;
// one has too many words only where it cannot be cut; and the same person gets
// all that goes last, in the last portion. A story divided by a decision obeys
// the fold.
func FuzzPortions(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, int(seed)*7, 12)
	}
	f.Fuzz(func(t *testing.T, seed uint64, words, blocks int) {
		random := rand.New(rand.NewPCG(seed, 19))
		kinds := []string{"headline", "paragraph", "paragraph", "paragraph", "heading", "cell", "caption", "item", "credit"}
		var lines []string
		for range max(1, min(blocks, 40)) {
			line := kinds[random.IntN(len(kinds))]
			for range 1 + random.IntN(3) {
				line += fmt.Sprint(" ", 1+random.IntN(30))
			}
			lines = append(lines, line)
		}
		s := text(t, lines...)
		portions := s.Portions(every(s), words)
		in := map[pipeline.SegmentID]int{}
		block := map[pipeline.BlockID]int{}
		for n, portion := range portions {
			if len(portion) == 0 {
				t.Fatalf("portion %d is empty", n)
			}
			for _, id := range portion {
				g, _ := s.Segment(id)
				b, _ := s.Source.Block(g.Block)
				if at, ok := block[g.Block]; ok && at != n {
					t.Errorf("block %s is cut", g.Block)
				}
				if _, ok := in[id]; ok {
					t.Errorf("segment %s stands in two portions", id)
				}
				if b.Kind.Last() && n != len(portions)-1 {
					t.Errorf("the %s stands in portion %d of %d", b.Kind, n+1, len(portions))
				}
				in[id], block[g.Block] = n, n
			}
			if words > 0 && len(portions) > 1 && s.WordsOf(portion) > words && len(s.Portions(portion, words)) > 1 {
				t.Errorf("portion %d has %d words, more than %d", n, s.WordsOf(portion), words)
			}
		}
		if len(in) != len(s.Segments) {
			t.Errorf("%d of %d segments stand in a portion", len(in), len(s.Segments))
		}
		divides(t, s, words)
	})
}

// divides divides the story's only task and folds what was decided.
func divides(t *testing.T, s pipeline.Story, words int) {
	t.Helper()
	s.ID = "s1"
	s.Tasks = []pipeline.Task{{ID: "t1", Kind: pipeline.Translate, State: pipeline.TaskOpen, Segments: every(s)}}
	fact, err := s.DivideTask("t1", pipeline.Cut{Words: words})
	if err != nil {
		if pipeline.KindOf(err) != pipeline.Invalid {
			t.Errorf("not divided: %v", err)
		}
		return
	}
	ev, err := pipeline.NewEvent("e1", "s1", "ira", fact)
	if err != nil {
		t.Fatal(err)
	}
	ev.Sequence = 1
	after, err := s.Apply(ev.For("t1"))
	if err != nil {
		t.Fatalf("the fold refuses what was decided: %v", err)
	}
	n := 0
	for _, task := range after.Tasks {
		n += len(task.Segments)
	}
	if n != len(s.Segments) || len(after.Tasks) < 2 {
		t.Errorf("%d tasks have %d of %d segments", len(after.Tasks), n, len(s.Segments))
	}
}

func TestDivideTask(t *testing.T) {
	// long is a tale of four paragraphs and a headline, open as t1.
	long := func(t testing.TB) *tale {
		a := opened(t)
		s := text(t, "headline 5", "paragraph 30 30", "heading 3", "paragraph 40", "paragraph 50")
		a.Source.Blocks, a.Segments = s.Source.Blocks, s.Segments
		a.Tasks = slices.Clone(a.Tasks)
		a.Tasks[0].Segments, a.Tasks[0].Words = every(s), 158
		return a
	}
	longHeld := func(t testing.TB) *tale {
		a := long(t)
		a.tell("t1", "olena", pipeline.TaskClaimed{LeaseUntil: noon().Add(lease)})
		return a
	}
	divide := func(id pipeline.TaskID, cut pipeline.Cut) func(*tale) (pipeline.Fact, error) {
		return func(a *tale) (pipeline.Fact, error) { return a.DivideTask(id, cut) }
	}
	offer := func(id pipeline.TaskID, words int, segments ...pipeline.SegmentID) pipeline.TaskOffer {
		return pipeline.TaskOffer{ID: id, Kind: pipeline.Translate, Segments: segments, Words: words}
	}
	part := func(first string) pipeline.TaskID {
		return pipeline.TaskID(pipeline.DerivedID("s1", "t1", "part", first))
	}
	halves := pipeline.TaskDivided{Parts: []pipeline.TaskOffer{
		offer("t1", 60, "b2-1", "b2-2"), offer(part("b1-1"), 98, "b1-1", "b3-1", "b4-1", "b5-1"),
	}}
	for _, tt := range []decision{
		{"by words", long, divide("t1", pipeline.Cut{Words: 100}), halves, 0, ""},
		{"before a heading", long, divide("t1", pipeline.Cut{Before: "b3"}), halves, 0, ""},
		{"named by its segment", long, divide("t1", pipeline.Cut{Before: "b3-1"}), halves, 0, ""},
		{"before what a heading leads", long, divide("t1", pipeline.Cut{Before: "b4"}), nil, pipeline.Invalid, "a heading or a table"},
		{"inside a paragraph", long, divide("t1", pipeline.Cut{Before: "b2-2"}), nil, pipeline.Invalid, "inside its paragraph"},
		{"before the first", long, divide("t1", pipeline.Cut{Before: "b2"}), nil, pipeline.Invalid, "nothing would stand before"},
		{"before the headline", long, divide("t1", pipeline.Cut{Before: "b1"}), nil, pipeline.Invalid, "headline goes with the last part"},
		{"before nothing", long, divide("t1", pipeline.Cut{Before: "b9"}), nil, pipeline.NotFound, "no block b9"},
		{"into one", long, divide("t1", pipeline.Cut{Words: 500}), nil, pipeline.Invalid, "it has 158"},
		{"neither", long, divide("t1", pipeline.Cut{}), nil, pipeline.Invalid, "either"},
		{"both", long, divide("t1", pipeline.Cut{Words: 100, Before: "b3"}), nil, pipeline.Invalid, "either"},
		{"fewer than none", long, divide("t1", pipeline.Cut{Words: -1, Before: "b3"}), nil, pipeline.Invalid, "either"},
		{"while held", longHeld, divide("t1", pipeline.Cut{Words: 100}), nil, pipeline.Conflict, "held by olena"},
		{"done", toReview, divide("t1", pipeline.Cut{Words: 1}), nil, pipeline.Conflict, "done"},
		{"a review", toReview, divide("r1", pipeline.Cut{Words: 1}), nil, pipeline.Invalid, "review"},
		{"no such task", long, divide("t9", pipeline.Cut{Words: 100}), nil, pipeline.NotFound, "t9"},
	} {
		t.Run(tt.name, tt.run)
	}
}

// apart is a tale whose translation was divided: petro holds t2, the headline.
func apart(t testing.TB) *tale {
	a, token := translated(t)
	a.tell("t1", "olena", pipeline.TaskReleased{Claim: token})
	a.tell("t1", "ira", pipeline.TaskDivided{Parts: []pipeline.TaskOffer{
		{ID: "t1", Segments: []pipeline.SegmentID{b2}, Words: 1}, {ID: "t2", Segments: []pipeline.SegmentID{b1}, Words: 1},
	}})
	a.tell("t2", "petro", pipeline.TaskClaimed{LeaseUntil: noon().Add(lease)})
	return a
}

// TestDivided: text that was written before a task was divided is kept, whoever
// brings it later.
func TestDivided(t *testing.T) {
	again := func(t testing.TB) *tale {
		a := apart(t)
		a.tell("t1", "olena", pipeline.TaskClaimed{LeaseUntil: noon().Add(lease)})
		return a
	}
	save := func(task pipeline.TaskID, who pipeline.UserID, token uint64, id pipeline.SegmentID) func(*tale) (pipeline.Fact, error) {
		return func(a *tale) (pipeline.Fact, error) { return a.SaveText(task, who, token, id, "Boat") }
	}
	aside := pipeline.SegmentSuggested{Segment: b1, Text: "Boat"}
	for _, tt := range []decision{
		{"the part's holder", apart, save("t2", "petro", 10, b1), pipeline.SegmentTranslated{Claim: 10, Segment: b1, Text: "Boat"}, 0, ""},
		{"late, of a segment that went elsewhere", apart, save("t1", "olena", 5, b1), aside, pipeline.Conflict, "not claimed by olena"},
		{"held again, with the file from before", again, save("t1", "olena", 0, b1), aside, pipeline.Conflict, "since it was divided"},
	} {
		t.Run(tt.name, tt.run)
	}
	a := again(t)
	if g, _ := a.Segment(b1); g.Target != "The ferry" {
		t.Errorf("the part starts from %q", g.Target)
	}
	a.tell("t1", "olena", pipeline.SegmentSuggested{Segment: b1, Text: "Boat"})
	if t2, _ := a.Task("t2"); !t2.HeldBy("petro") || a.State() != pipeline.Translating {
		t.Errorf("t2 is %+v, the story %s", t2, a.State())
	}
}

// TestReturnedParts: a review of several translations sends back all, or those
// named.
func TestReturnedParts(t *testing.T) {
	review := func(t testing.TB) *tale {
		a := apart(t)
		a.tell("t2", "petro", pipeline.TaskCompleted{Claim: 10})
		a.tell("t1", "olena", pipeline.TaskCompleted{Claim: a.tell("t1", "olena", pipeline.TaskClaimed{})})
		a.tell("", "worker:reviewer", pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{
			{ID: "r1", Kind: pipeline.Review, Segments: []pipeline.SegmentID{b1, b2}, After: "t1", Reads: []pipeline.TaskID{"t1", "t2"}},
		}})
		a.tell("r1", "ruth", pipeline.TaskClaimed{})
		return a
	}
	back := func(parts ...pipeline.TaskID) func(*tale) (pipeline.Fact, error) {
		return func(a *tale) (pipeline.Fact, error) { return a.ReturnTask("r1", "ruth", "which?", parts...) }
	}
	all := pipeline.TaskReturned{Claim: 15, Task: "t1", Tasks: []pipeline.TaskID{"t1", "t2"}, Note: "which?"}
	one := pipeline.TaskReturned{Claim: 15, Task: "t2", Note: "which?"}
	for _, tt := range []decision{
		{"all", review, back(), all, 0, ""},
		{"one", review, back("t2"), one, 0, ""},
		{"a stranger", review, back("t2", "t9"), nil, pipeline.NotFound, "does not read t9"},
	} {
		t.Run(tt.name, tt.run)
	}
	for _, tt := range []struct {
		fact   pipeline.Fact
		t1, t2 pipeline.TaskState
	}{{all, pipeline.TaskOpen, pipeline.TaskOpen}, {one, pipeline.TaskDone, pipeline.TaskOpen}} {
		a := review(t)
		for _, who := range []pipeline.UserID{"olena", "petro"} {
			if _, err := a.IfClaimed("r1", who).ApproveTask("r1", who); err == nil {
				t.Errorf("%s approves a part of their own", who)
			}
		}
		a.tell("r1", "ruth", tt.fact)
		t1, _ := a.Task("t1")
		t2, _ := a.Task("t2")
		if t1.State != tt.t1 || t2.State != tt.t2 || t2.Note != "which?" {
			t.Errorf("after %+v t1 is %s, t2 %s (%s)", tt.fact, t1.State, t2.State, t2.Note)
		}
	}
}
