// Package xmltree reads a part of a document into a tree of elements. It takes
// well-formed XML 1.0 with namespaces and nothing that makes XML dangerous: no
// document type declarations, so no entities but the five of the standard;
// nothing outside the bytes it was given; limits on depth and size.
//
// It stands in for encoding/xml where that is too lenient (duplicate
// attributes, undeclared prefixes, a second root) or too strict (UTF-16), and
// because whole documents pass through it: texts and names are parts of the
// document's own string.
package xmltree

import (
	"iter"
	"strings"
)

// The limits of a part.
const (
	MaxDepth    = 256       // of elements inside one another
	MaxElements = 1_000_000 // elements and texts
	maxAttrs    = 256       // attributes of an element, and namespaces in force
)

// A Node is an element, or a text between tags, whose Name is empty.
type Node struct {
	// Name is the local name behind the prefix that the reader chose for its
	// namespace: "w:p", whatever prefix the document uses. Elements of other
	// namespaces have the prefix "?", those of none have no prefix.
	Name  string
	Text  string // of a text: character references resolved, line ends as \n
	Attrs []Attr

	first, next *Node
}

// An Attr is an attribute of an element, named like elements are.
type Attr struct{ Name, Value string }

// All visits the elements and texts of an element in order. A nil Node has
// none; that holds for all methods.
func (n *Node) All() iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		if n == nil {
			return
		}
		for child := n.first; child != nil; child = child.next {
			if !yield(child) {
				return
			}
		}
	}
}

// Descendants visits everything inside an element in the order of the
// document, elements before what they hold.
func (n *Node) Descendants() iter.Seq[*Node] {
	return func(yield func(*Node) bool) { n.visit(yield) }
}

func (n *Node) visit(yield func(*Node) bool) bool {
	for child := range n.All() {
		if !yield(child) || !child.visit(yield) {
			return false
		}
	}
	return true
}

// Child is the first child of that name, or nil. More names lead further down.
func (n *Node) Child(names ...string) *Node {
	for _, name := range names {
		if n == nil {
			return nil
		}
		child := n.first
		for child != nil && child.Name != name {
			child = child.next
		}
		n = child
	}
	return n
}

// Find is the first descendant of that name, or nil.
func (n *Node) Find(name string) *Node {
	for node := range n.Descendants() {
		if node.Name == name {
			return node
		}
	}
	return nil
}

// Attr is the value of an attribute; "" when the element has none of that name.
func (n *Node) Attr(name string) string {
	if n == nil {
		return ""
	}
	for i := range n.Attrs {
		if n.Attrs[i].Name == name {
			return n.Attrs[i].Value
		}
	}
	return ""
}

// Content is all text inside an element.
func (n *Node) Content() string {
	if n == nil {
		return ""
	}
	if n.Name == "" {
		return n.Text
	}
	if n.first != nil && n.first.next == nil && n.first.Name == "" {
		return n.first.Text
	}
	var content strings.Builder
	for node := range n.Descendants() {
		content.WriteString(node.Text)
	}
	return content.String()
}
