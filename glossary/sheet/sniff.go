package sheet

import "strings"

// sniffLines is how many lines are looked at to find the separator.
const sniffLines = 50

// sniff finds the separator of a table and returns it with the text that is
// left to parse and the number of its first line: Excel's own first line
// "sep=;" names the separator and is no row.
func sniff(name, text string) (comma byte, line int, rest string) {
	first, after, _ := strings.Cut(text, "\n")
	if sep, ok := strings.CutPrefix(strings.TrimRight(first, "\r"), "sep="); ok && len(sep) == 1 {
		return sep[0], 2, after
	}
	if separator(name) == '\t' {
		return '\t', 1, text
	}
	best := 0
	comma = ','
	for _, sep := range []byte("\t;,") {
		if n := agreeing(text, sep); n > best {
			best, comma = n, sep
		}
	}
	return comma, 1, text
}

// agreeing counts the lines that have as many separators as the first one, 0
// when the first has none. Separators inside quotes do not count.
func agreeing(text string, sep byte) int {
	want, lines := 0, 0
	n, quoted := 0, false
	for i := 0; i < len(text) && lines < sniffLines; i++ {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == sep:
			n++
		case c == '\n':
			if want == 0 {
				want = n
			}
			if want == 0 {
				return 0
			}
			if n == want {
				lines++
			}
			n = 0
		}
	}
	if want == 0 && n > 0 || want > 0 && n == want {
		lines++
	}
	return lines
}
