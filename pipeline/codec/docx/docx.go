// Package docx reads the documents that Word and its kin save: WordprocessingML
// in a package of ISO/IEC 29500, transitional or strict. pipeline/codec makes
// articles of them.
//
// What is read is the text as Word would print it with all changes accepted:
// insertions stay, deletions go, fields show their results, hidden text goes.
// Headers and footers are no part of a story; those with words are told of.
package docx

import (
	"fmt"
	"path"
	"strings"
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/xmltree"
	"github.com/tovmach/tovmach/pipeline/codec/zipped"
)

// Is reports whether an archive is such a document.
func Is(a *zipped.Archive) bool {
	return a.Has("word/document.xml") || a.Has("[Content_Types].xml") && mainPart(a) != ""
}

// Read reads a document. Errors are Invalid: parts that are missing, damaged or
// over a limit.
func Read(a *zipped.Archive) (office.Document, error) {
	r := &reader{archive: a, counters: map[string]*office.Counter{}, started: map[string]bool{}, numbers: map[string]int{}, told: map[string]bool{}}
	name := mainPart(a)
	if name == "" {
		name = "word/document.xml"
	}
	main, err := r.open(name)
	if err != nil {
		return office.Document{}, err
	}
	if main.root.Child("w:body") == nil {
		return office.Document{}, pipeline.Errorf(pipeline.Invalid, "The document has no body: %s.", name).
			WithHint("Open it in a word processor and save it again.")
	}
	if err := r.around(main); err != nil {
		return office.Document{}, err
	}
	r.part = main
	r.doc.Blocks = r.apart(func() {
		for child := range main.root.All() {
			if child.Name == "w:body" { // some programs append another
				r.body(child)
			}
		}
		r.finish()
		r.readNotes()
		r.readUntoldComments()
	})
	r.notices()
	return r.doc, nil
}

// A reader reads one document.
type reader struct {
	archive *zipped.Archive
	doc     office.Document
	part    part // being read
	flow
	fields []field

	styles    styles
	numbering numbering
	counters  map[string]*office.Counter // by abstract list
	started   map[string]bool            // lists whose own start was used

	footnotes, endnotes, comments part
	numbers                       map[string]int // of the notes met so far
	notes                         []noteRef      // in their order
	told                          map[string]bool
	commentsByID                  map[string]*xmltree.Node

	deleted, inserted, hidden, signs, pictures int
}

