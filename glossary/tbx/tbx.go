// Package tbx reads, writes and checks termbases in TBX, the exchange format of
// terminology tools (ISO 30042): version 3 in both its styles and the dialects
// Core, Min and Basic, and the older martif files of TBX-Basic 2008.
//
// A concept of the file is an entry, a term section a term. What TBX has no
// category for (forms, kinds, periods, and more) is written as a note that
// starts with its name, "forms: Києву|Києвом", and read back; other programs
// show it as text. What an entry has no field for is kept in its Extra and
// written back as it was.
package tbx

import (
	"errors"
	"fmt"
	"io"

	"github.com/tovmach/tovmach/glossary"
)

// Style says how a file names its data categories.
type Style string

// The styles of ISO 30042, 5.3: a category is an attribute (<descrip
// type="context">) or a tag (<basic:context>). The zero Style is DCA.
const (
	DCA Style = "dca"
	DCT Style = "dct"
)

// Dialect says which data categories a file may have. Other dialects than the
// three are read as far as their categories are those of Basic.
type Dialect string

// The public dialects. The zero Dialect is Basic.
const (
	Core  Dialect = "TBX-Core"
	Min   Dialect = "TBX-Min"
	Basic Dialect = "TBX-Basic"
)

// The limits of a file. A larger one is refused.
const (
	MaxBytes    = 20 << 20
	MaxDepth    = 256
	MaxElements = 1_000_000
	MaxTerms    = 1000 // of one concept; the rest is left out
)

// ErrTooLarge is wrapped by the error of Read when a file is over a limit.
var ErrTooLarge = errors.New("the file is too large")

// Options says how a file is written. The zero value is TBX-Basic in style DCA.
type Options struct {
	Style   Style
	Dialect Dialect
	Lang    string // of the words about the termbase; "" is en
	Header  string // the element tbxHeader; "" makes a plain one
	Back    string // the element back: whom and what entries refer to; "" makes what is needed
}

// Document is all of a file: its entries, and what it takes to write it again.
type Document struct {
	Entries []glossary.Entry
	Options Options
}

// Notice is something about a file that its owner should see. It never concerns
// the whole file.
type Notice struct {
	Line    int // of the file, from 1
	Message string
	Skipped bool // the concept or term was left out
}

func (n Notice) String() string {
	s := fmt.Sprintf("line %d: %s", n.Line, n.Message)
	if n.Skipped {
		s += "; it was left out"
	}
	return s
}

// Read returns the entries of a TBX file in their order, terms grouped by
// language. UTF-8, UTF-16 and the encoding that the file declares are read.
// It returns an error that names the line for a file that is no well-formed
// TBX or that defines entities, and ErrTooLarge for one over a limit. Nothing
// that a file refers to is ever opened.
func Read(name string, r io.Reader) ([]glossary.Entry, []Notice, error) {
	doc, notices, err := ReadDocument(name, r)
	return doc.Entries, notices, err
}

// ReadDocument is like Read, and keeps what the file says about itself.
func ReadDocument(name string, r io.Reader) (Document, []Notice, error) {
	root, err := parseFile(r)
	if err != nil {
		return Document{}, nil, fmt.Errorf("read %s: %w", name, err)
	}
	b := newReader()
	if err := b.document(canonical(root)); err != nil {
		return Document{}, nil, fmt.Errorf("read %s: %w", name, err)
	}
	return b.doc, b.notices, nil
}
