package pipeline

// The kinds of events of the pages that a story came from or cites. All are
// written by the archivist.
const (
	KindSourceArchived Kind = "source.archived"
	KindSourceChanged  Kind = "source.changed"
	KindSourceVanished Kind = "source.vanished"
	KindSourceMissed   Kind = "source.missed"
	KindSourceRestored Kind = "source.restored"
)

// SourceArchived: pages were looked at for the first time. One event tells of
// several, so that fifty links of an article move its story once and not fifty
// times; those that take longer are told of by another.
type SourceArchived struct {
	Pages []PageArchived `json:"pages"`
}

// PageArchived is what came of a first look: a snapshot, or the reason why there
// is none.
type PageArchived struct {
	URL     string    `json:"url"`
	Kept    *Snapshot `json:"kept,omitempty"`
	Refused string    `json:"refused,omitempty"` // it is not asked for again
	Missed  string    `json:"missed,omitempty"`  // it could not be read now
}

// SourceChanged: a page says something else than the snapshot before. What is not
// words (markup, scripts, pictures) is no change.
type SourceChanged struct {
	URL    string   `json:"url"`
	Before string   `json:"before"` // digest of the snapshot before
	Kept   Snapshot `json:"kept"`
}

// SourceVanished: a page that was kept is gone.
type SourceVanished struct {
	URL    string `json:"url"`
	Reason string `json:"reason"`
	Last   string `json:"last"` // digest of the last snapshot
	// Deleted says that the server itself told so. Otherwise it could not be read,
	// at three looks in a row over a day.
	Deleted bool `json:"deleted,omitempty"`
}

// SourceMissed: a page could not be read, which need not mean anything. Three in
// a row over a day do.
type SourceMissed struct {
	URL    string `json:"url"`
	Reason string `json:"reason"`
}

// SourceRestored: a page that was gone, or could not be read, is there again and
// says the same as before.
type SourceRestored struct {
	URL string `json:"url"`
}

func (SourceArchived) Kind() Kind { return KindSourceArchived }
func (SourceChanged) Kind() Kind  { return KindSourceChanged }
func (SourceVanished) Kind() Kind { return KindSourceVanished }
func (SourceMissed) Kind() Kind   { return KindSourceMissed }
func (SourceRestored) Kind() Kind { return KindSourceRestored }
