package outbound

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// TestRobots: the examples of RFC 9309, and what sites write beside them.
func TestRobots(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text string
		yes, no    string // paths, with spaces
	}{
		{"nothing", "", "/ /a", ""},
		{"for all", "User-agent: *\nDisallow: /a", "/ /b", "/a /a/b /ab"},
		{"all of it", "User-agent: *\nDisallow: /", "", "/ /a"},
		{"an empty rule", "User-agent: *\nDisallow:", "/ /a", ""},
		{"ours outweighs that for all", "User-agent: *\nDisallow: /\n\nUser-agent: Tovmach\nDisallow: /a", "/b", "/a"},
		{"ours by a longer name", "User-agent: TOVMACH/2.0\nDisallow: /a", "/b", "/a"},
		{"another's", "User-agent: otherbot\nDisallow: /", "/a", ""},
		{"a name that ours begins", "User-agent: tovmachine\nDisallow: /", "/a", ""},
		{"a group of several", "User-agent: otherbot\nUser-agent: tovmach\nDisallow: /a", "/b", "/a"},
		{"two groups of ours", "User-agent: tovmach\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: tovmach\nDisallow: /b", "/c", "/a /b"},
		{"ours, and nothing in it", "User-agent: *\nDisallow: /\nUser-agent: tovmach\n", "/a", ""},
		{"the longest decides", "User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b/c", "/a /a/c"},
		{"of two as long, the one that allows", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", ""},
		{"anything", "User-agent: *\nDisallow: /*.gif$", "/a.gifs /gif", "/a.gif /b/c.gif"},
		{"a star at the end", "User-agent: *\nDisallow: /a*", "/b", "/a /abc"},
		{"the end", "User-agent: *\nDisallow: /a$", "/ab /a/", "/a"},
		{"queries", "User-agent: *\nDisallow: /*?print=", "/a?x=1", "/a?print=1"},
		{"encoded", "User-agent: *\nDisallow: /новини\nDisallow: /%62", "/a", "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8 /новини/1 /b"},
		{"a star in an address is a star", "User-agent: *\nDisallow: /a%2Ab", "/axb", "/a*b"},
		{"comments, other lines, ends of lines", "\ufeff# x\r\nUser-agent: * # all\rSitemap: http://a/\r\nCrawl-delay: 1\nDisallow : /a # b", "/b", "/a"},
		{"rules before any name", "Disallow: /\nUser-agent: *\nAllow: /", "/a", ""},
		{"no rules at all", "<html><p>Not found: go away", "/a", ""},
	} {
		rules := parseRobots([]byte(tt.text), product)
		for want, paths := range map[bool]string{true: tt.yes, false: tt.no} {
			for path := range strings.FieldsSeq(paths) {
				if got := rules.allows(path); got != want {
					t.Errorf("%s: %s is %v, want %v", tt.name, path, got, want)
				}
			}
		}
	}
}

// TestRobotsOfHost: a robots.txt is asked for once a day; one that cannot be
// read allows nothing for a while, one that is not there all.
func TestRobotsOfHost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		status, asked := http.StatusServiceUnavailable, 0
		w := &web{names: map[string][]string{"example.org": {public}}, sites: map[string]site{"": pages(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				asked++
				w.WriteHeader(status)
				fmt.Fprint(w, "User-agent: *\nDisallow: /a\n", strings.Repeat("# much\n", 100_000))
			}
		})}}
		c := w.client(t)
		for _, step := range []struct {
			after  time.Duration
			status int
			path   string
			kind   pipeline.ErrorKind // of the refusal
			reads  bool
			asked  int
		}{
			{0, http.StatusServiceUnavailable, "/b", pipeline.Unavailable, false, 1},
			{robotsAgain / 2, http.StatusOK, "/b", pipeline.Unavailable, false, 1},
			{robotsAgain, http.StatusOK, "/b", 0, true, 2},
			{0, http.StatusOK, "/a", pipeline.Blocked, false, 2},
			{robotsLife, http.StatusNotFound, "/a", 0, true, 3},
		} {
			time.Sleep(step.after) // in the bubble
			status = step.status
			_, err := c.Fetch(t.Context(), pipeline.Visit{URL: "http://example.org" + step.path})
			if (err == nil) != step.reads || err != nil && pipeline.KindOf(err) != step.kind || asked != step.asked {
				t.Errorf("%s after %s: %v, asked %d times, want %d", step.path, step.after, err, asked, step.asked)
			}
		}
	})
}
