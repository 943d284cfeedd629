package tbx

import (
	"slices"
	"strings"
)

// The namespaces of TBX version 3; version 2 has none.
const (
	coreNS   = "urn:iso:std:iso:30042:ed-2"
	moduleNS = "http://www.tbxinfo.net/ns/" // and the name of a module
	xmlNS    = "http://www.w3.org/XML/1998/namespace"
)

// node is an element, or a piece of text, which has no name.
type node struct {
	space string // namespace
	name  string
	attrs []attr
	kids  []*node
	text  string
	line  int
}

type attr struct{ space, name, value string }

// element makes an element of TBX with text inside.
func element(name, text string, attrs ...attr) *node {
	n := &node{name: name, attrs: attrs}
	if text != "" {
		n.kids = []*node{{text: text}}
	}
	return n
}

// typed makes an element of a data category.
func typed(class, category, text string) *node {
	return element(class, text, attr{name: "type", value: category})
}

func (n *node) add(kids ...*node) { n.kids = append(n.kids, kids...) }

func (n *node) isText() bool { return n.name == "" }

// attr returns the value of an attribute; xml:lang is one of them.
func (n *node) attr(name string) string {
	for _, a := range n.attrs {
		if a.fullName() == name {
			return a.value
		}
	}
	return ""
}

func (a attr) fullName() string {
	switch a.space {
	case "":
		return a.name
	case xmlNS:
		return "xml:" + a.name
	}
	return "{" + a.space + "}" + a.name
}

// without returns the attributes other than the named.
func (n *node) without(names ...string) []attr {
	var rest []attr
	for _, a := range n.attrs {
		if !slices.Contains(names, a.fullName()) {
			rest = append(rest, a)
		}
	}
	return rest
}

// addAttrs adds attributes that n has not yet.
func (n *node) addAttrs(attrs []attr) {
	for _, a := range attrs {
		if !slices.ContainsFunc(n.attrs, func(b attr) bool { return a.fullName() == b.fullName() }) {
			n.attrs = append(n.attrs, a)
		}
	}
}

// first returns the first element of that name inside, or nil.
func (n *node) first(name string) *node {
	for _, k := range n.kids {
		if k.name == name && k.space == "" {
			return k
		}
	}
	return nil
}

// flat returns all text inside.
func (n *node) flat() string {
	if n.isText() {
		return n.text
	}
	var b strings.Builder
	for _, k := range n.kids {
		b.WriteString(k.flat())
	}
	return b.String()
}

// plain says whether n holds nothing but text and has no attributes but its
// type.
func (n *node) plain() bool {
	for _, k := range n.kids {
		if !k.isText() {
			return false
		}
	}
	return len(n.without("type")) == 0
}

// is says whether n is that data category.
func (n *node) is(class, category string) bool {
	return n.name == class && n.space == "" && n.attr("type") == category
}

// structural says whether an element only holds other elements, so that white
// space in it means nothing.
func structural(n *node) bool {
	if n.space != "" && n.space != coreNS {
		return false
	}
	switch n.name {
	case "tbx", "tbxHeader", "fileDesc", "titleStmt", "publicationStmt", "sourceDesc", "encodingDesc", "revisionDesc", "change",
		"text", "body", "back", "refObjectSec", "refObject", "itemSet", "itemGrp", "conceptEntry", "langSec", "termSec",
		"adminGrp", "descripGrp", "termNoteGrp", "transacGrp",
		"martif", "martifHeader", "refObjectList", "termEntry", "langSet", "tig", "ntig", "termGrp", "termCompList", "termCompGrp":
		return true
	}
	return false
}
