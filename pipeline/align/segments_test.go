package align_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/align"
)

// article is one of blocks, a line each: headings begin with #, sentences end with a
// bar.
func article(text string) (pipeline.Article, []pipeline.SegmentCut) {
	var a pipeline.Article
	var cuts []pipeline.SegmentCut
	for n, line := range strings.Split(text, "\n") {
		kind := pipeline.Paragraph
		if rest, ok := strings.CutPrefix(line, "# "); ok {
			kind, line = pipeline.Headline, rest
		}
		b := pipeline.Block{ID: pipeline.BlockID(fmt.Sprint("b", n+1)), Kind: kind, Text: line}
		at := 0
		for i, sentence := range strings.Split(line, "|") {
			span := pipeline.Span{Start: at, End: at + len(sentence)}
			cuts = append(cuts, pipeline.SegmentCut{
				ID: pipeline.SegmentID(fmt.Sprintf("%s-%d", b.ID, i+1)), Block: b.ID, Span: span, Text: span,
			})
			at = span.End + 1
		}
		a.Blocks = append(a.Blocks, b)
	}
	return a, cuts
}

// TestSegments writes each segment of the new source as the id that it has, or as
// new with the id of what it takes the place of.
func TestSegments(t *testing.T) {
	for _, tt := range []struct{ name, old, now, want string }{
		{"the same", "А|Б\nВ", "А|Б\nВ", "b1-1 b1-2 b2-1"},
		{"typed another way", "«Слово» — його", "“Слово”  –  його", "b1-1"},
		{"a sentence of a paragraph", "А|Б|В\nГ", "А|Ж|В\nГ", "b1-1 new(b1-2) b1-3 b2-1"},
		{"a paragraph moved", "А\nБ\nВ\nГ", "В\nА\nБ\nГ", "b3-1 b1-1 b2-1 b4-1"},
		{"a sentence moved to another paragraph", "А|Б\nВ", "А\nВ|Б", "b1-1 b2-1 b1-2"},
		{"more", "А\nБ", "А\nЖ\nБ", "b1-1 new() b2-1"},
		{"less", "А\nЖ\nБ", "А\nБ", "b1-1 b3-1"},
		{"the same twice", "Так\nА\nТак", "Так\nТак", "b1-1 b3-1"},
		{"the headline, whatever it says", "# А\nБ", "# Ж\nБ", "new(b1-1) b2-1"},
		{"a headline is no paragraph", "# А\nБ", "А\nБ", "new() b2-1"},
		{"the most alike", "А\nодин два три\nчотири п'ять шість\nБ", "А\nчотири п'ять сім\nодин два вісім\nБ", "b1-1 new(b3-1) new(b2-1) b4-1"},
		{"in order where nothing is alike", "А\nодин\nдва\nБ", "А\nтри\nчотири\nБ", "b1-1 new(b2-1) new(b3-1) b4-1"},
		{"changed and moved", "А\nодин два три\nБ", "один два чотири\nА\nБ", "new(b2-1) b1-1 b3-1"},
		{"everything", "А\nБ", "В\nГ", "new(b1-1) new(b2-1)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := aligned(t, tt.old, tt.now)
			if got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

func aligned(t testing.TB, old, now string) (string, []pipeline.SegmentCut) {
	t.Helper()
	source, before := article(old)
	story := pipeline.Story{Revision: 2, Source: source}
	known := map[pipeline.SegmentID]string{}
	for _, c := range before {
		b, _ := source.Block(c.Block)
		story.Segments = append(story.Segments, pipeline.Segment{ID: c.ID, Block: c.Block, Source: b.Text[c.Text.Start:c.Text.End]})
		known[c.ID] = b.Text[c.Text.Start:c.Text.End]
	}
	next, cuts := article(now)
	out := align.Segments(story, next, cuts)
	var words []string
	seen := map[pipeline.SegmentID]bool{}
	for _, c := range out {
		b, _ := next.Block(c.Block)
		text, carried := known[c.ID]
		switch {
		case seen[c.ID] || c.Was != "" && seen["was "+c.Was]:
			t.Errorf("%s or %s stands twice", c.ID, c.Was)
		case carried && (c.Was != "" || !pipeline.SameText(text, b.Text[c.Text.Start:c.Text.End])):
			t.Errorf("%s is no more what it was", c.ID)
		case carried:
			words = append(words, string(c.ID))
		default:
			if _, ok := known[c.Was]; c.Was != "" && !ok || !strings.HasSuffix(string(c.ID), "-2") {
				t.Errorf("%s takes the place of %s", c.ID, c.Was)
			}
			words = append(words, fmt.Sprintf("new(%s)", c.Was))
		}
		seen[c.ID], seen["was "+c.Was] = true, true
	}
	return strings.Join(words, " "), out
}

// TestReturned: a text that had gone and is back gets its id and so its translation.
func TestReturned(t *testing.T) {
	source, _ := article("А\nЖ")
	story := pipeline.Story{
		Revision: 3, Source: source,
		Segments: []pipeline.Segment{{ID: "b1-1", Block: "b1", Source: "А"}, {ID: "b2-1-2", Block: "b2", Source: "Ж", Was: "b2-1"}},
		Past: []pipeline.PastSegment{
			{Segment: pipeline.Segment{ID: "b2-1", Source: "Б", Target: "B"}, Kind: pipeline.Paragraph},
			{Segment: pipeline.Segment{ID: "b9-1", Source: "В"}, Kind: pipeline.Paragraph}, // without translation
		},
	}
	next, cuts := article("А\nБ\nВ")
	out := align.Segments(story, next, cuts)
	if out[1].ID != "b2-1" || out[1].Was != "" || out[2].ID != "b3-1-3" || out[2].Was != "b2-1-2" {
		t.Errorf("cuts %+v", out)
	}
}

// TestMarks: the same words with another mark in them are another text; where a link
// leads makes no difference.
func TestMarks(t *testing.T) {
	block := func(kind pipeline.TagKind, url string) pipeline.Article {
		return pipeline.Article{Blocks: []pipeline.Block{{
			ID: "b1", Kind: pipeline.Paragraph, Text: "{1}А{/1}", Tags: []pipeline.Tag{{Kind: kind, URL: url}},
		}}}
	}
	cuts := []pipeline.SegmentCut{{ID: "b1-1", Block: "b1", Source: "{1}А{/1}", Tags: []int{1}}}
	story := pipeline.Story{
		Revision: 2, Source: block(pipeline.Link, "https://example.org/a"),
		Segments: []pipeline.Segment{{ID: "b1-1", Block: "b1", Source: "{1}А{/1}", Tags: []int{1}}},
	}
	if out := align.Segments(story, block(pipeline.Link, "https://example.org/b"), cuts); out[0].ID != "b1-1" {
		t.Errorf("a link that leads elsewhere is %s", out[0].ID)
	}
	if out := align.Segments(story, block(pipeline.Bold, ""), cuts); out[0].ID != "b1-1-2" || out[0].Was != "b1-1" {
		t.Errorf("a link made bold is %s in the place of %s", out[0].ID, out[0].Was)
	}
}

// FuzzSegments: no segment stands twice, none keeps its id with another text, and
// aligned with itself a source is what it was.
func FuzzSegments(f *testing.F) {
	f.Add("# А\nБ|В\nГ", "# А\nБ|Ж\nГ\nБ")
	f.Add("А\nА\nА", "А\nБ\nА\nА\nА")
	f.Fuzz(func(t *testing.T, old, now string) {
		if len(old) > 400 || len(now) > 400 {
			return
		}
		aligned(t, old, now)
		if got, _ := aligned(t, old, old); strings.Contains(got, "new") {
			t.Errorf("%q is not what it was: %s", old, got)
		}
	})
}
