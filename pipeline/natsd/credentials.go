package natsd

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nkeys"

	"github.com/tovmach/tovmach/pipeline"
)

// Credentials are who we are to an outside NATS, and whom we trust there. All
// but Inbox are paths of files; a user and password stand in the address.
type Credentials struct {
	Inbox string // prefix of the subjects that answers come to; empty is the library's

	Seed  string // of an nkey
	Creds string // a JWT with its seed, as nsc writes them

	CA   string // certificates that sign the server's; empty trusts those of the system
	Cert string // our certificate, where the server asks for one
	Key  string // of Cert
}

// options reads the files. The error is pipeline.Invalid and names the file.
func (c Credentials) options() ([]nats.Option, error) {
	var out []nats.Option
	if c.Inbox != "" {
		out = append(out, nats.CustomInboxPrefix(c.Inbox))
	}
	if c.Seed != "" && c.Creds != "" {
		return nil, pipeline.Errorf(pipeline.Invalid, "both an nkey seed and a creds file are named").WithHint("one of --nats-seed and --nats-creds says who connects")
	}
	if c.Seed != "" {
		option, err := nats.NkeyOptionFromSeed(c.Seed)
		if err != nil {
			return nil, unusable("nkey seed", c.Seed, err, "it holds one line that begins with SU; `tovmach nats permissions --keys DIR` makes them")
		}
		out = append(out, option)
	}
	if c.Creds != "" {
		if _, err := os.ReadFile(c.Creds); err != nil {
			return nil, unusable("creds file", c.Creds, err, "nsc writes one: nsc generate creds")
		}
		out = append(out, nats.UserCredentials(c.Creds))
	}
	trust, err := c.trust()
	if err != nil || trust == nil {
		return out, err
	}
	return append(out, nats.Secure(trust)), nil
}

// trust returns the settings of TLS, or nil when nothing is said of it; then
// the address decides (tls://), or the server.
func (c Credentials) trust() (*tls.Config, error) {
	if c.CA == "" && c.Cert == "" && c.Key == "" {
		return nil, nil //nolint:nilnil // nothing is a good answer
	}
	t := &tls.Config{MinVersion: tls.VersionTLS12}
	if c.CA != "" {
		data, err := os.ReadFile(c.CA)
		if err != nil {
			return nil, unusable("CA file", c.CA, err, "--nats-ca names the certificate that signed the server's")
		}
		t.RootCAs = x509.NewCertPool()
		if !t.RootCAs.AppendCertsFromPEM(data) {
			return nil, unusable("CA file", c.CA, errors.New("no certificate in PEM form is in it"), "it begins with -----BEGIN CERTIFICATE-----")
		}
	}
	if c.Cert == "" && c.Key == "" {
		return t, nil
	}
	if c.Cert == "" || c.Key == "" {
		return nil, pipeline.Errorf(pipeline.Invalid, "a certificate and its key belong together").WithHint("name both: --nats-cert FILE --nats-key FILE")
	}
	pair, err := tls.LoadX509KeyPair(c.Cert, c.Key)
	if err != nil {
		return nil, unusable("certificate", c.Cert, err, "both files are in PEM form, and the key is the certificate's")
	}
	t.Certificates = []tls.Certificate{pair}
	return t, nil
}

func unusable(what, path string, err error, hint string) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err // the path is said already
	}
	return &pipeline.Error{
		Op: "connect to NATS", Kind: pipeline.Invalid, Err: err,
		Public: fmt.Sprintf("the %s %s cannot be used: %s", what, path, err), Hint: hint,
	}
}

// KeyFile returns the public key of the nkey seed in the file, and makes a new
// seed there, for its owner alone to read, when there is no such file.
func KeyFile(path string) (public string, err error) {
	seed, err := os.ReadFile(path)
	if err == nil {
		pair, err := nkeys.ParseDecoratedNKey(seed)
		if err != nil {
			return "", unusable("nkey seed", path, err, "it holds one line that begins with SU")
		}
		return pair.PublicKey()
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", unusable("nkey seed", path, err, "see that it is yours to read")
	}
	pair, err := nkeys.CreateUser()
	if err != nil {
		return "", fmt.Errorf("nkey: %w", err)
	}
	if seed, err = pair.Seed(); err != nil {
		return "", fmt.Errorf("nkey: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // nobody else's key is written over
	if err != nil {
		return "", fmt.Errorf("nkey: %w", err)
	}
	_, err = f.Write(append(seed, '\n'))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", fmt.Errorf("nkey: %w", err)
	}
	return pair.PublicKey()
}
