package assemble

import (
	"fmt"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// A Report is what a reader of the assembled article would stumble over.
type Report struct {
	Segments int `json:"segments"`
	// Untranslated are the segments with words and without a target; they
	// stand in Ukrainian.
	Untranslated []pipeline.SegmentID `json:"untranslated,omitempty"`
	// Blocks are the blocks that are not translated, or not wholly.
	Blocks []pipeline.BlockID `json:"blocks,omitempty"`
	// Tags are the marks that a target lost, invented or mixed up.
	Tags []TagProblem `json:"tags,omitempty"`
	// Misplaced are segments that do not belong to this text of the source:
	// their translations were left out.
	Misplaced []pipeline.SegmentID `json:"misplaced,omitempty"`
}

// A TagProblem is what is wrong with one tag of a target.
type TagProblem struct {
	Segment pipeline.SegmentID `json:"segment"`
	Kind    markup.ProblemKind `json:"kind"`
	Tag     string             `json:"tag"`
}

// Complete reports whether everything is translated and in its place.
func (r Report) Complete() bool {
	return len(r.Untranslated) == 0 && len(r.Blocks) == 0 && len(r.Tags) == 0 && len(r.Misplaced) == 0
}

// String says it in a line: 40 segments, 2 untranslated, 1 problem with tags.
func (r Report) String() string {
	parts := []string{amount(r.Segments, "segment")}
	if n := len(r.Untranslated); n > 0 {
		parts = append(parts, fmt.Sprintf("%d untranslated", n))
	}
	if n := len(r.Tags); n > 0 {
		parts = append(parts, amount(n, "problem")+" with tags")
	}
	if n := len(r.Misplaced); n > 0 {
		parts = append(parts, fmt.Sprintf("%d of another revision", n))
	}
	return strings.Join(parts, ", ")
}

func amount(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// lost adds the segments of blocks that the source does not have.
func (r *Report) lost(segments []pipeline.Segment, blocks map[pipeline.BlockID][]pipeline.Segment) {
	for _, s := range segments {
		if len(blocks[s.Block]) > 0 {
			r.Misplaced = append(r.Misplaced, s.ID)
		}
	}
}
