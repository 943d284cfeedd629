package journal

import (
	"context"
	"fmt"
	"maps"

	"github.com/tovmach/tovmach/pipeline"
)

// recall takes the stories from the snapshot and returns the sequence to read on
// from; 1 when there is none, or none that can be trusted. The error is the doubt.
func (s *Stories) recall(ctx context.Context) (from uint64, err error) {
	m, ok, err := s.snapshot.read()
	if covered := m.title.Basis.Sequence - m.title.Basis.Gone; !ok || covered < s.snapshot.From {
		return 1, err
	}
	if err = s.journal.doubt(ctx, m.title.Basis); err == nil {
		if s.take(m); s.journal.heads.goOn(s) {
			return s.sequence + 1, nil
		}
		err = errOtherEnds
	}
	s.forget()
	return 1, fmt.Errorf("snapshot %s: %w", s.snapshot.Path, err)
}

// take takes what the image holds.
func (s *Stories) take(m image) {
	all := len(m.whole) + len(m.remnants)
	s.remnants = make(map[pipeline.StoryID]remnant, len(m.remnants))
	s.slugs = make(map[pipeline.Slug]pipeline.StoryID, all)
	s.tasks = make(map[pipeline.TaskID]pipeline.StoryID, 2*all)
	s.order = make([]pipeline.StoryID, 0, all)
	whole, places := m.whole, m.title.Places
	for i := range all {
		if len(places) > 0 && places[0] == i {
			s.takeWhole(whole[0])
			whole, places = whole[1:], places[1:]
			continue
		}
		s.takeRemnant(m.remnants[i-(len(m.whole)-len(whole))])
	}
	for _, id := range m.title.Left {
		if story, ok := s.get(id); ok && story.Archive != nil {
			s.left[id] = *story.Archive
		}
	}
	maps.Copy(s.unknown, m.title.Unknown)
	s.sequence = m.title.Basis.Sequence
}

func (s *Stories) takeWhole(story pipeline.Story) {
	s.order = append(s.order, story.ID)
	s.put(pipeline.Story{}, story)
	for _, t := range story.Tasks {
		s.holders.see(t)
	}
}

// takeRemnant is put for a remnant as it stands.
func (s *Stories) takeRemnant(r remnant) {
	id, _, slug, tasks := r.names()
	s.order = append(s.order, id)
	s.remnants[id], s.slugs[slug] = r, id
	for task := range tasks {
		s.tasks[task] = id
	}
}

// Save writes the snapshot, if anything happened since the last one. Nobody waits
// for it but other savers.
func (s *Stories) Save(ctx context.Context) error {
	s.saving.Lock()
	defer s.saving.Unlock()
	m, state, err := s.image()
	if err != nil || s.snapshot.Path == "" || state == s.savedAt {
		return err
	}
	if m.title.Basis, err = s.journal.basis(ctx, m.title.Basis.Sequence); err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	if err := s.snapshot.write(m); err != nil {
		return err
	}
	s.savedAt = state
	return nil
}

// saveState is what a snapshot shows: whether a later one would be another.
type saveState struct {
	sequence uint64
	purged   int
}

// image is what a snapshot holds now. The error names a story that is not as its
// events tell, because its archive could not be read: the next start tries again.
func (s *Stories) image() (image, saveState, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	m := image{remnants: make([]remnant, 0, len(s.remnants))}
	m.title.Basis.Sequence, m.title.Unknown = s.sequence, maps.Clone(s.unknown)
	for id := range s.left {
		m.title.Left = append(m.title.Left, id)
	}
	for i, id := range s.order {
		if r, ok := s.remnants[id]; ok {
			m.remnants = append(m.remnants, r)
			continue
		}
		story := s.stories[id]
		if story.Away {
			return m, saveState{}, fmt.Errorf("snapshot: the archive of story %s was not read", id)
		}
		m.whole, m.title.Places = append(m.whole, story), append(m.title.Places, i)
	}
	m.title.Archived = len(m.remnants)
	return m, saveState{s.sequence, s.purged}, nil
}
