package codec

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// depth is how deep the elements of a tree stand inside one another.
func depth(n *html.Node) int {
	deepest, level := 0, 0
	for at := n; at != nil; {
		deepest = max(deepest, level)
		if at.FirstChild != nil {
			at = at.FirstChild
			level++
			continue
		}
		for at != nil && at != n && at.NextSibling == nil {
			at = at.Parent
			level--
		}
		if at == nil || at == n {
			break
		}
		at = at.NextSibling
	}
	return deepest
}

// find is the first node that fits, in the order of the document.
func find(n *html.Node, fits func(*html.Node) bool) *html.Node {
	if n == nil || fits(n) {
		return n
	}
	for child := range n.ChildNodes() {
		if found := find(child, fits); found != nil {
			return found
		}
	}
	return nil
}

// findAll are all nodes that fit, in the order of the document.
func findAll(n *html.Node, fits func(*html.Node) bool) []*html.Node {
	var all []*html.Node
	if n == nil {
		return nil
	}
	for node := range n.Descendants() {
		if fits(node) {
			all = append(all, node)
		}
	}
	return all
}

func isElement(names ...string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return false
		}
		for _, name := range names {
			if n.Data == name {
				return true
			}
		}
		return false
	}
}

// textOf are the words that an element shows, in a line.
func textOf(n *html.Node) string {
	var words []string
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.TextNode {
			words = append(words, strings.Fields(n.Data)...)
		}
		if isMute(n) {
			return
		}
		for child := range n.ChildNodes() {
			visit(child)
		}
	}
	visit(n)
	return strings.Join(words, " ")
}

// isMute reports whether nobody sees the words in an element.
func isMute(n *html.Node) bool {
	return isElement("script", "style", "noscript", "template")(n)
}

// mostNames is how many words of an element's class and id are looked at.
const mostNames = 100

// names are the words of an element's class and id: entry-meta authorBox is
// entry, meta, author, box.
func names(n *html.Node) []string {
	var words []string
	for _, key := range []string{"class", "id", "role", "itemprop"} {
		var word strings.Builder
		end := func() {
			if word.Len() > 0 {
				words = append(words, strings.ToLower(word.String()))
			}
			word.Reset()
		}
		lower := false
		for _, c := range attribute(n.Attr, key) {
			if !unicode.IsLetter(c) || lower && unicode.IsUpper(c) {
				end()
			}
			if len(words) == mostNames {
				return words
			}
			if unicode.IsLetter(c) {
				word.WriteRune(c)
			}
			lower = unicode.IsLower(c)
		}
		end()
	}
	return words
}

// isBlock reports whether an element parts text: not b, span and the like.
func isBlock(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	switch n.Data { // asked of every element, many times
	case "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
		"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
		"ol", "p", "pre", "section", "summary", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "ul", "caption":
		return true
	}
	return false
}

// nodes counts what is in a tree.
func nodes(tree *html.Node) int {
	n := 0
	for range tree.Descendants() {
		n++
	}
	return n
}
