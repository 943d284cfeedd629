package natsd_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/jwt/v2"
	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nkeys"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/natsd"
)

// authority signs certificates, and writes what it signs into a folder.
type authority struct {
	dir  string
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	ca   string // file
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := &authority{dir: t.TempDir()}
	a.cert = &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageCertSign,
	}
	a.ca, _, a.key = a.sign(t, "ca", a.cert)
	return a
}

// sign makes a key and a certificate for it, signed by the authority or, of its
// own, by itself.
func (a *authority) sign(t *testing.T, name string, c *x509.Certificate) (certFile, keyFile string, key *ecdsa.PrivateKey) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer := a.key
	if signer == nil {
		signer = key
	}
	der, err := x509.CreateCertificate(rand.Reader, c, a.cert, key.Public(), signer)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return a.write(t, name+".pem", "CERTIFICATE", der), a.write(t, name+".key", "EC PRIVATE KEY", secret), key
}

func (a *authority) write(t *testing.T, name, kind string, der []byte) string {
	t.Helper()
	path := filepath.Join(a.dir, name)
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// leaf is a certificate of a server at that address, or of a client.
func (a *authority) leaf(t *testing.T, name, address string) (certFile, keyFile string) {
	t.Helper()
	certFile, keyFile, _ = a.sign(t, name, &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: name}, IPAddresses: []net.IP{net.ParseIP(address)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	})
	return certFile, keyFile
}

// secured starts a server with that certificate; with verify clients must show
// one of the same authority.
func (a *authority) secured(t *testing.T, certFile, keyFile string, verify bool) (url string) {
	t.Helper()
	config, err := server.GenTLSConfig(&server.TLSConfigOpts{CertFile: certFile, KeyFile: keyFile, CaFile: a.ca, Verify: verify})
	if err != nil {
		t.Fatal(err)
	}
	return listening(t, &server.Options{TLSConfig: config, TLSVerify: verify, TLSTimeout: 60}, "")
}

// TestTLS connects to servers with certificates, and is refused in words that
// tell what to do.
func TestTLS(t *testing.T) {
	t.Parallel()
	ours, foreign := newAuthority(t), newAuthority(t)
	cert, key := ours.leaf(t, "server", "127.0.0.1")
	clientCert, clientKey := ours.leaf(t, "client", "127.0.0.1")
	foreignCert, foreignKey := foreign.leaf(t, "client", "127.0.0.1")
	elsewhereCert, elsewhereKey := ours.leaf(t, "elsewhere", "10.1.2.3")
	open := ours.secured(t, cert, key, false)
	strict := ours.secured(t, cert, key, true)
	elsewhere := ours.secured(t, elsewhereCert, elsewhereKey, false)
	bare := listening(t, &server.Options{}, "")
	for _, c := range []struct {
		name, url string
		who       natsd.Credentials
		kind      pipeline.ErrorKind
		says      string // in the hint or the sentence; empty connects
	}{
		{"its CA", open, natsd.Credentials{CA: ours.ca}, 0, ""},
		{"its CA and our certificate", strict, natsd.Credentials{CA: ours.ca, Cert: clientCert, Key: clientKey}, 0, ""},
		{"another CA", open, natsd.Credentials{CA: foreign.ca}, pipeline.Denied, "--nats-ca"},
		{"no CA", open, natsd.Credentials{}, pipeline.Denied, "--nats-ca"},
		{"no certificate of ours", strict, natsd.Credentials{CA: ours.ca}, pipeline.Denied, "--nats-cert"},
		{"a certificate of another CA", strict, natsd.Credentials{CA: ours.ca, Cert: foreignCert, Key: foreignKey}, pipeline.Denied, "--nats-cert"},
		{"a certificate for another place", elsewhere, natsd.Credentials{CA: ours.ca}, pipeline.Denied, "another name"},
		{"no TLS there", bare, natsd.Credentials{CA: ours.ca}, pipeline.Denied, "has no TLS"},
		{"a certificate without its key", strict, natsd.Credentials{CA: ours.ca, Cert: clientCert}, pipeline.Invalid, "--nats-key"},
		{"a key of another certificate", strict, natsd.Credentials{CA: ours.ca, Cert: clientCert, Key: foreignKey}, pipeline.Invalid, "the certificate"},
		{"a CA file with no certificate in it", open, natsd.Credentials{CA: clientKey}, pipeline.Invalid, "BEGIN CERTIFICATE"},
		{"a CA file that is not there", open, natsd.Credentials{CA: filepath.Join(ours.dir, "none")}, pipeline.Invalid, "none"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			connects(t, c.url, c.who, c.kind, c.says)
		})
	}
}

