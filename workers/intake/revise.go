package intake

import (
	"context"
	"slices"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/alike"
	"github.com/tovmach/tovmach/pipeline/codec"
)

// Revise reads the document and enters it as a newer source of the story; it returns
// the event as stored, or a zero event when the story has that source already. What
// was entered under its key before is not entered again. The notices say what was
// guessed and decided on the way. The error is pipeline.Invalid when the document
// cannot be worked with, and then nothing is stored; Denied for an editor of other
// desks; Conflict when the story moved since it was read.
func (i *Intake) Revise(ctx context.Context, story pipeline.Story, by pipeline.Person, d pipeline.Submission) (pipeline.Event, []codec.Notice, error) {
	if len(by.Desks) > 0 && !by.Can(pipeline.Admin) && !slices.Contains(by.Desks, story.Desk) {
		return pipeline.Event{}, nil, pipeline.Errorf(pipeline.Denied, "story %s is the desk %s's, and %s works for %s", story.Slug, story.Desk, by.Name, pipeline.Join(by.Desks, ", ")).
			WithHint("ask an editor of that desk")
	}
	id := i.RevisionID(story.ID, by.Name, d.Key)
	if story.Has(id) {
		return pipeline.Event{ID: id, Story: story.ID, Sequence: story.Sequence}, nil, nil
	}
	article, notices, err := read(d)
	if err != nil {
		return pipeline.Event{}, nil, err
	}
	digest, err := i.vault.Put(ctx, d.Data) // before the event that names it
	if err != nil || digest == story.Document.Digest {
		return pipeline.Event{}, notices, err
	}
	ev, err := pipeline.NewEvent(id, story.ID, by.Name, pipeline.SourceRevised{
		Revision: story.Revision + 1,
		Document: pipeline.Document{Name: d.Name, Digest: digest, Bytes: len(d.Data), Source: kept(d.Source, digest)},
		Article:  article, Sketch: alike.Of(alike.Words(article)),
	})
	if err != nil {
		return pipeline.Event{}, nil, err
	}
	stored, err := i.journal.Append(ctx, story.Head, ev)
	return stored, notices, err
}

// RevisionID names the revision that a person sends in under a key; without one it is
// a new name each time.
func (*Intake) RevisionID(story pipeline.StoryID, by pipeline.UserID, key string) pipeline.EventID {
	if key == "" {
		return pipeline.EventID(pipeline.NewID())
	}
	return pipeline.EventID(pipeline.DerivedID(string(story), string(pipeline.KindSourceRevised), string(by), key))
}
