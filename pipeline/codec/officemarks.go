package codec

import (
	"slices"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/office"
)

// A nestedRun is a run with its marks from the outermost to the innermost.
type nestedRun struct {
	office.Run
	marks []mark
}

// nested orders the marks on the runs of a paragraph. Word processors know
// which marks are on a run and not how they nest; the mark that spans more runs
// is taken for the outer one.
func nested(runs []office.Run) []nestedRun {
	merged := merge(runs)
	nest := make([]nestedRun, len(merged))
	var open []mark
	for i, run := range merged {
		marks := marksOn(run)
		kept := 0
		for kept < len(open) && slices.Contains(marks, open[kept]) {
			kept++
		}
		fresh := slices.DeleteFunc(marks, func(m mark) bool { return slices.Contains(open[:kept], m) })
		if len(fresh) > 1 {
			slices.SortStableFunc(fresh, func(a, b mark) int { return reach(merged[i:], b) - reach(merged[i:], a) })
		}
		open = append(slices.Clip(open[:kept]), fresh...)
		nest[i] = nestedRun{run, open}
	}
	return nest
}

// reach is how many runs from the first a mark spans.
func reach(runs []office.Run, m mark) int {
	n := 0
	for n < len(runs) && slices.Contains(marksOn(runs[n]), m) {
		n++
	}
	return n
}

// shareMarks gives white space, line breaks and marks of notes the marks that
// both sides of them share: whether a space is bold says nothing.
func shareMarks(runs []office.Run) []office.Run {
	runs = slices.Clone(runs)
	before := office.Run{}
	for i := 0; i < len(runs); i++ {
		if !isBetween(runs[i]) {
			before = runs[i]
			continue
		}
		first, after := i, office.Run{}
		for i < len(runs) && isBetween(runs[i]) {
			i++
		}
		if i < len(runs) {
			after = runs[i]
		}
		for between := first; between < i; between++ {
			runs[between].Marks, runs[between].URL = before.Marks&after.Marks, ""
			if before.URL == after.URL {
				runs[between].URL = before.URL
			}
		}
		before = after
	}
	return runs
}

// merge joins neighbours under the same marks.
func merge(runs []office.Run) []office.Run {
	runs = shareMarks(runs)
	var merged []office.Run
	for i := 0; i < len(runs); {
		end := i + 1
		for end < len(runs) && runs[i].Kind == office.Words && runs[end].Kind == office.Words && runs[end].Marks == runs[i].Marks && runs[end].URL == runs[i].URL {
			end++
		}
		run := runs[i]
		if end > i+1 {
			run.Text = office.Text(runs[i:end])
		}
		merged = append(merged, run)
		i = end
	}
	return merged
}

func isBetween(run office.Run) bool {
	return run.Kind == office.Break || run.Kind == office.Note || run.Kind == office.Words && strings.Trim(run.Text, blanks) == ""
}

// marksOn are the marks on a run, a link before the others.
func marksOn(run office.Run) []mark {
	var marks []mark
	if run.URL != "" {
		marks = append(marks, mark{kind: pipeline.Link, url: run.URL})
	}
	for _, m := range []struct {
		is   office.Marks
		kind pipeline.TagKind
	}{
		{office.Bold, pipeline.Bold},
		{office.Italic, pipeline.Italic},
		{office.Struck, pipeline.Struck},
		{office.Superscript, pipeline.Superscript},
		{office.Subscript, pipeline.Subscript},
	} {
		if run.Marks&m.is != 0 {
			marks = append(marks, mark{kind: m.kind})
		}
	}
	return marks
}
