// Package xmlread reads XML that strangers wrote: exports and feeds. It goes
// over encoding/xml, token by token, and adds what that leaves open: no
// document type with declarations of its own, a bound on depth and attributes,
// one root, an error that names the line. It is lenient where feeds in the wild
// are wrong and the meaning stays clear: a bare &, entities of HTML, prefixes
// that nobody declared.
package xmlread

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// The limits of every document. Its size is the caller's to limit.
const (
	MaxDepth      = 256 // elements inside one another
	maxAttributes = 256 // of one element
)

// XMLSpace is the namespace of xml:base and xml:lang.
const XMLSpace = "http://www.w3.org/XML/1998/namespace"

// A Reader gives the elements and texts of a document.
type Reader struct {
	dec    *xml.Decoder
	depth  int
	rooted bool // the root was closed
}

// New returns a reader of a document that is UTF-8 already, whatever its
// declaration says.
func New(doc string) *Reader {
	dec := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(doc, "\ufeff")))
	dec.Strict = false
	dec.Entity = xml.HTMLEntity
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return &Reader{dec: dec}
}

// Offset is where the last token ended, in bytes of the document without its
// byte order mark.
func (r *Reader) Offset() int { return int(r.dec.InputOffset()) }

// Depth is how many elements are open.
func (r *Reader) Depth() int { return r.depth }

// Next returns the next xml.StartElement, xml.EndElement or xml.CharData, valid
// until the next call; io.EOF at the end. Other errors are pipeline.Invalid and
// name the line.
func (r *Reader) Next() (xml.Token, error) {
	for {
		token, err := r.dec.Token()
		if errors.Is(err, io.EOF) && !r.rooted {
			return nil, r.refuse("it ends before its first element is closed")
		}
		if errors.Is(err, io.EOF) {
			return nil, io.EOF
		}
		if err != nil {
			return nil, r.refuse(reason(err))
		}
		switch token := token.(type) {
		case xml.Directive:
			if strings.ContainsRune(string(token), '[') || strings.Contains(string(token), "ENTITY") {
				return nil, r.refuse("it declares entities or a document type of its own")
			}
		case xml.StartElement:
			return token, r.open(token)
		case xml.EndElement:
			r.depth--
			r.rooted = r.rooted || r.depth == 0
			return token, nil
		case xml.CharData:
			if r.depth > 0 {
				return token, nil
			}
		}
	}
}

func (r *Reader) open(e xml.StartElement) error {
	r.depth++
	switch {
	case r.rooted:
		return r.refuse("something follows after its end")
	case r.depth > MaxDepth:
		return r.refuse("elements stand too deep inside one another")
	case len(e.Attr) > maxAttributes:
		return r.refuse("an element has too many attributes")
	}
	return nil
}

// Text returns all the text inside the element that was opened last, and
// closes it.
func (r *Reader) Text() (string, error) {
	var out strings.Builder
	err := r.inside(func(token xml.Token) {
		if text, ok := token.(xml.CharData); ok {
			out.Write(text)
		}
	})
	return out.String(), err
}

// Markup returns what stands inside the element that was opened last, written
// as HTML, and closes it. Prefixes are left out.
func (r *Reader) Markup() (string, error) {
	var out strings.Builder
	err := r.inside(func(token xml.Token) {
		switch token := token.(type) {
		case xml.StartElement:
			out.WriteString("<" + token.Name.Local)
			for _, a := range token.Attr {
				if a.Name.Space == "" && a.Name.Local != "xmlns" {
					out.WriteString(" " + a.Name.Local + `="` + escaper().Replace(a.Value) + `"`)
				}
			}
			out.WriteByte('>')
		case xml.EndElement:
			if !isVoid(token.Name.Local) {
				out.WriteString("</" + token.Name.Local + ">")
			}
		case xml.CharData:
			out.WriteString(escaper().Replace(string(token)))
		}
	})
	return out.String(), err
}

// Skip passes over what is left of the element that was opened last.
func (r *Reader) Skip() error { return r.inside(func(xml.Token) {}) }

// inside gives every token up to the end of the element that is open.
func (r *Reader) inside(each func(xml.Token)) error {
	for outer := r.depth - 1; ; {
		token, err := r.Next()
		if err != nil {
			return err
		}
		if r.depth == outer {
			return nil
		}
		each(token)
	}
}

// Attr is the value of an attribute without a prefix, "" when there is none.
func Attr(e xml.StartElement, name string) string { return AttrIn(e, "", name) }

// AttrIn is the value of an attribute of a namespace.
func AttrIn(e xml.StartElement, space, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && (a.Name.Space == space || space == XMLSpace && a.Name.Space == "xml") {
			return a.Value
		}
	}
	return ""
}

func (r *Reader) refuse(why string) error {
	line, _ := r.dec.InputPos()
	return pipeline.Errorf(pipeline.Invalid, "The XML cannot be read at line %d: %s.", line, why).
		WithHint("Check that it was saved or sent whole; export it again.")
}

// reason is what encoding/xml found, without its own line.
func reason(err error) string {
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
		return syntax.Msg
	}
	return "it is no XML 1.0 that this program reads"
}

func escaper() *strings.Replacer {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
}

// isVoid reports whether an element of HTML has no end tag.
func isVoid(name string) bool {
	switch strings.ToLower(name) {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}
