package codec

import (
	"fmt"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// A listLevel is a list that is being written, as its last item left it.
type listLevel struct {
	inside string // what stands before the lines in that item
	number int    // 0 of a bullet
	sign   string // behind the number
}

// newList writes items as Markdown. No item stands deeper than one level below
// the one before. A number that does not follow the one before begins a list of
// its own, which Markdown tells by another sign; only a 1 may follow a text at
// once (CommonMark 0.31.2, 5.2), so others stand behind an empty line.
func newList(items []pipeline.Block) string {
	var out strings.Builder
	var open []listLevel // of the item before, outermost first
	for i, b := range items {
		depth := min(max(b.Level, 1), len(open)+1)
		indent, before := "", listLevel{sign: "."}
		if depth > 1 {
			indent = open[depth-2].inside
		}
		begins := depth > len(open)
		if !begins {
			before = open[depth-1]
		}
		mark, sign := "- ", before.sign
		if b.Number > 0 {
			if before.number > 0 && b.Number != before.number+1 {
				sign, begins = otherSign(sign), true
			}
			begins = begins || before.number == 0
			mark = fmt.Sprintf("%d%s ", b.Number, sign)
		}
		if i > 0 {
			out.WriteByte('\n')
			if begins && b.Number > 1 {
				out.WriteByte('\n')
			}
		}
		out.WriteString(indent + mark + indentLines(writeInline(b), indent+strings.Repeat(" ", len(mark))))
		open = append(open[:depth-1], listLevel{inside: indent + strings.Repeat(" ", max(4, len(mark))), number: b.Number, sign: sign})
	}
	return out.String()
}

func otherSign(sign string) string {
	if sign == "." {
		return ")"
	}
	return "."
}
