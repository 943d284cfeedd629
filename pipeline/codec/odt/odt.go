// Package odt reads the text documents that LibreOffice and its kin save:
// OpenDocument 1.0 to 1.4, ISO/IEC 26300. pipeline/codec makes articles of them.
//
// What is read is the text with all changes accepted. Headers and footers stand
// with the styles of pages, and are no part of a story; those with words are
// told of.
package odt

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/xmltree"
	"github.com/tovmach/tovmach/pipeline/codec/zipped"
)

// mediaType begins the media types of text documents, templates among them.
const mediaType = "application/vnd.oasis.opendocument.text"

// Is reports whether an archive is such a document.
func Is(a *zipped.Archive) bool {
	kind, err := a.Part("mimetype")
	return err == nil && a.Has("content.xml") && strings.HasPrefix(string(kind), mediaType)
}

// Read reads a document. Errors are Invalid: parts that are missing, damaged,
// over a limit or under a password.
func Read(a *zipped.Archive) (office.Document, error) {
	manifest, err := a.Part("META-INF/manifest.xml")
	if err != nil {
		return office.Document{}, err
	}
	if strings.Contains(string(manifest), "encryption-data") {
		return office.Document{}, pipeline.Errorf(pipeline.Invalid, "The document is protected by a password.").
			WithHint("Open it with the password and save it without one.")
	}
	content, err := open(a, "content.xml")
	if err != nil {
		return office.Document{}, err
	}
	common, err := open(a, "styles.xml")
	if err != nil {
		return office.Document{}, err
	}
	text := content.Child("office:body", "office:text")
	if text == nil {
		return office.Document{}, pipeline.Errorf(pipeline.Invalid, "The document has no text part: content.xml.").
			WithHint("Open it in a word processor and save it again.")
	}
	r := &reader{archive: a, styles: readStyles(common, content), counters: map[string]*office.Counter{}, told: map[string]bool{}}
	r.doc.Blocks = r.apart(func() {
		r.body(text)
		r.finish()
		r.blocks = append(r.blocks, r.notes...)
	})
	r.heads(common)
	r.notices()
	return r.doc, nil
}

// heads tells of headers and footers that have words; the number of a page is
// none.
func (r *reader) heads(common *xmltree.Node) {
	for page := range common.Child("office:master-styles").All() {
		for child := range page.All() {
			isHead := strings.HasPrefix(child.Name, "style:header") || strings.HasPrefix(child.Name, "style:footer")
			if isHead && child.Attr("style:display") != "false" && strings.ContainsFunc(child.Content(), unicode.IsLetter) {
				r.drop(office.PageHeads)
			}
		}
	}
}

func open(a *zipped.Archive, name string) (*xmltree.Node, error) {
	data, err := a.Part(name)
	if err != nil || data == nil {
		return nil, err
	}
	return xmltree.Parse(name, data, spaces())
}

// A reader reads one document.
type reader struct {
	archive *zipped.Archive
	doc     office.Document
	styles  styles
	flow
	counters map[string]*office.Counter // of lists, by style
	notes    []office.Block             // behind the text
	numbered int                        // notes so far
	told     map[string]bool

	deleted, inserted, hidden, pictures int
}

// A flow is a row of blocks that is being collected: the body, a cell, a note.
type flow struct {
	blocks []office.Block
	runs   []office.Run   // of the paragraph that is being read
	after  []office.Block // what stands behind that paragraph
	said   bool           // it has words
	link   string         // around the runs
	size   float64        // of the paragraph's first letters
	lists  []listing      // around the paragraph
}

// apart reads a row of blocks of its own.
func (r *reader) apart(read func()) []office.Block {
	outer := r.flow
	r.flow = flow{}
	read()
	r.finish()
	blocks := r.blocks
	r.flow = outer
	return blocks
}

// finish makes a paragraph of what stands outside of one.
func (r *reader) finish() {
	if len(r.runs) > 0 || len(r.after) > 0 {
		r.emit(office.Block{Kind: pipeline.Paragraph})
	}
}

// emit adds the paragraph that was read, and what stands behind it.
func (r *reader) emit(b office.Block) {
	b.Runs = r.runs
	if len(b.Runs) > 0 {
		r.blocks = append(r.blocks, b)
	}
	r.blocks = append(r.blocks, r.after...)
	r.runs, r.after, r.size, r.said = nil, nil, 0, false
}

// drop notes once that something was left out.
func (r *reader) drop(what string) {
	if !r.told[what] {
		r.told[what] = true
		r.doc.Dropped = append(r.doc.Dropped, what)
	}
}

// notices says once what was met many times.
func (r *reader) notices() {
	d := &r.doc
	switch {
	case r.deleted > 0:
		d.Dropped = append(d.Dropped, fmt.Sprintf("Tracked changes: %d deletions were left out, %d insertions were kept.", r.deleted, r.inserted))
	case r.inserted > 0:
		d.Kept = append(d.Kept, fmt.Sprintf("Tracked changes: %d insertions were kept.", r.inserted))
	}
	if r.hidden > 0 {
		d.Dropped = append(d.Dropped, fmt.Sprintf("Hidden text was left out, in %d places.", r.hidden))
	}
	if r.pictures > 0 {
		d.Kept = append(d.Kept, fmt.Sprintf("Pictures stay in the document, and the article has their names there: %d.", r.pictures))
	}
	for _, name := range r.archive.Names() {
		if strings.HasPrefix(name, "Basic/") || strings.HasPrefix(name, "Scripts/") {
			d.Dropped = append(d.Dropped, "The document has macros; they were not read.")
			break
		}
	}
}

// spaces are the namespaces that are read.
func spaces() map[string]string {
	const oasis = "urn:oasis:names:tc:opendocument:xmlns:"
	return map[string]string{
		oasis + "office:1.0":               "office",
		oasis + "text:1.0":                 "text",
		oasis + "style:1.0":                "style",
		oasis + "table:1.0":                "table",
		oasis + "drawing:1.0":              "draw",
		oasis + "svg-compatible:1.0":       "svg",
		oasis + "xsl-fo-compatible:1.0":    "fo",
		oasis + "form:1.0":                 "form",
		"http://www.w3.org/1999/xlink":     "xlink",
		"http://purl.org/dc/elements/1.1/": "dc",
	}
}
