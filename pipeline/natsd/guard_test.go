package natsd_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/natsd"
)

// plain starts a server that listens, for a client with a password.
func plain(t *testing.T) (url string) {
	t.Helper()
	return listening(t, &server.Options{Username: "serve", Password: "a+b"}, "serve:a+b@")
}

// listening starts a server on loopback and returns its address.
func listening(t *testing.T, o *server.Options, who string) (url string) {
	t.Helper()
	o.Host, o.Port, o.NoSigs, o.NoLog = "127.0.0.1", server.RANDOM_PORT, true, true
	s, err := server.NewServer(o)
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(func() {
		s.Shutdown()
		s.WaitForShutdown()
	})
	if !s.ReadyForConnections(time.Minute) {
		t.Fatal("the server does not start")
	}
	return fmt.Sprintf("nats://%s%s", who, s.Addr())
}

// answers is what each server says when it is asked, by its address.
type answers struct {
	mu    sync.Mutex
	says  map[string]error
	asked map[string]int
}

func (a *answers) ask(_ context.Context, nc *natsd.Conn) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.asked[nc.ConnectedUrl()]++
	return a.says[nc.ConnectedUrl()]
}

func (a *answers) say(url string, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.says[url] = err
}

func (a *answers) times(url string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.asked[url]
}

// guarded connects to the first of three servers, in whatever order the library
// tries them, and guards the connection.
func guarded(t *testing.T, count int) (nc *natsd.Conn, a *answers, here string, others []string, moved chan string) {
	t.Helper()
	var all []string
	for range count {
		all = append(all, plain(t))
	}
	nc, err := natsd.Dial(strings.Join(all, ","), "test", natsd.Credentials{}, func(error) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	here = nc.ConnectedUrl()
	for _, url := range all {
		if url != here {
			others = append(others, url)
		}
	}
	a = &answers{says: map[string]error{}, asked: map[string]int{}}
	moved = make(chan string, 10)
	t.Cleanup(natsd.Guard(t.Context(), nc, a.ask, func() { moved <- nc.ConnectedUrl() }))
	return nc, a, here, others, moved
}

// soon waits until something is so.
func soon(t *testing.T, what string, so func() bool) {
	t.Helper()
	late := time.After(time.Minute)
	for !so() {
		select {
		case <-late:
			t.Fatal(what)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// TestGuard: a connection leaves a server that knows that it is cut off, and one
// that only says nothing, for the one server that gives a good answer; what was
// asked meanwhile fails at once, and it works there.
func TestGuard(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		bad   error
		borne time.Duration // at least
	}{
		{"cut off", pipeline.Errorf(pipeline.Unavailable, "no majority"), 0},
		{"silent", context.DeadlineExceeded, 2500 * time.Millisecond},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			nc, a, here, others, moved := guarded(t, 3)
			if _, err := nc.SubscribeSync("nobody.answers"); err != nil {
				t.Fatal(err)
			}
			waits := make(chan error, 1)
			go func() {
				_, err := nc.RequestWithContext(context.WithoutCancel(t.Context()), "nobody.answers", nil)
				waits <- err
			}()
			a.say(others[0], errors.New("also bad"))
			begun := time.Now()
			a.say(here, c.bad)
			soon(t, "it does not move to the good server", func() bool { return nc.ConnectedUrl() == others[1] })
			if took := time.Since(begun); took < c.borne {
				t.Errorf("it moved after %v", took)
			}
			if from := <-moved; from != here {
				t.Errorf("told of a move from %s, it was at %s", from, here)
			}
			if err := <-waits; err == nil {
				t.Error("a question that nobody answered was answered")
			}
			if err := nc.FlushTimeout(time.Minute); err != nil {
				t.Error(err)
			}
			if a.times(others[0]) == 0 {
				t.Error("the other server was never asked")
			}
		})
	}
}

// TestGuardStays: where no server gives a better answer, as during an election,
// and where there is only one, a connection stays.
func TestGuardStays(t *testing.T) {
	t.Parallel()
	cutOff := pipeline.Errorf(pipeline.Unavailable, "no majority")
	t.Run("nobody is better", func(t *testing.T) {
		t.Parallel()
		nc, a, here, others, moved := guarded(t, 2)
		a.say(others[0], errors.New("an election"))
		a.say(here, cutOff)
		soon(t, "the other server is not asked again", func() bool { return a.times(others[0]) > 2 })
		if len(moved) > 0 || nc.ConnectedUrl() != here {
			t.Error("it moved to a server that is no better")
		}
		a.say(others[0], nil)
		soon(t, "it does not move when there is a better one", func() bool { return nc.ConnectedUrl() == others[0] })
	})
	t.Run("one server", func(t *testing.T) {
		t.Parallel()
		nc, a, here, _, moved := guarded(t, 1)
		a.say(here, cutOff)
		if err := nc.FlushTimeout(time.Minute); err != nil || len(moved) > 0 || a.times(here) > 0 {
			t.Errorf("%v, %d moves, asked %d times", err, len(moved), a.times(here))
		}
	})
}
