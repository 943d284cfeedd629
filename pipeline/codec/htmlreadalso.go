package codec

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/markup"
)

// readAlso takes the related stories out of a paragraph: a label and the link
// behind it, wherever they stand between its sentences. It returns the pieces
// in their order; only the paragraph itself when it has none.
func readAlso(b pipeline.Block) []pipeline.Block { return readAlsoUpTo(b, mostReadAlso) }

// mostReadAlso is how many related stories one paragraph points to at most.
const mostReadAlso = 20

func readAlsoUpTo(b pipeline.Block, most int) []pipeline.Block {
	if most == 0 || !slices.ContainsFunc(b.Tags, func(tag pipeline.Tag) bool { return tag.Kind == pipeline.Link }) {
		return []pipeline.Block{b}
	}
	start, length := findReadAlso(b.Text)
	if start < 0 {
		return []pipeline.Block{b}
	}
	opened, closed := firstLink(b, start+length)
	if closed < 0 || hasLetters(markup.Plain(b.Text[start+length:opened])) {
		return []pipeline.Block{b}
	}
	link := cut(b, opened, closed)
	link.Kind = pipeline.ReadAlso
	before, after := cut(b, 0, start), cut(b, closed, len(b.Text))
	var pieces []pipeline.Block
	if hasLetters(PlainText(before)) {
		pieces = append(pieces, before)
	}
	pieces = append(pieces, link)
	for _, piece := range readAlsoUpTo(after, most-1) {
		if hasLetters(PlainText(piece)) {
			pieces = append(pieces, piece)
		}
	}
	return pieces
}

// findReadAlso is the first place of a label of related stories in a text: at
// its beginning or behind the end of a sentence, colon or not.
func findReadAlso(marked string) (start, length int) {
	start = -1
	lower := lowered(marked)
	for _, text := range readAlsoLabels() {
		for at := indexFrom(lower, text, 0); at >= 0; at = indexFrom(lower, text, at+len(text)) {
			if start >= 0 && at >= start {
				break
			}
			before := withoutTags(marked[:at])
			if before == "" || strings.ContainsRune(".!?…:»”\"'>|", lastRune(before)) {
				start, length = at, len(text)
				break
			}
		}
	}
	if start >= 0 && strings.HasPrefix(marked[start+length:], ":") {
		length++
	}
	return start, length
}

// readAlsoLabels are the labels in lower case, without their colons.
//
//nolint:gochecknoglobals // made once, never changed
var readAlsoLabels = sync.OnceValue(func() []string {
	var all []string
	for _, l := range labels() {
		if l.kind == pipeline.ReadAlso {
			all = append(all, strings.ToLower(strings.TrimSuffix(l.text, ":")))
		}
	}
	return all
})

// withoutTags is a text without the tags and the spaces at its end.
func withoutTags(marked string) string {
	const longest = len("{1000000/}")
	for {
		marked = strings.TrimRightFunc(marked, unicode.IsSpace)
		tail := max(0, len(marked)-longest)
		open := strings.LastIndexByte(marked[tail:], '{')
		if !strings.HasSuffix(marked, "}") || open < 0 {
			return marked
		}
		rest := strings.TrimRight(marked[:tail+open+1], "{")
		if braces := tail + open + 1 - len(rest); braces%2 == 0 || markup.Plain(marked[tail+open:]) != "" {
			return marked // a brace that somebody wrote
		}
		marked = marked[:tail+open]
	}
}

func lastRune(text string) rune {
	last, _ := utf8.DecodeLastRuneInString(text)
	return last
}

// lowered is a text in lower case, letter for letter at the same offsets.
func lowered(text string) string {
	return strings.Map(func(c rune) rune {
		if lower := unicode.ToLower(c); utf8.RuneLen(lower) == utf8.RuneLen(c) {
			return lower
		}
		return c
	}, text)
}

func indexFrom(text, part string, from int) int {
	at := strings.Index(text[from:], part)
	if at < 0 {
		return -1
	}
	return from + at
}

// firstLink is where the first link behind an offset opens and closes; -1 when
// there is none.
func firstLink(b pipeline.Block, from int) (opened, closed int) {
	opened, number := -1, 0
	for token := range markup.Scan(b.Text) {
		switch {
		case token.Span.Start < from || token.N < 1 || token.N > len(b.Tags):
		case token.Kind == markup.Open && opened < 0 && b.Tags[token.N-1].Kind == pipeline.Link:
			opened, number = token.Span.Start, token.N
		case token.Kind == markup.Close && token.N == number:
			return opened, token.Span.End
		}
	}
	return -1, -1
}

