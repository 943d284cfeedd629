// Package feed reads the feeds of news sites: RSS 0.9x, 1.0 and 2.0, Atom 1.0
// and JSON Feed 1.1. It gives the items with their links resolved, their dates
// read as far as that can be done, and each item once. Feeds in the wild are
// wrong in usual ways; what was repaired is a notice.
package feed

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// The limits of a feed.
const (
	MaxBytes = 10 << 20
	MaxItems = 2_000 // the rest is left out, with a notice
	maxID    = 2_000 // bytes of an item's id; a longer one is cut to its hash
)

// A Feed is what a site tells of its news, newest first as a rule.
type Feed struct {
	Title   string
	Link    string // of the site
	Lang    string // as declared: "uk", "uk-UA"; "" when it is not
	Items   []Item
	Notices []string // sentences for people: what was repaired, guessed or left out
}

// An Item is one piece of news.
type Item struct {
	// ID is the guid; of an item without one its link, and without that a hash
	// of title and content.
	ID        string
	Link      string
	Title     string    // plain text
	Author    string    // plain text
	Published time.Time // zero when not told, or in no way that can be read
	Updated   time.Time // zero when not told
	Summary   string    // HTML; "" when there is none beside the content
	HTML      string    // the content, links resolved; "" when there is none
	Picture   string    // address of the picture that the feed encloses; "" when there is none
	// Full says that HTML is the text of the story and no teaser: the feed
	// gave it in an element for that.
	Full bool
}

// Hash tells one state of an item from another: title, summary and content.
func (i Item) Hash() string {
	sum := sha256.Sum256([]byte(i.Title + "\x00" + i.Summary + "\x00" + i.HTML))
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

// Source is what is known of a feed beside its bytes.
type Source struct {
	URL     string // links are relative to it where the feed names no base
	Charset string // as the server told; "" when it did not
}

// Read reads a feed. Errors are pipeline.Invalid: it is no feed, it breaks off,
// it goes beyond a limit.
func Read(data []byte, from Source) (Feed, error) {
	if len(data) > MaxBytes {
		return Feed{}, pipeline.Errorf(pipeline.Invalid, "The feed has %d bytes; %d MB is the most.", len(data), MaxBytes>>20).
			WithHint("Let the site give fewer items.")
	}
	r := &reader{base: parseURL(from.URL)}
	doc := r.decode(data, from.Charset)
	var err error
	switch head := strings.TrimLeft(doc, " \t\r\n"); {
	case strings.HasPrefix(head, "{"):
		err = r.json(head)
	case strings.HasPrefix(head, "<"):
		err = r.xml(head)
	default:
		err = noFeed()
	}
	r.once()
	return r.feed, err
}

// A reader collects a feed.
type reader struct {
	feed  Feed
	base  *url.URL
	over  int // items beyond the limit
	dates int // that could not be read
	wrong string
}

func (r *reader) notice(format string, args ...any) {
	r.feed.Notices = append(r.feed.Notices, fmt.Sprintf(format, args...))
}

// add takes an item in, with an id.
func (r *reader) add(i Item) {
	if len(r.feed.Items) == MaxItems {
		r.over++
		return
	}
	i.ID = strings.TrimSpace(i.ID)
	switch {
	case i.ID == "" && i.Link != "":
		i.ID = i.Link
	case i.ID == "":
		i.ID = "hash:" + i.Hash()
	case len(i.ID) > maxID:
		sum := sha256.Sum256([]byte(i.ID))
		i.ID = "hash:" + base64.RawURLEncoding.EncodeToString(sum[:])
	}
	r.feed.Items = append(r.feed.Items, i)
}

// once leaves out what the feed has twice: by id, then by link where the texts
// are equal too, then by the texts alone of items without a link. The first
// stands.
func (r *reader) once() {
	seen := map[string]bool{}
	items := r.feed.Items[:0]
	twice := 0
	for _, i := range r.feed.Items {
		id, text := "id "+i.ID, "text "+i.Link+" "+i.Hash()
		if seen[id] || seen[text] {
			twice++
			continue
		}
		seen[id], seen[text] = true, i.Title != "" || i.HTML != ""
		items = append(items, i)
	}
	r.feed.Items = items
	if twice > 0 {
		r.notice("Items that stand in the feed twice were left out: %d.", twice)
	}
	if r.over > 0 {
		r.notice("Items beyond the first %d were left out: %d.", MaxItems, r.over)
	}
	if r.dates > 0 {
		r.notice("Dates that cannot be read: %d, such as %q.", r.dates, r.wrong)
	}
}

// date reads a date, and counts it when it cannot be read.
func (r *reader) date(text string) time.Time {
	text = strings.TrimSpace(text)
	t, ok := ParseTime(text)
	if !ok && text != "" {
		r.dates++
		r.wrong = text[:min(len(text), 60)]
	}
	return t
}

func parseURL(text string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil {
		return &url.URL{}
	}
	return u
}

// resolve is the address that a link means in a place with that base; "" for
// what is no address of the web.
func resolve(base *url.URL, link string) string {
	u, err := base.Parse(strings.TrimSpace(link))
	if err != nil || link == "" || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

func noFeed() error {
	return pipeline.Errorf(pipeline.Invalid, "It is no feed: neither RSS nor Atom nor JSON Feed.").
		WithHint("Give the address of the feed, not of the page: often it ends in /feed/ or /rss.")
}

// isHTML reports whether a text of a feed has markup.
func isHTML(text string) bool {
	at := strings.IndexByte(text, '<')
	return at >= 0 && bytes.IndexByte([]byte(text[at:]), '>') > 0
}
