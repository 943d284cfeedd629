package journal

import (
	"slices"
	"time"
	"unique"

	"github.com/tovmach/tovmach/pipeline"
)

// remnant is what is kept in memory of an archived story, of which there may be
// very many: a quarter of the story.
type remnant struct {
	slug              pipeline.Slug
	desk              unique.Handle[pipeline.DeskID]
	priority          unique.Handle[pipeline.Priority]
	by                unique.Handle[pipeline.UserID]
	submitted, moved  time.Time
	revision, edition int
	outlets           []string
	trace             pipeline.Trace
	archive           *pipeline.Archive
}

func newRemnant(s pipeline.Story) *remnant {
	archive := *s.Archive
	archive.Tasks = slices.Clone(archive.Tasks) // no longer than they are
	return &remnant{
		slug: s.Slug, desk: unique.Make(s.Desk), priority: unique.Make(s.Priority), by: unique.Make(s.SubmittedBy),
		submitted: s.SubmittedAt, moved: s.MovedAt, revision: s.Revision, edition: s.Edition,
		outlets: slices.Clone(s.Outlets), trace: s.Trace, archive: &archive,
	}
}

// story is the remnant as everybody sees it.
func (s *remnant) story(id pipeline.StoryID) pipeline.Story {
	return pipeline.Story{
		ID: id, Slug: s.slug, Desk: s.desk.Value(), Priority: s.priority.Value(), SubmittedBy: s.by.Value(),
		SubmittedAt: s.submitted, MovedAt: s.moved, Revision: s.revision, Edition: s.edition, Published: s.edition,
		Assembled: true, Outlets: s.outlets, Trace: s.trace, Archive: s.archive, Away: true,
		Head: s.archive.At, Sequence: s.archive.At.Sequence,
	}
}

// get returns the story with that id, an archived one as a remnant.
func (s *Stories) get(id pipeline.StoryID) (pipeline.Story, bool) {
	if story, ok := s.stories[id]; ok {
		return story, true
	}
	if remnant, ok := s.remnants[id]; ok {
		return remnant.story(id), true
	}
	return pipeline.Story{}, false
}

// set puts the story in the place of what was known of it. A remnant to which
// something happened, because its archive could not be read, is kept whole.
func (s *Stories) set(story pipeline.Story) {
	if story.Away && story.Sequence == story.Archive.At.Sequence {
		delete(s.stories, story.ID)
		s.remnants[story.ID] = newRemnant(story)
		return
	}
	delete(s.remnants, story.ID)
	s.stories[story.ID] = story
}
