package journal

import (
	"slices"
	"time"
	"unique"

	"github.com/tovmach/tovmach/pipeline"
)

// stub is what is kept in memory of an archived story, of which there may be
// very many: a quarter of the story.
type stub struct {
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

func newStub(s pipeline.Story) *stub {
	archive := *s.Archive
	archive.Tasks = slices.Clone(archive.Tasks) // no longer than they are
	return &stub{
		slug: s.Slug, desk: unique.Make(s.Desk), priority: unique.Make(s.Priority), by: unique.Make(s.SubmittedBy),
		submitted: s.SubmittedAt, moved: s.MovedAt, revision: s.Revision, edition: s.Edition,
		outlets: slices.Clone(s.Outlets), trace: s.Trace, archive: &archive,
	}
}

// story is the stub as everybody sees it.
func (s *stub) story(id pipeline.StoryID) pipeline.Story {
	return pipeline.Story{
		ID: id, Slug: s.slug, Desk: s.desk.Value(), Priority: s.priority.Value(), SubmittedBy: s.by.Value(),
		SubmittedAt: s.submitted, MovedAt: s.moved, Revision: s.revision, Edition: s.edition, Published: s.edition,
		Assembled: true, Outlets: s.outlets, Trace: s.trace, Archive: s.archive, Stub: true,
		Head: s.archive.At, Sequence: s.archive.At.Sequence,
	}
}

// get returns the story with that id, an archived one as a stub.
func (s *Stories) get(id pipeline.StoryID) (pipeline.Story, bool) {
	if story, ok := s.stories[id]; ok {
		return story, true
	}
	if stub, ok := s.stubs[id]; ok {
		return stub.story(id), true
	}
	return pipeline.Story{}, false
}

// set puts the story in the place of what was known of it. A stub to which
// something happened, because its archive could not be read, is kept whole.
func (s *Stories) set(story pipeline.Story) {
	if story.Stub && story.Sequence == story.Archive.At.Sequence {
		delete(s.stories, story.ID)
		s.stubs[story.ID] = newStub(story)
		return
	}
	delete(s.stubs, story.ID)
	s.stories[story.ID] = story
}
