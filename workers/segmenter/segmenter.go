// Package segmenter cuts a submitted article into the segments that people
// translate. The runner hosts it.
package segmenter

import (
	"context"
	"fmt"
	"slices"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/align"
	"github.com/tovmach/tovmach/pipeline/markup"
	"github.com/tovmach/tovmach/pipeline/split"
	"github.com/tovmach/tovmach/workers"
)

// Segmenter answers story.submitted, and each source.revised, with
// article.segmented. The zero value knows the abbreviations that everybody uses.
type Segmenter struct {
	own map[pipeline.Lang]*split.Splitter
}

// New returns a Segmenter that knows the abbreviations of a newsroom too.
func New(own split.Options) Segmenter {
	s := Segmenter{own: map[pipeline.Lang]*split.Splitter{}}
	for _, lang := range []pipeline.Lang{pipeline.Ukrainian, pipeline.English} {
		s.own[lang] = split.New(lang, own)
	}
	return s
}

// Name is the durable consumer's name.
func (Segmenter) Name() string { return "segmenter" }

// Kinds are the events it listens for.
func (Segmenter) Kinds() []pipeline.Kind {
	return []pipeline.Kind{pipeline.KindStorySubmitted, pipeline.KindSourceRevised}
}

// Work cuts the story's newest source; of a revised one it says which segments the
// story has already. Revised twice, it is cut once. It rejects an article without
// words: nobody could translate it.
func (s Segmenter) Work(_ context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	article, uncut := story.Uncut()
	if !uncut {
		return nil, nil
	}
	var cuts []pipeline.SegmentCut
	for _, b := range article.Blocks {
		cuts = append(cuts, s.Cut(b, article.Lang)...)
	}
	if len(cuts) == 0 {
		return nil, workers.Reject(pipeline.Errorf(pipeline.Invalid, "the article has no words to translate"))
	}
	if story.Revised != nil {
		cuts = align.Segments(story, article, cuts)
	}
	next, err := pipeline.Follow(ev, s.Name(), "", pipeline.ArticleSegmented{Segments: cuts})
	if err != nil {
		return nil, err
	}
	return []pipeline.Event{next}, nil
}

// Cut returns the segments of a block; their spans tile its text. A block that
// nobody translates, or without a word, has none.
func (s Segmenter) Cut(b pipeline.Block, lang pipeline.Lang) []pipeline.SegmentCut {
	if !b.Kind.Translated() || b.Text == "" {
		return nil
	}
	var cuts []pipeline.SegmentCut
	waiting := 0 // where stretches without words begin that the next segment takes along
	for _, span := range s.sentences(b, lang) {
		inner := markup.Trim(b.Text[span.Start:span.End])
		text := pipeline.Span{Start: span.Start + inner.Start, End: span.Start + inner.End}
		if text.Start == text.End {
			if len(cuts) > 0 {
				cuts[len(cuts)-1].Span.End = span.End
				waiting = span.End
			}
			continue
		}
		cut := pipeline.SegmentCut{
			ID:    pipeline.SegmentID(fmt.Sprintf("%s-%d", b.ID, len(cuts)+1)),
			Block: b.ID,
			Span:  pipeline.Span{Start: waiting, End: span.End},
			Text:  text,
		}
		if source, tags := markup.Renumber(b.Text[text.Start:text.End]); len(tags) > 0 {
			cut.Source, cut.Tags = source, tags
		}
		cuts = append(cuts, cut)
		waiting = span.End
	}
	return cuts
}

// sentences returns the spans of the block's sentences in its marked text.
func (s Segmenter) sentences(b pipeline.Block, lang pipeline.Lang) []pipeline.Span {
	if b.Kind.Whole() {
		return []pipeline.Span{{Start: 0, End: len(b.Text)}}
	}
	masked := markup.Mask(b.Text)
	var spans []pipeline.Span
	if own := s.own[lang]; own != nil {
		spans = slices.Collect(own.All(masked.Text))
	} else {
		spans = split.Sentences(masked.Text, lang)
	}
	for i, span := range spans {
		spans[i] = pipeline.Span{Start: masked.Offset(span.Start), End: masked.Offset(span.End)}
	}
	return spans
}
