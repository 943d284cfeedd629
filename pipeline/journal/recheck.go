package journal

import (
	"context"
	"fmt"

	"github.com/tovmach/tovmach/pipeline"
)

// Resumed returns the sequence up to which the stories were taken from the
// snapshot, 0 when all events were read, and why there was one that was not used.
func (s *Stories) Resumed() (upTo uint64, doubt error) { return s.resumed, s.doubt }

// Sound is closed when every event of the journal was seen to be there and as it
// was stored: at once after a start that read them all, and else by Recheck.
func (s *Stories) Sound() <-chan struct{} { return s.sound }

// Recheck reads what a start from the snapshot did not, and says what is wrong
// with it, less what was accepted: as such a start would have found it that reads
// all. The error is that it could not be read. It is called once.
func (s *Stories) Recheck(ctx context.Context) ([]pipeline.Damage, error) {
	if s.resumed == 0 {
		return nil, nil
	}
	broken, err := s.journal.recheck(ctx)
	if err == nil && len(broken) > 0 {
		// Another server may have archived a story while its events were read:
		// what is gone then is not missing the second time.
		broken, err = s.journal.recheck(ctx)
	}
	if err == nil && len(broken) == 0 {
		close(s.sound)
	}
	return broken, err
}

func (j *Journal) recheck(ctx context.Context) ([]pipeline.Damage, error) {
	kept, all := j.heads.known() // before the end is asked for: it is never ahead
	last, err := j.Last(ctx)
	if err != nil {
		return nil, err
	}
	h := &Heads{accepted: j.heads.accepted, chain: newChain(kept), kept: all, all: all}
	h.begin(1)
	err = j.scan(ctx, last, func(msg stored) {
		if !h.untouched(msg) {
			ev, err := j.decode(ctx, msg.body, msg.sequence)
			h.see(ev, msg.sequence, err)
		}
	})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("check the record: %w", err)
	}
	return h.judge(), nil
}

// untouched reports whether the message is all that is left of an archived story,
// to the byte as it was kept, and takes it. Of these there may be very many, and
// the event itself would tell no more.
func (h *Heads) untouched(msg stored) bool {
	story, ok := archivedStory(msg.subject)
	if !ok {
		return false
	}
	a, here := Aggregate{Story: story}, pipeline.Head{Sequence: msg.sequence, Hash: hash(msg.body)}
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, before := h.chain.ends[a]; before || h.chain.kept[a] != here {
		return false
	}
	delete(h.chain.kept, a) // it was found
	h.chain.reach(here.Sequence)
	h.chain.stored[story] = here.Sequence
	if here.Sequence <= h.kept.upTo {
		h.read.add(here)
	}
	return true
}
