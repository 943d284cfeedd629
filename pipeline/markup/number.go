package markup

import (
	"slices"
	"strings"
)

// Renumber numbers the tags from 1 in the order of their first appearance.
// The table gives for each new number, less one, the number it had.
func Renumber(marked string) (string, []int) {
	var numbers []int
	text := rewrite(marked, func(n int) int {
		if i := slices.Index(numbers, n); i >= 0 {
			return i + 1
		}
		numbers = append(numbers, n)
		return len(numbers)
	})
	return text, numbers
}

// Restore gives the tags the numbers in the table of Renumber. A tag whose
// number the table does not have is left out and its text kept; Compare finds
// such tags.
func Restore(marked string, numbers []int) string {
	return rewrite(marked, func(n int) int {
		if n > len(numbers) {
			return 0
		}
		return numbers[n-1]
	})
}

// rewrite writes a text with other tag numbers; 0 leaves a tag out.
func rewrite(marked string, number func(n int) int) string {
	if !strings.Contains(marked, "{") {
		return marked
	}
	var out strings.Builder
	for token := range Scan(marked) {
		if token.Kind == Literal {
			out.WriteString(marked[token.Span.Start:token.Span.End])
		} else if n := number(token.N); n > 0 {
			out.WriteString(Tag(token.Kind, n))
		}
	}
	return out.String()
}
