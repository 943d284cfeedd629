// Package outbound is the newsroom's one way out: an HTTP client for addresses
// that people and articles name. It reads public pages and nothing else, so that
// a link cannot reach what lies inside a network, hold the newsroom up, or fill
// its memory. The API submits by it and the archivist keeps pages by it; cmd
// hands it to them.
//
// A name is resolved, every address of it is checked, and the checked address is
// dialed; each redirect is checked again. No proxy is used, no cookie sent, no
// connection kept. What is refused says why: the errors are pipeline.Errors of
// these kinds.
//
//	Invalid      no address of a page, or a page that is too large or of another type
//	Blocked      it lies where we do not go, or its robots.txt does not want us
//	NotFound     the server says that there is no such page (404, 410)
//	Denied       the server does not show it to us (401, 402, 403, 451)
//	Unavailable  it could not be read now
package outbound

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// The limits of a visit.
const (
	MaxBytes     = 5 << 20 // of a page, unpacked
	MaxRedirects = 5
	Patience     = 15 * time.Second // in all: names, robots.txt and redirects included

	maxURL     = 2048     // bytes
	maxHeader  = 64 << 10 // bytes of an answer's header
	headerWait = 10 * time.Second
	stall      = 5 * time.Second // in which at least leastBytes of a body must come
	leastBytes = 4 << 10
)

// Resolver finds the addresses of a name; *net.Resolver is one.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// Dialer connects to an address; *net.Dialer is one.
type Dialer interface {
	DialContext(ctx context.Context, network, address string) (net.Conn, error)
}

// Options are what is not as usual; zero values are the usual.
type Options struct {
	// Allow names hosts and networks that may be read although they are not
	// public: a name, an address or a network, each perhaps with a port.
	Allow    []string
	Version  string // of the program, for the User-Agent
	Resolver Resolver
	Dialer   Dialer
	Now      func() time.Time
}

// Client reads pages. It is safe for concurrent use.
type Client struct {
	allow     []allowance
	agent     string
	resolver  Resolver
	dialer    Dialer
	now       func() time.Time
	robots    *robotsCache
	transport *http.Transport
}

// New returns a client. The error is pipeline.Invalid for what cannot be allowed.
func New(o Options) (*Client, error) {
	allow, err := parseAllow(o.Allow)
	if err != nil {
		return nil, err
	}
	c := &Client{allow: allow, agent: userAgent(o.Version), resolver: o.Resolver, dialer: o.Dialer, now: o.Now}
	if c.resolver == nil {
		c.resolver = net.DefaultResolver
	}
	if c.dialer == nil {
		c.dialer = &net.Dialer{Timeout: headerWait}
	}
	if c.now == nil {
		c.now = time.Now
	}
	c.robots = newRobotsCache(c.now)
	c.transport = &http.Transport{
		Proxy:                  nil, // a proxy would dial what nobody checked
		DialContext:            c.dial,
		DisableKeepAlives:      true, // each connection goes to an address that was checked for it
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    headerWait,
		ResponseHeaderTimeout:  headerWait,
		MaxResponseHeaderBytes: maxHeader,
	}
	return c, nil
}

// product is the name by which robots.txt may call us (RFC 9309, 2.2.1).
const product = "tovmach"

func userAgent(version string) string {
	if version == "" {
		version = "dev"
	}
	return "Tovmach/" + version + " (+https://github.com/tovmach/tovmach; keeps sources of news stories)"
}

// Fetch reads a page. Its snapshot has no digest yet. A server that answers that
// nothing changed gives a page without data. The errors are those of the
// package's comment.
func (c *Client) Fetch(ctx context.Context, v pipeline.Visit) (pipeline.Page, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, Patience, errSlow)
	defer cancel()
	first, err := c.parse(v.URL)
	if err != nil {
		return pipeline.Page{}, err
	}
	ask := func(r *http.Request) {
		if v.Have.ETag != "" {
			r.Header.Set("If-None-Match", v.Have.ETag)
		}
		if v.Have.Modified != "" {
			r.Header.Set("If-Modified-Since", v.Have.Modified)
		}
	}
	answer, at, err := c.follow(ctx, first, ask, c.wanted)
	if err != nil {
		return pipeline.Page{}, err
	}
	defer answer.Body.Close() //nolint:errcheck // reading is over
	return c.page(ctx, v, at, answer)
}

// page reads the answer that redirects led to.
func (c *Client) page(ctx context.Context, v pipeline.Visit, at *url.URL, answer *http.Response) (pipeline.Page, error) {
	page := pipeline.Page{Snapshot: snapshot(v.URL, at, answer, c.now())}
	known := v.Have.ETag != "" || v.Have.Modified != ""
	switch {
	case answer.StatusCode == http.StatusNotModified && known:
		page.Unchanged = true
		return page, nil
	case answer.StatusCode < 200 || answer.StatusCode > 299:
		return page, statusError(at, answer)
	}
	if packed := answer.Header.Get("Content-Encoding"); packed != "" && packed != "identity" {
		return page, pipeline.Errorf(pipeline.Invalid, "%s is packed as %q, which nobody asked for", brief(at), packed).
			WithHint("save the page in a browser and submit the file")
	}
	if page.Type != "" {
		if err := ofUse(at, page.Type, v.Types); err != nil {
			return page, err // before it is read
		}
	}
	body, err := c.read(ctx, at, answer.Body, MaxBytes)
	if err != nil {
		return page, err
	}
	if page.Type == "" {
		page.Type = sniff(body)
	}
	if err := ofUse(at, page.Type, v.Types); err != nil {
		return page, err
	}
	page.Data, page.Bytes = body, len(body)
	return page, nil
}
