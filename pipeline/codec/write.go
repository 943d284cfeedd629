package codec

import (
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// WriteMarkdown writes an article as Markdown. Target has the blocks of source
// with other texts, and may have another language; an article as it was read
// is source and target at once. When the source came as Markdown, everything
// that is not text stays as it is there, down to the byte; otherwise the
// document is written anew, with front matter.
func WriteMarkdown(source, target pipeline.Article) []byte {
	if source.Format == pipeline.Markdown && len(source.Layout) > 0 {
		return fill(source, target, writeHole)
	}
	return writeNewMarkdown(target)
}

// A holeWriter writes the text of a block into the document. Stood is what
// stood there before; its manner of quoting is kept.
type holeWriter func(b pipeline.Block, quoting pipeline.Quoting, lang pipeline.Lang, stood string) string

// fill writes the layout of the source with the texts of the target.
func fill(source, target pipeline.Article, write holeWriter) []byte {
	before, after := byID(source), byID(target)
	var out strings.Builder
	for _, piece := range source.Layout {
		switch {
		case piece.Quoting == pipeline.QuotingLang:
			if target.Lang == source.Lang {
				out.WriteString(piece.Literal)
			} else {
				out.WriteString(string(target.Lang))
			}
		case piece.Block == "":
			out.WriteString(piece.Literal)
		default:
			out.WriteString(fillHole(piece, before[piece.Block], after[piece.Block], source.Lang, target.Lang, write))
		}
	}
	return []byte(out.String())
}

func fillHole(piece pipeline.Piece, source, target pipeline.Block, from, to pipeline.Lang, write holeWriter) string {
	stood := piece.Literal
	if stood == "" {
		stood = write(source, piece.Quoting, from, "")
	}
	relabelled := labelOf(source.Kind, from) != labelOf(source.Kind, to)
	if target.ID == "" || target.Text == source.Text && !relabelled {
		return stood
	}
	return write(target, piece.Quoting, to, stood)
}

func byID(a pipeline.Article) map[pipeline.BlockID]pipeline.Block {
	blocks := make(map[pipeline.BlockID]pipeline.Block, len(a.Blocks))
	for _, b := range a.Blocks {
		blocks[b.ID] = b
	}
	return blocks
}

// writeHole is the holeWriter of Markdown.
func writeHole(b pipeline.Block, quoting pipeline.Quoting, lang pipeline.Lang, stood string) string {
	if quoting == pipeline.QuotingFront {
		return quoteYAML(markup.Plain(b.Text), stood)
	}
	text := writeInline(b)
	if label := labelOf(b.Kind, lang); label != "" {
		return label + " " + text
	}
	return text
}

// writeInline writes the text of a block with its marks as they stood in the
// source.
func writeInline(b pipeline.Block) string {
	e := escaper{kind: b.Kind, line: !insideLine(b.Kind)}
	var tokens []markup.Token
	for token := range markup.Scan(b.Text) {
		tokens = append(tokens, token)
	}
	for i, token := range tokens {
		if token.Kind == markup.Literal {
			following := ""
			if i+1 < len(tokens) {
				following = sign(b, tokens[i+1])
			}
			e.text(markup.Plain(b.Text[token.Span.Start:token.Span.End]), following)
			continue
		}
		if mark := sign(b, token); mark != "" {
			e.out.WriteString(mark)
			e.line = strings.Contains(mark, "\n")
		}
	}
	return e.out.String()
}

// sign is the Markdown of a tag; nothing for a tag that the block does not
// have.
func sign(b pipeline.Block, token markup.Token) string {
	if token.N < 1 || token.N > len(b.Tags) {
		return ""
	}
	if token.Kind == markup.Close {
		return b.Tags[token.N-1].Close
	}
	return b.Tags[token.N-1].Open
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
