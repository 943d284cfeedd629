package check_test

import (
	"fmt"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/check"
	"github.com/tovmach/tovmach/pipeline/markup"
)

func tags() []pipeline.Tag {
	return []pipeline.Tag{{Kind: pipeline.Link, URL: "/a"}, {Kind: pipeline.Bold}}
}

func TestSegment(t *testing.T) {
	sumy := pipeline.Annotation{Entry: "sumy", Span: pipeline.Span{Start: 0, End: 10}, Text: "Сумах", Target: "Sumy", Confidence: "high"}
	low, empty := sumy, sumy
	low.Confidence, empty.Target = "low", ""
	for _, tt := range []struct {
		name, source, target string
		annotations          []pipeline.Annotation
		want                 []string // rule severity side text
	}{
		{"clean", "{1}Сумах{/1} тихо", "{1}Sumy{/1} is quiet", []pipeline.Annotation{sumy}, nil},
		{"no target yet", "{1}Сумах{/1}", "", []pipeline.Annotation{sumy}, nil},
		{"lost link", "{1}Сумах{/1} тихо", "Sumy is quiet", nil, []string{"tag-missing error  tag {1} is missing"}},
		{"half a link", "{1}Сумах{/1} тихо", "{1}Sumy is quiet", nil, []string{"tag-missing error  tag {/1} is missing"}},
		{"bold may be dropped", "{2}Сумах{/2} тихо", "Sumy is quiet", nil, nil},
		{"half of bold may not", "{2}Сумах{/2} тихо", "Sumy{/2} is quiet", nil, []string{"tag-missing error  tag {2} is missing"}},
		{"invented", "Сумах тихо", "Sumy {3/}is quiet", nil, []string{"tag-extra error {3/}"}},
		{"doubled", "{1}Сумах{/1}", "{1}Sumy{/1} {1}Sumy{/1}", nil, []string{"tag-extra error {1}"}},
		{"crossed", "{1}Су{2}ма{/2}х{/1}", "{1}Su{2}m{/1}y{/2}", nil, []string{"tag-nesting error {/1}"}},
		{"one run, one finding", "Сумах тихо", "Sumy в Сумах, тихо is quiet", nil, []string{"leftover-cyrillic error в Сумах, тихо"}},
		{"two runs", "Сумах тихо", "В Sumy тихо", nil, []string{"leftover-cyrillic error В", "leftover-cyrillic error тихо"}},
		{"a tag ends a run", "{1}Сумах{/1} тихо", "{1}Сумах{/1} тихо", nil, []string{"leftover-cyrillic error Сумах", "leftover-cyrillic error тихо"}},
		{"one letter that looks Latin", "Сумах", "Sumy is а city", nil, []string{"leftover-cyrillic error а"}},
		{"term missing", "Сумах тихо", "The city is quiet", []pipeline.Annotation{sumy, sumy}, []string{"term-missing warning Сумах"}},
		{"term in other casing, under a tag", "Сумах тихо", "{1}SU{/1}MY is quiet", []pipeline.Annotation{sumy}, []string{"tag-extra error {1}"}},
		{"a hint is no finding", "Сумах тихо", "It is quiet", []pipeline.Annotation{low, empty}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			source, numbers := markup.Renumber(tt.source)
			if source != tt.source {
				numbers, source = []int{1, 2}, tt.source
			}
			g := pipeline.Segment{ID: "b1-1", Source: source, Tags: numbers, Target: tt.target, Annotations: tt.annotations}
			findings := check.Segment(g, tags())
			var got []string
			for _, f := range findings {
				line := fmt.Sprintf("%s %s %s", f.Rule, f.Severity, f.Text)
				if f.Text == "" { // what is missing has no place: the message names it
					line += " " + f.Message
				}
				got = append(got, line)
				lies(t, g, f)
				if f.Segment != "b1-1" || f.Message == "" || f.Suggestions == nil {
					t.Errorf("finding %+v", f)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("findings %q, want %q", got, tt.want)
			}
		})
	}
}

// lies checks that a finding's text is the text under its span: checks.md,
// section 1.1.
func lies(t *testing.T, g pipeline.Segment, f check.Finding) {
	t.Helper()
	text := map[string]string{"source": g.Source, "target": g.Target}[f.Side]
	if f.Start < 0 || f.End < f.Start || f.End > len(text) || text[f.Start:f.End] != f.Text {
		t.Errorf("%s: %q does not stand in the %s at %d to %d", f.Rule, f.Text, f.Side, f.Start, f.End)
	}
	if text != "" && f.End <= len(text) && !utf8.ValidString(f.Text) && utf8.ValidString(text) {
		t.Errorf("%s: the span cuts a letter", f.Rule)
	}
}

func TestStory(t *testing.T) {
	s := pipeline.Story{
		Source: pipeline.Article{Blocks: []pipeline.Block{{ID: "b1", Tags: tags()}}},
		Segments: []pipeline.Segment{
			{ID: "b1-1", Block: "b1", Source: "{1}Суми{/1}", Tags: []int{2}, Target: "Sumy"}, // bold in the block
			{ID: "b1-2", Block: "b1", Source: "{1}Суми{/1}", Tags: []int{1}, Target: "Суми", Annotations: []pipeline.Annotation{
				{Text: "Суми", Span: pipeline.Span{Start: 3, End: 11}, Target: "Sumy", Confidence: "high"},
			}},
			{ID: "b1-3", Block: "b1", Source: "Тихо"},
		},
	}
	var findings []check.Finding
	for _, g := range s.Segments {
		b, _ := s.Source.Block(g.Block)
		findings = append(findings, check.Segment(g, b.Tags)...)
	}
	if errors, warnings, infos := check.Count(findings, check.Error), check.Count(findings, check.Warning), check.Count(findings, check.Info); errors != 2 || warnings != 1 || infos != 0 {
		t.Errorf("%d errors, %d warnings, %d infos: %+v", errors, warnings, infos, findings)
	}
	for _, f := range findings {
		if f.Segment != "b1-2" {
			t.Errorf("a finding in %s: %+v", f.Segment, f)
		}
	}
}

// FuzzSegment: whatever the texts are, every finding lies in its text.
func FuzzSegment(f *testing.F) {
	f.Add("{1}Суми{/1} тихо", "Sumy")
	f.Add("a{2/}", "b{1}{{{/1}")
	f.Add("", "ї\xff\u0301")
	f.Fuzz(func(t *testing.T, source, target string) {
		g := pipeline.Segment{ID: "b1-1", Source: source, Tags: []int{1, 0, 9}, Target: target}
		for _, finding := range check.Segment(g, tags()) {
			lies(t, g, finding)
		}
	})
}
