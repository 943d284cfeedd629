// Package exchange writes the text of a task for work elsewhere and reads it
// back: tab-separated values now, the formats of translation tools beside it.
package exchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tovmach/tovmach/pipeline"
)

// Bilingual is a task's text in both languages.
type Bilingual struct {
	Task  pipeline.TaskID `json:"task"`
	Claim string          `json:"claim"` // the claim it was pulled under; may be empty
	Rows  []Row           `json:"segments"`
}

// Row is one segment of it.
type Row struct {
	Segment pipeline.SegmentID    `json:"segment"`
	Source  string                `json:"source"`
	Target  string                `json:"target"`
	State   pipeline.SegmentState `json:"state"`

	untold bool // a JSON row without a target: it must not erase what is saved
}

// UnmarshalJSON reads a row and sees whether it tells a target at all.
func (r *Row) UnmarshalJSON(data []byte) error {
	type plain Row
	told := struct {
		*plain
		Target *string `json:"target"`
	}{plain: (*plain)(r)}
	if err := json.Unmarshal(data, &told); err != nil {
		return err
	}
	if r.untold = told.Target == nil; !r.untold {
		r.Target = *told.Target
	}
	return nil
}

// head is the first line of a TSV: the names of its columns.
const head = "segment\tsource\ttarget\tstate"

// MaxBytes is the largest file that is read.
const MaxBytes = 20 << 20

// WriteTSV writes b as tab-separated values: a line "# task T claim C", the
// column names, and a line a segment. Tabs, line ends and backslashes inside a
// text are written \t, \n, \r and \\.
func WriteTSV(w io.Writer, b Bilingual) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# task %s claim %s\n%s\n", b.Task, b.Claim, head) //nolint:errcheck // Flush tells
	for _, r := range b.Rows {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", r.Segment, escape(r.Source), escape(r.Target), r.State) //nolint:errcheck // Flush tells
	}
	return out.Flush()
}

// Read reads what WriteTSV wrote, or the JSON form of it: an object with
// segments, or just their list. Only segment and target are needed. The error
// is pipeline.Invalid and names the line.
func Read(data []byte) (Bilingual, error) {
	if len(data) > MaxBytes {
		return Bilingual{}, invalid("the file has %d bytes; %d MB is the most", len(data), MaxBytes>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if !utf8.Valid(data) {
		return Bilingual{}, pipeline.Errorf(pipeline.Invalid, "the file is not UTF-8").WithHint("save it again with the encoding UTF-8")
	}
	switch trimmed := bytes.TrimSpace(data); {
	case len(trimmed) == 0:
		return Bilingual{}, invalid("the file is empty")
	case trimmed[0] == '{' || trimmed[0] == '[':
		return readJSON(trimmed)
	}
	return readTSV(string(data))
}

func readJSON(data []byte) (b Bilingual, err error) {
	if data[0] == '[' {
		err = json.Unmarshal(data, &b.Rows)
	} else {
		err = json.Unmarshal(data, &b)
	}
	if err != nil {
		return b, invalid("the file is no JSON of a task: %s", err)
	}
	return b, b.check(func(i int) string { return fmt.Sprintf("segment %d", i+1) })
}

func readTSV(text string) (b Bilingual, err error) {
	var columns []string
	var lines []int
	target := -1 // the column
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		switch {
		case line == "":
			continue
		case strings.HasPrefix(line, "#") && columns == nil:
			b.heading(strings.Fields(line))
			continue
		}
		cells := strings.Split(line, "\t")
		if columns == nil {
			columns, target = cells, slices.Index(cells, "target")
			if target < 0 || !slices.Contains(cells, "segment") {
				return b, invalid("line %d: the columns segment and target are not named", n+1)
			}
			continue
		}
		if len(cells) <= target {
			return b, invalid("line %d: it has no target: the line was cut off", n+1)
		}
		var r Row
		for i, name := range columns[:min(len(columns), len(cells))] {
			switch name {
			case "segment":
				r.Segment = pipeline.SegmentID(cells[i])
			case "source":
				r.Source = unescape(cells[i])
			case "target":
				r.Target = unescape(cells[i])
			}
		}
		b.Rows, lines = append(b.Rows, r), append(lines, n+1)
	}
	return b, b.check(func(i int) string { return fmt.Sprintf("line %d", lines[i]) })
}

// heading reads the words of "# task T claim C".
func (b *Bilingual) heading(words []string) {
	for i := 0; i+1 < len(words); i++ {
		switch words[i] {
		case "task":
			b.Task = pipeline.TaskID(words[i+1])
		case "claim":
			b.Claim = words[i+1]
		}
	}
}

func (b *Bilingual) check(place func(int) string) error {
	if len(b.Rows) == 0 {
		return invalid("the file has no segments")
	}
	seen := make(map[pipeline.SegmentID]bool, len(b.Rows))
	for i, r := range b.Rows {
		switch {
		case r.Segment == "":
			return invalid("%s: it names no segment", place(i))
		case r.untold:
			return invalid("%s: segment %s has no target", place(i), r.Segment)
		case seen[r.Segment]:
			return invalid("%s: the segment %s stands there for the second time", place(i), r.Segment)
		}
		seen[r.Segment] = true
	}
	return nil
}

func invalid(format string, args ...any) error {
	return pipeline.Errorf(pipeline.Invalid, format, args...).
		WithHint("push the file in the form in which `tovmach pull` wrote it")
}

func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`).Replace(s)
}

func unescape(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r").Replace(s)
}
