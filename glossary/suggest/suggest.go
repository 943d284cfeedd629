// Package suggest finds the names of a Ukrainian text that no entry of the
// termbase knows yet, and makes entries of them for a person to look at.
//
// A name is a word or phrase with a capital that the start of a sentence does
// not explain. Its forms are gathered under one nominative, which is found by
// trying: every nominative that could have the form is inflected, and the one
// whose forms cover most of what was seen is taken. Nothing here is sure; what
// comes out is a list of proposals.
//
// The check for unknown names and the preparation of a termbase use it.
package suggest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/glossary/translit"
)

// Name is a name that the text has and the termbase has not.
type Name struct {
	Lemma      string           // the probable nominative, apostrophes as U+0027
	Forms      []string         // the forms seen, in the order of their first places
	Count      int              // how often it stands in the text
	First      match.Span       // its first place: bytes of the text, half open
	Kind       glossary.Kind    // a guess from the words around it; "" is not said
	Gender     glossary.Gender  // a guess; "" is not said
	Target     string           // the romanized lemma; names in Latin letters as they stand
	Confidence match.Confidence // High when the capital is proved and the lemma is no mere guess

	scheme string // id of the scheme that made Target, "" for Latin letters
}

// Options changes what Names returns. The zero value romanizes by Resolution 55.
type Options struct {
	Scheme translit.Scheme // makes the targets; the zero Scheme is translit.KMU55
}

// Names returns the names in text that known does not find, the most frequent
// first, and then by their first places. text is taken for a whole article; a
// line break ends a sentence and a phrase. A nil index knows nothing.
func Names(text string, known *match.Index, o Options) []Name {
	r := newReader(text, known)
	r.mention()
	var names []Name
	for _, g := range r.group() {
		names = append(names, g.name(o.Scheme))
	}
	slices.SortFunc(names, func(a, b Name) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.First.Start, b.First.Start), cmp.Compare(a.Lemma, b.Lemma))
	})
	return names
}

// Entry returns the name as a proposed entry with an admitted English term. Its
// ID is empty: whoever takes it into a termbase gives it one.
func (n Name) Entry() glossary.Entry {
	e := glossary.Entry{
		Kind:     n.Kind,
		Note:     "suggested from a text: " + strings.Join(n.Forms, ", "),
		Proposed: true,
		Terms: []glossary.Term{
			{Lang: "uk", Text: n.Lemma, Gender: n.Gender},
			{Lang: "en", Text: n.Target, Status: glossary.Admitted, Scheme: n.scheme},
		},
	}
	if n.scheme == "" {
		e.DoNotTranslate = true
	} else {
		e.Rule = glossary.ByScheme
	}
	return e
}
