package natsd

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/tovmach/tovmach/pipeline"
)

// Conn is a connection to NATS, embedded or outside.
type Conn = nats.Conn

// Dial connects to an outside server, or to the first of several that answers
// (with commas). It reconnects for ever; faulty hears what the server refuses
// later, which shows nowhere else. The error is pipeline.Unavailable.
func Dial(addresses, name string, faulty func(error)) (*Conn, error) {
	nc, err := nats.Connect(addresses, nats.Name(name), nats.MaxReconnects(-1), nats.Timeout(5*time.Second),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { faulty(err) }))
	switch {
	case errors.Is(err, nats.ErrAuthorization), errors.Is(err, nats.ErrAuthExpired), errors.Is(err, nats.ErrAuthRevoked):
		return nil, &pipeline.Error{
			Op: "connect to NATS", Kind: pipeline.Denied, Err: err,
			Public: fmt.Sprintf("NATS at %s refuses these credentials", Redact(addresses)),
			Hint:   "give a user and password in the address, or a token: nats://user:password@host:4222",
		}
	case err != nil:
		return nil, &pipeline.Error{
			Op: "connect to NATS", Kind: pipeline.Unavailable, Err: err,
			Public: fmt.Sprintf("NATS at %s is not reached: %s", Redact(addresses), err),
			Hint:   "is the server running, and the address right?",
		}
	}
	return nc, nil
}

// Redact hides the passwords in the addresses of servers.
func Redact(addresses string) string {
	all := strings.Split(addresses, ",")
	for i, address := range all {
		if u, err := url.Parse(address); err == nil {
			all[i] = u.Redacted()
		}
	}
	return strings.Join(all, ",")
}

// minAPILevel is that of server 2.14: earlier schedulers lose timers.
const minAPILevel = 4

// Examination is what an outside NATS says of itself.
type Examination struct {
	Version  string
	Cluster  string // empty for a single server
	APILevel int
}

// Examine asks the server what it can do. The error says what keeps Tovmach
// from working on it.
func Examine(ctx context.Context, nc *Conn) (Examination, error) {
	x := Examination{Version: nc.ConnectedServerVersion(), Cluster: nc.ConnectedClusterName()}
	js, err := jetstream.New(nc)
	if err != nil {
		return x, err
	}
	info, err := js.AccountInfo(ctx)
	if errors.Is(err, jetstream.ErrJetStreamNotEnabled) || errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, nats.ErrNoResponders) {
		return x, pipeline.Errorf(pipeline.Unavailable, "this NATS has no JetStream").
			WithHint("start it with a jetstream block: store_dir and sync_interval: always")
	}
	if err != nil {
		return x, err
	}
	x.APILevel = info.API.Level
	if x.APILevel < minAPILevel {
		return x, pipeline.Errorf(pipeline.Unavailable, "this NATS is %s with JetStream API level %d; level %d is needed", x.Version, x.APILevel, minAPILevel).
			WithHint("upgrade the servers to 2.14 or later, one at a time")
	}
	return x, nil
}
