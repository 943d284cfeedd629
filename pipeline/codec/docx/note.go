package docx

import (
	"fmt"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/xmltree"
)

// A noteRef is a footnote or an endnote that the text refers to.
type noteRef struct{ kind, id string }

// noteMark adds the mark of a note. Notes are numbered in the order of the
// text, whichever kind they are.
func (r *reader) noteMark(kind, id string) {
	key := kind + " " + id
	if r.numbers[key] == 0 {
		r.notes = append(r.notes, noteRef{kind, id})
		r.numbers[key] = len(r.notes)
	}
	r.runs = append(r.runs, office.Run{Kind: office.Note, Text: fmt.Sprintf("[^%d]", r.numbers[key])})
}

// readNotes reads the notes that the text refers to, behind it.
func (r *reader) readNotes() {
	parts := map[string]part{"footnote": r.footnotes, "endnote": r.endnotes}
	byID := map[noteRef]*xmltree.Node{}
	for kind, p := range parts {
		for n := range p.root.All() {
			byID[noteRef{kind, n.Attr("w:id")}] = n
		}
	}
	main := r.part
	for i := 0; i < len(r.notes); i++ { // a note may refer to another
		note := r.notes[i]
		r.part = parts[note.kind]
		blocks := r.apart(func() { r.body(byID[note]) })
		runs, others := office.Join(blocks)
		mark := office.Run{Kind: office.Note, Text: fmt.Sprintf("[^%d]:", i+1)}
		if len(runs) == 0 {
			r.drop("A note has a mark in the text, and nothing that it says.")
			continue
		}
		r.blocks = append(r.blocks, office.Block{Kind: pipeline.Paragraph, Runs: append([]office.Run{mark, {Text: " "}}, runs...)})
		r.blocks = append(r.blocks, others...)
	}
	r.part = main
}

// comment puts a comment behind the paragraph that it is about.
func (r *reader) comment(id string) {
	if n := r.commentsByID[id]; n != nil {
		r.after = append(r.after, r.edNote(n)...)
	}
}

// readUntoldComments reads the comments on nothing that is left of the text.
func (r *reader) readUntoldComments() {
	for n := range r.comments.root.All() {
		if n.Name == "w:comment" {
			r.blocks = append(r.blocks, r.edNote(n)...)
		}
	}
}

func (r *reader) edNote(n *xmltree.Node) []office.Block {
	key := "comment " + n.Attr("w:id")
	if r.told[key] {
		return nil
	}
	r.told[key] = true
	main := r.part
	r.part = r.comments
	runs, _ := office.Join(r.apart(func() { r.body(n) }))
	r.part = main
	return office.EdNote(n.Attr("w:author"), strings.ReplaceAll(office.Text(runs), "\n", " "))
}
