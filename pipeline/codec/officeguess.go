package codec

import (
	"slices"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// guessHeadline makes a headline of the first paragraph of a document that
// names none, when it is short and looks like one: all bold, in the middle, or
// larger than the text.
func guessHeadline(r *reader, blocks []office.Block) {
	named := func(b office.Block) bool {
		return b.Kind == pipeline.Headline || b.Kind == pipeline.Heading && b.Level == 1
	}
	hasWords := func(b office.Block) bool { return b.Kind != pipeline.EdNote && hasLetters(office.Text(b.Runs)) }
	first := slices.IndexFunc(blocks, hasWords)
	if first < 0 || slices.ContainsFunc(blocks, named) || !slices.ContainsFunc(blocks[first+1:], hasWords) {
		return
	}
	b := &blocks[first]
	text := strings.TrimSpace(office.Text(b.Runs))
	if b.Kind != pipeline.Paragraph || hasPicture(*b) || strings.Contains(text, "\n") || !looksLikeHeadline(pipeline.Block{Kind: b.Kind, Text: markup.Escape(text)}) {
		return
	}
	if everywhere(b.Runs)&office.Bold == 0 && !b.Look.Centred && b.Look.Size <= bodySize(blocks[first+1:]) {
		return
	}
	b.Kind = pipeline.Headline
	r.notice(Guessed, "The first paragraph was taken for the headline, because of how it looks: "+excerpt(text))
}

// bodySize is the size of most letters.
func bodySize(blocks []office.Block) float64 {
	letters := map[float64]int{}
	size, most := 0.0, 0
	for _, b := range blocks {
		if b.Kind != pipeline.Paragraph {
			continue
		}
		letters[b.Look.Size] += len(office.Text(b.Runs))
		if letters[b.Look.Size] > most {
			size, most = b.Look.Size, letters[b.Look.Size]
		}
	}
	return size
}
