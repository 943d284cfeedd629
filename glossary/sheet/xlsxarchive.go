package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The limits of a workbook, beside those of every table.
const (
	maxParts    = 2000
	maxUnpacked = 200 << 20 // bytes
	maxRatio    = 100       // of the bytes unpacked to those of the file
	freeBytes   = 10 << 20  // may be unpacked whatever the ratio
	maxDepth    = 256       // of elements
	maxCells    = 4_000_000 // with the gaps before them
)

// mayUnpack returns how many bytes a file of that size may hold.
func mayUnpack(size int) int64 {
	return min(maxUnpacked, max(freeBytes, maxRatio*int64(size)))
}

// archive is the zip file of a workbook.
type archive struct {
	parts map[string]*zip.File // by name in lower case: names of parts compare so
	left  int64                // how many bytes may still be unpacked
}

// read takes the bytes of a part from what may still be unpacked. What the zip
// file says about sizes is not believed.
func (a *archive) read(part io.Reader) io.Reader {
	return &limited{part, a}
}

type limited struct {
	part io.Reader
	a    *archive
}

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.part.Read(p)
	if l.a.left -= int64(n); l.a.left < 0 {
		return 0, fmt.Errorf("%w: it unpacks to too many bytes", ErrTooLarge)
	}
	return n, err
}

// tokens calls visit for each token of an XML part. A part that is not there
// has none.
func (a *archive) tokens(name string, visit func(xml.Token) error) error {
	f := a.parts[strings.ToLower(name)]
	if f == nil {
		return nil
	}
	part, err := f.Open()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer part.Close() //nolint:errcheck // it was only read
	d := xml.NewDecoder(a.read(part))
	depth := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			switch token.(type) {
			case xml.Directive:
				err = errors.New("a document type is not allowed")
			case xml.StartElement:
				if depth++; depth > maxDepth {
					err = fmt.Errorf("%w: elements stand in each other more than %d deep", ErrTooLarge, maxDepth)
				}
			case xml.EndElement:
				depth--
			}
		}
		if err == nil {
			err = visit(token)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
}

// elements calls visit for each element of a part.
func (a *archive) elements(name string, visit func(xml.StartElement)) error {
	return a.tokens(name, func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok {
			visit(e)
		}
		return nil
	})
}

// attr returns an attribute by its local name, so that the strict and the
// transitional namespaces of the format read alike.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
