package cluster

import (
	"errors"
	"io"
	"net"
	"sync"
)

// A wire is the way from one node to another: a proxy that can stop copying
// while both ends stay connected, as when a network swallows what is sent.
type wire struct {
	from, to int
	target   string
	listener net.Listener
	running  sync.WaitGroup

	mu    sync.Mutex
	open  chan struct{} // closed while things come through
	ended bool
	conns map[net.Conn]bool
}

func newWire(from, to int, target string) (*wire, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	w := &wire{from: from, to: to, target: target, listener: l, open: make(chan struct{}), conns: map[net.Conn]bool{}}
	close(w.open)
	w.running.Go(w.accept)
	return w, nil
}

func (w *wire) accept() {
	for {
		in, err := w.listener.Accept()
		if err != nil {
			return
		}
		w.running.Go(func() {
			defer in.Close()
			if !w.keep(in) {
				return
			}
			defer w.forget(in)
			out, err := net.Dial("tcp", w.target)
			if err != nil {
				return // the node does not run
			}
			defer out.Close()
			if !w.keep(out) {
				return
			}
			defer w.forget(out)
			w.running.Go(func() {
				w.copy(in, out)
				in.Close()
				out.Close()
			})
			w.copy(out, in)
		})
	}
}

// copy copies while the wire is whole, and holds what came when it is cut.
func (w *wire) copy(to, from net.Conn) {
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		<-w.through()
		if n > 0 {
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

func (w *wire) through() <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.open
}

func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	select {
	case <-w.open:
		w.open = make(chan struct{})
	default: // it is cut
	}
}

func (w *wire) heal() {
	w.mu.Lock()
	defer w.mu.Unlock()
	select {
	case <-w.open:
	default:
		close(w.open)
	}
}

func (w *wire) keep(c net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.ended {
		w.conns[c] = true
	}
	return !w.ended
}

func (w *wire) forget(c net.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.conns, c)
}

// close ends the wire and returns when none of its goroutines is left.
func (w *wire) close() error {
	w.heal()
	err := w.listener.Close()
	w.mu.Lock()
	w.ended = true
	for c := range w.conns {
		err = errors.Join(err, ignoreClosed(c.Close()))
	}
	w.mu.Unlock()
	w.running.Wait()
	return err
}

func ignoreClosed(err error) error {
	if errors.Is(err, net.ErrClosed) || errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
