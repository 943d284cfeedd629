package outbound

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

const public = "93.184.215.14"

// TestFetch reads a page and what its server says of it.
func TestFetch(t *testing.T) {
	t.Parallel()
	w := &web{names: map[string][]string{"example.org": {public}}, sites: map[string]site{
		public + ":80": pages(func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/robots.txt":
				fmt.Fprint(w, "User-agent: *\nDisallow: /private")
			case "/old":
				http.Redirect(w, r, "/новини?a=1", http.StatusFound)
			case "/новини":
				if r.Header.Get("Cookie") != "" || r.Header.Get("Referer") != "" || !strings.HasPrefix(r.UserAgent(), "Tovmach/") {
					t.Errorf("it asks with %v", r.Header)
				}
				if r.Header.Get("If-None-Match") == `"1"` {
					w.WriteHeader(http.StatusNotModified)
					return
				}
				w.Header().Set("Content-Type", "text/html; charset=Windows-1251")
				w.Header().Set("ETag", `"1"`)
				w.Header().Set("Set-Cookie", "secret=1")
				fmt.Fprint(w, "<p>page")
			case "/gone":
				w.WriteHeader(http.StatusGone)
			case "/secret":
				w.WriteHeader(http.StatusForbidden)
			case "/busy":
				w.WriteHeader(http.StatusServiceUnavailable)
			case "/picture":
				w.Header().Set("Content-Type", "image/png")
			case "/untold":
				w.Header()["Content-Type"] = nil
				fmt.Fprint(w, "<!doctype html><p>page")
			case "/loop":
				http.Redirect(w, r, "/loop?"+r.URL.RawQuery+"x", http.StatusFound)
			}
		}),
	}}
	c := w.client(t)
	got, err := c.Fetch(t.Context(), pipeline.Visit{URL: "http://Example.org/old#part", Types: []string{"text/html"}})
	if err != nil {
		t.Fatal(err)
	}
	if string(got.Data) != "<p>page" || got.Bytes != 7 || got.Charset != "windows-1251" || got.Type != "text/html" || got.Status != 200 ||
		got.ETag != `"1"` || !strings.HasSuffix(strings.ToUpper(got.Final), "%D0%B8?A=1") || strings.Contains(fmt.Sprint(got.Header), "secret") {
		t.Errorf("it reads %q as %+v", got.Data, got.Snapshot)
	}
	again, err := c.Fetch(t.Context(), pipeline.Visit{URL: "http://example.org/old", Have: got.Snapshot})
	if err != nil || !again.Unchanged || again.Data != nil {
		t.Errorf("asked again: %+v, %v", again, err)
	}
	if untold, err := c.Fetch(t.Context(), pipeline.Visit{URL: "http://example.org/untold", Types: []string{"text/html"}}); err != nil || untold.Type != "text/html" {
		t.Errorf("a page without a type: %+v, %v", untold, err)
	}
	for _, tt := range []struct {
		path string
		kind pipeline.ErrorKind
		says string
	}{
		{"/gone", pipeline.NotFound, "410 Gone"},
		{"/secret", pipeline.Denied, "403 Forbidden"},
		{"/busy", pipeline.Unavailable, "503 Service Unavailable"},
		{"/picture", pipeline.Invalid, "it is image/png, not text/html"},
		{"/private/1", pipeline.Blocked, "the robots.txt of example.org does not want"},
		{"/loop", pipeline.Unavailable, "the 6th redirect"},
	} {
		_, err := c.Fetch(t.Context(), pipeline.Visit{URL: "http://example.org" + tt.path, Types: []string{"text/html"}})
		refuses(t, tt.path, err, tt.kind, tt.says)
	}
}

func refuses(t *testing.T, what string, err error, kind pipeline.ErrorKind, says string) {
	t.Helper()
	if err == nil || pipeline.KindOf(err) != kind || !strings.Contains(err.Error(), says) {
		t.Errorf("%s: %v (%s); want %s, %q", what, err, pipeline.KindOf(err), kind, says)
	}
}

