package intake

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/alike"
)

// House is the stories that a draft may be one of already.
type House interface {
	Story(id pipeline.StoryID) (pipeline.Story, bool)
	// Sketches are those of all stories, archived ones too.
	Sketches() iter.Seq2[pipeline.StoryID, pipeline.Sketch]
}

// Archive gives back the whole of an archived story.
type Archive interface {
	Unarchive(ctx context.Context, story pipeline.Story) (pipeline.Story, error)
}

// Among returns the Intake that refuses drafts which are nearly a story of the house
// already.
func (i *Intake) Among(house House, archive Archive) *Intake {
	i.house, i.archive = house, archive
	return i
}

// remembered is how many drafts of this process are compared beside the house: the
// fold learns of them a moment later.
const remembered = 64

// draft is a text that is being taken in.
type draft struct {
	story  pipeline.StoryID
	slug   pipeline.Slug // empty until it is given
	words  []string
	sketch pipeline.Sketch
}

func newDraft(story pipeline.StoryID, article pipeline.Article) *draft {
	words := alike.Words(article)
	return &draft{story: story, words: words, sketch: alike.Of(words)}
}

// enter takes the draft in, or refuses one that is nearly a story of the house: the
// error is a Conflict that names the most alike. A story that comes under the key of
// an earlier submission is no duplicate of that.
func (i *Intake) enter(ctx context.Context, d *draft, again bool) error {
	var found likest
	if !again && i.house != nil {
		for _, id := range i.candidates(d) {
			if story, ok := i.house.Story(id); ok {
				found.measure(d, i.words(ctx, story), story.Slug)
			}
		}
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, other := range i.entered {
		if again || i.house == nil || other.story == d.story || !alike.Maybe(d.sketch, other.sketch) {
			continue
		}
		if _, known := i.house.Story(other.story); !known { // otherwise it was measured, as it is by now
			found.measure(d, other.words, cmp.Or(other.slug, pipeline.Slug(other.story)))
		}
	}
	if err := found.refused(); err != nil {
		return err
	}
	i.entered = append(i.entered[max(0, len(i.entered)+1-remembered):], d)
	return nil
}

// leave forgets a draft that could not be stored.
func (i *Intake) leave(d *draft) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.entered = slices.DeleteFunc(i.entered, func(other *draft) bool { return other == d })
}

func (i *Intake) candidates(d *draft) []pipeline.StoryID {
	var out []pipeline.StoryID
	for id, sketch := range i.house.Sketches() {
		if id != d.story && alike.Maybe(d.sketch, sketch) {
			out = append(out, id)
		}
	}
	return out
}

// words are those of the story's newest source. What cannot be read any more has
// none: no archive that is damaged keeps news out.
func (i *Intake) words(ctx context.Context, story pipeline.Story) []string {
	story, err := i.archive.Unarchive(ctx, story)
	if err != nil {
		return nil
	}
	newest, _ := story.Uncut()
	return alike.Words(newest)
}

// likest is the story that a draft is most like.
type likest struct {
	slug  pipeline.Slug
	share int // in per cent
}

func (l *likest) measure(d *draft, words []string, slug pipeline.Slug) {
	if share := alike.Share(d.words, words); share > l.share {
		l.slug, l.share = slug, share
	}
}

func (l *likest) refused() error {
	var why *pipeline.Error
	switch {
	case l.share < alike.Near:
		return nil
	case l.share == 100:
		why = pipeline.Errorf(pipeline.Conflict, "the draft is story %s already, word for word", l.slug)
	default:
		why = pipeline.Errorf(pipeline.Conflict, "the draft is nearly story %s: %d %% of its words stand in it", l.slug, l.share)
	}
	return why.WithHint("`tovmach submit --update %s FILE` makes it the newer source of that story; --again takes it in as another one", l.slug)
}
