package outbound

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// robotsCache keeps the rules of hosts for a while (RFC 9309, 2.4: a day at most).
type robotsCache struct {
	now func() time.Time

	mu    sync.Mutex
	hosts map[string]*robotsEntry
}

// robotsEntry is what is known of a host. Its mutex is held while it is asked, so
// that it is asked once.
type robotsEntry struct {
	sync.Mutex
	rules  rules
	failed error // it could not be read
	until  time.Time
}

const (
	robotsHosts = 1000
	robotsLife  = 24 * time.Hour
	robotsAgain = 10 * time.Second // after it could not be read: a person tries again at once
)

func newRobotsCache(now func() time.Time) *robotsCache {
	return &robotsCache{now: now, hosts: map[string]*robotsEntry{}}
}

func (k *robotsCache) of(host string) *robotsEntry {
	k.mu.Lock()
	defer k.mu.Unlock()
	e, ok := k.hosts[host]
	if !ok {
		if len(k.hosts) >= robotsHosts {
			clear(k.hosts) // rare, and costs one request a host
		}
		e = &robotsEntry{}
		k.hosts[host] = e
	}
	return e
}

// wanted refuses a page that the robots.txt of its host does not want us to read.
func (c *Client) wanted(ctx context.Context, u *url.URL) error {
	e := c.robots.of(u.Scheme + "://" + u.Host)
	e.Lock()
	defer e.Unlock()
	if !c.now().Before(e.until) {
		e.rules, e.failed = c.askRobots(ctx, u)
		e.until = c.now().Add(robotsLife)
		if e.failed != nil {
			e.until = c.now().Add(robotsAgain)
		}
		if ctx.Err() != nil {
			e.until = time.Time{} // our own haste is no fault of the host
		}
	}
	if e.failed != nil {
		return e.failed
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !e.rules.allows(path) {
		return pipeline.Errorf(pipeline.Blocked, "%s is not read: the robots.txt of %s does not want programs to read it", brief(u), u.Host).
			WithHint("open the page in a browser, save it and submit the file")
	}
	return nil
}

// askRobots reads the robots.txt of the host of u. Where there is none, all may
// be read; where it cannot be read, nothing (RFC 9309, 2.3.1).
func (c *Client) askRobots(ctx context.Context, u *url.URL) (rules, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	answer, at, err := c.follow(ctx, at, func(*http.Request) {}, func(context.Context, *url.URL) error { return nil })
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close() //nolint:errcheck // reading is over
	switch {
	case answer.StatusCode >= 400 && answer.StatusCode < 500 && answer.StatusCode != http.StatusTooManyRequests:
		return nil, nil
	case answer.StatusCode < 200 || answer.StatusCode > 299:
		return nil, pipeline.Errorf(pipeline.Unavailable, "%s is not read: its robots.txt answers %d", u.Host, answer.StatusCode).
			WithHint("try again later, or save the page and submit the file")
	}
	head := struct { // more than that need not be read (RFC 9309, 2.5)
		io.Reader
		io.Closer
	}{io.LimitReader(answer.Body, maxRobots), answer.Body}
	data, err := c.read(ctx, at, head, maxRobots)
	if err != nil {
		return nil, err
	}
	return parseRobots(data, product), nil
}
