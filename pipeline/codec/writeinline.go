package codec

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/text"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// writeInline writes the text of a block with its marks as they stood in the
// source. Stars mean nothing in some places, as in **«Вісті»**у; where a reader
// would not find the marks again, they are written as HTML.
func writeInline(b pipeline.Block) string {
	b.Text = wholePairs(b.Text, len(b.Tags))
	written := writeMarks(b, b.Tags)
	if !slices.ContainsFunc(b.Tags, isDelimited) || plainlyMarked(b) || findsMarks(b) {
		return written
	}
	tags := slices.Clone(b.Tags)
	for i, tag := range tags {
		if isDelimited(tag) {
			tags[i] = asHTML(tag)
		}
	}
	return writeMarks(b, tags)
}

// isDelimited reports whether a tag is written with signs whose meaning depends
// on what stands around them.
func isDelimited(tag pipeline.Tag) bool {
	return tag.Close != "" && strings.Trim(tag.Open, "*_~") == ""
}

func asHTML(tag pipeline.Tag) pipeline.Tag {
	name := map[pipeline.TagKind]string{pipeline.Bold: "strong", pipeline.Italic: "em", pipeline.Struck: "del"}[tag.Kind]
	if name != "" {
		tag.Open, tag.Close = "<"+name+">", "</"+name+">"
	}
	return tag
}

// findsMarks reports whether the marks of a block are read again as they are
// written. What needs the rest of the document stands in for itself: an
// address for the label of a link, a plain line break for one in a quote.
func findsMarks(b pipeline.Block) bool {
	tags := slices.Clone(b.Tags)
	for i, tag := range tags {
		switch tag.Kind {
		case pipeline.Link:
			tags[i].Open, tags[i].Close = "[", "](x)"
		case pipeline.Break:
			tags[i].Open = "\\\n"
		case pipeline.Image, pipeline.CodeSpan, pipeline.Opaque:
			tags[i].Open = "`x`"
		}
	}
	written := "x " + writeMarks(b, tags) + " x"
	tree := markdownParser().Parse(text.NewReader([]byte(written)))
	paragraph := tree.FirstChild()
	if paragraph == nil || paragraph.NextSibling() != nil || !isParagraph(paragraph) {
		return false
	}
	read := readInline(written, paragraph, paragraph.Lines())
	want, numbers := markup.Renumber("x " + b.Text + " x")
	if got := read.out.String(); read.failed || got != want || len(numbers) != len(read.tags) {
		return false
	}
	for i, n := range numbers {
		if n > len(b.Tags) || tags[n-1].Open != read.tags[i].Open {
			return false
		}
	}
	return true
}

// writeMarks writes the text of a block with those tags.
func writeMarks(b pipeline.Block, tags []pipeline.Tag) string {
	e := escaper{kind: b.Kind, line: !insideLine(b.Kind)}
	var tokens []markup.Token
	for token := range markup.Scan(b.Text) {
		tokens = append(tokens, token)
	}
	for i, token := range tokens {
		if token.Kind == markup.Literal {
			following := ""
			if i+1 < len(tokens) {
				following = sign(tags, tokens[i+1])
			}
			e.text(markup.Plain(b.Text[token.Span.Start:token.Span.End]), following)
			continue
		}
		if mark := sign(tags, token); mark != "" {
			e.out.WriteString(mark)
			e.line = strings.Contains(mark, "\n")
		}
	}
	return e.out.String()
}

// wholePairs leaves out the halves of pairs that do not open once and close
// once behind that, and tags that there are none of.
func wholePairs(marked string, tags int) string {
	opened, closed, whole := make(map[int]int), make(map[int]int), make(map[int]bool)
	for token := range markup.Scan(marked) {
		switch token.Kind {
		case markup.Open:
			opened[token.N]++
		case markup.Close:
			closed[token.N]++
			whole[token.N] = opened[token.N] == 1
		}
	}
	var out strings.Builder
	for token := range markup.Scan(marked) {
		pair := token.Kind == markup.Open || token.Kind == markup.Close
		broken := pair && !(whole[token.N] && opened[token.N] == 1 && closed[token.N] == 1)
		if !broken && token.N <= tags {
			out.WriteString(marked[token.Span.Start:token.Span.End])
		}
	}
	return out.String()
}

// sign is the Markdown of a tag; nothing for a tag that the block does not
// have.
func sign(tags []pipeline.Tag, token markup.Token) string {
	if token.N < 1 || token.N > len(tags) {
		return ""
	}
	if token.Kind == markup.Close {
		return tags[token.N-1].Close
	}
	return tags[token.N-1].Open
}

// insideLine reports whether something always stands before such texts on
// their line, so that they cannot begin a block.
func insideLine(kind pipeline.BlockKind) bool {
	switch kind {
	case pipeline.AltText, pipeline.Caption, pipeline.Credit, pipeline.ReadAlso:
		return true
	}
	return false
}
