package codec

import (
	"cmp"
	"fmt"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/langid"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// unseen tells of what stays in the text and cannot be seen there: letters of
// another alphabet that look alike, and marks of direction.
func unseen(a pipeline.Article) []Notice {
	var notices []Notice
	alike, directions, example := 0, 0, ""
	for _, b := range a.Blocks {
		plain := markup.Plain(b.Text)
		count, first := langid.MixedWords(plain)
		alike, example = alike+count, cmp.Or(example, first)
		for _, c := range plain {
			if isDirection(c) {
				directions++
			}
		}
	}
	if alike > 0 {
		notices = append(notices, Notice{Kind: Kept, Text: fmt.Sprintf("Words with Latin letters among Cyrillic ones that look the same were kept as they are: %d, the first is «%s».", alike, example)})
	}
	if directions > 0 {
		notices = append(notices, Notice{Kind: Kept, Text: fmt.Sprintf("Marks of the direction of writing, which nobody sees, were kept: %d.", directions)})
	}
	return notices
}
