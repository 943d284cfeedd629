package xmltree

import (
	"fmt"
	"strings"
)

// attributesOf reads the attributes of a start tag up to its end. It reports
// whether the element ends there too: <a/>.
func (p *parser) attributesOf(node *Node) (closed bool, err error) {
	from := len(p.attrs)
	for {
		before := p.at
		p.blank()
		rest := p.doc[p.at:]
		if strings.HasPrefix(rest, ">") {
			p.at++
			return false, p.nameAttributes(node, from)
		}
		if strings.HasPrefix(rest, "/>") {
			p.at += len("/>")
			return true, p.nameAttributes(node, from)
		}
		if before == p.at {
			return false, errTag
		}
		if err := p.attribute(from); err != nil {
			return false, err
		}
	}
}

// nameAttributes notes the namespaces among the attributes read since from and
// gives the rest to the node, under the names they are called by.
func (p *parser) nameAttributes(node *Node, from int) (err error) {
	written := p.attrs[from:]
	for _, attr := range written {
		if err := p.declare(attr); err != nil {
			return err
		}
	}
	kept := written[:0]
	for _, attr := range written {
		if attr.Name == "xmlns" || strings.HasPrefix(attr.Name, "xmlns:") {
			continue
		}
		if strings.IndexByte(attr.Name, ':') >= 0 { // the others are in no namespace
			if attr.Name, err = p.called(attr.Name); err != nil {
				return err
			}
		}
		kept = append(kept, attr)
	}
	p.keep(node, from, len(kept))
	return nil
}

// keep gives the node its attributes and makes room for those of the next.
func (p *parser) keep(node *Node, from, n int) {
	const chunk = 512
	if n > 0 {
		node.Attrs = p.attrs[from : from+n : from+n]
	}
	p.attrs = p.attrs[:from+n]
	if cap(p.attrs)-len(p.attrs) < maxAttrs {
		p.attrs = make([]Attr, 0, chunk)
	}
}

// attribute reads one attribute behind those that the tag has since from.
func (p *parser) attribute(from int) error {
	name := p.name()
	if name == "" {
		return errTag
	}
	for _, other := range p.attrs[from:] {
		if other.Name == name {
			return fmt.Errorf("the attribute %s stands twice", name)
		}
	}
	if len(p.attrs)-from >= maxAttrs {
		return errAttrs
	}
	value, err := p.value(name)
	p.attrs = append(p.attrs, Attr{name, value})
	return err
}

func (p *parser) value(name string) (string, error) {
	p.blank()
	if !strings.HasPrefix(p.doc[p.at:], "=") {
		return "", fmt.Errorf("the attribute %s has no value", name)
	}
	p.at++
	p.blank()
	if p.at == len(p.doc) || p.doc[p.at] != '"' && p.doc[p.at] != '\'' {
		return "", fmt.Errorf("the value of %s stands in no quotes", name)
	}
	length := strings.IndexByte(p.doc[p.at+1:], p.doc[p.at])
	if length < 0 {
		return "", errCut
	}
	raw := p.doc[p.at+1 : p.at+1+length]
	p.at += length + len(`""`)
	if strings.IndexByte(raw, '<') >= 0 {
		return "", fmt.Errorf("the value of %s has a < in it", name)
	}
	if strings.ContainsAny(raw, "\t\r\n") { // XML 1.0, section 3.3.3
		raw = strings.NewReplacer("\r\n", " ", "\t", " ", "\r", " ", "\n", " ").Replace(raw)
	}
	return unescape(raw)
}

// declare notes what a prefix stands for from here on.
func (p *parser) declare(attr Attr) error {
	prefix, isPrefix := strings.CutPrefix(attr.Name, "xmlns:")
	if attr.Name != "xmlns" && !isPrefix {
		return nil
	}
	if attr.Name == "xmlns" {
		prefix = ""
	}
	called, known := p.spaces[attr.Value]
	switch {
	case !known && attr.Value != "":
		called = "?"
	case attr.Value == "" && prefix != "":
		return fmt.Errorf("the prefix %s stands for nothing", prefix)
	}
	if len(p.scope) >= maxAttrs {
		return errAttrs
	}
	p.scope = append(p.scope, binding{prefix, called})
	clear(p.names)
	return nil
}

// leave forgets what was declared since.
func (p *parser) leave(scope int) {
	if scope < len(p.scope) {
		p.scope = p.scope[:scope]
		clear(p.names)
	}
}

// called is what a name as written is called, by the namespaces in force.
func (p *parser) called(raw string) (string, error) {
	if name, ok := p.names[raw]; ok {
		return name, nil
	}
	prefix, local, prefixed := strings.Cut(raw, ":")
	if !prefixed {
		prefix, local = "", raw
	}
	if local == "" || strings.Contains(local, ":") || prefixed && prefix == "" {
		return "", errName
	}
	called, err := p.space(prefix)
	if err != nil {
		return "", err
	}
	name := local
	if called != "" {
		name = called + ":" + local
	}
	p.names[raw] = name
	return name, nil
}

func (p *parser) space(prefix string) (string, error) {
	if prefix == "xml" {
		return "xml", nil
	}
	for i := len(p.scope) - 1; i >= 0; i-- {
		if p.scope[i].prefix == prefix {
			return p.scope[i].called, nil
		}
	}
	if prefix != "" {
		return "", fmt.Errorf("the prefix %s is not declared", prefix)
	}
	return "", nil
}
