package sheet

import (
	"slices"

	"github.com/tovmach/tovmach/glossary"
)

// filler fills the empty fields of what is known from what a further row says,
// and collects the names of the fields where the two disagree.
type filler struct {
	clashes []string
}

// fill does so for one field.
func fill[T comparable](f *filler, name string, known *T, said T) {
	var zero T
	switch {
	case said == zero || said == *known:
	case *known == zero:
		*known = said
	default:
		f.clashes = append(f.clashes, name)
	}
}

func fillList[T comparable](f *filler, name string, known *[]T, said []T) {
	switch {
	case len(said) == 0 || slices.Equal(*known, said):
	case len(*known) == 0:
		*known = said
	default:
		f.clashes = append(f.clashes, name)
	}
}

// fillEntry adds the fields of a further row, terms aside, and returns the
// names of those that clash.
func fillEntry(e *glossary.Entry, said glossary.Entry) []string {
	var f filler
	fill(&f, "kind", &e.Kind, said.Kind)
	fill(&f, "subject", &e.Subject, said.Subject)
	fill(&f, "desk", &e.Desk, said.Desk)
	fill(&f, "definition", &e.Definition, said.Definition)
	fill(&f, "note", &e.Note, said.Note)
	fill(&f, "reference", &e.Source, said.Source)
	fill(&f, "rule", &e.Rule, said.Rule)
	fill(&f, "severity", &e.Severity, said.Severity)
	fillList(&f, "xrefs", &e.Xrefs, said.Xrefs)
	fill(&f, "dnt", &e.DoNotTranslate, said.DoNotTranslate)
	fill(&f, "proposed", &e.Proposed, said.Proposed)
	return f.clashes
}

// addTerm adds a term to an entry, or fills the same term of an earlier row. It
// is the same when text and period agree and so does the status, if both say
// one: Kiev, admitted until 1995, and Kiev, deprecated since, are two.
func addTerm(e *glossary.Entry, t glossary.Term) []string {
	at := slices.IndexFunc(e.Terms, func(known glossary.Term) bool {
		return known.Lang == t.Lang && known.Text == t.Text && known.Validity == t.Validity &&
			(known.Status == t.Status || known.Status == "" || t.Status == "")
	})
	if at >= 0 {
		return fillTerm(&e.Terms[at], t)
	}
	if t.Lang == "uk" { // Ukrainian terms first
		after := slices.IndexFunc(e.Terms, func(known glossary.Term) bool { return known.Lang != "uk" })
		if after >= 0 {
			e.Terms = slices.Insert(e.Terms, after, t)
			return nil
		}
	}
	e.Terms = append(e.Terms, t)
	return nil
}

func fillTerm(known *glossary.Term, said glossary.Term) []string {
	var f filler
	fill(&f, "status", &known.Status, said.Status)
	fill(&f, "gender", &known.Gender, said.Gender)
	fill(&f, "decl", &known.Decl, said.Decl)
	fillList(&f, "decline", &known.Decline, said.Decline)
	fillList(&f, "forms", &known.Forms, said.Forms)
	fillList(&f, "related", &known.Related, said.Related)
	fill(&f, "scheme", &known.Scheme, said.Scheme)
	fill(&f, "capital", &known.Capital, said.Capital)
	fill(&f, "casing", &known.Casing, said.Casing)
	fill(&f, "alone", &known.Alone, said.Alone)
	fill(&f, "common", &known.Common, said.Common)
	fill(&f, "article", &known.Article, said.Article)
	fill(&f, "short", &known.Short, said.Short)
	fill(&f, "reason", &known.Reason, said.Reason)
	fill(&f, "note", &known.Note, said.Note)
	return f.clashes
}
