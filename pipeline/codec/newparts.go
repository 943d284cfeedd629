package codec

import (
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// newPart writes blocks that belong together as Markdown.
func newPart(part []pipeline.Block, lang pipeline.Lang) string {
	first := part[0]
	switch first.Kind {
	case pipeline.Figure:
		return newFigure(first, part[1:], lang)
	case pipeline.Item:
		return newList(part)
	case pipeline.Quote:
		return newQuote(part)
	case pipeline.Cell:
		return newTable(Rows(part))
	case pipeline.Heading:
		return strings.Repeat("#", min(max(first.Level, 1), 6)) + " " + oneLine(writeInline(first))
	case pipeline.Caption, pipeline.Credit:
		return "*" + labelled(first.Kind, lang, oneLine(writeInline(first))) + "*"
	case pipeline.Code:
		fence := strings.Repeat("`", max(3, longestRun(first.Raw, '`')+1))
		return fence + "\n" + strings.TrimRight(first.Raw, "\n") + "\n" + fence
	case pipeline.Rule:
		return "---"
	case pipeline.Embed:
		return newEmbed(first)
	}
	return labelled(first.Kind, lang, writeInline(first))
}

func newFigure(figure pipeline.Block, texts []pipeline.Block, lang pipeline.Lang) string {
	alt, line := "", ""
	for _, b := range texts {
		text := labelled(b.Kind, lang, oneLine(writeInline(b)))
		if b.Kind == pipeline.AltText {
			alt = text
			continue
		}
		line = strings.TrimSpace(line + " " + text)
	}
	picture := "![" + alt + "](" + address(figure.URL) + ")"
	if line != "" {
		picture += "\n*" + line + "*"
	}
	return picture
}

func newQuote(paragraphs []pipeline.Block) string {
	var texts []string
	for _, b := range paragraphs {
		texts = append(texts, "> "+indentLines(writeInline(b), "> "))
	}
	return strings.Join(texts, "\n>\n")
}

func newTable(rows [][]pipeline.Block) string {
	var lines []string
	for i, row := range rows {
		line := "|"
		for _, cell := range row {
			line += " " + oneLine(writeInline(cell)) + " |"
		}
		lines = append(lines, line)
		if i == 0 {
			lines = append(lines, "|"+strings.Repeat(" --- |", len(row)))
		}
	}
	return strings.Join(lines, "\n")
}

// newEmbed writes HTML as it came, without empty lines, which would end it, and
// shortcodes byte for byte; where Markdown would take it for neither, its
// address stands for it.
func newEmbed(b pipeline.Block) string {
	raw := strings.TrimSpace(b.Raw)
	for _, start := range []string{"<!--", "<script", "<pre", "<style", "<textarea"} { // these may hold empty lines
		if strings.HasPrefix(strings.ToLower(raw), start) {
			return raw
		}
	}
	if strings.HasPrefix(raw, "<") && strings.HasSuffix(raw, ">") {
		var lines []string
		for line := range strings.Lines(raw) {
			if line = strings.TrimRight(line, blanks); line != "" {
				lines = append(lines, line)
			}
		}
		return strings.Join(lines, "\n")
	}
	if isShortcode(raw) {
		return raw
	}
	if b.URL != "" {
		return "<" + strings.Trim(address(b.URL), "<>") + ">"
	}
	if strings.HasPrefix(raw, "[") { // a shortcode that would be a link
		return escapeText(raw)
	}
	return ""
}

// isShortcode reports whether an embed is a shortcode that Markdown takes for
// plain text: no link, no definition of one.
func isShortcode(raw string) bool {
	return strings.HasPrefix(raw, "[") && strings.HasSuffix(raw, "]") && !strings.Contains(raw, "](") && !strings.Contains(raw, "]:")
}

func indentLines(text, indent string) string { return strings.ReplaceAll(text, "\n", "\n"+indent) }

func oneLine(text string) string {
	return strings.NewReplacer("\\\n", " ", "\n", " ").Replace(text)
}
