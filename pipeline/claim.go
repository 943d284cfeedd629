package pipeline

import (
	"slices"
	"strings"
	"time"
)

// The decisions of people about a task. Each looks at the story as it was
// folded and answers with the fact to append, on the condition that the task
// has not moved since, or says why not.

// ClaimTask decides whether who may take the task. A holder who asks again gets
// no new fact: the claim stands. ErrorKinds: NotFound, Conflict, Denied.
func (s Story) ClaimTask(id TaskID, who UserID, lease time.Duration, now time.Time) (Fact, error) {
	if t, err := s.free(id, who); err != nil || t.HeldBy(who) {
		return nil, err
	}
	return TaskClaimed{LeaseUntil: now.Add(lease).UTC(), Lease: lease}, nil
}

// free returns a task that is open, or that who holds already; otherwise the
// error says why who cannot have it.
func (s Story) free(id TaskID, who UserID) (Task, error) {
	t, ok := s.Task(id)
	switch {
	case !ok:
		return t, noTask(id)
	case t.State == TaskHeld && !t.HeldBy(who):
		return t, taken(t)
	case t.State == TaskDone:
		return t, finished(t)
	}
	return t, nil
}

// IfClaimed returns the story as it would be with the task claimed by who, to
// try a decision before the claim; a task that is not open stays as it is.
func (s Story) IfClaimed(id TaskID, who UserID) Story {
	i := slices.IndexFunc(s.Tasks, func(t Task) bool { return t.ID == id })
	if i < 0 || s.Tasks[i].State != TaskOpen {
		return s
	}
	s.Tasks = slices.Clone(s.Tasks)
	s.Tasks[i].State, s.Tasks[i].Claim = TaskHeld, Claim{Holder: who}
	return s
}

// ReleaseTask decides whether who may give the task back.
func (s Story) ReleaseTask(id TaskID, who UserID) (Fact, error) {
	t, err := s.Held(id, who)
	if err != nil {
		return nil, err
	}
	return TaskReleased{Claim: t.Claim.Token}, nil
}

// SaveText decides what becomes of a text that who wrote for a segment. token
// is the claim it was written under; 0 stands for the one that who holds now.
// With the claim the text becomes the segment's; without, it is kept beside it
// and a Conflict says so (both results are then given). A text that changes
// nothing gives no fact.
func (s Story) SaveText(id TaskID, who UserID, token uint64, segment SegmentID, text string) (Fact, error) {
	t, ok := s.Task(id)
	if !ok {
		return nil, noTask(id)
	}
	g, known := s.Segment(segment)
	late := s.lost(t, who)
	holds := t.HeldBy(who) && (token == 0 || token == t.Claim.Token)
	if known && holds && !slices.Contains(t.Segments, segment) { // pulled before the task was divided
		holds, late = false, Errorf(Conflict, "segment %s is not of task %s since it was divided", segment, id).
			WithHint("pull the task again: `tovmach pull %s`", id)
	}
	if past, ok := s.past(segment); ok && !known {
		return s.saveOld(t, who, holds, past, text)
	}
	switch {
	case !known && !holds:
		return nil, late
	case !known:
		return nil, Errorf(NotFound, "task %s has no segment %s", id, segment).
			WithHint("pull the task again: `tovmach pull %s`", id)
	case holds && g.Target == text:
		return nil, nil
	case holds && t.Kind == Review:
		return SegmentReviewed{Claim: t.Claim.Token, Segment: segment, Text: text}, nil
	case holds:
		return SegmentTranslated{Claim: t.Claim.Token, Segment: segment, Text: text}, nil
	}
	if text == "" || g.Target == text || slices.Contains(g.Suggestions, Suggestion{By: who, Text: text}) {
		return nil, late
	}
	return SegmentSuggested{Segment: segment, Text: text}, late
}

// saveOld decides what becomes of a text for a segment whose source changed since it
// was pulled. It is never the translation of the new source: of the holder it is
// that of the old one, which stands beside the new, of others a suggestion. A text
// that says nothing new is passed over.
func (s Story) saveOld(t Task, who UserID, holds bool, past PastSegment, text string) (Fact, error) {
	known := past.Suggestions
	if i := s.follower(past.ID); i >= 0 {
		known, holds = s.Segments[i].Suggestions, holds && slices.Contains(t.Segments, s.Segments[i].ID)
	}
	if text == "" || text == past.Target || slices.Contains(known, Suggestion{By: who, Text: text}) {
		return nil, nil
	}
	revised := Errorf(Conflict, "the source of segment %s was revised since it was pulled", past.ID).
		WithHint("pull the task again: `tovmach pull %s --format json` shows the new source beside the old", t.ID)
	switch {
	case !holds:
		return SegmentSuggested{Segment: past.ID, Text: text}, revised
	case t.Kind == Review:
		return SegmentReviewed{Claim: t.Claim.Token, Segment: past.ID, Text: text}, revised
	}
	return SegmentTranslated{Claim: t.Claim.Token, Segment: past.ID, Text: text}, revised
}

