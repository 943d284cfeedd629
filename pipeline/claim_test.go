package pipeline_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// A decision is what somebody asks of a story, and the answer. The error's kind
// counts, and a word that its sentence must have.
type decision struct {
	name  string
	given func(testing.TB) *tale
	ask   func(*tale) (pipeline.Fact, error)
	want  pipeline.Fact
	kind  pipeline.ErrorKind
	says  string
}

func (d decision) run(t *testing.T) {
	a := d.given(t)
	before := visible(t, a.Story)
	fact, err := d.ask(a)
	if !reflect.DeepEqual(fact, d.want) {
		t.Errorf("fact %#v, want %#v", fact, d.want)
	}
	switch e, ok := errors.AsType[*pipeline.Error](err); {
	case d.says == "" && err != nil:
		t.Errorf("error %v, want none", err)
	case d.says == "":
	case !ok || e.Kind != d.kind || !strings.Contains(e.Public, d.says):
		t.Errorf("error %v, want %s about %q", err, d.kind, d.says)
	}
	if visible(t, a.Story) != before {
		t.Error("the decision changed the story")
	}
}

func held(t testing.TB) *tale     { a, _ := claimed(t); return a }
func written(t testing.TB) *tale  { a, _ := translated(t); return a }
func atReview(t testing.TB) *tale { a, _ := inReview(t); return a }

func TestClaimTask(t *testing.T) {
	claim := func(id pipeline.TaskID, who pipeline.UserID) func(*tale) (pipeline.Fact, error) {
		return func(a *tale) (pipeline.Fact, error) {
			return a.ClaimTask(id, who, lease, noon().In(time.FixedZone("Kyiv", 3*60*60)))
		}
	}
	fresh := pipeline.TaskClaimed{LeaseUntil: noon().Add(lease), Lease: lease}
	for _, tt := range []decision{
		{"open", opened, claim("t1", "olena"), fresh, 0, ""},
		{"by its holder", held, claim("t1", "olena"), nil, 0, ""},
		{"held", held, claim("t1", "petro"), nil, pipeline.Conflict, "held by olena until 2020-10-15T12:30:00Z"},
		{"done", atReview, claim("t1", "petro"), nil, pipeline.Conflict, "olena finished it"},
		{"no such task", opened, claim("t9", "olena"), nil, pipeline.NotFound, "t9"},
	} {
		t.Run(tt.name, tt.run)
	}
}

func TestReleaseTask(t *testing.T) {
	release := func(who pipeline.UserID) func(*tale) (pipeline.Fact, error) {
		return func(a *tale) (pipeline.Fact, error) { return a.ReleaseTask("t1", who) }
	}
	for _, tt := range []decision{
		{"by its holder", held, release("olena"), pipeline.TaskReleased{Claim: 5}, 0, ""},
		{"by another", held, release("petro"), nil, pipeline.Conflict, "held by olena"},
		{"open", opened, release("olena"), nil, pipeline.Conflict, "not claimed"},
		{"done", atReview, release("olena"), nil, pipeline.Conflict, "done"},
	} {
		t.Run(tt.name, tt.run)
	}
}

func TestSaveText(t *testing.T) {
	save := func(task pipeline.TaskID, who pipeline.UserID, token uint64, id pipeline.SegmentID, text string) func(*tale) (pipeline.Fact, error) {
		return func(a *tale) (pipeline.Fact, error) { return a.SaveText(task, who, token, id, text) }
	}
	expired := func(t testing.TB) *tale {
		a, token := translated(t)
		a.tell("t1", "worker:reaper", pipeline.TaskExpired{Claim: token})
		return a
	}
	takenOver := func(t testing.TB) *tale {
		a := expired(t)
		a.tell("t1", "petro", pipeline.TaskClaimed{LeaseUntil: noon().Add(lease), Lease: lease})
		return a
	}
	claimedAgain := func(t testing.TB) *tale {
		a := expired(t)
		a.tell("t1", "olena", pipeline.TaskClaimed{LeaseUntil: noon().Add(lease), Lease: lease})
		return a
	}
	suggestedBefore := func(t testing.TB) *tale {
		a := takenOver(t)
		a.tell("t1", "olena", pipeline.SegmentSuggested{Segment: b1, Text: "A ferry"})
		return a
	}
	suggestion := pipeline.SegmentSuggested{Segment: b1, Text: "A ferry"}
	for _, tt := range []decision{
		{"under the claim", held, save("t1", "olena", 5, b1, "A ferry"), pipeline.SegmentTranslated{Claim: 5, Segment: b1, Text: "A ferry"}, 0, ""},
		{"under the claim of now", held, save("t1", "olena", 0, b1, "A ferry"), pipeline.SegmentTranslated{Claim: 5, Segment: b1, Text: "A ferry"}, 0, ""},
		{"emptied", written, save("t1", "olena", 5, b1, ""), pipeline.SegmentTranslated{Claim: 5, Segment: b1}, 0, ""},
		{"nothing new", written, save("t1", "olena", 5, b1, "The ferry"), nil, 0, ""},
		{"by the reviewer", atReview, save("r1", "ruth", 10, b1, "A ferry"), pipeline.SegmentReviewed{Claim: 10, Segment: b1, Text: "A ferry"}, 0, ""},
		{"after the lease", expired, save("t1", "olena", 5, b1, "A ferry"), suggestion, pipeline.Conflict, "not claimed by olena"},
		{"after a take-over", takenOver, save("t1", "olena", 5, b1, "A ferry"), suggestion, pipeline.Conflict, "held by petro"},
		{"after a take-over, token forgotten", takenOver, save("t1", "olena", 0, b1, "A ferry"), suggestion, pipeline.Conflict, "held by petro"},
		{"with the new holder's token", takenOver, save("t1", "olena", 9, b1, "A ferry"), suggestion, pipeline.Conflict, "held by petro"},
		{"under an older claim of one's own", claimedAgain, save("t1", "olena", 5, b1, "A ferry"), suggestion, pipeline.Conflict, "older claim"},
		{"after the end", atReview, save("t1", "olena", 5, b1, "A ferry"), suggestion, pipeline.Conflict, "done"},
		{"late with nothing new", takenOver, save("t1", "olena", 5, b1, "The ferry"), nil, pipeline.Conflict, "held by petro"},
		{"late with nothing", takenOver, save("t1", "olena", 5, b1, ""), nil, pipeline.Conflict, "held by petro"},
		{"late for the second time", suggestedBefore, save("t1", "olena", 5, b1, "A ferry"), nil, pipeline.Conflict, "held by petro"},
		{"late, as another said before", suggestedBefore, save("t1", "ruth", 0, b1, "A ferry"), suggestion, pipeline.Conflict, "held by petro"},
		{"no such segment", held, save("t1", "olena", 5, "b9-1", "A ferry"), nil, pipeline.NotFound, "b9-1"},
		{"no such task", held, save("t9", "olena", 5, b1, "A ferry"), nil, pipeline.NotFound, "t9"},
	} {
		t.Run(tt.name, tt.run)
	}
}

