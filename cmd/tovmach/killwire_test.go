package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// frame is one message of the NATS protocol.
type frame struct {
	raw     []byte
	sent    bool // by the client; otherwise it comes from the server
	verb    string
	subject string
	reply   string
	body    []byte // headers included
	then    func() // done when it has passed; look may set it
}

// wire stands between a program and NATS and lets a test look at every message
// before it passes. What look holds back is never seen again.
type wire struct {
	url  string
	look func(*frame) (pass bool)
}

// newWire listens until the test ends; look is called for one message at a
// time.
func newWire(t *testing.T, nats string, look func(*frame) bool) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var one sync.Mutex
	w := &wire{url: "nats://" + l.Addr().String(), look: func(f *frame) bool {
		one.Lock()
		defer one.Unlock()
		return look(f)
	}}
	var running sync.WaitGroup
	open := &connections{all: map[net.Conn]bool{}}
	running.Go(func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return // the test is over
			}
			server, err := net.Dial("tcp", strings.TrimPrefix(nats, "nats://"))
			if err != nil {
				client.Close()
				continue
			}
			open.add(client, server)
			running.Go(func() { w.carry(client, server, true) })
			running.Go(func() { w.carry(server, client, false) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		open.close()
		running.Wait()
	})
	return w
}

type connections struct {
	mu  sync.Mutex
	all map[net.Conn]bool
}

func (c *connections) add(more ...net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range more {
		c.all[conn] = true
	}
}

func (c *connections) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn := range c.all {
		conn.Close()
	}
}

// carry passes messages on until either end is closed.
func (w *wire) carry(from, to net.Conn, sent bool) {
	defer from.Close()
	defer to.Close()
	for r := bufio.NewReader(from); ; {
		f, err := readFrame(r)
		if err != nil {
			return
		}
		f.sent = sent
		if !w.look(f) {
			return
		}
		if _, err := to.Write(f.raw); err != nil {
			return
		}
		if f.then != nil {
			f.then()
		}
	}
}

// readFrame reads one message: a line, and after PUB, HPUB, MSG and HMSG as
// many bytes as it says.
func readFrame(r *bufio.Reader) (*frame, error) {
	line, err := r.ReadBytes('\n')
	if err != nil {
		return nil, err
	}
	words := strings.Fields(string(line))
	if len(words) == 0 {
		return &frame{raw: line}, nil
	}
	f := &frame{raw: line, verb: strings.ToUpper(words[0])}
	args, sizes := words[1:], 1
	switch f.verb {
	case "HPUB", "HMSG":
		sizes = 2
	case "PUB", "MSG":
	default:
		return f, nil
	}
	size, err := strconv.Atoi(args[len(args)-1])
	if err != nil {
		return nil, fmt.Errorf("no size in %q: %w", line, err)
	}
	f.subject = args[0]
	args = args[1 : len(args)-sizes]
	if strings.HasSuffix(f.verb, "MSG") {
		args = args[1:] // the subscription
	}
	if len(args) > 0 {
		f.reply = args[0]
	}
	body := make([]byte, size+len("\r\n"))
	if _, err := io.ReadFull(r, body); err != nil {
		return nil, err
	}
	f.raw, f.body = append(line, body...), body[:size]
	return f, nil
}

// about reports whether the message tells of the story or task with that id.
func (f *frame) about(id string) bool {
	return strings.Contains(f.subject, "."+id+".") || bytes.Contains(f.body, []byte(`"`+id+`"`))
}
