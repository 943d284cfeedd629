package outbound

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// follow asks for a page and for what redirects lead to, each checked like the
// first and let by before, and returns the last answer, whose body the caller
// closes. The transport is asked, not an http.Client: that would send a Referer
// and keep cookies.
func (c *Client) follow(ctx context.Context, u *url.URL, ask func(*http.Request), before func(context.Context, *url.URL) error) (*http.Response, *url.URL, error) {
	for range MaxRedirects + 1 {
		if err := before(ctx, u); err != nil {
			return nil, nil, err
		}
		answer, err := c.ask(ctx, u, ask)
		if err != nil {
			return nil, nil, err
		}
		if !redirects(answer) {
			return answer, u, nil
		}
		_ = answer.Body.Close() // what a redirect says is for browsers
		if u, err = c.next(u, answer.Header.Get("Location")); err != nil {
			return nil, nil, err
		}
	}
	return nil, nil, pipeline.Errorf(pipeline.Unavailable, "%s is not read: it was the %dth redirect in a row", brief(u), MaxRedirects+1).
		WithHint("open the page in a browser, and use the address that it ends at")
}

func (c *Client) ask(ctx context.Context, u *url.URL, ask func(*http.Request)) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, pipeline.Errorf(pipeline.Invalid, "%s is no address of a page", brief(u)).WithHint("copy it from the browser")
	}
	r.Header.Set("User-Agent", c.agent)
	r.Header.Set("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5")
	r.Header.Set("Accept-Language", "uk,en;q=0.5")
	ask(r)
	answer, err := c.transport.RoundTrip(r)
	if err != nil {
		return nil, unread(ctx, u, err)
	}
	return answer, nil
}

// redirects reports whether the answer leads elsewhere.
func redirects(answer *http.Response) bool {
	return answer.Header.Get("Location") != "" && slices.Contains([]int{
		http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect,
	}, answer.StatusCode)
}

// next is where a redirect leads from u.
func (c *Client) next(u *url.URL, location string) (*url.URL, error) {
	to, err := u.Parse(location)
	if err != nil || len(location) > maxURL {
		return nil, pipeline.Errorf(pipeline.Unavailable, "%s is not read: it leads to what is no address", brief(u)).
			WithHint("open the page in a browser, and use the address that it ends at")
	}
	next, err := c.parse(to.String())
	if err != nil {
		return nil, refusedRedirect(u, err)
	}
	if u.Scheme == "https" && next.Scheme == "http" {
		// What comes so can be changed on its way, and would be kept as evidence.
		return nil, pipeline.Errorf(pipeline.Blocked, "%s is not read: it leads from https to http, at %s", brief(u), next.Host).
			WithHint("submit the http: address itself, if that is the page you mean")
	}
	return next, nil
}

// ofUse refuses pages of other types than those asked for; none is all.
func ofUse(u *url.URL, mediaType string, types []string) error {
	if len(types) == 0 || slices.Contains(types, mediaType) {
		return nil
	}
	return pipeline.Errorf(pipeline.Invalid, "%s is no page: it is %s, not %s", brief(u), mediaType, strings.Join(types, " or ")).
		WithHint("save it and submit the file, if it is an article")
}
