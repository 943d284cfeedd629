package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tovmach/tovmach/pipeline"
)

// Trim finds the part of a segment's text that a translator is given. White
// space at the edges stays outside, and so do
//
//   - a pair around the whole of it: {1}Sentence.{/1} gives Sentence.
//   - a half whose other half stands in another segment: {1}Sentence. gives
//     Sentence.
//   - a tag that stands alone and touches the text without a space: a line
//     break, a note mark. Set off by a space it is a word of the sentence, as
//     inline code is, and stays.
//
// A pair around some words at an edge stays: {1}Sumy{/1} is quiet. A text
// without any words has an empty part.
func Trim(marked string) pipeline.Span {
	if !strings.Contains(marked, "{") {
		return trimSpace(marked)
	}
	e := edges{text: marked, times: make(map[tag]int)}
	for token := range Scan(marked) {
		e.tokens = append(e.tokens, token)
		e.times[tag{token.Kind, token.N}]++
	}
	if strings.TrimFunc(Plain(marked), unicode.IsSpace) == "" {
		return pipeline.Span{}
	}
	for e.trimSpace() || e.peelBoth() || e.peelLeft() || e.peelRight() {
	}
	return pipeline.Span{Start: e.first().Span.Start, End: e.last().Span.End}
}

// trimSpace is Trim of a text without tags.
func trimSpace(text string) pipeline.Span {
	end := len(strings.TrimRightFunc(text, unicode.IsSpace))
	if end == 0 {
		return pipeline.Span{}
	}
	return pipeline.Span{Start: len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace)), End: end}
}

// edges are the tokens of a text that have not been peeled off. There is
// always a literal with words among them, so there are never none.
type edges struct {
	text   string
	tokens []Token
	times  map[tag]int // how often each tag stands among them
}

func (e *edges) first() Token { return e.tokens[0] }
func (e *edges) last() Token  { return e.tokens[len(e.tokens)-1] }

func (e *edges) dropFirst() bool {
	e.times[tag{e.first().Kind, e.first().N}]--
	e.tokens = e.tokens[1:]
	return true
}

func (e *edges) dropLast() bool {
	e.times[tag{e.last().Kind, e.last().N}]--
	e.tokens = e.tokens[:len(e.tokens)-1]
	return true
}

func (e *edges) trimSpace() bool {
	changed := false
	if first := &e.tokens[0]; first.Kind == Literal {
		literal := e.text[first.Span.Start:first.Span.End]
		if cut := len(literal) - len(strings.TrimLeftFunc(literal, unicode.IsSpace)); cut > 0 {
			first.Span.Start += cut
			changed = true
		}
		if first.Span.Start == first.Span.End {
			return e.dropFirst()
		}
	}
	if last := &e.tokens[len(e.tokens)-1]; last.Kind == Literal {
		literal := e.text[last.Span.Start:last.Span.End]
		if cut := len(literal) - len(strings.TrimRightFunc(literal, unicode.IsSpace)); cut > 0 {
			last.Span.End -= cut
			changed = true
		}
		if last.Span.Start == last.Span.End {
			return e.dropLast()
		}
	}
	return changed
}

func (e *edges) peelBoth() bool {
	first, last := e.first(), e.last()
	if first.Kind == Open && last.Kind == Close && first.N == last.N && e.times[tag{Close, first.N}] == 1 {
		return e.dropFirst() && e.dropLast()
	}
	return false
}

func (e *edges) peelLeft() bool {
	switch first := e.first(); first.Kind {
	case Open:
		return e.times[tag{Close, first.N}] == 0 && e.dropFirst()
	case Close:
		return e.dropFirst()
	case Alone:
		for _, token := range e.tokens {
			if token.Kind == Literal {
				r, _ := utf8.DecodeRuneInString(e.text[token.Span.Start:])
				return !unicode.IsSpace(r) && e.dropFirst()
			}
		}
	}
	return false
}

func (e *edges) peelRight() bool {
	switch last := e.last(); last.Kind {
	case Close:
		return e.times[tag{Open, last.N}] == 0 && e.dropLast()
	case Open:
		return e.dropLast()
	case Alone:
		for k := len(e.tokens) - 1; k >= 0; k-- {
			if token := e.tokens[k]; token.Kind == Literal {
				r, _ := utf8.DecodeLastRuneInString(e.text[:token.Span.End])
				return !unicode.IsSpace(r) && e.dropLast()
			}
		}
	}
	return false
}
