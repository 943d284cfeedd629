package codec

import (
	"unicode"
	"unicode/utf8"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// plainlyMarked reports whether every sign of emphasis in a text stands where
// it can mean one thing only: between a space or sign and a letter, with no
// other mark beside it (CommonMark 6.2, left- and right-flanking runs). It
// spares most texts a second reading.
func plainlyMarked(b pipeline.Block) bool {
	open, before := 0, markup.Literal
	for token := range markup.Scan(b.Text) {
		if token.Kind != markup.Literal {
			if before != markup.Literal || token.N > len(b.Tags) {
				return false
			}
			left, _ := utf8.DecodeLastRuneInString(b.Text[:token.Span.Start])
			right, _ := utf8.DecodeRuneInString(b.Text[token.Span.End:])
			if isDelimited(b.Tags[token.N-1]) && !flanks(token.Kind, left, right) {
				return false
			}
			switch {
			case token.Kind == markup.Open && open == 0:
				open = token.N
			case token.Kind == markup.Close && open == token.N:
				open = 0
			case token.Kind != markup.Alone:
				return false
			}
		}
		before = token.Kind
	}
	return open == 0
}

// flanks reports whether a sign of emphasis between those characters opens, or
// closes, and nothing else. The edge of the text is utf8.RuneError.
func flanks(kind markup.Kind, left, right rune) bool {
	if kind == markup.Open {
		return isWord(right) && !isWord(left)
	}
	return isWord(left) && !isWord(right) || unicode.IsPunct(left) && (right == utf8.RuneError || unicode.IsSpace(right))
}