// CompleteTask decides whether who may hand on the translation.
func (s Story) CompleteTask(id TaskID, who UserID) (Fact, error) {
	t, err := s.Held(id, who)
	if err != nil {
		return nil, err
	}
	if t.Kind != Translate {
		return nil, Errorf(Invalid, "task %s is a review: it is approved or returned", id).
			WithHint("`tovmach review %s --approve`", id)
	}
	if err := s.whole(t); err != nil {
		return nil, err
	}
	return TaskCompleted{Claim: t.Claim.Token}, nil
}

// whole refuses while a segment of the task has no translation.
func (s Story) whole(t Task) error {
	blank := 0
	for _, g := range s.SegmentsOf(t) {
		if strings.TrimSpace(g.Target) == "" {
			blank++
		}
	}
	if blank == 0 {
		return nil
	}
	return Errorf(Blocked, "task %s is not done: %d of %d segments have no translation", t.ID, blank, len(t.Segments)).
		WithHint("fill in the empty targets and push again: `tovmach pull %s`", t.ID)
}

// ApproveTask decides whether who may approve the translation that a review
// reads. Nobody approves their own work.
func (s Story) ApproveTask(id TaskID, who UserID) (Fact, error) {
	t, err := s.reviewBy(id, who)
	if err != nil {
		return nil, err
	}
	if err := s.secondPair(t, who); err != nil {
		return nil, err
	}
	if err := s.whole(t); err != nil {
		return nil, err
	}
	return TaskCompleted{Claim: t.Claim.Token}, nil
}

// ReturnTask decides whether who may send the translation back: all of it, or of
// several the parts named.
func (s Story) ReturnTask(id TaskID, who UserID, note string, parts ...TaskID) (Fact, error) {
	t, err := s.reviewBy(id, who)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(note) == "" {
		return nil, Errorf(Invalid, "a return needs a note that says what to mend").
			WithHint(`--return --note "…"`)
	}
	back := t.reads()
	for _, part := range parts {
		if !slices.Contains(back, part) {
			return nil, Errorf(NotFound, "task %s does not read %s", id, part).WithHint("it reads %s", Join(back, ", "))
		}
	}
	if len(parts) > 0 {
		back = parts
	}
	if len(back) == 1 {
		return TaskReturned{Claim: t.Claim.Token, Task: back[0], Note: note}, nil
	}
	return TaskReturned{Claim: t.Claim.Token, Task: back[0], Tasks: back, Note: note}, nil
}

func (s Story) reviewBy(id TaskID, who UserID) (Task, error) {
	t, err := s.Held(id, who)
	if err == nil && t.Kind != Review {
		err = Errorf(Invalid, "task %s is a translation, not a review", id).
			WithHint("`tovmach push %s FILE --done` hands a translation on", id)
	}
	return t, err
}

// Held returns the task if who holds it; otherwise the error, a Conflict, says
// who does.
func (s Story) Held(id TaskID, who UserID) (Task, error) {
	t, ok := s.Task(id)
	if !ok {
		return t, noTask(id)
	}
	if !t.HeldBy(who) {
		return t, s.lost(t, who)
	}
	return t, nil
}

// lost says why who cannot act on t.
func (s Story) lost(t Task, who UserID) error {
	switch t.State {
	case TaskHeld:
		if t.Claim.Holder != who {
			return taken(t)
		}
		return Errorf(Conflict, "the text was written under an older claim of task %s", t.ID).
			WithHint("pull the task again: `tovmach pull %s`", t.ID)
	case TaskDone:
		return finished(t)
	}
	return Errorf(Conflict, "task %s is not claimed by %s", t.ID, who).
		WithHint("claim it first: `tovmach claim %s`", t.ID)
}

func taken(t Task) error {
	return Errorf(Conflict, "task %s is held by %s until %s", t.ID, t.Claim.Holder, t.Claim.Until.UTC().Format(time.RFC3339)).
		WithHint("`tovmach queue` lists what is open")
}

func finished(t Task) error {
	if t.Done == "" {
		return Errorf(Conflict, "task %s fell away: nothing of its text stands in the source any more", t.ID).
			WithHint("`tovmach queue` lists what is open")
	}
	return Errorf(Conflict, "task %s is done: %s finished it", t.ID, t.Done).
		WithHint("`tovmach queue` lists what is open")
}

func noTask(id TaskID) error {
	return Errorf(NotFound, "there is no task %s", id).WithHint("`tovmach queue` lists the tasks")
}