// connects sees that it does, over TLS where a CA is named, or that the error is
// of that kind and says what it should.
func connects(t *testing.T, url string, who natsd.Credentials, kind pipeline.ErrorKind, says string) {
	t.Helper()
	nc, err := natsd.Dial(url, "test", who, func(error) {})
	if err == nil {
		defer nc.Close()
		if says != "" {
			t.Fatal("it connects")
		}
		if state, terr := nc.TLSConnectionState(); who.CA != "" && (terr != nil || state.Version < tls.VersionTLS12) {
			t.Errorf("TLS: %v", terr)
		}
		if err := nc.FlushTimeout(time.Minute); err != nil {
			t.Error(err)
		}
		return
	}
	e, ok := err.(*pipeline.Error) //nolint:errorlint // it must be the outermost
	if says == "" || !ok || e.Kind != kind || !strings.Contains(e.Public+" "+e.Hint, says) {
		t.Errorf("it says %v: %#v", err, e)
	}
}

// TestCreds connects with a creds file to a server whose operator signs
// accounts, and with none, and with one of another operator.
func TestCreds(t *testing.T) {
	t.Parallel()
	url, ours := operated(t)
	_, foreign := operated(t)
	for _, c := range []struct {
		name string
		who  natsd.Credentials
		kind pipeline.ErrorKind
		says string
	}{
		{"its creds", natsd.Credentials{Creds: ours}, 0, ""},
		{"creds of another operator", natsd.Credentials{Creds: foreign}, pipeline.Denied, "--nats-creds"},
		{"none", natsd.Credentials{}, pipeline.Denied, "--nats-creds"},
		{"a file that is not there", natsd.Credentials{Creds: ours + "x"}, pipeline.Invalid, "nsc"},
		{"creds and a seed", natsd.Credentials{Creds: ours, Seed: ours}, pipeline.Invalid, "--nats-seed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			connects(t, url, c.who, c.kind, c.says)
		})
	}
}

// operated starts a server in operator mode and writes the creds of a user, as
// nsc would.
func operated(t *testing.T) (url, creds string) {
	t.Helper()
	pair := func(create func() (nkeys.KeyPair, error)) (nkeys.KeyPair, string) {
		key, err := create()
		if err != nil {
			t.Fatal(err)
		}
		public, err := key.PublicKey()
		if err != nil {
			t.Fatal(err)
		}
		return key, public
	}
	operatorKey, operator := pair(nkeys.CreateOperator)
	accountKey, account := pair(nkeys.CreateAccount)
	userKey, user := pair(nkeys.CreateUser)
	claims := jwt.NewOperatorClaims(operator)
	operatorJWT, err := claims.Encode(operatorKey)
	if err != nil {
		t.Fatal(err)
	}
	if claims, err = jwt.DecodeOperatorClaims(operatorJWT); err != nil {
		t.Fatal(err)
	}
	accountJWT, err := jwt.NewAccountClaims(account).Encode(operatorKey)
	if err != nil {
		t.Fatal(err)
	}
	userJWT, err := jwt.NewUserClaims(user).Encode(accountKey)
	if err != nil {
		t.Fatal(err)
	}
	seed, err := userKey.Seed()
	if err != nil {
		t.Fatal(err)
	}
	text, err := jwt.FormatUserConfig(userJWT, seed)
	if err != nil {
		t.Fatal(err)
	}
	creds = filepath.Join(t.TempDir(), "user.creds")
	if err := os.WriteFile(creds, text, 0o600); err != nil {
		t.Fatal(err)
	}
	accounts := &server.MemAccResolver{}
	if err := accounts.Store(account, accountJWT); err != nil {
		t.Fatal(err)
	}
	return listening(t, &server.Options{TrustedOperators: []*jwt.OperatorClaims{claims}, AccountResolver: accounts}, ""), creds
}