// A flow is a row of blocks that is being collected: the body, a cell, a note.
type flow struct {
	blocks  []office.Block
	runs    []office.Run   // of the paragraph that is being read
	after   []office.Block // what stands behind that paragraph
	joining bool           // its end was deleted: the next paragraph continues it
	ruled   bool           // it is a line from margin to margin
	said    bool           // it has words
	link    string         // around the runs
	style   paragraphStyle // of that paragraph
	size    float64        // of its first letters, where they say it themselves
	depth   int            // of the last item
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

// A part is a part of the package with what it refers to.
type part struct {
	name string
	root *xmltree.Node
	rels map[string]relation
}

type relation struct {
	kind, target string
	external     bool
}

// open reads a part; its root is nil when the package has none of that name.
func (r *reader) open(name string) (part, error) {
	p := part{name: name}
	data, err := r.archive.Part(name)
	if err != nil || data == nil {
		return p, err
	}
	if p.root, err = xmltree.Parse(name, data, spaces()); err != nil {
		return p, err
	}
	p.rels, err = relations(r.archive, name)
	return p, err
}

// around reads the parts that the main part rests on.
func (r *reader) around(main part) error {
	for _, rel := range main.rels {
		if rel.external {
			continue
		}
		p, err := part{}, error(nil)
		switch rel.kind {
		case "styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer":
			if p, err = r.open(rel.target); err != nil {
				return err
			}
		}
		switch rel.kind {
		case "styles":
			r.styles = readStyles(p.root)
		case "numbering":
			r.numbering = readNumbering(p.root)
		case "footnotes":
			r.footnotes = p
		case "endnotes":
			r.endnotes = p
		case "comments":
			r.comments = p
		case "header", "footer":
			if hasLetters(p.root) {
				r.drop(office.PageHeads)
			}
		}
	}
	r.commentsByID = map[string]*xmltree.Node{}
	for n := range r.comments.root.All() {
		if n.Name == "w:comment" {
			r.commentsByID[n.Attr("w:id")] = n
		}
	}
	r.numbering.resolve(r.styles)
	return nil
}

// hasLetters reports whether there are words in a part; the number of a page is
// none.
func hasLetters(root *xmltree.Node) bool {
	for n := range root.Descendants() {
		if n.Name == "w:t" && strings.ContainsFunc(n.Content(), unicode.IsLetter) {
			return true
		}
	}
	return false
}

// mainPart is the part that holds the text, as the package says.
func mainPart(a *zipped.Archive) string {
	rels, err := relations(a, "")
	if err != nil {
		return ""
	}
	for _, rel := range rels {
		if rel.kind == "officeDocument" && strings.HasSuffix(rel.target, ".xml") && strings.Contains(rel.target, "document") {
			return rel.target
		}
	}
	return ""
}

// relations are what a part refers to, by id; those of the package itself for
// no part. Kinds are the last words of their addresses, which the strict and
// the transitional form share.
func relations(a *zipped.Archive, name string) (map[string]relation, error) {
	dir, file := path.Split(name)
	data, err := a.Part(dir + "_rels/" + file + ".rels")
	if err != nil || data == nil {
		return nil, err
	}
	root, err := xmltree.Parse(dir+"_rels/"+file+".rels", data, spaces())
	if err != nil {
		return nil, err
	}
	rels := map[string]relation{}
	for n := range root.All() {
		if n.Name != "Relationship" {
			continue
		}
		rel := relation{kind: path.Base(n.Attr("Type")), target: n.Attr("Target"), external: n.Attr("TargetMode") == "External"}
		if !rel.external {
			rel.target = inPackage(dir, rel.target)
		}
		rels[n.Attr("Id")] = rel
	}
	return rels, nil
}

// inPackage is the name of the part that a target beside a part means.
func inPackage(dir, target string) string {
	if rooted, ok := strings.CutPrefix(target, "/"); ok {
		return path.Clean(rooted)
	}
	return path.Join(dir, target)
}

// spaces are the namespaces that are read, strict ones beside transitional.
func spaces() map[string]string {
	const transitional, strict = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
	return map[string]string{
		transitional + "wordprocessingml/2006/main":           "w",
		strict + "wordprocessingml/main":                      "w",
		transitional + "officeDocument/2006/relationships":    "r",
		strict + "officeDocument/relationships":               "r",
		transitional + "drawingml/2006/main":                  "a",
		strict + "drawingml/main":                             "a",
		transitional + "drawingml/2006/wordprocessingDrawing": "wp",
		strict + "drawingml/wordprocessingDrawing":            "wp",
		transitional + "markup-compatibility/2006":            "mc",
		transitional + "officeDocument/2006/math":             "m",
		strict + "officeDocument/math":                        "m",
		transitional + "package/2006/relationships":           "",
		"urn:schemas-microsoft-com:vml":                       "v",
		"urn:schemas-microsoft-com:office:office":             "o",
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
	if r.signs > 0 {
		d.Dropped = append(d.Dropped, fmt.Sprintf("Signs that only a font of signs has were left out: %d.", r.signs))
	}
	if r.pictures > 0 {
		d.Kept = append(d.Kept, fmt.Sprintf("Pictures stay in the document, and the article has their names there: %d.", r.pictures))
	}
	for _, name := range r.archive.Names() {
		if path.Base(name) == "vbaProject.bin" {
			d.Dropped = append(d.Dropped, "The document has macros; they were not read.")
		}
	}
}
