package assemble_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/assemble"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// cut makes the segments of a block from parts of its text.
func cut(t *testing.T, b pipeline.Block, parts ...string) []pipeline.Segment {
	t.Helper()
	var segments []pipeline.Segment
	at := 0
	for i, part := range parts {
		start := at + strings.Index(b.Text[at:], part)
		if start < at {
			t.Fatalf("no %q in %q", part, b.Text)
		}
		span := pipeline.Span{Start: at, End: start + len(part)}
		if i == len(parts)-1 {
			span.End = len(b.Text)
		}
		source, tags := markup.Renumber(part)
		segments = append(segments, pipeline.Segment{
			ID: pipeline.SegmentID(fmt.Sprintf("%s-%d", b.ID, i+1)), Block: b.ID, Span: span,
			Text: pipeline.Span{Start: start, End: start + len(part)}, Source: source, Tags: tags,
		})
		at = start + len(part)
	}
	return segments
}

func paragraph() pipeline.Block {
	return pipeline.Block{
		ID: "b1", Kind: pipeline.Paragraph,
		Text: "{1}Перше.{/1} Друге {2}про {3}місто{/3}{/2} {{тут}.",
		Tags: []pipeline.Tag{{Kind: pipeline.Bold}, {Kind: pipeline.Link, URL: "/a"}, {Kind: pipeline.Italic}},
	}
}

func TestArticle(t *testing.T) {
	const first, second = "Перше.", "Друге {2}про {3}місто{/3}{/2} {{тут}."
	for _, tt := range []struct {
		name    string
		targets [2]string
		want    string
		lang    pipeline.Lang
		report  string
		problem string
	}{
		{"nothing", [2]string{"", ""}, paragraph().Text, pipeline.Ukrainian, "2 segments, 2 untranslated", ""},
		{"the same", [2]string{first, "Друге {1}про {2}місто{/2}{/1} {{тут}."}, paragraph().Text, pipeline.Ukrainian, "2 segments", ""},
		{"all", [2]string{"First.", "The second, {1}about a {2}city{/2}{/1} {{here}."}, "{1}First.{/1} The second, {2}about a {3}city{/3}{/2} {{here}.", pipeline.English, "2 segments", ""},
		{"half", [2]string{"", "Second {1}city{/1}."}, "{1}Перше.{/1} Second {2}city{/2}.", pipeline.English, "2 segments, 1 untranslated", ""},
		{"white space", [2]string{" ", "Second {1}city{/1}."}, "{1}Перше.{/1} Second {2}city{/2}.", pipeline.English, "2 segments, 1 untranslated", ""},
		{"lost link", [2]string{"First.", "The second, about a city."}, "{1}First.{/1} The second, about a city.", pipeline.English, "2 segments, 2 problems with tags", "missing {1}"},
		{"unknown tag", [2]string{"First.", "{1}City{/1}{7/}."}, "{1}First.{/1} {2}City{/2}.", pipeline.English, "2 segments, 1 problem with tags", "unknown {7/}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			source := pipeline.Article{Lang: pipeline.Ukrainian, Blocks: []pipeline.Block{paragraph(), {ID: "b2", Kind: pipeline.Rule}}}
			segments := cut(t, source.Blocks[0], first, second)
			for i := range segments {
				segments[i].Target = tt.targets[i]
			}
			got, report := assemble.Article(source, segments)
			if got.Blocks[0].Text != tt.want {
				t.Errorf("text %q, want %q", got.Blocks[0].Text, tt.want)
			}
			if got.Lang != tt.lang {
				t.Errorf("language %q, want %q", got.Lang, tt.lang)
			}
			if report.String() != tt.report {
				t.Errorf("report %q, want %q", report, tt.report)
			}
			if tt.problem != "" && (len(report.Tags) == 0 || string(report.Tags[0].Kind)+" "+report.Tags[0].Tag != tt.problem) {
				t.Errorf("problems %v, want %q first", report.Tags, tt.problem)
			}
			if tt.want == paragraph().Text && !reflect.DeepEqual(got, source) {
				t.Errorf("an unchanged article is %+v, want the source", got)
			}
			if source.Blocks[0].Text != paragraph().Text {
				t.Error("the source was changed")
			}
		})
	}
}

func TestArticleOfAnotherRevision(t *testing.T) {
	source := pipeline.Article{Lang: pipeline.Ukrainian, Blocks: []pipeline.Block{paragraph()}}
	segments := cut(t, paragraph(), "Перше.")
	segments[0].Source, segments[0].Target = "Давнє.", "Old."
	lost := segments[0]
	lost.ID, lost.Block = "gone-1", "gone"
	got, report := assemble.Article(source, append(segments, lost))
	if !reflect.DeepEqual(got, source) {
		t.Errorf("the article is %+v, want the source", got)
	}
	if want := []pipeline.SegmentID{"b1-1", "gone-1"}; !reflect.DeepEqual(report.Misplaced, want) {
		t.Errorf("misplaced %v, want %v", report.Misplaced, want)
	}
	if report.Complete() {
		t.Error("the report says that all is well")
	}
}
