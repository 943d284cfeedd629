package natsd

import (
	"context"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A node that is cut off from its cluster keeps its clients and answers them
// nothing. After deaf questions in a row without an answer, another is tried.
const (
	askEvery = time.Second
	askWait  = 1500 * time.Millisecond
	deaf     = 3               // longer than most elections: those who are on the right side had better stay
	restEach = 3 * time.Second // after a change, for the next node to answer
)

// Guard looks whether JetStream answers on the connection, and moves it to
// another server of the cluster when it does not; told hears of it. With one
// server there is nowhere to go. stop ends it, and returns when it has ended.
func Guard(ctx context.Context, nc *Conn, told func()) (stop func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		guard(ctx, nc, told)
	}()
	return func() {
		cancel()
		<-ended
	}
}

func guard(ctx context.Context, nc *Conn, told func()) {
	js, err := jetstream.New(nc)
	if err != nil {
		return // only a connection that is none
	}
	silent := 0
	for next := askEvery; ; {
		select {
		case <-ctx.Done():
			return
		case <-time.After(next):
		}
		next = askEvery
		if nc.Status() != nats.CONNECTED || len(nc.Servers()) < 2 {
			silent = 0
			continue
		}
		once, cancel := context.WithTimeout(ctx, askWait)
		_, err := js.AccountInfo(once)
		cancel()
		if err == nil {
			silent = 0
			continue
		}
		if silent++; silent < deaf || ctx.Err() != nil {
			continue
		}
		silent, next = 0, restEach
		told()
		if nc.ForceReconnect() != nil {
			return // it was closed
		}
	}
}
