// Package markup is text with numbered inline tags, the form in which every
// text of an article is stored, shown to translators and sent to engines:
//
//	Двоє поранено в {1}Сумській області{/1}{2/}.
//
// {n} opens, {/n} closes and {n/} stands alone; what a number stands for is in
// the block's table of tags. A literal { is written {{. A { that is neither
// doubled nor part of a tag is taken as it stands, so every string is a text
// and nothing here can fail. All offsets are bytes.
package markup

import (
	"iter"
	"strconv"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// Kind says what a token is.
type Kind int

// The kinds of tokens.
const (
	Literal Kind = iota // text between tags; {{ in it means {
	Open                // {n}
	Close               // {/n}
	Alone               // {n/}
)

// A Token is one tag of a text, or the text between two tags.
type Token struct {
	Kind Kind
	N    int           // the number of the tag; 0 for a literal
	Span pipeline.Span // where it stands in the marked text
}

// Tag writes a tag: Tag(Close, 2) is {/2}. A literal has no tag: "".
func Tag(kind Kind, n int) string {
	number := strconv.Itoa(n)
	switch kind {
	case Open:
		return "{" + number + "}"
	case Close:
		return "{/" + number + "}"
	case Alone:
		return "{" + number + "/}"
	}
	return ""
}

// Escape turns plain text into marked text without tags.
func Escape(plain string) string {
	return strings.ReplaceAll(plain, "{", "{{")
}

// Plain is the text without its tags, as a reader sees it.
func Plain(marked string) string {
	if !strings.Contains(marked, "{") {
		return marked
	}
	var out strings.Builder
	for token := range Scan(marked) {
		if token.Kind == Literal {
			out.WriteString(unescape(marked[token.Span.Start:token.Span.End]))
		}
	}
	return out.String()
}

func unescape(literal string) string {
	return strings.ReplaceAll(literal, "{{", "{")
}

// Scan yields the tokens of a text in order. Their spans tile the text, and no
// two literals stand side by side.
func Scan(marked string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		literal := 0 // where the literal began that is being read
		for at := 0; ; {
			brace := strings.IndexByte(marked[at:], '{')
			if brace < 0 {
				break
			}
			at += brace
			if strings.HasPrefix(marked[at:], "{{") {
				at += 2
				continue
			}
			tag, ok := tagAt(marked, at)
			if !ok {
				at++
				continue
			}
			if literal < at && !yield(Token{Span: pipeline.Span{Start: literal, End: at}}) {
				return
			}
			if !yield(tag) {
				return
			}
			at = tag.Span.End
			literal = at
		}
		if literal < len(marked) {
			yield(Token{Span: pipeline.Span{Start: literal, End: len(marked)}})
		}
	}
}

// maxDigits bounds the number of a tag; no block has a million tags.
const maxDigits = 6

// tagAt reads the tag that begins at that offset. Numbers have no leading
// zero, so that a tag is written in one way only.
func tagAt(marked string, start int) (Token, bool) {
	at := start
	next := func(c byte) bool {
		if at < len(marked) && marked[at] == c {
			at++
			return true
		}
		return false
	}
	if !next('{') {
		return Token{}, false
	}
	kind := Open
	if next('/') {
		kind = Close
	}
	n, digits := 0, 0
	for at < len(marked) && '0' <= marked[at] && marked[at] <= '9' && digits < maxDigits {
		n = n*10 + int(marked[at]-'0')
		at++
		digits++
		if n == 0 {
			return Token{}, false
		}
	}
	if digits == 0 {
		return Token{}, false
	}
	if kind == Open && next('/') {
		kind = Alone
	}
	if !next('}') {
		return Token{}, false
	}
	return Token{Kind: kind, N: n, Span: pipeline.Span{Start: start, End: at}}, true
}
