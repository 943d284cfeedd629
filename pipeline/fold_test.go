package pipeline_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// TestQuietDay walks through the table of doc.go.
func TestQuietDay(t *testing.T) {
	a := submitted(t)
	state := func(want pipeline.StoryState) {
		t.Helper()
		if got := a.State(); got != want {
			t.Errorf("after event %d the story is %s, want %s", a.Sequence, got, want)
		}
	}
	state(pipeline.Submitted)
	a = segmented(t)
	state(pipeline.Submitted)
	a = opened(t)
	state(pipeline.Prepared)
	a, token := claimed(t)
	state(pipeline.Translating)
	a.tell("t1", "olena", pipeline.TaskReleased{Claim: token})
	state(pipeline.Prepared)
	a, _ = translated(t)
	state(pipeline.Translating)
	a, _ = inReview(t)
	state(pipeline.InReview)
	a = approved(t)
	if !a.Finished() {
		t.Error("the approved story is not finished")
	}
	a.tell("", "worker:assembler", a.assembly())
	state(pipeline.Ready)
	a.tell("", "worker:publisher", pipeline.StoryPublished{Edition: 1, Outlets: []string{"folder"}})
	state(pipeline.Published)
	a.tell("", "worker:publisher", pipeline.DeliveryMade{Outlet: "folder", Edition: 1, Receipt: "ferry.en.html"})
	if !a.Delivered("folder", 1) || a.Delivered("folder", 2) || a.Delivered("nats", 1) {
		t.Errorf("deliveries %v, want edition 1 in the folder", a.Deliveries)
	}
}

