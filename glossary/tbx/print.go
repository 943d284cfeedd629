package tbx

import (
	"fmt"
	"strings"
)

// printer writes trees as XML.
type printer struct {
	strings.Builder
	prefixes map[string]string // of namespaces that are declared above
}

// compact writes a tree without layout, as Extra keeps it.
func compact(n *node) string {
	var p printer
	p.node(n)
	return p.String()
}

// node writes n with all that is inside it.
func (p *printer) node(n *node) {
	if n.isText() {
		p.WriteString(escape(n.text))
		return
	}
	name := p.open(n)
	if len(n.kids) == 0 {
		p.WriteString("/>")
		return
	}
	p.WriteByte('>')
	for _, k := range n.kids {
		p.node(k)
	}
	p.WriteString("</" + name + ">")
}

// open writes the beginning of a tag, all but its end, and returns its name.
// Namespaces that nobody declared above are declared here.
func (p *printer) open(n *node) string {
	declared := ""
	prefix := func(space string) string {
		switch {
		case space == "":
			return ""
		case space == xmlNS:
			return "xml:"
		case p.prefixes[space] != "":
			return p.prefixes[space] + ":"
		}
		at := strings.Count(declared, " xmlns:")
		if before, _, found := strings.Cut(declared, `="`+escape(space)+`"`); found {
			at = strings.Count(before, " xmlns:") - 1
		} else {
			declared += fmt.Sprintf(` xmlns:x%d="%s"`, at, escape(space))
		}
		return fmt.Sprintf("x%d:", at)
	}
	name := prefix(n.space) + n.name
	var attrs strings.Builder
	for _, a := range n.attrs {
		attrs.WriteString(" " + prefix(a.space) + a.name + `="` + escape(a.value) + `"`)
	}
	p.WriteString("<" + name + declared + attrs.String())
	return name
}

// page writes n with a line for each element of structure, indented.
func (p *printer) page(n *node, indent string) {
	p.WriteString(indent)
	if !structural(n) || len(n.kids) == 0 {
		p.node(n)
		p.WriteByte('\n')
		return
	}
	name := p.open(n)
	p.WriteString(">\n")
	for _, k := range n.kids {
		p.page(k, indent+"  ")
	}
	p.WriteString(indent + "</" + name + ">\n")
}
