package codec

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
)

// An htmlPair is what a raw HTML tag inside Markdown opens or closes, when we
// know it: <b>, <a href>.
type htmlPair struct {
	kind  pipeline.TagKind
	url   string
	close *ast.RawHTML // nil of a tag that closes
}

// htmlPairs finds the pairs of raw HTML tags among the children of a node.
// What has no partner there is no pair.
func htmlPairs(src string, parent ast.Node) map[ast.Node]htmlPair {
	var pairs map[ast.Node]htmlPair
	type opened struct {
		node *ast.RawHTML
		name string
		pair htmlPair
	}
	var stack []opened
	for child := parent.FirstChild(); child != nil; child = child.NextSibling() {
		node, ok := child.(*ast.RawHTML)
		if !ok {
			continue
		}
		token := htmlToken(rawHTML(src, node))
		kind, known := inlineElements(token.Data)
		if !known {
			continue
		}
		switch token.Type {
		case html.StartTagToken:
			pair := htmlPair{kind: kind}
			if kind == pipeline.Link {
				pair.url = attribute(token.Attr, "href")
			}
			stack = append(stack, opened{node, token.Data, pair})
		case html.EndTagToken:
			if len(stack) == 0 || stack[len(stack)-1].name != token.Data {
				stack = nil // crossing tags stay opaque
				continue
			}
			last := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if pairs == nil {
				pairs = make(map[ast.Node]htmlPair)
			}
			last.pair.close = node
			pairs[last.node] = last.pair
			pairs[node] = htmlPair{}
		}
	}
	return pairs
}

// inlineElements is the mark that an element of HTML makes.
func inlineElements(name string) (pipeline.TagKind, bool) {
	switch name {
	case "b", "strong":
		return pipeline.Bold, true
	case "i", "em", "cite":
		return pipeline.Italic, true
	case "s", "del", "strike":
		return pipeline.Struck, true
	case "sup":
		return pipeline.Superscript, true
	case "sub":
		return pipeline.Subscript, true
	case "a":
		return pipeline.Link, true
	}
	return "", false
}

func htmlToken(raw string) html.Token {
	z := html.NewTokenizer(strings.NewReader(raw))
	z.Next()
	return z.Token()
}

func attribute(attributes []html.Attribute, key string) string {
	for _, a := range attributes {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func rawHTML(src string, node *ast.RawHTML) string {
	if node.Segments.Len() == 0 {
		return ""
	}
	return src[node.Segments.At(0).Start:node.Segments.At(node.Segments.Len()-1).Stop]
}

func (r *inline) html(node *ast.RawHTML, pairs map[ast.Node]htmlPair) {
	raw := rawHTML(r.src, node)
	if raw == "" || !strings.HasPrefix(r.src[r.at:], raw) {
		r.failed = true
		return
	}
	r.at += len(raw)
	pair, paired := pairs[node]
	switch {
	case paired && pair.close != nil:
		r.open(pipeline.Tag{Kind: pair.kind, URL: pair.url, Open: raw, Close: rawHTML(r.src, pair.close)})
		r.pending = append(r.pending, len(r.tags))
	case paired:
		r.close(r.pending[len(r.pending)-1])
		r.pending = r.pending[:len(r.pending)-1]
	case htmlToken(raw).Data == "br":
		r.alone(pipeline.Tag{Kind: pipeline.Break, Open: raw})
	default:
		r.alone(pipeline.Tag{Kind: pipeline.Opaque, Open: raw})
	}
}