// TestFold looks at what each kind of event leaves in the story.
func TestFold(t *testing.T) {
	t.Run("submitted", func(t *testing.T) {
		a := submitted(t)
		if a.ID != "s1" || a.Slug != "ferry" || a.Desk != "news" || a.Priority != pipeline.Urgent || a.SubmittedBy != "ira" || a.Revision != 1 {
			t.Errorf("the story is %s", visible(t, a.Story))
		}
		if !a.SubmittedAt.Equal(noon()) || a.Deadline.Sub(noon()).Hours() != 1 || a.Embargo.Sub(noon()).Hours() != 2 {
			t.Errorf("times are %v, %v, %v", a.SubmittedAt, a.Deadline, a.Embargo)
		}
		if a.Document.Digest != "d1" || a.Source.Headline() != "Пором" {
			t.Errorf("document %v, headline %q", a.Document, a.Source.Headline())
		}
	})
	t.Run("segmented", func(t *testing.T) {
		want := []pipeline.Segment{
			{ID: b1, Block: "b1", Span: pipeline.Span{Start: 0, End: 10}, Text: pipeline.Span{Start: 0, End: 10}, Source: "Пором", State: pipeline.Untranslated},
			{ID: b2, Block: "b2", Span: pipeline.Span{Start: 0, End: 14}, Text: pipeline.Span{Start: 1, End: 14}, Source: "{1}Іде{/1}", Tags: []int{1}, State: pipeline.Untranslated},
		}
		if got := segmented(t).Segments; !reflect.DeepEqual(got, want) {
			t.Errorf("segments %+v, want %+v", got, want)
		}
	})
	t.Run("annotated and opened", func(t *testing.T) {
		a := opened(t)
		if !a.Prepared || a.Glossary != 3 || len(a.Segments[0].Annotations) != 1 || len(a.Segments[1].Annotations) != 0 {
			t.Errorf("the story is %s", visible(t, a.Story))
		}
		task, _ := a.Task("t1")
		if task.State != pipeline.TaskOpen || task.Words != 2 || task.Head != (pipeline.Head{}) || a.Head.Sequence != 4 {
			t.Errorf("task %+v, head %v", task, a.Head)
		}
	})
	t.Run("claimed", func(t *testing.T) {
		a, token := claimed(t)
		task, _ := a.Task("t1")
		want := pipeline.Claim{Token: token, Holder: "olena", Lease: lease, Until: noon().Add(lease)}
		if task.Claim != want || !task.HeldBy("olena") || task.HeldBy("ruth") {
			t.Errorf("claim %+v, want %+v", task.Claim, want)
		}
		if task.Head.Sequence != token || task.Head.Hash != "hash5" || a.Head.Sequence != 4 {
			t.Errorf("the task ends at %v and the story at %v: an event moves the head of its own aggregate", task.Head, a.Head)
		}
	})
	t.Run("translated, suggested", func(t *testing.T) {
		a, _ := translated(t)
		a.tell("t1", "petro", pipeline.SegmentSuggested{Segment: b1, Text: "A ferry"})
		g, _ := a.Segment(b1)
		if g.Target != "The ferry" || g.State != pipeline.Translated || g.Translator != "olena" {
			t.Errorf("segment %+v", g)
		}
		if want := []pipeline.Suggestion{{By: "petro", Text: "A ferry"}}; !reflect.DeepEqual(g.Suggestions, want) {
			t.Errorf("suggestions %v, want %v", g.Suggestions, want)
		}
	})
	t.Run("emptied", func(t *testing.T) {
		a, token := translated(t)
		a.tell("t1", "olena", pipeline.SegmentTranslated{Claim: token, Segment: b1})
		if g, _ := a.Segment(b1); g.State != pipeline.Untranslated || g.Target != "" {
			t.Errorf("segment %+v, want it untranslated", g)
		}
	})
	t.Run("expired", func(t *testing.T) {
		a, token := translated(t)
		a.tell("t1", "worker:reaper", pipeline.TaskExpired{Claim: token})
		task, _ := a.Task("t1")
		if g, _ := a.Segment(b1); task.State != pipeline.TaskOpen || g.Target != "The ferry" {
			t.Errorf("task %s, target %q: the text goes to the next holder", task.State, g.Target)
		}
		if later := a.tell("t1", "petro", pipeline.TaskClaimed{}); later <= token {
			t.Errorf("the later claim has token %d, not above %d", later, token)
		}
	})
	t.Run("reviewed and approved", func(t *testing.T) {
		a, token := inReview(t)
		a.tell("r1", "ruth", pipeline.SegmentReviewed{Claim: token, Segment: b1, Text: "Ferry"})
		a.tell("r1", "ruth", pipeline.TaskCompleted{Claim: token})
		for _, g := range a.Segments {
			if g.State != pipeline.Reviewed || g.Reviewer != "ruth" || g.Translator != "olena" {
				t.Errorf("segment %+v", g)
			}
		}
		if g, _ := a.Segment(b1); g.Target != "Ferry" {
			t.Errorf("target %q", g.Target)
		}
		if task, _ := a.Task("r1"); task.State != pipeline.TaskDone || task.Done != "ruth" {
			t.Errorf("review %+v", task)
		}
	})
	t.Run("parked, retried", func(t *testing.T) {
		a := submitted(t)
		a.tell("", "worker:segmenter", pipeline.EntryParked{Worker: "segmenter", Sequence: 1, Reason: "no", Tries: 1})
		a.tell("", "worker:annotator", pipeline.EntryParked{Worker: "annotator", Sequence: 1, Reason: "no", Tries: 1})
		a.tell("", "ira", pipeline.EntryRetried{Worker: "segmenter", Sequence: 1})
		if len(a.Parked) != 1 || a.Parked[0].Worker != "annotator" {
			t.Errorf("parked %v, want the annotator's alone", a.Parked)
		}
	})
}

func TestReturned(t *testing.T) {
	a, token := inReview(t)
	a.tell("r1", "ruth", pipeline.TaskReturned{Claim: token, Task: "t1", Note: "which?"})
	translation, _ := a.Task("t1")
	review, _ := a.Task("r1")
	if translation.State != pipeline.TaskOpen || translation.Note != "which?" || review.State != pipeline.TaskDone {
		t.Errorf("translation %+v, review %+v", translation, review)
	}
	if a.Finished() || a.State() != pipeline.Translating {
		t.Errorf("the story is %s, finished %v", a.State(), a.Finished())
	}
	again := a.tell("t1", "olena", pipeline.TaskClaimed{})
	a.tell("t1", "olena", pipeline.TaskCompleted{Claim: again})
	if translation, _ := a.Task("t1"); translation.Note != "" {
		t.Errorf("the note stays after it was answered: %q", translation.Note)
	}
}