// cut is a stretch of a block's text as a block of its own. Pairs that reach
// beyond it are opened and closed at its edges; pairs without text are none.
func cut(b pipeline.Block, start, end int) pipeline.Block {
	text := ""
	for _, n := range openAt(b.Text, start) {
		text += markup.Tag(markup.Open, n)
	}
	text += b.Text[start:end]
	for _, n := range slices.Backward(openAt(b.Text, end)) {
		text += markup.Tag(markup.Close, n)
	}
	whole := pipeline.Block{Kind: b.Kind, Text: tidy(text), Tags: b.Tags}
	start, end = withoutBreaks(whole, 0, len(whole.Text))
	return pick(whole, whole.Text[start:end])
}

// withoutBreaks is a stretch of a block's text without the white space and the line
// breaks at its edges.
func withoutBreaks(b pipeline.Block, start, end int) (int, int) {
	isBreak := func(tag string) bool {
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(tag, "{"), "/}"))
		return err == nil && n >= 1 && n <= len(b.Tags) && b.Tags[n-1].Kind == pipeline.Break && tag == markup.Tag(markup.Alone, n)
	}
	for {
		text := b.Text[start:end]
		end -= len(text) - len(strings.TrimRightFunc(text, unicode.IsSpace))
		text = b.Text[start:end]
		start += len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
		text = b.Text[start:end]
		if open := strings.LastIndexByte(text, '{'); open >= 0 && isBreak(text[open:]) {
			end = start + open
			continue
		}
		if shut := strings.IndexByte(text, '}'); shut >= 0 && isBreak(text[:shut+1]) {
			start += shut + 1
			continue
		}
		return start, end
	}
}

// openAt are the pairs that stand open at an offset, outermost first.
func openAt(marked string, at int) []int {
	var open []int
	for token := range markup.Scan(marked) {
		if token.Span.Start >= at {
			break
		}
		switch token.Kind {
		case markup.Open:
			open = append(open, token.N)
		case markup.Close:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
	return open
}

// tidy takes out pairs without text and the spaces at the edges.
func tidy(marked string) string {
	for {
		var tokens []markup.Token
		for token := range markup.Scan(marked) {
			tokens = append(tokens, token)
		}
		changed := false
		for i := 0; i+1 < len(tokens) && !changed; i++ {
			opens, next := tokens[i], tokens[i+1]
			blank := next.Kind == markup.Literal && strings.TrimSpace(marked[next.Span.Start:next.Span.End]) == ""
			switch {
			case opens.Kind == markup.Open && next.Kind == markup.Close:
				marked, changed = marked[:opens.Span.Start]+marked[next.Span.End:], true
			case opens.Kind == markup.Open && blank && i+2 < len(tokens) && tokens[i+2].Kind == markup.Close:
				marked, changed = marked[:opens.Span.Start]+marked[next.Span.Start:next.Span.End]+marked[tokens[i+2].Span.End:], true
			}
		}
		if !changed {
			return strings.Trim(marked, " \t\u00a0")
		}
	}
}

// relatedLinks reads the links behind a label that stands by itself, each as a
// related story. It reports false when the element is anything else.
func (w *htmlWalker) relatedLinks(n *html.Node, at htmlPlace) bool {
	all, linked := w.letters(n)
	links := findAll(n, func(inner *html.Node) bool { return isElement("a")(inner) && hasLetters(textOf(inner)) })
	if isElement("a")(n) {
		links = []*html.Node{n}
	}
	if len(links) == 0 || linked*10 < all*8 {
		return false
	}
	w.flush(at)
	for _, link := range links {
		w.walk(link, htmlPlace{})
		b := w.run.block()
		w.run, w.breaks = run{}, 0
		if b.Kind = pipeline.ReadAlso; strings.TrimSpace(b.Text) != "" {
			b.Text = strings.TrimSpace(b.Text)
			w.add(b)
		}
		w.taken[link] = true
	}
	w.taken[n] = true
	return true
}

// isReadAlsoLabel reports whether an element is such a label and nothing else.
func (p *page) isReadAlsoLabel(n *html.Node) bool {
	text := p.line(n)
	if len(text) == 0 || len(text) > longestFurniture || n.Type != html.ElementNode {
		return false
	}
	start, length := findReadAlso(markup.Escape(text))
	return start == 0 && !hasLetters(text[length:])
}
