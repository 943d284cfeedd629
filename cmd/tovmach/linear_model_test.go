package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/tovmach/tovmach/pipeline"
)

// The model of a task, against which histories of many clients are checked
// (Herlihy and Wing: linearizability). Every act takes effect at one moment
// between its call and its answer. An act whose answer is not known is given
// the end of time as its answer: it may then take effect at any moment after
// its call, or never.

// act is what a client asked for, or what time brought.
type act struct {
	verb  string // claim renew release undo hand take save complete expire read
	task  pipeline.TaskID
	who   pipeline.UserID // of a take: for whom an editor takes it
	to    pipeline.UserID // of a hand
	token uint64          // the claim a save is written under, or that expired
	text  string          // of a save: no two saves write the same
	call  int64           // when it was asked for, in nanoseconds
	ended int64           // when the answer came
}

// answer is what became of it.
type answer struct {
	is    string // yes no unknown
	token uint64 // of a claim, and of a read: the claim that holds
	who   pipeline.UserID
	state pipeline.TaskState
	text  string
}

// taskNow is a task as the model sees it. It is compared with ==.
type taskNow struct {
	state  pipeline.TaskState
	holder pipeline.UserID
	token  uint64 // 0 when the claim's answer is not known
	until  int64  // the claim does not end by itself before
	text   string

	gave      pipeline.UserID // who released it, while nobody had it since
	gaveToken uint64
}

// leaseModel is the model of tasks whose claims hold for lease without a
// heartbeat.
func leaseModel(lease time.Duration) porcupine.Model {
	return porcupine.Model{
		Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
			by := map[pipeline.TaskID][]porcupine.Operation{}
			for _, op := range history {
				task := op.Input.(act).task
				by[task] = append(by[task], op)
			}
			parts := make([][]porcupine.Operation, 0, len(by))
			for _, part := range by {
				parts = append(parts, part)
			}
			return parts
		},
		Init: func() any { return taskNow{state: pipeline.TaskOpen} },
		Step: func(state, input, output any) (bool, any) {
			t, a, said := state.(taskNow), input.(act), output.(answer)
			next, legal := t.after(a, said, lease.Nanoseconds())
			switch said.is {
			case "yes":
				return legal, next
			case "no":
				return !legal, t
			}
			if !legal {
				next = t // it was refused, and nobody heard of it
			}
			return true, next
		},
		DescribeOperation: func(input, output any) string { return fmt.Sprintf("%+v -> %+v", input, output) },
		DescribeState:     func(state any) string { return fmt.Sprintf("%+v", state) },
	}
}

// after is the task after a, and whether a may be done to it.
func (t taskNow) after(a act, said answer, lease int64) (taskNow, bool) {
	mine := t.state == pipeline.TaskHeld && t.holder == a.who
	next := t
	switch a.verb {
	case "claim":
		if mine { // asked again: the claim stands
			next.token = cmp.Or(t.token, said.token)
			return next, said.token == 0 || next.token == said.token
		}
		return t.heldBy(a.who, said.token, a.call+lease), t.state == pipeline.TaskOpen
	case "renew":
		// A heartbeat that comes after the end may come too late.
		if said.is == "yes" && a.ended < t.until {
			next.until = max(t.until, a.call+lease)
		}
		return next, mine
	case "release":
		next.state, next.gave, next.gaveToken = pipeline.TaskOpen, t.holder, t.token
		return next, mine
	case "undo":
		if mine { // undoing twice is undoing once
			next.token = cmp.Or(t.token, said.token)
			return next, said.token == 0 || next.token == said.token
		}
		token := cmp.Or(t.gaveToken, said.token)
		return t.heldBy(a.who, token, a.call+lease), t.state == pipeline.TaskOpen && t.gave == a.who && (said.token == 0 || said.token == token)
	case "hand":
		return t.heldBy(a.to, said.token, a.call+lease), mine
	case "take":
		if mine {
			next.token = cmp.Or(t.token, said.token)
			return next, said.token == 0 || next.token == said.token
		}
		return t.heldBy(a.who, said.token, a.call+lease), t.state != pipeline.TaskDone
	case "save":
		next.text = a.text
		if a.ended < t.until && said.is == "yes" { // writing is a sign of life
			next.until = max(t.until, a.call+lease)
		}
		// A claim whose answer nobody heard has a token that nobody writes under.
		return next, mine && (a.token == 0 || a.token == t.token)
	case "complete":
		next.state = pipeline.TaskDone
		return next, mine && t.text != ""
	case "expire": // its call is when the server decided, to the millisecond
		next.state = pipeline.TaskOpen
		return next, t.state == pipeline.TaskHeld && (t.token == 0 || t.token == a.token) && a.call >= t.until-int64(time.Millisecond)
	case "read":
		legal := t.state == said.state && t.text == said.text
		if t.state == pipeline.TaskHeld {
			legal = legal && t.holder == said.who && (t.token == 0 || t.token == said.token)
		}
		return t, legal
	}
	return t, false
}