// TestOutOfDate: an assembly rests on tasks; those that moved since make it out
// of date, before it arrives or after.
func TestOutOfDate(t *testing.T) {
	for _, tt := range []struct {
		name string
		tell func(a *tale)
		want bool
	}{
		{"nothing moved", func(a *tale) { a.tell("", "worker:assembler", a.assembly()) }, true},
		{"returned after", func(a *tale) {
			a.tell("", "worker:assembler", a.assembly())
			a.returnAgain()
		}, false},
		{"returned between", func(a *tale) {
			old := a.assembly()
			a.returnAgain()
			a.tell("", "worker:assembler", old)
		}, false},
		{"translated anew and approved between", func(a *tale) {
			old := a.assembly()
			a.returnAgain()
			token := a.tell("t1", "petro", pipeline.TaskClaimed{})
			a.tell("t1", "petro", pipeline.TaskCompleted{Claim: token})
			a.review("r3", "ruth", func(token uint64) pipeline.Fact { return pipeline.TaskCompleted{Claim: token} })
			a.tell("", "worker:assembler", old)
		}, false},
		{"a suggestion changes nothing", func(a *tale) {
			old := a.assembly()
			a.tell("t1", "petro", pipeline.SegmentSuggested{Segment: b1, Text: "A ferry"})
			a.tell("", "worker:assembler", old)
		}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := approved(t)
			tt.tell(a)
			if a.Assembled != tt.want {
				t.Errorf("assembled %v, want %v", a.Assembled, tt.want)
			}
			if a.Edition != 1 {
				t.Errorf("edition %d, want 1", a.Edition)
			}
		})
	}
}

// review opens a review, claims it and says the verdict.
func (a *tale) review(id pipeline.TaskID, who pipeline.UserID, verdict func(token uint64) pipeline.Fact) {
	a.Helper()
	a.tell("", "worker:reviewer", pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{
		{ID: id, Kind: pipeline.Review, Segments: []pipeline.SegmentID{b1, b2}, After: "t1"},
	}})
	a.tell(id, who, verdict(a.tell(id, who, pipeline.TaskClaimed{})))
}

func (a *tale) returnAgain() {
	a.Helper()
	a.review("r2", "ruth", func(token uint64) pipeline.Fact {
		return pipeline.TaskReturned{Claim: token, Task: "t1", Note: "again"}
	})
}

