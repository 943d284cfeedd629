// Package annotator looks up a story's names and terms in the glossary, in
// whatever grammatical case they stand. The runner hosts it.
package annotator

import (
	"context"

	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/pipeline"
)

// Terms gives the index of the termbase as it is now, and its revision.
type Terms interface {
	Index() (*match.Index, int)
}

// Annotator answers article.segmented with segments.annotated.
type Annotator struct{ terms Terms }

// New returns an Annotator that looks terms up in terms.
func New(terms Terms) *Annotator { return &Annotator{terms} }

// Name is the durable consumer's name.
func (*Annotator) Name() string { return "annotator" }

// Kinds are the events it listens for.
func (*Annotator) Kinds() []pipeline.Kind { return []pipeline.Kind{pipeline.KindArticleSegmented} }

// Work finds the terms of every segment that nobody looked at yet: of a revised
// source those with a new text.
func (a *Annotator) Work(_ context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	if story.Prepared || story.Revised != nil {
		return nil, nil // of a source that moved on the next segments are to come
	}
	index, revision := a.terms.Index()
	next, err := pipeline.Follow(ev, a.Name(), "", pipeline.SegmentsAnnotated{
		Revision: revision, Annotations: annotate(index, story),
	})
	if err != nil {
		return nil, err
	}
	return []pipeline.Event{next}, nil
}

// annotate searches the article as one, because what stands elsewhere in it
// counts: a surname alone is sure when the full name is near.
func annotate(index *match.Index, story pipeline.Story) map[pipeline.SegmentID][]pipeline.Annotation {
	texts := make([]string, len(story.Segments))
	for i, g := range story.Segments {
		texts[i] = g.Source
	}
	out := map[pipeline.SegmentID][]pipeline.Annotation{}
	for i, hits := range index.FindArticle(texts) {
		g := story.Segments[i]
		if !story.Unannotated(g) {
			continue
		}
		for _, h := range hits {
			out[g.ID] = append(out[g.ID], pipeline.Annotation{
				Entry: string(h.Entry), Span: pipeline.Span(h.Span), Text: h.Text,
				SourceTerm: h.SourceTerm, Target: h.Target, Confidence: h.Confidence.String(),
			})
		}
	}
	return out
}
