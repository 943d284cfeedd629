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

// Work finds the terms of every segment.
func (a *Annotator) Work(_ context.Context, story pipeline.Story, ev pipeline.Event) ([]pipeline.Event, error) {
	if story.Prepared {
		return nil, nil
	}
	index, revision := a.terms.Index()
	next, err := pipeline.Follow(ev, a.Name(), "", pipeline.SegmentsAnnotated{
		Revision: revision, Annotations: annotate(index, story.Segments),
	})
	if err != nil {
		return nil, err
	}
	return []pipeline.Event{next}, nil
}

// annotate searches the article as one, because what stands elsewhere in it
// counts: a surname alone is sure when the full name is near.
func annotate(index *match.Index, segments []pipeline.Segment) map[pipeline.SegmentID][]pipeline.Annotation {
	texts := make([]string, len(segments))
	for i, g := range segments {
		texts[i] = g.Source
	}
	out := map[pipeline.SegmentID][]pipeline.Annotation{}
	for i, hits := range index.FindArticle(texts) {
		id := segments[i].ID
		for _, h := range hits {
			out[id] = append(out[id], pipeline.Annotation{
				Entry: string(h.Entry), Span: pipeline.Span(h.Span), Text: h.Text,
				SourceTerm: h.SourceTerm, Target: h.Target, Confidence: h.Confidence.String(),
			})
		}
	}
	return out
}
