package split

import (
	"strings"
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
)

// Paragraphs returns the spans of text's paragraphs: its lines that are not
// blank, without the white space around them.
func Paragraphs(text string) []pipeline.Span {
	var spans []pipeline.Span
	at := 0
	for line := range strings.Lines(text) {
		body := strings.TrimLeftFunc(line, unicode.IsSpace)
		start := at + len(line) - len(body)
		body = strings.TrimRightFunc(body, unicode.IsSpace)
		if body != "" {
			spans = append(spans, pipeline.Span{Start: start, End: start + len(body)})
		}
		at += len(line)
	}
	return spans
}