// TestIllegal: an event that cannot follow moves the heads and nothing else,
// and is reported.
func TestIllegal(t *testing.T) {
	claimedAt := func(t testing.TB) *tale { a, _ := claimed(t); return a }
	reviewed := func(t testing.TB) *tale { a, _ := inReview(t); return a }
	for _, tt := range []struct {
		name  string
		given func(testing.TB) *tale
		task  pipeline.TaskID
		fact  pipeline.Fact
	}{
		{"submitted twice", submitted, "", pipeline.StorySubmitted{Slug: "other"}},
		{"segmented twice", segmented, "", pipeline.ArticleSegmented{Segments: []pipeline.SegmentCut{{ID: "b1-9", Block: "b1"}}}},
		{"segment of no block", submitted, "", pipeline.ArticleSegmented{Segments: []pipeline.SegmentCut{{ID: "b9-1", Block: "b9"}}}},
		{"segment outside of its block", submitted, "", pipeline.ArticleSegmented{Segments: []pipeline.SegmentCut{
			{ID: b1, Block: "b1", Text: pipeline.Span{Start: 0, End: 10}}, {ID: b2, Block: "b2", Text: pipeline.Span{Start: 0, End: 99}},
		}}},
		{"segment that ends before it begins", submitted, "", pipeline.ArticleSegmented{Segments: []pipeline.SegmentCut{
			{ID: b1, Block: "b1", Text: pipeline.Span{Start: 4, End: 2}},
		}}},
		{"opened twice, beside a new one", opened, "", pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{{ID: "t2"}, {ID: "t1"}}}},
		{"unknown kind", opened, "", strange{}},
		{"unknown kind of a task", opened, "t1", strange{}},
		{"no such task", opened, "t9", pipeline.TaskClaimed{}},
		{"claimed while held", claimedAt, "t1", pipeline.TaskClaimed{}},
		{"claimed while done", reviewed, "t1", pipeline.TaskClaimed{}},
		{"released by an older claim", claimedAt, "t1", pipeline.TaskReleased{Claim: 4}},
		{"released while open", opened, "t1", pipeline.TaskReleased{}},
		{"expired by an older claim", claimedAt, "t1", pipeline.TaskExpired{Claim: 4}},
		{"saved by an older claim", claimedAt, "t1", pipeline.SegmentTranslated{Claim: 4, Segment: b1, Text: "late"}},
		{"saved while done", reviewed, "t1", pipeline.SegmentTranslated{Claim: 5, Segment: b1, Text: "late"}},
		{"saved in no segment", claimedAt, "t1", pipeline.SegmentTranslated{Claim: 5, Segment: "b9-1", Text: "lost"}},
		{"suggested for no segment", claimedAt, "t1", pipeline.SegmentSuggested{Segment: "b9-1", Text: "lost"}},
		{"completed by an older claim", claimedAt, "t1", pipeline.TaskCompleted{Claim: 4}},
		{"reviewed under a translation", claimedAt, "t1", pipeline.SegmentReviewed{Claim: 5, Segment: b1, Text: "sly"}},
		{"translated under a review", reviewed, "r1", pipeline.SegmentTranslated{Claim: 10, Segment: b1, Text: "sly"}},
		{"returned by an older claim", reviewed, "r1", pipeline.TaskReturned{Claim: 5, Task: "t1"}},
		{"returned is no task", reviewed, "r1", pipeline.TaskReturned{Claim: 10, Task: "t9"}},
		{"a review returns itself", reviewed, "r1", pipeline.TaskReturned{Claim: 10, Task: "r1"}},
		{"handed over by an older claim", claimedAt, "t1", pipeline.TaskHandedOver{Claim: 4, To: "petro"}},
		{"handed to nobody", claimedAt, "t1", pipeline.TaskHandedOver{Claim: 5}},
		{"taken over while open", opened, "t1", pipeline.TaskTakenOver{To: "petro"}},
		{"taken over from an older claim", claimedAt, "t1", pipeline.TaskTakenOver{Claim: 4, To: "petro"}},
		{"assigned while held", claimedAt, "t1", pipeline.TaskAssigned{To: "petro"}},
		{"assigned while done", reviewed, "t1", pipeline.TaskAssigned{To: "petro"}},
		{"restored while held", claimedAt, "t1", pipeline.TaskRestored{Claim: 5}},
		{"restored by another", released, "t1", pipeline.TaskRestored{Claim: 5}},
		{"restored without a release", opened, "t1", pipeline.TaskRestored{}},
		{"divided while held", claimedAt, "t1", parts("t1", b1, "t2", b2)},
		{"divided, a review", toReview, "r1", parts("r1", b1, "r2", b2)},
		{"divided into itself", opened, "t1", parts("t1", b1+" "+b2)},
		{"divided, without the first part", opened, "t1", parts("t2", b1, "t3", b2)},
		{"divided, with a gap", opened, "t1", parts("t1", b1, "t2", "")},
		{"divided, overlapping", opened, "t1", parts("t1", b1+" "+b2, "t2", b2)},
		{"divided, with a stranger's segment", opened, "t1", parts("t1", b1+" "+b2, "t2", "b9-1")},
		{"divided, one part twice", opened, "t1", parts("t1", b1, "t1", b2)},
		{"divided, a part that is there", toReview, "t1", parts("t1", b1, "r1", b2)},
		{"escalated while held", claimedAt, "t1", pipeline.TaskEscalated{Opened: 4, Level: pipeline.ToAll}},
		{"escalated from another opening", opened, "t1", pipeline.TaskEscalated{Opened: 3, Level: pipeline.ToAll}},
		{"escalated over a level", opened, "t1", pipeline.TaskEscalated{Opened: 4, Level: pipeline.Alarmed}},
		{"escalated to nothing", opened, "t1", pipeline.TaskEscalated{Opened: 4}},
		{"a translation returns", claimedAt, "t1", pipeline.TaskReturned{Claim: 5, Task: "t1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := tt.given(t)
			ev := a.event(tt.task, "mallory", tt.fact)
			next, err := a.Apply(ev)
			if err == nil {
				t.Error("nobody is told")
			}
			if got, want := visibleButHeads(t, next), visibleButHeads(t, a.Story); got != want {
				t.Errorf("it became\n%s\nand should have stayed\n%s", got, want)
			}
			if next.Sequence != ev.Sequence || !next.Has(ev.ID) {
				t.Error("the event is not counted: the next append would be refused for ever")
			}
			task, known := next.Task(tt.task)
			if head := (pipeline.Head{Sequence: ev.Sequence, Hash: ev.Hash}); tt.task == "" && next.Head != head || known && task.Head != head {
				t.Errorf("heads %v and %v, want %v", next.Head, task.Head, head)
			}
			if folded := pipeline.Fold(append(a.events, ev)); visible(t, folded) != visible(t, next) {
				t.Errorf("Fold gives\n%s\nand Apply\n%s", visible(t, folded), visible(t, next))
			}
		})
	}
}

