package journal

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// A basis is the journal up to an event as its server tells of it, in one short
// answer: what a snapshot rests on.
type basis struct {
	Sequence uint64    `json:"sequence"` // of the event
	Gone     uint64    `json:"gone"`     // sequences that have no message: of archived stories, or lost
	Created  time.Time `json:"created"`  // of the stream; it stays as long as the stream does
}

// basis returns that of the journal up to a sequence. What is appended meanwhile
// is of no matter, each event adds a sequence and a message.
func (j *Journal) basis(ctx context.Context, sequence uint64) (basis, error) {
	once, cancel := context.WithTimeout(ctx, readerAnswer)
	defer cancel()
	info, err := j.stream.Info(once)
	if err != nil {
		return basis{}, fmt.Errorf("journal: %w", err)
	}
	if info.State.LastSeq < sequence {
		return basis{}, errShorter
	}
	return basis{sequence, info.State.LastSeq - info.State.Msgs, info.Created}, nil
}

// Why a snapshot is not used.
var (
	errShorter   = errors.New("the journal ends before it")
	errOther     = errors.New("it is of another journal")
	errMissing   = errors.New("since it was written, entries left the journal")
	errOtherEnds = errors.New("stories end otherwise than in the file of the heads")
)

// doubt returns why a snapshot on that basis cannot stand for the events that it
// covers, or nothing.
func (j *Journal) doubt(ctx context.Context, b basis) error {
	now, err := j.basis(ctx, b.Sequence)
	switch {
	case err != nil:
		return err
	case !now.Created.Equal(b.Created):
		return errOther
	case now.Gone != b.Gone:
		return errMissing
	}
	return nil
}

// goOn reports whether the file of the heads has the ends of these stories, which
// come from a snapshot, all of them and no other but for what moved after it.
// Then what is read next has to follow those ends.
func (h *Heads) goOn(s *Stories) bool {
	if h == nil {
		return false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	found, after := 0, map[Aggregate]pipeline.Head{}
	for a, kept := range h.chain.kept {
		if a.Base != "" {
			continue // a snapshot has no terms
		}
		end, archived := s.end(a)
		switch {
		case a.Task != "" && kept.Sequence < archived:
			continue // it lies in the archive
		case kept.Sequence > s.sequence && end.Sequence > 0:
			after[a] = end
		case kept.Sequence <= s.sequence && end != kept:
			return false
		}
		if end.Sequence > archived || a.Task == "" && end.Sequence > 0 {
			found++
		}
	}
	if found != s.ends() {
		return false
	}
	h.chain.ends = after
	return true
}

// end returns where the aggregate ends, and which event archived its story; both
// are zero when there is none.
func (s *Stories) end(a Aggregate) (end pipeline.Head, archived uint64) {
	if r, ok := s.remnants[a.Story]; ok {
		if _, end, _, _ = r.names(); a.Task != "" {
			return pipeline.Head{}, end.Sequence
		}
		return end, end.Sequence
	}
	story := s.stories[a.Story]
	if story.Archive != nil {
		archived = story.Archive.At.Sequence
	}
	if a.Task == "" {
		return story.Head, archived
	}
	t, _ := story.Task(a.Task)
	return t.Head, archived
}

// ends is how many ends of aggregates the heads must have: of each story, and of
// the tasks whose events are not in the archive.
func (s *Stories) ends() int {
	n := len(s.remnants)
	for id, story := range s.stories {
		_, archived := s.end(Aggregate{Story: id})
		if story.Head.Sequence > 0 {
			n++
		}
		for _, t := range story.Tasks {
			if t.Head.Sequence > archived {
				n++
			}
		}
	}
	return n
}
