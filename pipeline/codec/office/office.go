// Package office is what a word processor's document says, whichever file it
// came in: paragraphs and what else stands in a row, with the marks on their
// words. The readers of pipeline/codec/docx and pipeline/codec/odt make it, and
// pipeline/codec makes an article of it.
package office

import (
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// A Document is the body of a document, without headers and footers.
type Document struct {
	Blocks []Block
	// What was left out, kept without being offered for translation, or
	// guessed: sentences for people.
	Dropped, Kept, Guessed []string
}

// PageHeads says that words above and below the text of pages were not read.
const PageHeads = "Headers and footers of the pages were left out."

// A Block is a paragraph, or something else that stands in the row of them.
type Block struct {
	// Kind is what the paragraph's style or its place says it is; Paragraph
	// where they say nothing. Figures are runs of paragraphs, except those that
	// stand for themselves.
	Kind pipeline.BlockKind
	// Level and Number are those of pipeline.Block.
	Level, Number int
	Runs          []Run
	Look          Look
}

// A Look is how a paragraph looks, for guesses at what it is.
type Look struct {
	Centred bool
	Size    float64 // of its letters, in points; 0 when nothing says
}

// A Run is a stretch of a paragraph under the same marks.
type Run struct {
	Kind  RunKind
	Text  string // words, alt text of a picture, mark of a note
	Marks Marks
	URL   string // of the link the run stands in
	// Source is where a picture comes from; empty when it has no file.
	Source string
	// Floats reports that a picture stands beside the words, not among them.
	Floats bool
}

// RunKind says what a run is.
type RunKind int

// The kinds of runs.
const (
	Words   RunKind = iota
	Break           // of a line
	Picture         // among the words
	Note            // the mark of a footnote, [^1] at its place and [^1]: before its text
)

// Marks are the marks on a run.
type Marks uint8

// The marks. Code is text in the letters of a typewriter.
const (
	Bold Marks = 1 << iota
	Italic
	Struck
	Superscript
	Subscript
	Code
)

// Text is the plain text of runs; line breaks are newlines.
func Text(runs []Run) string {
	var text strings.Builder
	for _, run := range runs {
		switch run.Kind {
		case Words:
			text.WriteString(run.Text)
		case Break:
			text.WriteByte('\n')
		}
	}
	return text.String()
}

// Join makes one row of runs of several paragraphs, a line each: what a cell or
// a note holds. Notes of editors and the like are not part of it.
func Join(blocks []Block) (joined []Run, others []Block) {
	for _, b := range blocks {
		if b.Kind == pipeline.EdNote || b.Kind == pipeline.Rule {
			others = append(others, b)
			continue
		}
		if len(b.Runs) == 0 {
			continue
		}
		if len(joined) > 0 {
			joined = append(joined, Run{Kind: Break})
		}
		joined = append(joined, b.Runs...)
	}
	return joined, others
}

// EdNote is the block of an editor's note, or none when it says nothing.
func EdNote(author, text string) []Block {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return nil
	}
	if author = strings.TrimSpace(author); author != "" {
		text = author + ": " + text
	}
	return []Block{{Kind: pipeline.EdNote, Runs: []Run{{Text: text}}}}
}
