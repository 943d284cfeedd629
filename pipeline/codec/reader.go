package codec

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/tovmach/tovmach/pipeline"
)

// A reader collects what was found in a document: the blocks, and where in the
// document each of them stands.
type reader struct {
	doc       string // all of the document, decoded
	lang      pipeline.Lang
	blocks    []pipeline.Block
	meta      []pipeline.Meta
	holes     []hole
	notices   []Notice
	invisible int // characters removed from texts
	size      int // bytes of the texts
}

// A hole is a place of the document where the text of a block stands.
type hole struct {
	start, end int // bytes of the document
	block      int // index into blocks; -1 for the language
	quoting    pipeline.Quoting
}

func (r *reader) notice(kind NoticeKind, text string) {
	r.notices = append(r.notices, Notice{Kind: kind, Text: text})
}

// add appends a block and returns its index.
func (r *reader) add(b pipeline.Block) int {
	b.Text = r.clean(b.Text)
	r.size += len(b.Text)
	r.blocks = append(r.blocks, b)
	return len(r.blocks) - 1
}

// place says that the text of a block stands between two offsets.
func (r *reader) place(block, start, end int) {
	r.holes = append(r.holes, hole{start: start, end: end, block: block})
}

// clean brings a text to NFC and takes out what nobody sees: soft hyphens,
// zero-width spaces, joiners that join nothing, byte order marks, control
// characters of ISO 6429.
func (r *reader) clean(text string) string {
	var before rune
	clean := strings.Map(func(c rune) rune {
		switch {
		case c == '\u0085' || c == '\u2028' || c == '\u2029': // ends of lines
			return ' '
		case c == '\u00AD' || c == '\u200B' || c == '\u2060' || c == '\uFEFF' || 0x80 <= c && c < 0xA0,
			isASCIIControl(c), // that somebody wrote as &#1;
			(c == '\u200C' || c == '\u200D') && !joins(before):
			r.invisible++
			return -1
		}
		before = c
		return c
	}, text)
	return norm.NFC.String(clean)
}

// article is what was read, with ids and the layout.
func (r *reader) article() pipeline.Article {
	if r.invisible > 0 {
		r.notice(Repaired, fmt.Sprintf("Soft hyphens, zero-width spaces and the like were taken out of the text: %d.", r.invisible))
	}
	setIDs(r.blocks)
	return pipeline.Article{Lang: r.lang, Blocks: r.blocks, Meta: r.meta, Layout: r.layout()}
}

// overlap sorts the holes and reports whether two stand in the same place.
func (r *reader) overlap() bool {
	slices.SortStableFunc(r.holes, func(a, b hole) int { return a.start - b.start })
	at := 0
	for _, h := range r.holes {
		if h.start < at || h.end < h.start {
			return true
		}
		at = h.end
	}
	return false
}

// layout cuts the document into literal text and holes, which must not overlap. A hole keeps the bytes
// that stand there where the writer would write others.
func (r *reader) layout() []pipeline.Piece {
	var pieces []pipeline.Piece
	at := 0
	for _, h := range r.holes {
		if at < h.start {
			pieces = append(pieces, pipeline.Piece{Literal: r.doc[at:h.start]})
		}
		piece := pipeline.Piece{Literal: r.doc[h.start:h.end], Quoting: h.quoting}
		if h.block >= 0 {
			b := r.blocks[h.block]
			piece.Block = b.ID
			if writeHole(b, h.quoting, r.lang, "") == piece.Literal {
				piece.Literal = ""
			}
		}
		pieces = append(pieces, piece)
		at = h.end
	}
	if at < len(r.doc) {
		pieces = append(pieces, pipeline.Piece{Literal: r.doc[at:]})
	}
	return pieces
}

func hasLetters(text string) bool {
	return strings.ContainsFunc(text, unicode.IsLetter)
}
