package xmltree

import (
	"fmt"
	"strings"
)

// Parse reads a part of a document. Spaces gives the namespaces that the caller
// knows the prefixes that it calls them by. Errors are Invalid and name the
// part, the line and the reason.
func Parse(part string, data []byte, spaces map[string]string) (*Node, error) {
	doc, err := decode(data)
	if err != nil {
		return nil, refuse(part, 1, err)
	}
	p := &parser{doc: doc, spaces: spaces, names: map[string]string{}}
	root, err := p.document()
	if err != nil {
		return nil, refuse(part, 1+strings.Count(doc[:min(p.at, len(doc))], "\n"), err)
	}
	return root, nil
}

type parser struct {
	doc    string
	at     int // bytes read
	spaces map[string]string
	open   []opened
	scope  []binding
	// The names met so far, as they are called; emptied when a prefix changes
	// its meaning.
	names map[string]string

	nodes []Node // to take from
	attrs []Attr
	count int
}

// An opened element waits for its end.
type opened struct {
	node, last *Node
	raw        string // its name as written
	scope      int    // bindings in force around it
}

// A binding says what a prefix stands for.
type binding struct{ prefix, called string }

func (p *parser) document() (*Node, error) {
	root := &Node{}
	p.open = append(p.open, opened{node: root})
	for p.at < len(p.doc) {
		if err := p.next(); err != nil {
			return nil, err
		}
	}
	if len(p.open) > 1 {
		return nil, fmt.Errorf("<%s> is not closed", p.open[len(p.open)-1].raw)
	}
	if root.first == nil {
		return nil, errEmpty
	}
	return root.first, nil
}

// next reads a tag, or the text up to the next one.
func (p *parser) next() error {
	rest := p.doc[p.at:]
	switch {
	case rest[0] != '<':
		return p.text(rest)
	case strings.HasPrefix(rest, "<!--"):
		return p.skip("<!--", "-->")
	case strings.HasPrefix(rest, "<![CDATA["):
		start := p.at + len("<![CDATA[")
		if err := p.skip("<![CDATA[", "]]>"); err != nil {
			return err
		}
		return p.addText(lineEnds(p.doc[start : p.at-len("]]>")]))
	case strings.HasPrefix(rest, "<!"):
		return errDoctype
	case strings.HasPrefix(rest, "<?"):
		return p.skip("<?", "?>")
	case strings.HasPrefix(rest, "</"):
		return p.end()
	}
	return p.start()
}

// skip passes over something that ends in a mark of its own.
func (p *parser) skip(begin, end string) error {
	length := strings.Index(p.doc[p.at+len(begin):], end)
	if length < 0 {
		return fmt.Errorf("%s is not closed", begin)
	}
	p.at += len(begin) + length + len(end)
	return nil
}

func (p *parser) text(rest string) error {
	length := strings.IndexByte(rest, '<')
	if length < 0 {
		length = len(rest)
	}
	text, err := unescape(rest[:length])
	if err != nil {
		return err
	}
	if err := p.addText(text); err != nil {
		return err
	}
	p.at += length
	return nil
}

func (p *parser) addText(text string) error {
	if len(p.open) == 1 {
		if strings.Trim(text, blanks) != "" {
			return errOutside
		}
		return nil
	}
	node, err := p.add()
	if err != nil {
		return err
	}
	node.Text = text
	return nil
}

// add appends a node to the element that stands open.
func (p *parser) add() (*Node, error) {
	const chunk = 512
	if p.count++; p.count > MaxElements {
		return nil, errElements
	}
	if len(p.nodes) == 0 {
		p.nodes = make([]Node, chunk)
	}
	node := &p.nodes[0]
	p.nodes = p.nodes[1:]
	in := &p.open[len(p.open)-1]
	if in.last == nil {
		in.node.first = node
	} else {
		in.last.next = node
	}
	in.last = node
	return node, nil
}

// end reads the tag that closes an element.
func (p *parser) end() error {
	length := strings.IndexByte(p.doc[p.at:], '>')
	if length < 0 {
		return errCut
	}
	raw := strings.TrimRight(p.doc[p.at+len("</"):p.at+length], blanks)
	last := len(p.open) - 1
	if last == 0 || p.open[last].raw != raw {
		return fmt.Errorf("</%s> closes nothing", raw)
	}
	p.at += length + 1
	p.close()
	return nil
}

func (p *parser) close() {
	last := len(p.open) - 1
	p.leave(p.open[last].scope)
	p.open = p.open[:last]
}

// start reads the tag that begins an element.
func (p *parser) start() error {
	if len(p.open) == 1 && p.open[0].last != nil {
		return errRoots
	}
	if len(p.open) > MaxDepth {
		return errDepth
	}
	p.at++
	raw := p.name()
	if raw == "" {
		return errName
	}
	node, err := p.add()
	if err != nil {
		return err
	}
	p.open = append(p.open, opened{node: node, raw: raw, scope: len(p.scope)})
	closed, err := p.attributesOf(node)
	if err != nil {
		return err
	}
	if node.Name, err = p.called(raw); err != nil {
		return err
	}
	if closed {
		p.close()
	}
	return nil
}

// name reads a name; "" when none stands there.
func (p *parser) name() string {
	start := p.at
	for p.at < len(p.doc) && isNameByte(p.doc[p.at]) {
		p.at++
	}
	return p.doc[start:p.at]
}

// isNameByte is lenient with letters beyond ASCII: which of them names may have
// endangers nobody.
func isNameByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == ':' || c == '_' || c == '-' || c == '.' || c >= 0x80
}

func (p *parser) blank() {
	for p.at < len(p.doc) && strings.IndexByte(blanks, p.doc[p.at]) >= 0 {
		p.at++
	}
}

const blanks = " \t\r\n"
