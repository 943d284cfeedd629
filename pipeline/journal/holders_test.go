package journal

import (
	"slices"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

func TestHolders(t *testing.T) {
	task := func(id pipeline.TaskID, kind pipeline.TaskKind, state pipeline.TaskState, who pipeline.UserID) pipeline.Task {
		return pipeline.Task{ID: id, Kind: kind, State: state, Claim: pipeline.Claim{Holder: who}}
	}
	s := &Stories{}
	for _, step := range []struct {
		see           pipeline.Task
		olena, oksana []pipeline.TaskID
	}{
		{task("t2", pipeline.Translate, pipeline.TaskOpen, ""), nil, nil},
		{task("t2", pipeline.Translate, pipeline.TaskHeld, "olena"), []pipeline.TaskID{"t2"}, nil},
		{task("r1", pipeline.Review, pipeline.TaskHeld, "olena"), []pipeline.TaskID{"t2"}, nil},
		{task("t1", pipeline.Translate, pipeline.TaskHeld, "olena"), []pipeline.TaskID{"t1", "t2"}, nil},
		{task("t2", pipeline.Translate, pipeline.TaskHeld, "oksana"), []pipeline.TaskID{"t1"}, []pipeline.TaskID{"t2"}},
		{task("t2", pipeline.Translate, pipeline.TaskDone, "oksana"), []pipeline.TaskID{"t1"}, nil},
		{task("t1", pipeline.Translate, pipeline.TaskOpen, "olena"), nil, nil},
	} {
		s.holders.see(step.see)
		if got := s.Holding("olena"); !slices.Equal(got, step.olena) {
			t.Errorf("after %+v olena holds %v, want %v", step.see, got, step.olena)
		}
		if got := s.Holding("oksana"); !slices.Equal(got, step.oksana) {
			t.Errorf("after %+v oksana holds %v, want %v", step.see, got, step.oksana)
		}
	}
	if len(s.holders.by) != 0 || len(s.holders.of) != 0 {
		t.Errorf("what nobody holds is still kept: %+v", s.holders)
	}
}
