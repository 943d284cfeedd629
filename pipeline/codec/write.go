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

// WriteText writes an article as plain text, in the layout of a source that
// came as plain text. Links lose their addresses and marks their signs.
func WriteText(source, target pipeline.Article) []byte {
	if source.Format == pipeline.Text && len(source.Layout) > 0 {
		return fill(source, target, writeTextHole)
	}
	return writeNewText(target)
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
		case piece.Quoting == pipeline.QuotingLang && target.Lang != source.Lang:
			out.WriteString(string(target.Lang))
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
	relabelled := Label(source.Kind, from) != Label(source.Kind, to)
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
	b.Text = strings.TrimSpace(b.Text)
	if quoting == pipeline.QuotingFront {
		return quoteYAML(PlainText(b), stood)
	}
	return labelled(b.Kind, lang, writeInline(b))
}

// writeTextHole is the holeWriter of plain text.
func writeTextHole(b pipeline.Block, _ pipeline.Quoting, lang pipeline.Lang, _ string) string {
	return labelled(b.Kind, lang, PlainText(b))
}

func labelled(kind pipeline.BlockKind, lang pipeline.Lang, text string) string {
	if label := Label(kind, lang); label != "" {
		return label + " " + text
	}
	return text
}

// PlainText is the text of a block without marks: inline code and the like
// show their text, line breaks are newlines.
func PlainText(b pipeline.Block) string {
	var out strings.Builder
	for token := range markup.Scan(b.Text) {
		switch token.Kind {
		case markup.Literal:
			out.WriteString(markup.Plain(b.Text[token.Span.Start:token.Span.End]))
		case markup.Alone:
			if token.N > len(b.Tags) {
				continue
			}
			if tag := b.Tags[token.N-1]; tag.Kind == pipeline.Break {
				out.WriteByte('\n')
			} else {
				out.WriteString(tag.Text)
			}
		}
	}
	return out.String()
}