// TestRefuses: where we do not go is said before anything is dialed.
func TestRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		url  string
		kind pipeline.ErrorKind
		says string
	}{
		{"http://127.0.0.1/", pipeline.Blocked, "this machine"},
		{"http://10.1.2.3/", pipeline.Blocked, "a private address"},
		{"http://169.254.169.254/latest/meta-data/", pipeline.Blocked, "a cloud's metadata"},
		{"http://168.63.129.16/", pipeline.Blocked, "a cloud's metadata"},
		{"http://169.254.1.1/", pipeline.Blocked, "link-local"},
		{"http://100.64.0.1/", pipeline.Blocked, "a provider's network"},
		{"http://0.0.0.0/", pipeline.Blocked, "no address of a host"},
		{"http://224.0.0.1/", pipeline.Blocked, "multicast"},
		{"http://255.255.255.255/", pipeline.Blocked, "reserved"},
		{"http://[::1]/", pipeline.Blocked, "this machine"},
		{"http://[::]/", pipeline.Blocked, "no address of a host"},
		{"http://[::ffff:10.0.0.1]/", pipeline.Blocked, "in the form of IPv6"},
		{"http://[::ffff:93.184.215.14]/", pipeline.Blocked, "in the form of IPv6"},
		{"http://[::10.0.0.1]/", pipeline.Blocked, "in the form of IPv6"},
		{"http://[2002:a00:1::]/", pipeline.Blocked, "6to4"},
		{"http://[64:ff9b::a00:1]/", pipeline.Blocked, "NAT64"},
		{"http://[64:ff9b:1::1]/", pipeline.Blocked, "NAT64"},
		{"http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", pipeline.Blocked, "Teredo"},
		{"http://[2a00::5efe:10.0.0.1]/", pipeline.Blocked, "in the form of IPv6"},
		{"http://[fd00::1]/", pipeline.Blocked, "a private address"},
		{"http://[fe80::1%25eth0]/", pipeline.Blocked, "one link"},
		{"http://[ff02::1]/", pipeline.Blocked, "multicast"},
		{"http://[4000::1]/", pipeline.Blocked, "nobody was given"},
		{"http://2130706433/", pipeline.Blocked, "the host is a number"},
		{"http://0x7f000001/", pipeline.Blocked, "the host is a number"},
		{"http://0177.0.0.1/", pipeline.Blocked, "the host is a number"},
		{"http://0x7f.0.0.1/", pipeline.Blocked, "the host is a number"},
		{"http://127.1/", pipeline.Blocked, "the host is a number"},
		{"http://127.0.0.1./", pipeline.Blocked, "this machine"},
		{"http://１２７.0.0.1/", pipeline.Blocked, "the host is a number"},
		{"http://127.0.0.１/", pipeline.Blocked, "this machine"},
		{"http://localhost/", pipeline.Blocked, "a name inside a network"},
		{"http://inside.example.org/", pipeline.Blocked, "inside.example.org (10.0.0.7) is not read: it is a private address"},
		{"http://both.example.org/", pipeline.Blocked, "a private address"},
		{"http://mapped.example.org/", pipeline.Blocked, "this machine"},
		{"http://none.example.org/", pipeline.Unavailable, "there is no host of this name"},
		{"http://example.org:8080/", pipeline.Blocked, "its port is 8080"},
		{"http://example.org:22/", pipeline.Blocked, "its port is 22"},
		{"http://example.org:99999/", pipeline.Blocked, "its port is 99999"},
		{"ftp://example.org/", pipeline.Invalid, "only http: and https:"},
		{"file:///etc/passwd", pipeline.Invalid, "no address of a page"},
		{"http:example.org", pipeline.Invalid, "no address of a page"},
		{"http://user@example.org/", pipeline.Invalid, "a user's name"},
		{"http://user:pass@example.org/", pipeline.Invalid, "a user's name"},
		{"http://", pipeline.Invalid, "no address of a page"},
		{"http://example.org/" + strings.Repeat("a", maxURL), pipeline.Invalid, "more than 2048"},
	} {
		w := &web{names: map[string][]string{
			"inside.example.org": {"10.0.0.7"}, "both.example.org": {public, "192.168.1.1"}, "mapped.example.org": {"::ffff:127.0.0.1"},
		}, sites: map[string]site{"": page("<p>secret")}}
		_, err := w.client(t).Fetch(t.Context(), pipeline.Visit{URL: tt.url})
		refuses(t, tt.url, err, tt.kind, tt.says)
		if len(w.dialed) > 0 {
			t.Errorf("%s: it dialed %v", tt.url, w.dialed)
		}
		// The same by a redirect.
		w.names["example.org"] = []string{public}
		w.sites[public+":80"] = pages(func(rw http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				return
			}
			rw.Header().Set("Location", tt.url)
			rw.WriteHeader(http.StatusFound)
		})
		if _, err := w.client(t).Fetch(t.Context(), pipeline.Visit{URL: "http://example.org/"}); err == nil {
			t.Errorf("a redirect to %s is followed", tt.url)
		}
		for _, address := range w.dialed {
			if address != public+":80" {
				t.Errorf("a redirect to %s: it dialed %s", tt.url, address)
			}
		}
	}
}

// TestAllow: what a newsroom allows is read, and nothing beside it.
func TestAllow(t *testing.T) {
	t.Parallel()
	w := &web{names: map[string][]string{"archive.local": {"10.0.0.7"}, "other.local": {"10.0.0.8"}}, sites: map[string]site{"": page("<p>page")}}
	for _, tt := range []struct {
		allow, url string
		reads      bool
	}{
		{"127.0.0.1:8080", "http://127.0.0.1:8080/", true},
		{"127.0.0.1:8080", "http://127.0.0.1:8081/", false},
		{"127.0.0.1:8080", "http://127.0.0.1/", false},
		{"127.0.0.1:8080", "http://127.0.0.2:8080/", false},
		{"127.0.0.1", "http://127.0.0.1/", true},
		{"127.0.0.1", "http://127.0.0.1:8080/", false},
		{"[::1]:8080", "http://[::1]:8080/", true},
		{"10.0.0.0/29", "http://archive.local/", true},
		{"10.0.0.0/29", "http://other.local/", false},
		{"archive.local", "http://archive.local/", true},
		{"archive.local:8080", "http://archive.local:8080/", true},
		{"archive.local:8080", "http://archive.local/", false},
		{"archive.local", "http://other.local/", false},
	} {
		_, err := w.client(t, tt.allow).Fetch(t.Context(), pipeline.Visit{URL: tt.url})
		if (err == nil) != tt.reads {
			t.Errorf("%s with %s allowed: %v", tt.url, tt.allow, err)
		}
	}
	for _, bad := range []string{"", "http://a", "*.example.org", "127.0.0.1:0", "127.0.0.1:99999", "127.1", "10.0.0.0/99"} {
		if _, err := New(Options{Allow: []string{bad}}); pipeline.KindOf(err) != pipeline.Invalid {
			t.Errorf("%q is allowed: %v", bad, err)
		}
	}
}

