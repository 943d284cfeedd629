package pipeline_test

import (
	"testing"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// asking is a tale whose story asks for two skills; it is the desk news's, and
// from Ukrainian.
func asking(t testing.TB) *tale {
	a := opened(t)
	a.Skills = []pipeline.Skill{"legal", "sport"}
	return a
}

func louder(t testing.TB) *tale {
	a := asking(t)
	task, _ := a.Task("t1")
	a.tell("t1", "worker:reaper", pipeline.TaskEscalated{Opened: task.Opened.Sequence, Level: pipeline.ToAll})
	return a
}

func TestOffered(t *testing.T) {
	offer := func(task pipeline.TaskID, p pipeline.Person) func(*tale) (pipeline.Fact, error) {
		return func(a *tale) (pipeline.Fact, error) {
			t, _ := a.Task(task)
			return nil, a.Offered(t, p)
		}
	}
	who := func(desk pipeline.DeskID, lang pipeline.Lang, skills ...pipeline.Skill) pipeline.Person {
		p := someone("petro", pipeline.Translator)
		if p.Skills = skills; desk != "" {
			p.Desks = []pipeline.DeskID{"weather", desk}
		}
		if lang != "" {
			p.Langs = []pipeline.Lang{lang}
		}
		return p
	}
	for _, tt := range []decision{
		{"who names nothing is offered all", asking, offer("t1", who("", "")), nil, 0, ""},
		{"everything fits", asking, offer("t1", who("news", "uk", "sport", "legal", "science")), nil, 0, ""},
		{"skills are nothing to a story that asks for none", opened, offer("t1", who("", "", "science")), nil, 0, ""},
		{"another desk", asking, offer("t1", who("culture", "")), nil, pipeline.Denied, "the desk news's, and petro works for weather, culture"},
		{"another desk, after it called louder", louder, offer("t1", who("culture", "")), nil, 0, ""},
		{"another language", asking, offer("t1", who("", "en")), nil, pipeline.Denied, "from the language uk, and petro works from en"},
		{"a skill is missing", asking, offer("t1", who("", "", "sport")), nil, pipeline.Denied, "the skill legal, and petro has sport"},
		{"a skill is missing, after it called louder", louder, offer("t1", who("", "", "sport")), nil, pipeline.Denied, "legal"},
		{"the role is missing", asking, offer("t1", someone("ruth", pipeline.Reviewer)), nil, pipeline.Denied, "role translator"},
		{"an admin has all roles", asking, offer("t1", someone("root", pipeline.Admin)), nil, 0, ""},
		{"a review", toReview, offer("r1", someone("ruth", pipeline.Reviewer)), nil, 0, ""},
		{"a review by who translated", toReview, offer("r1", someone("olena", pipeline.Admin)), nil, pipeline.Denied, "olena translated this story"},
	} {
		t.Run(tt.name, tt.run)
	}
}

// TestSecondPair: whoever wrote in a text does not approve it, though another
// wrote over it later, and in whichever part of the story.
func TestSecondPair(t *testing.T) {
	a, token := translated(t)
	again := a.tell("t1", "olena", pipeline.TaskHandedOver{Claim: token, To: "petro"})
	a.tell("t1", "petro", pipeline.SegmentTranslated{Claim: again, Segment: b1, Text: "Ferry"})
	a.tell("t1", "petro", pipeline.SegmentTranslated{Claim: again, Segment: b2, Text: "{1}goes{/1}"})
	last := a.tell("t1", "petro", pipeline.TaskTakenOver{Claim: again, From: "petro", To: "ira", Reason: "late"})
	a.tell("t1", "ira", pipeline.TaskCompleted{Claim: last})
	a.tell("", "worker:reviewer", pipeline.TasksOpened{Tasks: []pipeline.TaskOffer{
		{ID: "r1", Kind: pipeline.Review, Segments: []pipeline.SegmentID{b1, b2}, After: "t1"},
	}})
	for who, may := range map[pipeline.UserID]bool{"olena": false, "petro": false, "ira": false, "ruth": true} {
		if _, err := a.IfClaimed("r1", who).ApproveTask("r1", who); (err == nil) != may {
			t.Errorf("%s approves: %v", who, err)
		}
	}
}

func TestRoom(t *testing.T) {
	for _, tt := range []decision{
		{"room", opened, func(*tale) (pipeline.Fact, error) { return nil, pipeline.Room("petro", []pipeline.TaskID{"t1"}, 2) }, nil, 0, ""},
		{"none", opened, func(*tale) (pipeline.Fact, error) {
			return nil, pipeline.Room("petro", []pipeline.TaskID{"t1", "t2"}, 2)
		}, nil, pipeline.Conflict, "petro holds 2 translations already and may hold 2: t1, t2"},
		{"no limit", opened, func(*tale) (pipeline.Fact, error) {
			return nil, pipeline.Room("petro", []pipeline.TaskID{"t1", "t2"}, 0)
		}, nil, 0, ""},
	} {
		t.Run(tt.name, tt.run)
	}
}

func TestEscalateTask(t *testing.T) {
	const budget = time.Hour
	told := func(level pipeline.Escalation) func(testing.TB) *tale {
		return func(t testing.TB) *tale {
			a := opened(t)
			for l := pipeline.ToAll; l <= level; l++ {
				a.tell("t1", "worker:reaper", pipeline.TaskEscalated{Opened: 4, Level: l})
			}
			return a
		}
	}
	returned := func(t testing.TB) *tale { // at Noon, by event 11
		a, token := inReview(t)
		a.tell("r1", "ruth", pipeline.TaskReturned{Claim: token, Task: "t1", Note: "which?"})
		return a
	}
	for _, tt := range []struct {
		name  string
		given func(testing.TB) *tale
		after time.Duration
		want  pipeline.TaskEscalated
		due   bool
	}{
		{"early", opened, budget/2 - 1, pipeline.TaskEscalated{}, false},
		{"half", opened, budget / 2, pipeline.TaskEscalated{Opened: 4, Level: pipeline.ToAll}, true},
		{"all at once is one after the other", opened, 2 * budget, pipeline.TaskEscalated{Opened: 4, Level: pipeline.ToAll}, true},
		{"between", told(pipeline.ToAll), budget - 1, pipeline.TaskEscalated{}, false},
		{"all", told(pipeline.ToAll), budget, pipeline.TaskEscalated{Opened: 4, Level: pipeline.Alarmed, Alerts: "ira"}, true},
		{"no louder", told(pipeline.Alarmed), 9 * budget, pipeline.TaskEscalated{}, false},
		{"held", held, 9 * budget, pipeline.TaskEscalated{}, false},
		{"a return begins anew", returned, budget / 2, pipeline.TaskEscalated{Opened: 11, Level: pipeline.ToAll}, true},
		{"a clock that went back", opened, -budget, pipeline.TaskEscalated{}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := tt.given(t)
			task, _ := a.Task("t1")
			got, due := a.EscalateTask(task, pipeline.Budgets{pipeline.Urgent: budget}, noon().Add(tt.after))
			if due != tt.due || due && got != tt.want {
				t.Errorf("%+v, due %v; want %+v, %v", got, due, tt.want, tt.due)
			}
			if _, due := a.EscalateTask(task, pipeline.Budgets{pipeline.Flash: 1}, noon().Add(tt.after)); due {
				t.Error("a priority without a budget escalates")
			}
		})
	}
}
