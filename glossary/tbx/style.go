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
		if slices.Contains(classes(), n.name) {
			c.become(n.name, n.attr("type"), n.attr("module"))
		}
	case n.space == unknownNS && slices.Contains(classes(), n.attr("metaType")):
		c.become(n.attr("metaType"), letters(inTag).decode(n.name), n.attr("module"))
	case isModule:
		c.fromModule(module)
	}
	for _, k := range n.kids {
		if k = canonical(k); c.name == "termSec" && c.space == "" {
			c.join(ungrouped(k)...)
		} else {
			c.join(k)
		}
	}
	return c
}

// ungrouped returns what is inside a termGrp, which version 3 does not have.
func ungrouped(n *node) []*node {
	if n.name != "termGrp" || n.space != "" {
		return []*node{n}
	}
	var kids []*node
	for _, k := range n.kids {
		kids = append(kids, ungrouped(k)...)
	}
	return kids
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

// become makes n a data category in style DCA, with its attributes in one order.
func (n *node) become(class, name, module string) {
	rest := n.without("type", "metaType", "module")
	n.space, n.name, n.attrs = "", class, nil
	if name != "" {
		n.attrs = append(n.attrs, attr{name: "type", value: name})
	}
	n.attrs = append(n.attrs, rest...)
	if module != "" {
		n.attrs = append(n.attrs, attr{name: "module", value: module})
	}
}

// fromModule does so for a tag of a module. Min and Basic are known; for others
// the tag must say its class itself.
func (n *node) fromModule(module string) {
	for _, c := range categories() {
		if c.module == module && c.name == n.name {
			n.become(c.class, c.name, n.attr("module"))
			return
		}
	}
	if class := n.attr("metaType"); slices.Contains(classes(), class) {
		n.become(class, n.name, module)
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
