package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
)

// claimable says what is wrong with a story whose task should be open: the task
// has all segments, and the segments of each block tile its text.
func claimable(s pipeline.Story) error {
	if len(s.Tasks) != 1 || s.Tasks[0].State != pipeline.TaskOpen || s.Tasks[0].Kind != pipeline.Translate {
		return fmt.Errorf("it has the tasks %+v", s.Tasks)
	}
	var ids []pipeline.SegmentID
	for _, g := range s.Segments {
		ids = append(ids, g.ID)
	}
	if !slices.Equal(ids, s.Tasks[0].Segments) {
		return fmt.Errorf("its task has the segments %v, not %v", s.Tasks[0].Segments, ids)
	}
	rest := s.Segments
	for _, b := range s.Source.Blocks {
		end := 0
		for len(rest) > 0 && rest[0].Block == b.ID {
			g := rest[0]
			if g.Span.Start != end || g.Span.End <= g.Span.Start || g.Text.Start < g.Span.Start || g.Text.End > g.Span.End || g.Source == "" {
				return fmt.Errorf("segment %s does not follow on %d: %+v", g.ID, end, g)
			}
			end, rest = g.Span.End, rest[1:]
		}
		if words := b.Kind.Translated() && strings.ContainsFunc(b.Text, unicode.IsLetter); words && end != len(b.Text) {
			return fmt.Errorf("the segments of block %s end at %d of %d", b.ID, end, len(b.Text))
		}
	}
	if len(rest) > 0 {
		return fmt.Errorf("segment %s is of no block", rest[0].ID)
	}
	return nil
}
