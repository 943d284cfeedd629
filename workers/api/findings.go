package api

import (
	"strings"

	"github.com/tovmach/tovmach/glossary/names"
	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/check"
)

// Spellings knows how names are spelled in English.
type Spellings interface {
	English() *names.Index
}

// between parts two segments in the text whose names are looked at.
const between = "\n\n"

// findings returns what is wrong with the translation of every segment: what
// the segment itself shows, and the spellings of names, which are looked at in
// the whole article.
func (s *Server) findings(story pipeline.Story) map[pipeline.SegmentID][]check.Finding {
	out := make(map[pipeline.SegmentID][]check.Finding, len(story.Segments))
	var article strings.Builder
	starts := make([]int, len(story.Segments))
	for i, g := range story.Segments {
		b, _ := story.Source.Block(g.Block)
		out[g.ID] = check.Segment(g, b.Tags)
		starts[i] = article.Len()
		article.WriteString(g.Target)
		article.WriteString(between)
	}
	i := 0
	for _, f := range s.Spellings.English().Find(article.String()) {
		for i+1 < len(starts) && f.Span.Start >= starts[i+1] {
			i++
		}
		g := story.Segments[i]
		out[g.ID] = append(out[g.ID], check.Finding{
			Rule: string(f.Rule), Severity: weight(f, g), Side: "target", Segment: g.ID,
			Start: f.Span.Start - starts[i], End: f.Span.End - starts[i], Text: f.Text,
			Message: f.Message, Suggestions: []string{f.Suggestion},
		})
	}
	return out
}

// weight is how much a misspelled name weighs, as the check catalogue says: a
// near miss is an error where the source has the name.
func weight(f names.Finding, g pipeline.Segment) check.Severity {
	switch f.Rule {
	case names.TermForbidden, names.TheUkraine:
		return check.Error
	case names.NearMissName:
		for _, a := range g.Annotations {
			if a.Entry == string(f.Entry) && a.Confidence == "high" {
				return check.Error
			}
		}
	}
	return check.Warning
}

// everyFinding returns the findings of every segment of the story.
func (s *Server) everyFinding(story pipeline.Story) []check.Finding {
	var out []check.Finding
	by := s.findings(story)
	for _, g := range story.Segments {
		out = append(out, by[g.ID]...)
	}
	return out
}
