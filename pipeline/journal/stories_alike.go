package journal

import (
	"iter"

	"github.com/tovmach/tovmach/pipeline"
)

// Sketches yields those of all stories that have one, by which drafts are found that
// are in the house already. A sketch is good until the next one comes. Nobody writes
// meanwhile: what is done with each must be quick, and must not ask for a story.
func (s *Stories) Sketches() iter.Seq2[pipeline.StoryID, pipeline.Sketch] {
	return func(yield func(pipeline.StoryID, pipeline.Sketch) bool) {
		s.mu.RLock()
		defer s.mu.RUnlock()
		for id, story := range s.stories {
			if len(story.Sketch) > 0 && !yield(id, story.Sketch) {
				return
			}
		}
		var sketch pipeline.Sketch
		for id, remnant := range s.remnants {
			if sketch = append(sketch[:0], remnant.sketch()...); len(sketch) > 0 && !yield(id, sketch) {
				return
			}
		}
	}
}
