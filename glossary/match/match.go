// Package match finds the terms of a termbase in running Ukrainian text, in
// every grammatical form, and says how sure it is of each.
//
// An Index is built once for a revision of the termbase and never changes;
// Find sees all terms in one pass. Editors see its hits while they translate,
// and the checks of a finished translation rest on them.
package match

import (
	"encoding/json"
	"slices"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
)

// Span is a place in a text: bytes, half open.
type Span struct {
	Start, End int
}

// Confidence says what may rest on a hit: a finding, or only a hint.
type Confidence uint8

// The confidences.
const (
	Low  Confidence = iota // it may be another word, or another person
	High                   // it is the term
)

// String returns "low" or "high".
func (c Confidence) String() string {
	if c == High {
		return "high"
	}
	return "low"
}

// Hit is a term found in a text.
type Hit struct {
	Entry        glossary.EntryID
	SourceTerm   string // the term as the termbase has it
	Target       string // what the newsroom writes in English, or "" if that is not decided
	Span         Span
	Text         string       // what stands there
	Form         inflect.Form // the form that was recognized: its grade and rule say why
	Confidence   Confidence
	Alternatives []glossary.EntryID // other entries that fit the same text
}

// MarshalJSON writes the hit as the command line shows it.
func (h Hit) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Start        int                `json:"start"`
		End          int                `json:"end"`
		Text         string             `json:"text"`
		Entry        glossary.EntryID   `json:"entry"`
		SourceTerm   string             `json:"source_term"`
		Target       string             `json:"target"`
		Confidence   string             `json:"confidence"`
		Grade        string             `json:"grade"`
		Rule         string             `json:"rule,omitempty"`
		Alternatives []glossary.EntryID `json:"alternatives,omitempty"`
	}{
		h.Span.Start, h.Span.End, h.Text, h.Entry, h.SourceTerm, h.Target, h.Confidence.String(), h.Form.Grade.String(), h.Form.Rule,
		h.Alternatives,
	})
}

// Options changes what an Index holds. The zero value is for Ukrainian text of
// the present day and for every desk.
type Options struct {
	Lang string       // language of the text; "" is "uk". Only Ukrainian is inflected
	Desk string       // leaves the entries of other desks out; "" takes all
	Day  glossary.Day // the day of the story, on which Target must be in use; "" is the present

	// Generate makes the forms of a term; nil is inflect.Generate. Several
	// goroutines call it at the same time.
	Generate func(lemma string, h inflect.Hints) []inflect.Form
}

// Index finds the terms of one revision of a termbase. It is immutable and safe
// for use by many goroutines.
type Index struct {
	fold    *folder
	table   table
	recs    []rec
	entries []glossary.Entry
	options Options
	arena   arena         // texts of all forms but the terms themselves
	rules   []string      // rules of all forms
	spare   chan *scratch // memory of searches that are over
}

// Forms returns how many forms the index knows, with all ways to write names.
func (x *Index) Forms() int { return len(x.recs) }

// termKey is a term of the language that is looked for: the number of its entry,
// and its number in that.
type termKey struct {
	entry uint32
	term  uint16
}

// rec is one form of a term, as the table refers to it. It says all that a search
// has to know of the term but its text: to ask another table for it would be one
// look more into far memory.
type rec struct {
	text uint32 // its address in the arena
	termKey
	len     uint16 // 0 when it is the term itself
	rule    uint16
	capital uint16 // the words that need a capital, first word lowest
	flags   recFlags
	variant variant
	grade   inflect.Grade
	cases   inflect.Case
	number  inflect.Number
	gender  uint8 // number in genders
}

type recFlags uint8

const (
	lastRec recFlags = 1 << iota // the last one of its node
	acronym                      // a word begins with several capitals
	ending                       // an ending in small letters is written on an acronym
	tailed                       // punctuation behind the last word belongs to it
	pointed                      // punctuation stands between its words
	person                       // of a name that may be written in several ways
	common                       // the term is also a common word
	remark                       // the term has a remark in brackets, which is not looked for
)

// variant says how much of the term a form has.
type variant uint8

const (
	full     variant = iota // all of it; all terms but people have no other
	initials                // initials and surname
	surname                 // the surname alone
	related                 // not the term at all, but a word derived from it
)

// genders lists the genders of forms by the number that rec has for them.
func genders() [5]glossary.Gender {
	return [5]glossary.Gender{"", glossary.Masculine, glossary.Feminine, glossary.Neuter, glossary.Plural}
}

func genderNumber(g glossary.Gender) uint8 {
	all := genders()
	return uint8(max(0, slices.Index(all[:], g)))
}
