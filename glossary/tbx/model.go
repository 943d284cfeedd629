package tbx

import "strings"

// model says what an element may hold: children step by step, text, and
// attributes, of which those with "!" must be there. It is the grammar
// TBXcoreStructV03.rng of ISO 30042:2019 for style DCA.
type model struct {
	steps []step
	text  bool
	attrs string
}

// step is one place among the children of an element.
type step struct {
	names    []string
	min, max int // max 0 is any number
}

func one(name string) step   { return step{[]string{name}, 1, 1} }
func maybe(name string) step { return step{[]string{name}, 0, 1} }
func some(names string) step { return step{strings.Fields(names), 1, 0} }
func many(names string) step { return step{strings.Fields(names), 0, 0} }

// models returns the model of every element.
func models() map[string]model {
	const (
		about  = "admin adminGrp transacGrp note ref xref" // noteLinkInfo
		aux    = "descrip descripGrp " + about             // auxInfo
		inline = "hi foreign sc ec ph"                     // noteText
		id     = "id"
		class  = "id xml:lang target datatype type! module"
		marks  = "id disp equiv subType type target isolated"
	)
	structure := func(attrs string, steps ...step) model { return model{steps, false, attrs} }
	textual := func(attrs, inside string) model { return model{[]step{many(inside)}, true, attrs} }
	return map[string]model{
		"tbx":             structure("type! style! xml:lang!", one("tbxHeader"), one("text")),
		"tbxHeader":       structure(id, one("fileDesc"), maybe("encodingDesc"), maybe("revisionDesc")),
		"fileDesc":        structure(id, maybe("titleStmt"), maybe("publicationStmt"), some("sourceDesc")),
		"titleStmt":       structure("id xml:lang", one("title"), many("note")),
		"title":           textual("id xml:lang", ""),
		"publicationStmt": structure(id, some("p")),
		"sourceDesc":      structure("id xml:lang", some("p")),
		"encodingDesc":    structure(id, some("p")),
		"revisionDesc":    structure("id xml:lang", some("change")),
		"change":          structure("id xml:lang", some("p")),
		"p":               textual("id xml:lang type", inline),

		"text":         structure(id, one("body"), maybe("back")),
		"body":         structure(id, some("conceptEntry")),
		"back":         structure(id, many("refObjectSec")),
		"refObjectSec": structure("id type!", some("refObject")),
		"refObject":    structure(id, some("itemSet itemGrp item")),
		"itemSet":      structure("id type", some("item itemGrp")),
		"itemGrp":      structure(id, one("item"), many(about)),
		"item":         textual("id type", inline),

		"conceptEntry": structure(id, many(aux), some("langSec")),
		"langSec":      structure("xml:lang!", many(aux), some("termSec")),
		"termSec":      structure(id, one("term"), many("termNote termNoteGrp"), many(aux)),
		"term":         textual(id, "hi"),

		"adminGrp":    structure(id, one("admin"), many("adminNote note ref xref")),
		"descripGrp":  structure(id, one("descrip"), many("descripNote "+about)),
		"termNoteGrp": structure(id, one("termNote"), many(about)),
		"transacGrp":  structure(id, one("transac"), many("transacNote date note ref xref")),

		"admin":       textual(class, inline),
		"adminNote":   textual(class, ""),
		"descrip":     textual(class, inline),
		"descripNote": textual(class, ""),
		"ref":         textual(class, ""),
		"termNote":    textual(class, inline),
		"transac":     textual(class, ""),
		"transacNote": textual(class, ""),
		"xref":        textual("id target! type! module", ""),
		"note":        textual("id xml:lang", inline),
		"date":        textual(id, ""),

		"hi":      textual("type target xml:lang", ""),
		"foreign": textual("id xml:lang", inline),
		"sc":      structure("id! " + marks),
		"ec":      structure("startRef " + marks),
		"ph":      structure(marks),
	}
}

// names returns all the children that the model knows.
func (m model) names() []string {
	var all []string
	for _, s := range m.steps {
		all = append(all, s.names...)
	}
	return all
}
