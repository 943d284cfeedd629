package pipeline

import "slices"

// Offered returns nil when the newsroom offers the task to p, and otherwise, as
// Denied, why not: the role, the second pair of eyes, the desk, the language,
// the skills. An editor may assign it all the same (TakeTask). A task that
// escalated is offered beyond its desk.
func (s Story) Offered(t Task, p Person) error {
	if err := t.Kind.allowed(p); err != nil {
		return err
	}
	if err := s.secondPair(t, p.Name); err != nil {
		return err
	}
	var why *Error
	switch lacking := missing(p.Skills, s.Skills); {
	case len(p.Desks) > 0 && !slices.Contains(p.Desks, s.Desk) && t.Level < ToAll:
		why = Errorf(Denied, "task %s is the desk %s's, and %s works for %s", t.ID, s.Desk, p.Name, Join(p.Desks, ", "))
	case len(p.Langs) > 0 && !slices.Contains(p.Langs, s.Source.Lang):
		why = Errorf(Denied, "task %s is from the language %s, and %s works from %s", t.ID, s.Source.Lang, p.Name, Join(p.Langs, ", "))
	case len(lacking) > 0:
		why = Errorf(Denied, "task %s asks for the skill %s, and %s has %s", t.ID, Join(lacking, ", "), p.Name, Join(p.Skills, ", "))
	default:
		return nil
	}
	return why.WithHint("`tovmach queue --offered` lists what is; an editor can assign it: `tovmach take %s --for %s`", t.ID, p.Name)
}

// missing returns what is asked for and not there. Whoever names no skills is
// taken to have all.
func missing(has, asked []Skill) []Skill {
	if len(has) == 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(asked), func(k Skill) bool { return slices.Contains(has, k) })
}

// allowed refuses people without the role that does such tasks.
func (k TaskKind) allowed(p Person) *Error {
	if p.Can(k.Does()) {
		return nil
	}
	return Errorf(Denied, "%s may not take a task to %s: it needs the role %s", p.Name, k, k.Does()).WithHint("%s", p.AskFor(k.Does()))
}

// secondPair refuses the review of a text by anybody who wrote in it or handed
// it on, whoever wrote after them.
func (s Story) secondPair(t Task, who UserID) error {
	if t.Kind != Review {
		return nil
	}
	own := slices.ContainsFunc(s.SegmentsOf(t), func(g Segment) bool { return slices.Contains(g.Hands, who) }) ||
		slices.ContainsFunc(t.reads(), func(id TaskID) bool { read, _ := s.Task(id); return read.Done == who })
	if !own {
		return nil
	}
	return Errorf(Denied, "%s translated this story and cannot approve it", who).
		WithHint("a second person reviews: ask another reviewer")
}

// Room refuses a translation to somebody who holds as many as they may; limit 0
// is none. The error, a Conflict, names them.
func Room(who UserID, holds []TaskID, limit int) error {
	if limit == 0 || len(holds) < limit {
		return nil
	}
	return Errorf(Conflict, "%s holds %d translations already and may hold %d: %s", who, len(holds), limit, Join(holds, ", ")).
		WithHint("finish one (`tovmach push %[1]s FILE --done`) or give one back: `tovmach release %[1]s`", holds[0])
}
