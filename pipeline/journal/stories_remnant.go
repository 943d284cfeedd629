package journal

import (
	"iter"

	"github.com/tovmach/tovmach/pipeline"
)

// A remnant is what is kept of an archived story, of which there may be very
// many: packed, as it lies in the snapshot too, so that a start takes it as it
// stands.
type remnant string

// pack makes the remnant of a story that is away. What looks it up comes first.
// Whoever changes this raises snapshotFormat.
func pack(s pipeline.Story) remnant {
	a := s.Archive
	b := make([]byte, 0, 512)
	b = packText(b, s.ID)
	b = packText(b, string(s.Sketch))
	b = packNumber(b, a.At.Sequence)
	b = packText(b, a.At.Hash)
	b = packText(b, s.Slug)
	b = packTexts(b, a.Tasks)
	b = packText(b, a.Digest)
	b = packNumber(b, uint64(a.Events)) //nolint:gosec // a count
	b = packNumber(b, a.UpTo)
	b = packText(b, s.Desk)
	b = packText(b, s.Priority)
	b = packText(b, s.SubmittedBy)
	b = packTime(b, s.SubmittedAt)
	b = packTime(b, s.MovedAt)
	b = packNumber(b, uint64(s.Revision)) //nolint:gosec // a count
	b = packNumber(b, uint64(s.Edition))  //nolint:gosec // a count
	b = packTexts(b, s.Outlets)
	b = packText(b, s.Trace)
	return remnant(b)
}

// story is the remnant as everybody sees it.
func (r remnant) story() (s pipeline.Story, ok bool) {
	u, a := &unpacker{rest: string(r)}, &pipeline.Archive{}
	s.ID = pipeline.StoryID(u.text())
	if sketch := u.text(); sketch != "" {
		s.Sketch = pipeline.Sketch(sketch)
	}
	a.At = u.head()
	s.Slug = pipeline.Slug(u.text())
	a.Tasks = unpackTexts[pipeline.TaskID](u)
	a.Digest = u.text()
	a.Events = int(u.number()) //nolint:gosec // a count
	a.UpTo = u.number()
	s.Desk = pipeline.DeskID(u.text())
	s.Priority = pipeline.Priority(u.text())
	s.SubmittedBy = pipeline.UserID(u.text())
	s.SubmittedAt = u.time()
	s.MovedAt = u.time()
	s.Revision = int(u.number()) //nolint:gosec // a count
	s.Edition = int(u.number())  //nolint:gosec // a count
	s.Outlets = unpackTexts[string](u)
	s.Trace = pipeline.Trace(u.text())
	s.Published, s.Assembled = s.Edition, true
	s.Archive, s.Away = a, true
	s.Head, s.Sequence = a.At, a.At.Sequence
	return s, !u.broken && u.rest == ""
}

func (u *unpacker) head() pipeline.Head {
	sequence := u.number()
	return pipeline.Head{Sequence: sequence, Hash: u.text()}
}

// names returns what the story is looked up by, and where it ends.
func (r remnant) names() (id pipeline.StoryID, at pipeline.Head, slug pipeline.Slug, tasks iter.Seq[pipeline.TaskID]) {
	u := &unpacker{rest: string(r)}
	id = pipeline.StoryID(u.text())
	u.text() // the sketch
	at, slug = u.head(), pipeline.Slug(u.text())
	return id, at, slug, func(yield func(pipeline.TaskID) bool) {
		for n := u.number(); n > 1 && !u.broken && yield(pipeline.TaskID(u.text())); n-- {
		}
	}
}

// get returns the story with that id, an archived one as a remnant.
func (s *Stories) get(id pipeline.StoryID) (pipeline.Story, bool) {
	if story, ok := s.stories[id]; ok {
		return story, true
	}
	if r, ok := s.remnants[id]; ok {
		return r.story()
	}
	return pipeline.Story{}, false
}

// set puts the story in the place of what was known of it. A remnant to which
// something happened, because its archive could not be read, is kept whole.
func (s *Stories) set(story pipeline.Story) {
	if story.Away && story.Sequence == story.Archive.At.Sequence {
		delete(s.stories, story.ID)
		r := pack(story)
		id, _, _, _ := r.names() // of its own text, not a part of another
		s.remnants[id] = r
		return
	}
	delete(s.remnants, story.ID)
	s.stories[story.ID] = story
}

// sketch is the digest of the story's words.
func (r remnant) sketch() string {
	u := &unpacker{rest: string(r)}
	u.text() // the id
	return u.text()
}
