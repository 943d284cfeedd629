package tbx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// fault is what is wrong with a file as XML.
type fault struct {
	line int
	rule string
	err  error
}

func (f *fault) Error() string {
	if f.line == 0 {
		return f.err.Error()
	}
	return fmt.Sprintf("line %d: %v", f.line, f.err)
}

func (f *fault) Unwrap() error { return f.err }

// parseFile reads an XML file into a tree.
func parseFile(r io.Reader) (*node, error) {
	raw, err := decode(r)
	if err != nil {
		return nil, err
	}
	return parse(raw)
}

// parse makes a tree of XML in UTF-8 and checks what encoding/xml lets pass:
// names that do not match, prefixes that nobody declared, attributes given
// twice, text outside the root, entities, and limits.
func parse(raw []byte) (*node, error) {
	p := parser{raw: raw, line: 1}
	p.d = xml.NewDecoder(bytes.NewReader(raw))
	p.d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		token, err := p.d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			var syntax *xml.SyntaxError
			if errors.As(err, &syntax) {
				return nil, &fault{syntax.Line, "well-formed", errors.New(syntax.Msg)}
			}
			return nil, p.fault("well-formed", "%w", err)
		}
		if err := p.take(token); err != nil {
			return nil, err
		}
	}
	switch {
	case p.root == nil:
		return nil, &fault{1, "well-formed", errors.New("the file is empty")}
	case len(p.open) > 0:
		return nil, p.fault("well-formed", "<%s> is never closed", p.open[len(p.open)-1].written)
	}
	return p.root, nil
}

type parser struct {
	d        *xml.Decoder
	raw      []byte
	offset   int // where the token at hand begins
	line     int // there
	root     *node
	open     []scope
	elements int
}

// scope is an element that is open, with the namespaces declared in it.
type scope struct {
	*node
	written string // its name with the prefix
	spaces  map[string]string
	text    []byte // as written, since the last element
	line    int    // where that begins
}

// flush makes a node of the text before an element or the end.
func (s *scope) flush() {
	if len(s.text) > 0 {
		s.add(&node{text: string(s.text), line: s.line})
		s.text = nil
	}
}

func (p *parser) fault(rule, format string, args ...any) error {
	return &fault{p.line, rule, fmt.Errorf(format, args...)}
}

func (p *parser) take(token xml.Token) error {
	end := int(p.d.InputOffset())
	source := p.raw[p.offset:end]
	defer func() {
		p.offset = end
		p.line += bytes.Count(source, []byte("\n"))
	}()
	switch token := token.(type) {
	case xml.StartElement:
		return p.start(token)
	case xml.EndElement:
		return p.end(token)
	case xml.CharData:
		return p.text(string(source))
	case xml.Directive:
		if bytes.Contains(token, []byte("<!ENTITY")) {
			return p.fault("entities", "the document type defines entities, which is not allowed")
		}
		if p.root != nil {
			return p.fault("well-formed", "the document type comes too late")
		}
	}
	return nil
}

func (p *parser) start(e xml.StartElement) error {
	p.elements++
	switch {
	case p.root != nil && len(p.open) == 0:
		return p.fault("well-formed", "<%s> follows the end of the document", written(e.Name))
	case len(p.open) >= MaxDepth:
		return p.fault("limit", "%w: elements stand in each other more than %d deep", ErrTooLarge, MaxDepth)
	case p.elements > MaxElements || len(e.Attr) > MaxDepth:
		return p.fault("limit", "%w: too many elements or attributes", ErrTooLarge)
	}
	s := scope{node: &node{line: p.line}, written: written(e.Name), spaces: declared(e.Attr)}
	p.open = append(p.open, s)
	if err := p.resolve(s.node, e); err != nil {
		return err
	}
	if p.root == nil {
		p.root = s.node
	} else {
		outer := &p.open[len(p.open)-2]
		outer.flush()
		outer.add(s.node)
	}
	return nil
}

// declared returns the namespaces that attributes declare, by prefix.
func declared(attrs []xml.Attr) map[string]string {
	var spaces map[string]string
	for _, a := range attrs {
		prefix := a.Name.Local
		switch {
		case a.Name.Space == "" && prefix == "xmlns":
			prefix = ""
		case a.Name.Space != "xmlns":
			continue
		}
		if spaces == nil {
			spaces = map[string]string{}
		}
		spaces[prefix] = a.Value
	}
	return spaces
}

func written(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	return name.Space + ":" + name.Local
}

// resolve gives an element and its attributes their namespaces.
func (p *parser) resolve(n *node, e xml.StartElement) error {
	space, ok := p.space(e.Name.Space)
	if !ok {
		return p.fault("namespace", "the prefix of <%s> is not declared", written(e.Name))
	}
	n.space, n.name = space, e.Name.Local
	seen := map[string]bool{}
	for _, a := range e.Attr {
		if seen[written(a.Name)] {
			return p.fault("well-formed", "the attribute %s is given twice", written(a.Name))
		}
		seen[written(a.Name)] = true
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			continue
		}
		space := ""
		if a.Name.Space != "" {
			if space, ok = p.space(a.Name.Space); !ok {
				return p.fault("namespace", "the prefix of the attribute %s is not declared", written(a.Name))
			}
		}
		n.attrs = append(n.attrs, attr{space, a.Name.Local, a.Value})
	}
	return nil
}

// space returns the namespace that a prefix stands for.
func (p *parser) space(prefix string) (string, bool) {
	if prefix == "xml" {
		return xmlNS, true
	}
	for i := len(p.open) - 1; i >= 0; i-- {
		if space, ok := p.open[i].spaces[prefix]; ok {
			return space, space != "" || prefix == ""
		}
	}
	return "", prefix == ""
}

func (p *parser) end(e xml.EndElement) error {
	if len(p.open) == 0 {
		return p.fault("well-formed", "</%s> closes nothing", written(e.Name))
	}
	last := &p.open[len(p.open)-1]
	if last.written != written(e.Name) {
		return p.fault("well-formed", "<%s> is closed by </%s>", last.written, written(e.Name))
	}
	last.flush()
	finishText(last.node)
	p.open = p.open[:len(p.open)-1]
	return nil
}

// text adds text as it is written, so that finishText can tell a line end that
// somebody wrote as such (&#10;) from one of the layout.
func (p *parser) text(source string) error {
	if inside, ok := strings.CutPrefix(source, "<![CDATA["); ok {
		source = escape(strings.TrimSuffix(inside, "]]>"))
	}
	if len(p.open) == 0 {
		if strings.Trim(source, space) != "" {
			return p.fault("well-formed", "text stands outside the document")
		}
		return nil
	}
	in := &p.open[len(p.open)-1]
	if len(in.text) == 0 {
		layout := len(source) - len(strings.TrimLeft(source, space))
		in.line = p.line + strings.Count(source[:layout], "\n")
	}
	in.text = append(in.text, source...)
	return nil
}
