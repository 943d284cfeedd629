package outbound

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// TestDial tries the addresses of a name one after the other.
func TestDial(t *testing.T) {
	t.Parallel()
	w := &web{names: map[string][]string{"example.org": {"93.184.215.14", "2606:2800:21f:cb07::1"}}, sites: map[string]site{
		"[2606:2800:21f:cb07::1]:80": page("<p>page"),
	}}
	if got, err := w.client(t).Fetch(t.Context(), pipeline.Visit{URL: "http://example.org/"}); err != nil || string(got.Data) != "<p>page" {
		t.Errorf("%q, %v", got.Data, err)
	}
	w.sites = nil
	_, err := w.client(t).Fetch(t.Context(), pipeline.Visit{URL: "http://example.org/"})
	refuses(t, "nobody answers", err, pipeline.Unavailable, "connection refused")
}

// TestRebinding: a name is resolved for every connection, and the answer of that
// time is checked: one that was public before is not trusted.
func TestRebinding(t *testing.T) {
	t.Parallel()
	w := &web{names: map[string][]string{"example.org": {public}}}
	w.sites = map[string]site{"": pages(func(rw http.ResponseWriter, r *http.Request) {
		w.names["example.org"] = []string{"127.0.0.1"} // after its robots.txt was asked for
	})}
	_, err := w.client(t).Fetch(t.Context(), pipeline.Visit{URL: "http://example.org/"})
	refuses(t, "a name that changes its mind", err, pipeline.Blocked, "this machine")
	if want := []string{public + ":80"}; !slices.Equal(w.dialed, want) {
		t.Errorf("it dialed %v, want %v", w.dialed, want)
	}
}

// TestDowngrade: a page that was asked for safely does not come unsafely, and a
// certificate of another host is none.
func TestDowngrade(t *testing.T) {
	t.Parallel()
	secure := httptest.NewUnstartedServer(nil)
	secure.StartTLS() // for its certificate
	defer secure.Close()
	w := &web{names: map[string][]string{"example.com": {public}, "example.org": {public}}, sites: map[string]site{}}
	w.sites[public+":443"] = func(conn net.Conn, r *http.Request) {}
	c := w.client(t)
	roots := x509.NewCertPool()
	roots.AddCert(secure.Certificate())
	c.transport.TLSClientConfig = &tls.Config{RootCAs: roots}
	c.dialer = tlsTo{secure.TLS, pages(func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			http.Redirect(rw, r, "http://example.com/", http.StatusFound)
		}
	})}
	_, err := c.Fetch(t.Context(), pipeline.Visit{URL: "https://example.com/"})
	refuses(t, "from https to http", err, pipeline.Blocked, "leads from https to http")
	_, err = c.Fetch(t.Context(), pipeline.Visit{URL: "https://example.org/"})
	if refuses(t, "another's certificate", err, pipeline.Unavailable, "its certificate is not good"); strings.Contains(err.Error(), "http:") {
		t.Error(err)
	}
}