// parts are those of a division: ids and their segments, in turn.
func parts(idsAndSegments ...any) pipeline.TaskDivided {
	var out pipeline.TaskDivided
	for i := 0; i < len(idsAndSegments); i += 2 {
		part := pipeline.TaskOffer{ID: pipeline.TaskID(fmt.Sprint(idsAndSegments[i]))}
		if i+1 < len(idsAndSegments) {
			for _, id := range strings.Fields(fmt.Sprint(idsAndSegments[i+1])) {
				part.Segments = append(part.Segments, pipeline.SegmentID(id))
			}
		}
		out.Parts = append(out.Parts, part)
	}
	return out
}

// strange is an event of a later version of the program.
type strange struct{}

func (strange) Kind() pipeline.Kind { return "ferry.sunk" }

// TestUnreadable: a payload of the wrong form is illegal whatever its kind.
func TestUnreadable(t *testing.T) {
	for _, fact := range facts() {
		t.Run(string(fact.Kind()), func(t *testing.T) {
			a, _ := claimed(t)
			ev := a.event("", "mallory", fact)
			ev.Data = json.RawMessage(`["no object"]`)
			for _, task := range []pipeline.TaskID{"", "t1"} {
				next, err := a.Apply(ev.For(task))
				if err == nil || visibleButHeads(t, next) != visibleButHeads(t, a.Story) {
					t.Errorf("error %v, story %s", err, visible(t, next))
				}
			}
		})
	}
}

// facts is one of each kind.
func facts() []pipeline.Fact {
	return []pipeline.Fact{
		pipeline.StorySubmitted{},
		pipeline.ArticleSegmented{},
		pipeline.SegmentsAnnotated{},
		pipeline.TasksOpened{},
		pipeline.TaskClaimed{},
		pipeline.TaskReleased{},
		pipeline.TaskExpired{},
		pipeline.SegmentTranslated{},
		pipeline.SegmentSuggested{},
		pipeline.SegmentReviewed{},
		pipeline.TaskCompleted{},
		pipeline.TaskReturned{},
		pipeline.TaskHandedOver{},
		pipeline.TaskTakenOver{},
		pipeline.TaskAssigned{},
		pipeline.TaskRestored{},
		pipeline.TaskDivided{},
		pipeline.TaskEscalated{},
		pipeline.StoryAssembled{},
		pipeline.StoryPublished{},
		pipeline.DeliveryMade{},
		pipeline.EntryParked{},
		pipeline.EntryRetried{},
		pipeline.EntryDropped{},
		pipeline.SourceArchived{},
		pipeline.SourceChanged{},
		pipeline.SourceVanished{},
		pipeline.SourceMissed{},
		pipeline.SourceRestored{},
	}
}

// TestKinds: kinds are noun.past_participle, and each names one payload.
func TestKinds(t *testing.T) {
	seen := map[pipeline.Kind]bool{}
	for _, fact := range facts() {
		if seen[fact.Kind()] {
			t.Errorf("%s names two payloads", fact.Kind())
		}
		seen[fact.Kind()] = true
	}
}
