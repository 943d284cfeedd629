package codec

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// writeNewMarkdown writes a document from the blocks alone.
func writeNewMarkdown(a pipeline.Article) []byte {
	var out strings.Builder
	writeFront(&out, a)
	var blocks []pipeline.Block
	for _, b := range a.Blocks {
		if isFront(b.Kind) || b.Kind == pipeline.EdNote {
			continue
		}
		b.Tags = markdownTags(b.Tags, a.Format)
		blocks = append(blocks, b)
	}
	for _, part := range Parts(blocks) {
		if text := newPart(part, a.Lang); text != "" {
			out.WriteString("\n" + text + "\n")
		}
	}
	return []byte(out.String())
}

func writeFront(out *strings.Builder, a pipeline.Article) {
	out.WriteString("---\n")
	written := make(map[string]bool)
	entry := func(key, value string) {
		if !written[key] && value != "" {
			fmt.Fprintf(out, "%s: %s\n", key, quoteYAML(value, ""))
			written[key] = true
		}
	}
	for _, b := range a.Blocks {
		if key := frontKey(b.Kind); key != "" {
			entry(key, strings.ReplaceAll(PlainText(b), "\n", " "))
		}
	}
	for _, m := range a.Meta {
		if m.Key != "" && strings.Trim(m.Key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == "" {
			entry(m.Key, m.Value)
		}
	}
	entry("lang", string(a.Lang))
	out.WriteString("---\n")
}

func frontKey(kind pipeline.BlockKind) string {
	switch kind {
	case pipeline.Headline:
		return "title"
	case pipeline.Standfirst, pipeline.Byline, pipeline.Dateline:
		return string(kind)
	}
	return ""
}

func isFront(kind pipeline.BlockKind) bool { return frontKey(kind) != "" }

// markdownTags are the tags of a format with the signs of Markdown. Those that
// came from Markdown have them, except what rests on its document: links to
// addresses elsewhere, line breaks inside quotes.
func markdownTags(tags []pipeline.Tag, format pipeline.Format) []pipeline.Tag {
	tags = slices.Clone(tags)
	for i := range tags {
		tag := &tags[i]
		resting := tag.Kind == pipeline.Link || tag.Kind == pipeline.Image || tag.Kind == pipeline.Break
		if format == pipeline.Markdown && !resting {
			continue
		}
		switch tag.Kind {
		case pipeline.Bold:
			tag.Open, tag.Close = "**", "**"
		case pipeline.Italic:
			tag.Open, tag.Close = "*", "*"
		case pipeline.Struck:
			tag.Open, tag.Close = "~~", "~~"
		case pipeline.Superscript:
			tag.Open, tag.Close = "<sup>", "</sup>"
		case pipeline.Subscript:
			tag.Open, tag.Close = "<sub>", "</sub>"
		case pipeline.Link:
			tag.Open, tag.Close = "[", "]("+address(tag.URL)+")"
		case pipeline.Image:
			tag.Open = "![" + escapeText(tag.Text) + "](" + address(tag.URL) + ")"
		case pipeline.CodeSpan:
			tag.Open = codeSpan(tag.Text)
		case pipeline.Break:
			tag.Open = "\\\n"
		default:
			tag.Open, tag.Close = escapeText(tag.Text), ""
			if noteMark(tag.Text) == tag.Text {
				tag.Open = tag.Text
			}
		}
	}
	return tags
}

// address writes a URL where Markdown wants one.
func address(url string) string {
	if url != "" && !strings.ContainsAny(url, " \t\r\n<>()\\&*_`") {
		return url
	}
	return "<" + strings.NewReplacer("\n", "%0A", "\r", "%0D", "<", "%3C", ">", "%3E", `\`, "%5C", "&", "&amp;").Replace(url) + ">"
}

func codeSpan(text string) string {
	ticks := strings.Repeat("`", longestRun(text, '`')+1)
	text = strings.NewReplacer("\r\n", " ", "\n", " ").Replace(text)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") || strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") && strings.TrimSpace(text) != "" {
		text = " " + text + " "
	}
	return ticks + text + ticks
}

func longestRun(text string, of rune) int {
	longest, run := 0, 0
	for _, c := range text {
		if c != of {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

func escapeText(plain string) string {
	return writeMarks(pipeline.Block{Kind: pipeline.AltText, Text: markup.Escape(plain)}, nil)
}
