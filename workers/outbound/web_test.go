package outbound

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"
)

// A web is an internet without a network: names, and what answers at addresses.
type web struct {
	names map[string][]string // to addresses
	sites map[string]site     // by address and port; "" is everywhere else

	mu      sync.Mutex
	dialed  []string
	written int // bytes that were sent to the client
	serving sync.WaitGroup
}

// A site answers one request on a connection.
type site func(conn net.Conn, r *http.Request)

// pages is a site of a handler.
func pages(h http.HandlerFunc) site {
	return func(conn net.Conn, r *http.Request) {
		rec := httptest.NewRecorder()
		h(rec, r)
		_ = rec.Result().Write(conn)
	}
}

// page is a site that has one page and no robots.txt.
func page(text string) site {
	return pages(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(text))
	})
}

func (w *web) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	var out []netip.Addr
	for _, a := range w.names[host] {
		out = append(out, netip.MustParseAddr(a))
	}
	if len(out) == 0 {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	return out, nil
}

func (w *web) DialContext(_ context.Context, _, address string) (net.Conn, error) {
	w.mu.Lock()
	w.dialed = append(w.dialed, address)
	w.mu.Unlock()
	serve, ok := w.sites[address]
	if !ok {
		serve, ok = w.sites[""]
	}
	if !ok {
		return nil, errors.New("connection refused")
	}
	client, server := net.Pipe()
	w.serving.Go(func() {
		defer server.Close()
		r, err := http.ReadRequest(bufio.NewReader(server))
		if err != nil {
			return
		}
		serve(&counted{server, w}, r)
	})
	return client, nil
}

// counted counts what is written.
type counted struct {
	net.Conn
	web *web
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.web.mu.Lock()
	defer c.web.mu.Unlock()
	c.web.written += n
	return n, err
}

func (w *web) client(t testing.TB, allow ...string) *Client {
	t.Helper()
	c, err := New(Options{Allow: allow, Resolver: w, Dialer: w})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// tlsTo is a dialer to one site that speaks TLS.
type tlsTo struct {
	config *tls.Config
	serve  site
}

func (d tlsTo) DialContext(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	go func() {
		config := d.config.Clone()
		config.NextProtos = []string{"http/1.1"}
		conn := tls.Server(server, config)
		defer conn.Close()
		if r, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
			d.serve(conn, r)
		}
	}()
	return client, nil
}
