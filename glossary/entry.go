package glossary

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// EntryID names an entry of a termbase for good; it never changes and is never
// given to another entry.
type EntryID string

// Kind says what sort of thing a concept is; house style spells each kind by a
// scheme of its own, and people inflect differently from places.
type Kind string

// The kinds of concepts. The zero Kind is "not said".
const (
	Person       Kind = "person"
	Place        Kind = "place"
	Organisation Kind = "organisation"
	Media        Kind = "media"
	Product      Kind = "product"
	Event        Kind = "event"
	Weapon       Kind = "weapon"
	Other        Kind = "other"
)

// Rule says where the English form of a concept comes from.
type Rule string

// The rules of English forms. The zero Rule is "not said".
const (
	Translated  Rule = "translated"  // by its meaning
	Established Rule = "established" // as English has it, or as its owner wants it
	ByScheme    Rule = "scheme"      // romanized
)

// Severity says how loud a check is when a translation misses the concept.
type Severity string

// The severities of a missed concept. The zero Severity is Error.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Entry is one concept of a termbase with its terms in both languages. What a
// search needs of it stands together at the beginning: in a big termbase the
// memory of an entry is far away.
type Entry struct {
	ID             EntryID   `json:"id"`
	Terms          []Term    `json:"terms"`
	DoNotTranslate bool      `json:"do_not_translate,omitempty"` // copied as it stands
	Proposed       bool      `json:"proposed,omitempty"`         // offered, and not approved yet
	Kind           Kind      `json:"kind,omitempty"`
	Subject        string    `json:"subject,omitempty"` // "" is general
	Desk           string    `json:"desk,omitempty"`    // the desk it is for; "" is every desk
	Definition     string    `json:"definition,omitempty"`
	Note           string    `json:"note,omitempty"`
	Source         string    `json:"source,omitempty"` // where the decision comes from: a text or a URL
	Rule           Rule      `json:"rule,omitempty"`
	Severity       Severity  `json:"severity,omitempty"`
	Xrefs          []EntryID `json:"xrefs,omitempty"`
	Extra          []Extra   `json:"extra,omitempty"`
}

// Extra is what another program's termbase says and ours has no field for, such
// as an example of use. It is kept as it was, to be written back.
type Extra struct {
	Lang string `json:"lang,omitempty"` // the part of an entry it belongs to; "" is the whole entry or the term
	XML  string `json:"xml"`            // an element of TBX (ISO 30042) in DCA style
}

// DeriveID makes the id of an entry that has none: a digest of what tells its
// concept from others, so that a better translation keeps the id.
func DeriveID(source string, kind Kind, subject, desk string) EntryID {
	sum := sha256.Sum256([]byte(strings.Join([]string{source, string(kind), subject, desk}, "\x00")))
	return EntryID(strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10])))
}

// Preferred returns the text of the preferred term in lang, or of the first
// admitted one, or "". Terms that are no longer in use do not count.
func (e *Entry) Preferred(lang string) string {
	return e.PreferredOn(lang, "")
}

// PreferredOn is Preferred among the terms whose status holds on that day.
func (e *Entry) PreferredOn(lang string, day Day) string {
	best := ""
	for i := range e.Terms {
		t := &e.Terms[i]
		switch {
		case t.Lang != lang || t.Status == Deprecated || !t.Validity.Holds(day):
		case t.Status == Preferred || t.Status == "":
			return t.Text
		case best == "":
			best = t.Text
		}
	}
	return best
}
