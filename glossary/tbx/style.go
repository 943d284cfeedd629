package tbx

import (
	"slices"
	"strings"
)

// unknownNS is the namespace in which categories of no known module are written
// in style DCT.
const unknownNS = "urn:x-tovmach:tbx:unknown"

// canonical brings a tree to the one form that the rest of the package knows:
// names of version 3, style DCA, no namespace. What is foreign stays.
func canonical(n *node) *node {
	if n.isText() {
		return n
	}
	c := &node{space: n.space, name: n.name, attrs: n.attrs, line: n.line}
	module, isModule := strings.CutPrefix(n.space, moduleNS)
	switch {
	case n.space == coreNS || n.space == "":
		c.space, c.name = "", newName(n.name)
	case n.space == unknownNS && slices.Contains(classes(), n.attr("metaType")):
		c.become(n.attr("metaType"), letters(inTag).decode(n.name))
	case isModule:
		c.fromModule(module)
	}
	for _, k := range n.kids {
		if k = canonical(k); k.name == "termGrp" && k.space == "" && c.name == "termSec" {
			c.add(k.kids...)
		} else {
			c.add(k)
		}
	}
	return c
}

// newName returns the name that version 3 gives an element of version 2. The
// two kinds of term sections of version 2 say the same.
func newName(name string) string {
	switch name {
	case "martif":
		return "tbx"
	case "martifHeader":
		return "tbxHeader"
	case "termEntry":
		return "conceptEntry"
	case "langSet":
		return "langSec"
	case "tig", "ntig":
		return "termSec"
	case "refObjectList":
		return "refObjectSec"
	}
	return name
}

// become turns an element of style DCT into one of DCA.
func (n *node) become(class, name string, more ...attr) {
	n.attrs = append([]attr{{name: "type", value: name}}, append(n.without("metaType"), more...)...)
	n.space, n.name = "", class
}

// fromModule does so for a tag of a module. Min and Basic are known; for others
// the tag must say its class itself.
func (n *node) fromModule(module string) {
	for _, c := range categories() {
		if c.module == module && c.name == n.name {
			n.become(c.class, c.name)
			return
		}
	}
	if class := n.attr("metaType"); slices.Contains(classes(), class) {
		n.become(class, n.name, attr{name: "module", value: module})
	}
}

// tagged turns a tree of style DCA into one of DCT.
func tagged(n *node) *node {
	if n.isText() {
		return n
	}
	c := &node{space: n.space, name: n.name, attrs: n.attrs}
	if n.space == "" && slices.Contains(classes(), n.name) {
		c.toModule(n.attr("type"), n.attr("module"))
	}
	for _, k := range n.kids {
		c.add(tagged(k))
	}
	return c
}

func (n *node) toModule(name, module string) {
	class := attr{name: "metaType", value: n.name}
	switch known := find(n.name, name); {
	case known != nil && module == "":
		n.space, n.name = moduleNS+known.module, name
		n.attrs = n.without("type")
	case module != "" && module != "min" && module != "basic" && letters(inTag).encode(name) == name:
		n.space, n.name = moduleNS+module, name
		n.attrs = append(n.without("type", "module"), class)
	default:
		n.space, n.name = unknownNS, letters(inTag).encode(name)
		n.attrs = append(n.without("type"), class)
	}
}
