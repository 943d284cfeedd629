package api

import (
	"net/http"
	"sync"

	"github.com/tovmach/tovmach/pipeline"
)

// Limits bound what is answered at once; more is sent away with Retry-After,
// so that those inside are served in time. Zero values are the defaults.
type Limits struct {
	Requests int // of all people, 1024
	Each     int // of one token, 256
	Streams  int // that stay open, 512
	Large    int // with a body of more than a megabyte or of unknown size, 32
}

func (l Limits) orDefaults() Limits {
	for _, d := range []struct {
		value *int
		usual int
	}{{&l.Requests, 1024}, {&l.Each, 256}, {&l.Streams, 512}, {&l.Large, 32}} {
		if *d.value == 0 {
			*d.value = d.usual
		}
	}
	return l
}

// largeBody is the size in bytes above which a body takes one of the places for
// large ones.
const largeBody = 1 << 20

// gate lets requests in as far as the limits go.
type gate struct {
	limits Limits

	mu                       sync.Mutex
	requests, streams, large int
	each                     map[string]int
}

func newGate(l Limits) *gate { return &gate{limits: l.orDefaults(), each: map[string]int{}} }

// enter takes the places of a request, which the returned function gives back.
// Without a place it says why, and how the client is told.
func (g *gate) enter(r *http.Request) (leave func(), reason string, status int) {
	token := r.Header.Get("Authorization")
	stream := r.URL.Path == prefix+"/events"
	large := r.ContentLength > largeBody || r.ContentLength < 0
	count := func(n int) {
		if stream {
			g.streams += n
		} else {
			g.requests += n
			g.each[token] += n
		}
		if large {
			g.large += n
		}
		if g.each[token] == 0 {
			delete(g.each, token)
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case !stream && g.each[token] >= g.limits.Each:
		return nil, "each", http.StatusTooManyRequests
	case stream && g.streams >= g.limits.Streams:
		return nil, "streams", http.StatusServiceUnavailable
	case !stream && g.requests >= g.limits.Requests:
		return nil, "requests", http.StatusServiceUnavailable
	case large && g.large >= g.limits.Large:
		return nil, "large", http.StatusServiceUnavailable
	}
	count(1)
	return func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		count(-1)
	}, "", 0
}

// sendAway answers a request for which there is no place.
func (s *Server) sendAway(w http.ResponseWriter, reason string, status int) {
	s.Metrics.Refused(reason)
	says := "the server has too much to do at once"
	if status == http.StatusTooManyRequests {
		says = "too many of your requests are being answered at once"
	}
	p := toWire(pipeline.Errorf(pipeline.Unavailable, "%s", says).WithHint("do the same again in a second"))
	p.Status, p.Title = status, http.StatusText(status)
	w.Header().Set("Retry-After", "1")
	writeProblem(w, p)
}
