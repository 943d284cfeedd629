package glossary

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

// Entry is one concept of a termbase with its terms in both languages.
type Entry struct {
	ID             EntryID
	Kind           Kind
	Subject        string // "" is general
	Desk           string // the desk it is for; "" is every desk
	Note           string
	DoNotTranslate bool // copied as it stands
	Terms          []Term
}

// Preferred returns the text of the preferred term in lang, or of the first
// term that is not deprecated, or "".
func (e Entry) Preferred(lang string) string {
	best := ""
	for _, t := range e.Terms {
		switch {
		case t.Lang != lang || t.Status == Deprecated:
		case t.Status == Preferred:
			return t.Text
		case best == "":
			best = t.Text
		}
	}
	return best
}
