package natsd

import (
	"context"
	"crypto/x509"
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
// later, which shows nowhere else. The error is pipeline.Invalid for files that
// cannot be used, pipeline.Denied when one side does not trust the other, and
// else pipeline.Unavailable. It never holds a secret.
func Dial(addresses, name string, who Credentials, faulty func(error)) (*Conn, error) {
	options, err := who.options()
	if err != nil {
		return nil, err
	}
	nc, err := nats.Connect(addresses, append(options,
		nats.Name(name), nats.MaxReconnects(-1), nats.ReconnectWait(time.Second), nats.Timeout(5*time.Second),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { faulty(err) }))...)
	if bad, ok := errors.AsType[*url.Error](err); ok {
		err = bad.Err // it holds the address, secrets and all
	}
	if err != nil {
		return nil, notConnected(Redact(addresses), err)
	}
	return nc, nil
}

func notConnected(address string, err error) error {
	kind, public, hint := pipeline.Unavailable, fmt.Sprintf("NATS at %s is not reached: %s", address, err), "is the server running, and the address right?"
	unknown, isUnknown := errors.AsType[x509.UnknownAuthorityError](err)
	wrong, isWrong := errors.AsType[x509.HostnameError](err)
	invalid, isInvalid := errors.AsType[x509.CertificateInvalidError](err)
	switch {
	case errors.Is(err, nats.ErrAuthorization), errors.Is(err, nats.ErrAuthExpired), errors.Is(err, nats.ErrAuthRevoked):
		kind = pipeline.Denied
		public = fmt.Sprintf("NATS at %s refuses these credentials", address)
		hint = "name an nkey seed (--nats-seed) or a creds file (--nats-creds), or give a user and password in the address: nats://user:password@host:4222"
	case isUnknown:
		kind, public = pipeline.Denied, fmt.Sprintf("the certificate of NATS at %s is signed by nobody known: %s", address, unknown)
		hint = "--nats-ca FILE names the certificate that signed it"
	case isWrong:
		kind, public = pipeline.Denied, fmt.Sprintf("the certificate of NATS at %s is for another name: %s", address, wrong)
		hint = "connect by the name that stands in it"
	case isInvalid:
		kind, public = pipeline.Denied, fmt.Sprintf("the certificate of NATS at %s does not hold: %s", address, invalid)
		hint = "see its dates and what it may be used for, and the clock here"
	case errors.Is(err, nats.ErrSecureConnWanted):
		kind, public = pipeline.Denied, fmt.Sprintf("NATS at %s has no TLS, which was asked for", address)
		hint = "leave --nats-ca and --nats-cert out, or give the server a tls block"
	case strings.Contains(err.Error(), "tls: certificate required"), strings.Contains(err.Error(), "remote error: tls"),
		strings.Contains(err.Error(), "closed by remote after TLS handshake"): // its word came too late
		kind, public = pipeline.Denied, fmt.Sprintf("NATS at %s asks for a certificate that it knows", address)
		hint = "--nats-cert FILE --nats-key FILE"
	}
	return &pipeline.Error{Op: "connect to NATS", Kind: kind, Err: err, Public: public, Hint: hint}
}

// Redact hides the passwords in the addresses of servers.
func Redact(addresses string) string {
	all := strings.Split(addresses, ",")
	for i, address := range all {
		if _, host, ok := strings.Cut(address, "@"); ok {
			all[i] = "nats://xxxxx@" + host // also where it is no URL
		}
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
	Servers  int    // whose addresses are known: those that were named, and those that the cluster told
	APILevel int
}

// Examine asks the server what it can do. The error says what keeps Tovmach
// from working on it.
func Examine(ctx context.Context, nc *Conn) (Examination, error) {
	x := Examination{Version: nc.ConnectedServerVersion(), Cluster: nc.ConnectedClusterName(), Servers: len(nc.Servers())}
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
