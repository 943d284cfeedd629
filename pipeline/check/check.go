// Package check is a machine's reading of a translation. It gives findings,
// never errors in the Go sense: every rule is a pure function of the texts.
package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// A Finding is one fault that a rule sees in a segment.
type Finding struct {
	Rule     string             `json:"check"`
	Severity Severity           `json:"severity"`
	Side     string             `json:"side"` // source or target
	Segment  pipeline.SegmentID `json:"segment"`
	Start    int                `json:"start"` // byte offsets into that side's text
	End      int                `json:"end"`
	Text     string             `json:"text"`
	Message  string             `json:"message"`
	// Suggestions are replacements that a person may take.
	Suggestions []string `json:"suggestions"`
}

// Severity says how much a finding weighs.
type Severity string

// The severities: an error keeps a segment from becoming final, a warning
// wants a person's eyes, an info is worth knowing.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Segment returns what is wrong with the segment's target, in the order of the
// rules below. A segment without a target has no findings yet. tags are those
// of the segment's block.
func Segment(g pipeline.Segment, tags []pipeline.Tag) []Finding {
	if g.Target == "" {
		return nil
	}
	var out []Finding
	out = append(out, inlineTags(g, tags)...)
	out = append(out, leftoverCyrillic(g)...)
	out = append(out, missingTerms(g)...)
	for i := range out {
		out[i].Segment = g.ID
		if out[i].Suggestions == nil {
			out[i].Suggestions = []string{}
		}
	}
	return out
}

// Count returns how many findings have that severity.
func Count(findings []Finding, severity Severity) int {
	n := 0
	for _, f := range findings {
		if f.Severity == severity {
			n++
		}
	}
	return n
}

// tagRule names the rule for each problem with a tag.
func tagRule(k markup.ProblemKind) string {
	switch k {
	case markup.Missing:
		return "tag-missing"
	case markup.Nested:
		return "tag-nesting"
	}
	return "tag-extra"
}

// fault is one rule broken by one tag, or by both halves of its pair.
type fault struct {
	rule string
	tag  int
}

// inlineTags finds tags that were lost, invented or crossed.
func inlineTags(g pipeline.Segment, tags []pipeline.Tag) []Finding {
	required := func(n int) bool {
		if n < 1 || n > len(g.Tags) || g.Tags[n-1] < 1 || g.Tags[n-1] > len(tags) {
			return true
		}
		return tags[g.Tags[n-1]-1].Kind.Required()
	}
	var out []Finding
	seen := map[fault]bool{} // a pair that is gone, or too many, is one fault
	for _, p := range markup.Compare(g.Source, g.Target, required) {
		f := Finding{Rule: tagRule(p.Kind), Severity: Error, Side: "target", Message: p.String()}
		if seen[fault{f.Rule, p.N}] {
			continue
		}
		seen[fault{f.Rule, p.N}] = true
		if at := strings.Index(g.Target, p.Tag); at >= 0 && p.Kind != markup.Missing {
			f.Start, f.End, f.Text = at, at+len(p.Tag), p.Tag
		} else {
			f.Start, f.End = len(g.Target), len(g.Target)
		}
		out = append(out, f)
	}
	return out
}

// leftoverCyrillic finds the runs of Cyrillic words in the target, one finding
// a run.
func leftoverCyrillic(g pipeline.Segment) []Finding {
	var out []Finding
	for start := 0; ; {
		i := strings.IndexFunc(g.Target[start:], cyrillic)
		if i < 0 {
			return out
		}
		start += i
		end := start + runEnd(g.Target[start:])
		out = append(out, Finding{
			Rule: "leftover-cyrillic", Severity: Error, Side: "target", Start: start, End: end, Text: g.Target[start:end],
			Message: "Cyrillic is left in the translation: " + g.Target[start:end],
		})
		start = end
	}
}

// runEnd returns where the run of Cyrillic words at the start of text ends:
// letters of another script and tags end it, spaces and marks do not.
func runEnd(text string) int {
	end := 0
	for at, r := range text {
		switch {
		case cyrillic(r):
			end = at + utf8.RuneLen(r)
		case unicode.IsLetter(r) || r == '{':
			return end
		}
	}
	return end
}

func cyrillic(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }

// missingTerms finds terms of the glossary whose English form the target
// lacks. Hits of low confidence are hints and give no finding.
func missingTerms(g pipeline.Segment) []Finding {
	plain := strings.ToLower(markup.Plain(g.Target))
	var out []Finding
	seen := map[string]bool{}
	for _, a := range g.Annotations {
		if a.Confidence != "high" || a.Target == "" || seen[a.Target] {
			continue
		}
		seen[a.Target] = true
		if strings.Contains(plain, strings.ToLower(spokenOf(a))) {
			continue
		}
		out = append(out, Finding{
			Rule: "term-missing", Severity: Warning, Side: "source", Start: a.Span.Start, End: a.Span.End, Text: a.Text,
			Message:     fmt.Sprintf("source %s, translation without %s", a.Text, a.Target),
			Suggestions: []string{a.Target},
		})
	}
	return out
}

// spokenOf is what the target must hold of a hit's English form: the last word
// where the source, too, has but the surname.
func spokenOf(a pipeline.Annotation) string {
	words := strings.Fields(a.Target)
	if len(strings.Fields(a.Text)) < len(strings.Fields(a.SourceTerm)) && len(words) > 1 {
		return words[len(words)-1]
	}
	return a.Target
}
