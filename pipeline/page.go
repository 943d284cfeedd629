package pipeline

import "time"

// A Visit is a page that somebody wants to read.
type Visit struct {
	URL   string
	Types []string // media types that are of use; none is all
	// Have is the copy at hand: the server may answer that nothing changed since.
	Have Snapshot
}

// A Page is what a server answered to a Visit.
type Page struct {
	Snapshot

	Data      []byte // unpacked, where the server had packed it
	Unchanged bool   // since the copy at hand; there is no data then
}

// A Snapshot is a page as it was at a time. Its bytes lie in the vault once it
// is kept.
type Snapshot struct {
	URL      string    `json:"url"`             // that was asked for
	Final    string    `json:"final,omitempty"` // where redirects led to
	Status   int       `json:"status"`          // of HTTP
	Time     time.Time `json:"time"`
	Type     string    `json:"type"`              // media type
	Charset  string    `json:"charset,omitempty"` // by the header
	ETag     string    `json:"etag,omitempty"`
	Modified string    `json:"modified,omitempty"` // Last-Modified, as it came
	Header   []Meta    `json:"header,omitempty"`   // all of it but cookies; the fold forgets it
	Digest   string    `json:"digest"`             // SHA-256 of the bytes, in hex
	Bytes    int       `json:"bytes"`
}
