package pipeline

import (
	"fmt"
	"slices"
)

// applyTask returns the story after an event of its task i, whose slice is
// already the story's own.
func (s Story) applyTask(i int, ev Event) (Story, error) {
	t := s.Tasks[i]
	var err error
	switch ev.Kind {
	case KindTaskClaimed:
		f, err := Decode[TaskClaimed](ev)
		if err != nil {
			return s, err
		}
		if t.State != TaskOpen {
			return s, fmt.Errorf("claimed while %s", t.State)
		}
		if t, err = t.held(ev.Actor, Claim{Token: ev.Sequence, Lease: f.Lease, Until: f.LeaseUntil}); err != nil {
			return s, err
		}
	case KindTaskHandedOver, KindTaskTakenOver, KindTaskAssigned:
		if t, err = t.passed(ev); err != nil {
			return s, err
		}
	case KindTaskReleased:
		if t, err = t.freed(ev); err != nil {
			return s, err
		}
	case KindTaskRestored:
		if t, err = t.restored(ev); err != nil {
			return s, err
		}
	case KindTaskEscalated:
		if t, err = t.escalated(ev); err != nil {
			return s, err
		}
	case KindTaskDivided:
		return s.divided(i, ev)
	case KindTaskExpired:
		f, err := Decode[TaskExpired](ev)
		if err != nil {
			return s, err
		}
		if err := t.holds(f.Claim); err != nil {
			return s, err
		}
		t.State = TaskOpen
	case KindSegmentTranslated:
		f, err := Decode[SegmentTranslated](ev)
		if err != nil {
			return s, err
		}
		return s.written(t, Translate, ev.Actor, f.Claim, f.Segment, f.Text)
	case KindSegmentReviewed:
		f, err := Decode[SegmentReviewed](ev)
		if err != nil {
			return s, err
		}
		return s.written(t, Review, ev.Actor, f.Claim, f.Segment, f.Text)
	case KindSegmentSuggested:
		f, err := Decode[SegmentSuggested](ev)
		if err != nil {
			return s, err
		}
		return s.suggested(f, ev.Actor)
	case KindTaskCompleted:
		f, err := Decode[TaskCompleted](ev)
		if err != nil {
			return s, err
		}
		if err := t.holds(f.Claim); err != nil {
			return s, err
		}
		t.State, t.Done, t.DoneAt, t.Note = TaskDone, ev.Actor, ev.Sequence, ""
		if t.Kind == Review {
			s = s.approved(t, ev.Actor)
		}
	case KindTaskReturned:
		f, err := Decode[TaskReturned](ev)
		if err != nil {
			return s, err
		}
		if err := t.holds(f.Claim); err != nil {
			return s, err
		}
		if s, err = s.returned(t, f, ev); err != nil {
			return s, err
		}
		t.State, t.Done, t.DoneAt, t.Note = TaskDone, ev.Actor, ev.Sequence, f.Note
	default:
		return s, ErrUnknownKind
	}
	s.Tasks[i] = t
	return s, nil
}

// returned returns the story with the translations open again that a review
// sent back.
func (s Story) returned(t Task, f TaskReturned, ev Event) (Story, error) {
	for _, id := range f.all() {
		j := slices.IndexFunc(s.Tasks, func(t Task) bool { return t.ID == id })
		if j < 0 || t.Kind != Review || !slices.Contains(t.reads(), id) {
			return s, fmt.Errorf("task %s does not review %s", t.ID, id)
		}
	}
	for j, read := range s.Tasks {
		if slices.Contains(f.all(), read.ID) {
			s.Tasks[j].State, s.Tasks[j].Note = TaskOpen, f.Note
			if s.Revision > 1 { // some of it may be past
				s.Tasks[j].Words = s.WordsOf(read.Segments)
			}
			s.Tasks[j].Opened, s.Tasks[j].Level, s.Tasks[j].Alerts = Moment{ev.Sequence, ev.Time}, Calm, ""
		}
	}
	s.Assembled = false
	return s, nil
}

// holds reports whether the task is held by the claim with that token.
func (t Task) holds(claim uint64) error {
	if t.State != TaskHeld || t.Claim.Token != claim {
		return fmt.Errorf("claim %d does not hold task %s", claim, t.ID)
	}
	return nil
}

// written returns the story after the holder of t, a task of that kind, wrote a
// segment.
func (s Story) written(t Task, kind TaskKind, who UserID, claim uint64, id SegmentID, text string) (Story, error) {
	if err := t.holds(claim); err != nil {
		return s, err
	}
	if t.Kind != kind {
		return s, fmt.Errorf("task %s is to %s", t.ID, t.Kind)
	}
	g, err := s.own(id)
	if err != nil {
		return s, err
	}
	g.Target, g.State = text, Translated
	if text == "" {
		g.State = Untranslated
	}
	if t.Kind == Translate {
		g.Translator = who
		if !slices.Contains(g.Hands, who) {
			g.Hands = append(slices.Clip(g.Hands), who)
		}
	}
	return s, nil
}

// own returns the segment for s, which is a story of its own, to write to. It may be
// a past one: what somebody wrote while the source was revised is the translation of
// the text that they saw.
func (s *Story) own(id SegmentID) (*Segment, error) {
	if i := slices.IndexFunc(s.Segments, func(g Segment) bool { return g.ID == id }); i >= 0 {
		s.Segments = slices.Clone(s.Segments)
		return &s.Segments[i], nil
	}
	if i := slices.IndexFunc(s.Past, func(p PastSegment) bool { return p.ID == id }); i >= 0 {
		s.Past = slices.Clone(s.Past)
		return &s.Past[i].Segment, nil
	}
	return nil, fmt.Errorf("no segment %s", id)
}

func (s Story) suggested(f SegmentSuggested, who UserID) (Story, error) {
	id := f.Segment
	if i := s.follower(id); i >= 0 { // of a text that was revised: it stands beside the new one
		id = s.Segments[i].ID
	}
	g, err := s.own(id)
	if err != nil {
		return s, err
	}
	g.Suggestions = append(slices.Clip(g.Suggestions), Suggestion{By: who, Text: f.Text})
	return s, nil
}

// approved returns the story with the segments of a review approved.
func (s Story) approved(t Task, who UserID) Story {
	in := setOf(t.Segments)
	s.Segments = slices.Clone(s.Segments)
	for i := range s.Segments {
		if in[s.Segments[i].ID] {
			s.Segments[i].State, s.Segments[i].Reviewer = Reviewed, who
		}
	}
	return s
}