// heldBy is the task with a claim of its own.
func (t taskNow) heldBy(who pipeline.UserID, token uint64, until int64) taskNow {
	return taskNow{state: pipeline.TaskHeld, holder: who, token: token, until: until, text: t.text}
}

// operation is one line of a history.
func operation(client int, a act, said answer) porcupine.Operation {
	if said.is == "unknown" {
		a.ended = math.MaxInt64
	}
	return porcupine.Operation{ClientId: client, Input: a, Call: a.call, Output: said, Return: a.ended}
}

// TestLinearModel shows that the check can fail: hand-made histories of one
// task that break a promise are told from those that keep it. Times are in
// milliseconds; the lease is 100.
func TestLinearModel(t *testing.T) {
	t.Parallel()
	type line struct {
		call, ended int64
		who         pipeline.UserID
		verb        string
		token       uint64
		text        string // of a hand: to whom
		said        answer
	}
	yes, no, unknown := answer{is: "yes"}, answer{is: "no"}, answer{is: "unknown"}
	won := func(token uint64) answer { return answer{is: "yes", token: token} }
	read := func(state pipeline.TaskState, who pipeline.UserID, token uint64, text string) answer {
		return answer{is: "yes", state: state, who: who, token: token, text: text}
	}
	for _, c := range []struct {
		name  string
		keeps bool
		lines []line
	}{
		{"one of two wins", true, []line{{1, 5, "a", "claim", 0, "", won(7)}, {2, 6, "b", "claim", 0, "", no}}},
		{"two win", false, []line{{1, 5, "a", "claim", 0, "", won(7)}, {2, 6, "b", "claim", 0, "", won(8)}}},
		{"nobody wins", false, []line{{1, 5, "a", "claim", 0, "", no}, {2, 6, "b", "claim", 0, "", no}}},
		{"the holder asks again", true, []line{{1, 5, "a", "claim", 0, "", won(7)}, {6, 7, "a", "claim", 0, "", won(7)}}},
		{"the token changes under the holder", false, []line{{1, 5, "a", "claim", 0, "", won(7)}, {6, 7, "a", "claim", 0, "", won(8)}}},
		{"handed over", true, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {3, 4, "a", "release", 0, "", yes}, {5, 6, "b", "claim", 0, "", won(9)},
		}},
		{"won before it was given back", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {3, 4, "b", "claim", 0, "", won(9)}, {5, 6, "a", "release", 0, "", yes},
		}},
		{"a save is read", true, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {3, 4, "a", "save", 7, "x", yes}, {5, 6, "z", "read", 0, "", read(pipeline.TaskHeld, "a", 7, "x")},
		}},
		{"an acknowledged save is lost", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {3, 4, "a", "save", 7, "x", yes}, {5, 6, "z", "read", 0, "", read(pipeline.TaskHeld, "a", 7, "")},
		}},
		{"a refused save is stored", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {3, 4, "b", "save", 0, "x", no}, {5, 6, "z", "read", 0, "", read(pipeline.TaskHeld, "a", 7, "x")},
		}},
		{"a save without the claim is taken", false, []line{{1, 2, "a", "save", 0, "x", yes}}},
		{"a late save is taken", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)},
			{110, 999, "", "expire", 7, "", yes},
			{120, 121, "b", "claim", 0, "", won(9)},
			{130, 131, "a", "save", 7, "x", yes},
		}},
		{"an older token of the same person is taken", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)},
			{3, 4, "a", "release", 0, "", yes},
			{5, 6, "a", "claim", 0, "", won(9)},
			{7, 8, "a", "save", 7, "x", yes},
		}},
		{"the lease ends", true, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {102, 999, "", "expire", 7, "", yes}, {120, 121, "b", "claim", 0, "", won(9)},
		}},
		{"the lease ends too early", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {90, 999, "", "expire", 7, "", yes}, {120, 121, "b", "claim", 0, "", won(9)},
		}},
		{"a heartbeat is forgotten", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)},
			{80, 81, "a", "renew", 0, "", yes},
			{110, 999, "", "expire", 7, "", yes},
			{120, 121, "b", "claim", 0, "", won(9)},
		}},
		{"two claims end as one", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {102, 999, "", "expire", 7, "", yes}, {103, 999, "", "expire", 7, "", yes},
		}},
		{"an unknown save was stored", true, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {3, 4, "a", "save", 7, "x", unknown}, {5, 6, "z", "read", 0, "", read(pipeline.TaskHeld, "a", 7, "x")},
		}},
		{"an unknown save was not stored", true, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {3, 4, "a", "save", 7, "x", unknown}, {5, 6, "z", "read", 0, "", read(pipeline.TaskHeld, "a", 7, "")},
		}},
		{"an unknown claim holds", true, []line{
			{1, 2, "a", "claim", 0, "", unknown}, {3, 4, "b", "claim", 0, "", no}, {5, 6, "a", "claim", 0, "", won(7)},
		}},
		{"a save under an older token than that of an unknown claim is refused", true, []line{
			{1, 2, "a", "claim", 0, "", won(7)},
			{3, 4, "a", "release", 0, "", yes},
			{5, 6, "a", "claim", 0, "", unknown},
			{7, 8, "a", "save", 7, "x", no},
			{9, 10, "z", "read", 0, "", read(pipeline.TaskHeld, "a", 9, "")},
		}},
		{"a task is handed on, and the old claim is dead", true, []line{
			{1, 2, "a", "claim", 0, "", won(7)},
			{3, 4, "a", "hand", 0, "b", won(8)},
			{5, 6, "a", "save", 7, "x", no},
			{7, 8, "b", "save", 8, "y", yes},
			{9, 10, "z", "read", 0, "", read(pipeline.TaskHeld, "b", 8, "y")},
		}},
		{"one who handed it on saves", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {3, 4, "a", "hand", 0, "b", won(8)}, {5, 6, "a", "save", 7, "x", yes},
		}},
		{"one who does not hold it hands it on", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {3, 4, "b", "hand", 0, "c", won(8)},
		}},
		{"an editor takes it, and the old claim is dead", true, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {3, 4, "b", "take", 0, "", won(8)}, {5, 6, "a", "save", 7, "x", no},
		}},
		{"a save beside a take is lost", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)},
			{3, 6, "a", "save", 7, "x", yes},
			{3, 6, "b", "take", 0, "", won(8)},
			{7, 8, "z", "read", 0, "", read(pipeline.TaskHeld, "b", 8, "")},
		}},
		{"a finished task is taken", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {3, 4, "a", "save", 7, "x", yes}, {5, 6, "a", "complete", 0, "", yes}, {7, 8, "b", "take", 0, "", won(9)},
		}},
		{"a release is undone: the old claim holds again", true, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {3, 4, "a", "release", 0, "", yes}, {5, 6, "a", "undo", 0, "", won(7)}, {7, 8, "a", "save", 7, "x", yes},
		}},
		{"a release is undone with another claim", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {3, 4, "a", "release", 0, "", yes}, {5, 6, "a", "undo", 0, "", won(8)},
		}},
		{"a release is undone though somebody took the task", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)},
			{3, 4, "a", "release", 0, "", yes},
			{5, 6, "b", "claim", 0, "", won(9)},
			{7, 8, "a", "undo", 0, "", won(7)},
		}},
		{"the end of a lease is undone", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {102, 105, "", "expire", 7, "", yes}, {110, 111, "a", "undo", 0, "", won(7)},
		}},
		{"a save nobody made is read", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)}, {5, 6, "z", "read", 0, "", read(pipeline.TaskHeld, "a", 7, "x")},
		}},
		{"done is done", false, []line{
			{1, 2, "a", "claim", 0, "", won(7)},
			{3, 4, "a", "save", 7, "x", yes},
			{5, 6, "a", "complete", 0, "", yes},
			{7, 8, "b", "claim", 0, "", won(9)},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			ms := int64(time.Millisecond)
			var history []porcupine.Operation
			for i, l := range c.lines {
				history = append(history, operation(i, act{
					verb: l.verb, task: "t", who: l.who, to: pipeline.UserID(l.text), token: l.token, text: l.text, call: l.call * ms, ended: l.ended * ms,
				}, l.said))
			}
			slices.Reverse(history) // their order in the list says nothing
			if got := porcupine.CheckOperations(leaseModel(100*time.Millisecond), history); got != c.keeps {
				t.Errorf("linearizable: %v, want %v", got, c.keeps)
			}
		})
	}
}
