package journal

import (
	"maps"
	"slices"

	"github.com/tovmach/tovmach/pipeline"
)

// holders are who holds which translations, so that asking costs nothing however
// many stories there are. The zero value holds nothing.
type holders struct {
	by map[pipeline.UserID]map[pipeline.TaskID]bool
	of map[pipeline.TaskID]pipeline.UserID
}

// see notes who holds the task now.
func (h *holders) see(t pipeline.Task) {
	if t.Kind != pipeline.Translate {
		return
	}
	if was, ok := h.of[t.ID]; ok {
		delete(h.of, t.ID)
		if delete(h.by[was], t.ID); len(h.by[was]) == 0 {
			delete(h.by, was)
		}
	}
	if t.State != pipeline.TaskHeld {
		return
	}
	if h.of == nil {
		h.of, h.by = map[pipeline.TaskID]pipeline.UserID{}, map[pipeline.UserID]map[pipeline.TaskID]bool{}
	}
	who := t.Claim.Holder
	if h.by[who] == nil {
		h.by[who] = map[pipeline.TaskID]bool{}
	}
	h.of[t.ID], h.by[who][t.ID] = who, true
}

// Holding returns the translations that who holds, in the order of their ids.
func (s *Stories) Holding(who pipeline.UserID) []pipeline.TaskID {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Sorted(maps.Keys(s.holders.by[who]))
}
