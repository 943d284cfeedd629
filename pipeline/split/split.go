package split

import (
	"iter"
	"slices"

	"github.com/tovmach/tovmach/pipeline"
)

// A Splitter finds the sentences of one language. It is safe for concurrent
// use.
type Splitter struct {
	words words
	lang  pipeline.Lang
}

// New returns a splitter for lang. A language without a file of its own is
// split by its punctuation and the abbreviations in opts alone.
func New(lang pipeline.Lang, opts Options) *Splitter {
	ws := wordsOf(lang)
	for _, w := range opts.Opens {
		ws.set(opens, w)
	}
	for _, w := range opts.Closes {
		ws.set(closes, w)
	}
	return &Splitter{words: ws, lang: lang}
}

// All yields the spans of text's sentences in order: byte offsets of text that
// lie on rune boundaries. They tile the text; white space belongs to the
// sentence before it, and at the start to the first. No span is empty, and an
// empty text has none. A sentence ends at a stop or an empty line. It takes no
// memory for a sentence.
func (s *Splitter) All(text string) iter.Seq[pipeline.Span] {
	return func(yield func(pipeline.Span) bool) {
		c := cursor{text: text, words: s.words, lang: s.lang}
		for c.at < len(text) {
			if !yield(c.next()) {
				return
			}
		}
	}
}

// Sentences returns the spans of text's sentences, as a Splitter without
// options yields them.
func Sentences(text string, lang pipeline.Lang) []pipeline.Span {
	return slices.Collect(builtin(lang).All(text))
}
