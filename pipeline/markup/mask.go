package markup

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// The characters that stand for tags in a masked text. A splitter keeps a
// MaskClose with what comes before it and a MaskOpen with what comes after it.
const (
	MaskOpen  = '\uE000'
	MaskClose = '\uE001'
	MaskAlone = '\uE002'
)

// A Masked is a text in which every tag is one private-use character and every
// {{ is {, so that rules for plain text can run on it.
type Masked struct {
	Text  string
	turns []turn
}

// A turn is a place from which on the offsets of both texts run in step.
type turn struct{ masked, marked int }

// Mask hides the tags of a text. Private-use characters that stand in the text
// itself become U+FFFD in the masked text, so that they are not taken for tags.
func Mask(marked string) Masked {
	var text strings.Builder
	m := Masked{turns: []turn{{0, 0}}}
	for token := range Scan(marked) {
		if token.Kind != Literal {
			text.WriteRune(maskOf(token.Kind))
			m.turns = append(m.turns, turn{text.Len(), token.Span.End})
			continue
		}
		rest, at := marked[token.Span.Start:token.Span.End], token.Span.Start
		for {
			before, after, found := strings.Cut(rest, "{{")
			writeMasked(&text, before)
			if !found {
				break
			}
			text.WriteByte('{')
			at += len(before) + 2
			m.turns = append(m.turns, turn{text.Len(), at})
			rest = after
		}
	}
	m.Text = text.String()
	return m
}

func maskOf(kind Kind) rune {
	switch kind {
	case Open:
		return MaskOpen
	case Close:
		return MaskClose
	}
	return MaskAlone
}

// writeMasked writes plain text with its private-use characters replaced by
// another of the same length. Bytes that are no UTF-8 stay as they are.
func writeMasked(out *strings.Builder, plain string) {
	if strings.IndexByte(plain, 0xEE) < 0 && strings.IndexByte(plain, 0xEF) < 0 { // one of them begins each; few texts have any
		out.WriteString(plain)
		return
	}
	for {
		at := strings.IndexFunc(plain, isPrivate)
		if at < 0 {
			out.WriteString(plain)
			return
		}
		out.WriteString(plain[:at])
		out.WriteRune(utf8.RuneError)
		plain = plain[at+utf8.RuneLen(MaskOpen):]
	}
}

func isPrivate(r rune) bool { return 0xE000 <= r && r <= 0xF8FF }

// Offset is the offset in the marked text of what stands at offset i of the
// masked text. An offset inside a masked tag is that of the tag's beginning.
func (m Masked) Offset(i int) int {
	next := sort.Search(len(m.turns), func(k int) bool { return m.turns[k].masked > i })
	if next == 0 {
		return 0
	}
	last := m.turns[next-1]
	at := last.marked + i - last.masked
	if next < len(m.turns) && m.inside(i, next) {
		at -= i - (m.turns[next].masked - utf8.RuneLen(MaskOpen))
	}
	return at
}

// inside reports whether offset i lies within the bytes of the masked tag that
// ends at that turn.
func (m Masked) inside(i, next int) bool {
	end := m.turns[next].masked
	start := end - utf8.RuneLen(MaskOpen)
	return start < i && i < end && m.Text[end-1] != '{'
}
