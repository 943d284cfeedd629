package pipeline

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"
)

// A Source is a page that a story came from or cites, and what the newsroom
// kept of it.
type Source struct {
	URL   string    `json:"url"`
	State PageState `json:"state"`
	Since time.Time `json:"since"` // the state
	// Reason says why it was refused, why it could not be read, or how it went.
	Reason string     `json:"reason,omitempty"`
	Kept   []Snapshot `json:"kept,omitempty"` // oldest first; the last is how it was seen last
	// Missed are the looks in a row at which it could not be read; First is when
	// they began.
	Missed  int       `json:"missed,omitempty"`
	First   time.Time `json:"missed_since,omitzero"`
	Deleted bool      `json:"deleted,omitempty"` // gone by the word of its server
	Looked  time.Time `json:"looked"`            // when it was last heard of
}

// PageState says what became of a page.
type PageState string

// The states of a page.
const (
	PageAwaited PageState = "awaited" // it could not be read yet
	PageRefused PageState = "refused" // it is not read, and not asked for again
	PageKept    PageState = "kept"
	PageChanged PageState = "changed" // in its words, after it was kept
	PageGone    PageState = "gone"    // after it was kept
)

// Last returns the newest snapshot, if there is one.
func (s Source) Last() (Snapshot, bool) {
	if len(s.Kept) == 0 {
		return Snapshot{}, false
	}
	return s.Kept[len(s.Kept)-1], true
}

// Alert reports whether people should know of what became of the page.
func (s Source) Alert() bool { return s.State == PageChanged || s.State == PageGone }

// Wording is what the story may say beside the link; empty where nothing need be
// said. A changed page is dated by the snapshot that the story was written from,
// one that is gone by the last in which it was seen.
func (s Source) Wording() string {
	if !s.Alert() || len(s.Kept) == 0 {
		return ""
	}
	what, shot := "since changed", s.Kept[0]
	if s.State == PageGone {
		what, shot = "no longer reachable", s.Kept[len(s.Kept)-1]
	}
	if s.State == PageGone && s.Deleted {
		what = "since deleted"
	}
	return "(" + what + "; snapshot of " + shot.Time.UTC().Format("2 January 2006") + ")"
}

// MaxCited is how many pages that an article links to are kept at most.
const MaxCited = 50

// Cited returns the pages that the article came from and links to, the former
// first, each once, without the parts after #. Of links there are MaxCited at
// most, and those only that lead to the web.
func (s Story) Cited() []string {
	var out []string
	at := &url.URL{} // where links that name no host lead from
	if from := s.Document.Source; from != nil {
		out = append(out, from.URL)
		if u, err := url.Parse(cmp.Or(from.Final, from.URL)); err == nil {
			at = u
		}
	}
	most := len(out) + MaxCited
	for _, b := range s.Source.Blocks {
		for _, t := range b.Tags {
			if t.Kind != Link || len(out) == most {
				continue
			}
			if cited := ofWeb(at, t.URL); cited != "" && !slices.Contains(out, cited) {
				out = append(out, cited)
			}
		}
	}
	return out
}

// ofWeb is where a link leads; empty when that is not on the web.
func ofWeb(at *url.URL, link string) string {
	link, _, _ = strings.Cut(link, "#")
	u, err := at.Parse(link)
	if err != nil || link == "" || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// SourceOf returns what is known of the page.
func (s Story) SourceOf(address string) (Source, bool) {
	i := slices.IndexFunc(s.Sources, func(p Source) bool { return p.URL == address })
	if i < 0 {
		return Source{}, false
	}
	return s.Sources[i], true
}