func TestCompleteTask(t *testing.T) {
	complete := func(id pipeline.TaskID, who pipeline.UserID) func(*tale) (pipeline.Fact, error) {
		return func(a *tale) (pipeline.Fact, error) { return a.CompleteTask(id, who) }
	}
	for _, tt := range []decision{
		{"all is written", written, complete("t1", "olena"), pipeline.TaskCompleted{Claim: 5}, 0, ""},
		{"nothing is written", held, complete("t1", "olena"), nil, pipeline.Blocked, "2 of 2 segments"},
		{"by another", written, complete("t1", "petro"), nil, pipeline.Conflict, "held by olena"},
		{"twice", atReview, complete("t1", "olena"), nil, pipeline.Conflict, "done"},
		{"a review is approved, not completed", atReview, complete("r1", "ruth"), nil, pipeline.Invalid, "review"},
	} {
		t.Run(tt.name, tt.run)
	}
}

func TestApproveTask(t *testing.T) {
	approve := func(id pipeline.TaskID, who pipeline.UserID) func(*tale) (pipeline.Fact, error) {
		return func(a *tale) (pipeline.Fact, error) { return a.ApproveTask(id, who) }
	}
	// reviewedBy is a story whose review who holds; olena wrote it, and petro
	// handed it on.
	reviewedBy := func(who pipeline.UserID) func(testing.TB) *tale {
		return func(t testing.TB) *tale {
			a, token := translated(t)
			a.tell("t1", "olena", pipeline.TaskReleased{Claim: token})
			a.tell("t1", "petro", pipeline.TaskCompleted{Claim: a.tell("t1", "petro", pipeline.TaskClaimed{})})
			a.tell("", "worker:reviewer", pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{
				{ID: "r1", Kind: pipeline.Review, Segments: []pipeline.SegmentID{b1, b2}, After: "t1"},
			}})
			a.tell("r1", who, pipeline.TaskClaimed{})
			return a
		}
	}
	for _, tt := range []decision{
		{"by a second person", reviewedBy("ruth"), approve("r1", "ruth"), pipeline.TaskCompleted{Claim: 12}, 0, ""},
		{"by who wrote it", reviewedBy("olena"), approve("r1", "olena"), nil, pipeline.Denied, "cannot approve"},
		{"by who handed it on", reviewedBy("petro"), approve("r1", "petro"), nil, pipeline.Denied, "cannot approve"},
		{"by who does not hold it", reviewedBy("ruth"), approve("r1", "olena"), nil, pipeline.Conflict, "held by ruth"},
		{"a translation", written, approve("t1", "olena"), nil, pipeline.Invalid, "not a review"},
		{"no such task", written, approve("r9", "ruth"), nil, pipeline.NotFound, "r9"},
	} {
		t.Run(tt.name, tt.run)
	}
}

func TestReturnTask(t *testing.T) {
	giveBack := func(id pipeline.TaskID, who pipeline.UserID, note string) func(*tale) (pipeline.Fact, error) {
		return func(a *tale) (pipeline.Fact, error) { return a.ReturnTask(id, who, note) }
	}
	for _, tt := range []decision{
		{"with a note", atReview, giveBack("r1", "ruth", "which?"), pipeline.TaskReturned{Claim: 10, Task: "t1", Note: "which?"}, 0, ""},
		{"without", atReview, giveBack("r1", "ruth", ""), nil, pipeline.Invalid, "note"},
		{"with a blank one", atReview, giveBack("r1", "ruth", " \n"), nil, pipeline.Invalid, "note"},
		{"by another", atReview, giveBack("r1", "olena", "which?"), nil, pipeline.Conflict, "held by ruth"},
		{"a translation", written, giveBack("t1", "olena", "which?"), nil, pipeline.Invalid, "not a review"},
	} {
		t.Run(tt.name, tt.run)
	}
}

// TestHints: who is told no is told what to do.
func TestHints(t *testing.T) {
	a, _ := inReview(t)
	_, taken := a.ClaimTask("r1", "petro", lease, noon())
	_, missing := a.ClaimTask("t9", "petro", lease, noon())
	_, foreign := opened(t).ReleaseTask("t1", "petro")
	for _, err := range []error{taken, missing, foreign} {
		if e, ok := errors.AsType[*pipeline.Error](err); !ok || !strings.Contains(e.Hint, "`tovmach ") {
			t.Errorf("%v: hint %q names no command", err, e.Hint)
		}
	}
}
