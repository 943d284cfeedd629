package codec

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// isFuller reports whether an element beside the story is the smallest one that
// has what the page describes itself with, and perhaps the end that was cut off.
// said are the letters of the description, as many as it has.
func (p *page) isFuller(n *html.Node, said string, letters int) bool {
	begins := func(n *html.Node) bool {
		all := p.sizes[n].all
		return letters > 0 && isBlock(n) && all >= letters/2 && all <= 2*letters && !p.inStory(n) && strings.HasPrefix(lettersOf(textOf(n)), said)
	}
	if !begins(n) {
		return false
	}
	for child := range n.ChildNodes() {
		if begins(child) {
			return false
		}
	}
	return true
}

// storySays reports whether the story has these letters, marks and spaces aside.
func (p *page) storySays(said string) bool {
	var story strings.Builder
	for n := p.parent.FirstChild; n != nil; n = n.NextSibling {
		if p.roots[n] {
			story.WriteString(textOf(n))
		}
	}
	return strings.Contains(lettersOf(story.String()), said)
}

// uncut is a description without the word that it may break off in.
func uncut(about string) string {
	whole := strings.TrimRight(about, ".…[]() ")
	if cut := about[len(whole):]; strings.ContainsAny(cut, "…[") || strings.Contains(cut, "...") {
		if at := strings.LastIndex(whole, " "); at > 0 {
			return whole[:at]
		}
	}
	return whole
}

// lettersOf are the letters and figures of a text, in lower case.
func lettersOf(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, text)
}