// TestLimits: servers that never end, or hardly give anything, are left within
// the limits. The clock is that of synctest: nobody waits.
func TestLimits(t *testing.T) {
	t.Parallel()
	robotsFirst := func(next site) site {
		return func(conn net.Conn, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				fmt.Fprint(conn, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
				return
			}
			next(conn, r)
		}
	}
	zeros := make([]byte, 64<<10)
	for _, tt := range []struct {
		name    string
		site    site
		kind    pipeline.ErrorKind
		says    string
		within  time.Duration
		written int // bytes at most
	}{
		{"5 GB", func(conn net.Conn, _ *http.Request) {
			fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n", 5<<30)
			for range 5 << 30 / len(zeros) {
				if _, err := conn.Write(zeros); err != nil {
					return
				}
			}
		}, pipeline.Invalid, "larger than 5 MB", time.Second, 6 << 20},
		{"5 GB, packed", func(conn net.Conn, _ *http.Request) {
			fmt.Fprint(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")
			z := gzip.NewWriter(conn)
			for range 5 << 30 / len(zeros) {
				if _, err := z.Write(zeros); err != nil {
					return
				}
			}
		}, pipeline.Invalid, "larger than 5 MB", time.Second, 1 << 20},
		{"one byte a second", func(conn net.Conn, _ *http.Request) {
			fmt.Fprint(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n")
			for {
				if _, err := conn.Write([]byte("a")); err != nil {
					return
				}
				time.Sleep(time.Second)
			}
		}, pipeline.Unavailable, "less than 4096 bytes in 5s", stall + time.Second, 1 << 10},
		{"just enough, for ever", func(conn net.Conn, _ *http.Request) {
			fmt.Fprint(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10000000\r\n\r\n")
			for {
				if _, err := conn.Write(zeros[:leastBytes]); err != nil {
					return
				}
				time.Sleep(3 * time.Second)
			}
		}, pipeline.Unavailable, "not read whole in 15s", Patience + time.Second, 1 << 20},
		{"a header that never ends", func(conn net.Conn, _ *http.Request) {
			fmt.Fprint(conn, "HTTP/1.1 200 OK\r\n")
			for {
				if _, err := fmt.Fprint(conn, "A: ", strings.Repeat("b", 1000), "\r\n"); err != nil {
					return
				}
			}
		}, pipeline.Unavailable, "did not answer as servers do", time.Second, 1 << 20},
		{"a header that comes slowly", func(conn net.Conn, _ *http.Request) {
			for {
				if _, err := fmt.Fprint(conn, "H"); err != nil {
					return
				}
				time.Sleep(time.Second)
			}
		}, pipeline.Unavailable, "did not answer", Patience + time.Second, 1 << 10},
		{"silence", func(conn net.Conn, _ *http.Request) {
			time.Sleep(time.Hour)
			_ = conn.Close()
		}, pipeline.Unavailable, "did not answer in time", Patience, 0},
		{"packed as nobody asked for", pages(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			fmt.Fprint(w, "page")
		}), pipeline.Invalid, `packed as "br"`, time.Second, 1 << 10},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &web{names: map[string][]string{"example.org": {public}}, sites: map[string]site{"": robotsFirst(tt.site)}}
				begun := time.Now()
				_, err := w.client(t).Fetch(t.Context(), pipeline.Visit{URL: "http://example.org/"})
				refuses(t, tt.name, err, tt.kind, tt.says)
				if took := time.Since(begun); took > tt.within {
					t.Errorf("it took %s, want %s at most", took, tt.within)
				}
				w.serving.Wait()
				if w.written > tt.written+1024 {
					t.Errorf("%d bytes were read, want %d at most", w.written, tt.written)
				}
			})
		})
	}
}

// TestPacked: a packed page comes unpacked.
func TestPacked(t *testing.T) {
	t.Parallel()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	fmt.Fprint(z, "<p>page")
	z.Close()
	w := &web{names: map[string][]string{"example.org": {public}}, sites: map[string]site{"": pages(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") == "gzip" && r.URL.Path != "/robots.txt" {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed.Bytes())
		}
	})}}
	got, err := w.client(t).Fetch(t.Context(), pipeline.Visit{URL: "http://example.org/"})
	if err != nil || string(got.Data) != "<p>page" {
		t.Errorf("%q, %v", got.Data, err)
	}
}
