package codec

import (
	"fmt"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// writeNewText writes plain text from the blocks alone: what stands in the
// front matter of Markdown first, then the parts, with empty lines between.
func writeNewText(a pipeline.Article) []byte {
	var out strings.Builder
	for _, part := range Parts(a.Blocks) {
		text := textPart(part, a.Lang)
		if text == "" {
			continue
		}
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(text + "\n")
	}
	return []byte(out.String())
}

func textPart(part []pipeline.Block, lang pipeline.Lang) string {
	first := part[0]
	switch first.Kind {
	case pipeline.EdNote:
		return ""
	case pipeline.Item:
		return textList(part)
	case pipeline.Cell:
		return textTable(Rows(part))
	case pipeline.Code:
		return strings.TrimRight(first.Raw, "\n")
	case pipeline.Rule:
		return "* * *"
	case pipeline.Embed:
		return first.URL
	}
	var lines []string
	for _, b := range part {
		if text := PlainText(b); text != "" {
			lines = append(lines, labelled(b.Kind, lang, text))
		}
	}
	if first.Kind == pipeline.Quote {
		return strings.Join(lines, "\n\n")
	}
	return strings.Join(lines, "\n")
}

func textList(items []pipeline.Block) string {
	var lines []string
	for _, b := range items {
		mark := "- "
		if b.Number > 0 {
			mark = fmt.Sprintf("%d. ", b.Number)
		}
		lines = append(lines, strings.Repeat("  ", max(b.Level-1, 0))+mark+strings.ReplaceAll(PlainText(b), "\n", " "))
	}
	return strings.Join(lines, "\n")
}

func textTable(rows [][]pipeline.Block) string {
	var lines []string
	for _, row := range rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, strings.ReplaceAll(PlainText(cell), "\n", " "))
		}
		lines = append(lines, strings.TrimRight(strings.Join(cells, "\t"), "\t"))
	}
	return strings.Join(lines, "\n")
}
