// Package assemble puts a story together: the source article and the
// translations of its segments make the English article. The assembler worker
// uses it for the finished story, the desk for the preview of an unfinished
// one.
package assemble

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// Article makes the article in which every segment's target stands in the
// place of its source; a segment without target keeps its source. What lies
// outside the segments' texts stays. The article is English as soon as one
// text differs from the source; otherwise it equals the source in everything.
func Article(source pipeline.Article, segments []pipeline.Segment) (pipeline.Article, Report) {
	byBlock := make(map[pipeline.BlockID][]pipeline.Segment)
	for _, s := range segments {
		byBlock[s.Block] = append(byBlock[s.Block], s)
	}
	report := Report{Segments: len(segments)}
	target := source
	target.Blocks = slices.Clone(source.Blocks)
	for i := range target.Blocks {
		b := &target.Blocks[i]
		text, translated := report.block(*b, byBlock[b.ID])
		if text != b.Text {
			target.Lang = pipeline.English
		}
		if !translated {
			report.Blocks = append(report.Blocks, b.ID)
		}
		b.Text = text
		delete(byBlock, b.ID)
	}
	report.lost(segments, byBlock)
	return target, report
}

// block is the text of a block with its translations. It is translated when
// no segment with words was left as it is.
func (r *Report) block(b pipeline.Block, segments []pipeline.Segment) (text string, translated bool) {
	translated = len(segments) > 0 || !b.Kind.Translated() || !hasLetters(b.Text)
	segments = slices.Clone(segments)
	slices.SortStableFunc(segments, func(a, b pipeline.Segment) int { return a.Text.Start - b.Text.Start })
	var out strings.Builder
	at := 0
	for _, s := range segments {
		if !fits(b.Text, at, s) {
			r.Misplaced = append(r.Misplaced, s.ID)
			translated = false
			continue
		}
		out.WriteString(b.Text[at:s.Text.Start])
		out.WriteString(markup.Restore(r.text(b, s), s.Tags))
		at = s.Text.End
		if untranslated(s) {
			translated = false
		}
	}
	out.WriteString(b.Text[at:])
	return out.String(), translated
}

// fits reports whether a segment was cut from this text, at or behind an
// offset.
func fits(text string, at int, s pipeline.Segment) bool {
	if s.Text.Start < at || s.Text.End < s.Text.Start || s.Text.End > len(text) {
		return false
	}
	part := text[s.Text.Start:s.Text.End]
	return utf8.ValidString(part) && markup.Restore(s.Source, s.Tags) == part
}

// text is the target of a segment, or its source as long as there is none.
func (r *Report) text(b pipeline.Block, s pipeline.Segment) string {
	if strings.TrimSpace(s.Target) == "" {
		if untranslated(s) {
			r.Untranslated = append(r.Untranslated, s.ID)
		}
		return s.Source
	}
	required := func(n int) bool {
		if n > len(s.Tags) || s.Tags[n-1] < 1 || s.Tags[n-1] > len(b.Tags) {
			return true
		}
		return b.Tags[s.Tags[n-1]-1].Kind.Required()
	}
	for _, p := range markup.Compare(s.Source, s.Target, required) {
		r.Tags = append(r.Tags, TagProblem{Segment: s.ID, Kind: p.Kind, Tag: p.Tag})
	}
	return s.Target
}

// untranslated reports whether a segment waits for its translation. Numbers
// and signs alone need none.
func untranslated(s pipeline.Segment) bool {
	return strings.TrimSpace(s.Target) == "" && hasLetters(s.Source)
}

func hasLetters(marked string) bool {
	return strings.ContainsFunc(markup.Plain(marked), unicode.IsLetter)
}
