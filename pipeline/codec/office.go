package codec

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/docx"
	"github.com/tovmach/tovmach/pipeline/codec/odt"
	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/zipped"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// readArchive reads a document of a word processor. It has no layout: an
// article that came so is written anew. The notices are about the file.
func readArchive(data []byte, o Options) (*reader, pipeline.Format, []Notice, error) {
	archive, err := zipped.Open(data)
	if err != nil {
		return nil, "", nil, err
	}
	var doc office.Document
	var format pipeline.Format
	switch {
	case odt.Is(archive):
		format = pipeline.ODT
		doc, err = odt.Read(archive)
	case docx.Is(archive):
		format = pipeline.DOCX
		doc, err = docx.Read(archive)
	default:
		return readZippedPage(archive, o)
	}
	if err != nil {
		return nil, "", nil, err
	}
	return readOffice(doc), format, nil, nil
}

// readOffice makes the blocks of a story of those of a document.
func readOffice(doc office.Document) *reader {
	r := &reader{}
	for _, kind := range []struct {
		kind  NoticeKind
		texts []string
	}{{Dropped, doc.Dropped}, {Kept, doc.Kept}, {Guessed, doc.Guessed}} {
		for _, text := range kind.texts {
			r.notice(kind.kind, text)
		}
	}
	r.countComments(doc.Blocks)
	blocks := captionsBehind(doc.Blocks)
	guessHeadline(r, blocks)
	w := &officeWriter{htmlWalker: htmlWalker{page: &page{reader: r}, typed: true}}
	for _, b := range blocks {
		w.block(b)
	}
	w.putNotes()
	w.headline()
	return r
}

// countComments tells that there are comments: nothing that is published shows
// them.
func (r *reader) countComments(blocks []office.Block) {
	comments := 0
	for _, b := range blocks {
		if b.Kind == pipeline.EdNote {
			comments++
		}
	}
	if comments > 0 {
		r.notice(Kept, fmt.Sprintf("Comments were kept as editor's notes, which are never published: %d.", comments))
	}
}

// An officeWriter makes blocks of the story, by the rules that HTML is read by
// too: credits, related stories. Nothing is left out as furniture: somebody
// typed it.
type officeWriter struct {
	htmlWalker
	notes      []pipeline.Block // of editors, until they cut no list, table or figure in two
	last       pipeline.BlockKind
	breakMarks []mark // on the last line break
	title      string // the headline, once it was read
}

func (w *officeWriter) block(b office.Block) {
	if b.Kind == pipeline.EdNote {
		w.notes = append(w.notes, pipeline.Block{Kind: b.Kind, Text: markup.Escape(office.Text(b.Runs))})
		return
	}
	if b.Kind != pipeline.Caption && (b.Kind != w.last || !isGrouped(b.Kind)) {
		w.putNotes()
	}
	w.last = b.Kind
	switch b.Kind {
	case pipeline.Rule:
		w.add(pipeline.Block{Kind: pipeline.Rule})
	case pipeline.Code:
		w.code(b)
	default:
		w.paragraph(b)
	}
}

// isGrouped reports whether blocks of that kind make one thing with those
// beside them.
func isGrouped(kind pipeline.BlockKind) bool {
	return kind == pipeline.Item || kind == pipeline.Cell || kind == pipeline.Quote || kind == pipeline.Code
}

func (w *officeWriter) putNotes() {
	for _, note := range w.notes {
		w.add(note)
	}
	w.notes = nil
}

// code reads lines of code; those that follow one another are one block.
func (w *officeWriter) code(b office.Block) {
	raw := strings.TrimRight(office.Text(b.Runs), "\n") + "\n"
	if last := len(w.blocks) - 1; last >= 0 && w.blocks[last].Kind == pipeline.Code {
		w.blocks[last].Raw += raw
		return
	}
	w.add(pipeline.Block{Kind: pipeline.Code, Raw: raw})
}

// captionsBehind puts pictures before the captions that stand over them: a
// caption follows its figure.
func captionsBehind(blocks []office.Block) []office.Block {
	blocks = slices.Clone(blocks)
	for i := 0; i+1 < len(blocks); i++ {
		caption, picture := blocks[i], blocks[i+1]
		over := caption.Kind == pipeline.Caption && !hasPicture(caption) && isPictureOnly(picture) &&
			(i == 0 || !hasPicture(blocks[i-1])) && (i+2 == len(blocks) || blocks[i+2].Kind != pipeline.Caption)
		if over {
			blocks[i], blocks[i+1] = picture, caption
			i++
		}
	}
	return blocks
}

func hasPicture(b office.Block) bool {
	return slices.ContainsFunc(b.Runs, func(run office.Run) bool { return run.Kind == office.Picture })
}

func isPictureOnly(b office.Block) bool {
	return hasPicture(b) && strings.TrimSpace(office.Text(b.Runs)) == ""
}
