package outbound

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"testing"

	"github.com/tovmach/tovmach/pipeline"
)

// records is a resolver that gives what the fuzzer says, and a dialer that
// reaches nobody and remembers.
type records struct {
	answers []netip.Addr
	dialed  []string
}

func (f *records) LookupNetIP(context.Context, string, string) ([]netip.Addr, error) {
	return append([]netip.Addr(nil), f.answers...), nil
}

func (f *records) DialContext(_ context.Context, _, address string) (net.Conn, error) {
	f.dialed = append(f.dialed, address)
	return nil, errors.New("nobody is there")
}

// FuzzAddresses: whatever the address of a page and whatever its name resolves
// to, what is dialed is a public address in the eyes of net/netip, on a port of
// the web; and one of them that is not keeps all from being dialed.
func FuzzAddresses(f *testing.F) {
	for _, url := range []string{
		"http://example.org/", "https://example.org:443/a?b#c", "http://10.0.0.1/", "http://[::1]:80/", "http://2130706433/", "http://0x7f.1/",
		"http://017700000001/", "http://[::ffff:7f00:1]/", "http://example.org:8080/", "http://a@b/", "http://93.184.215.14/", "http://[2606:2800:21f:cb07::1]/",
		"http://127.0.0.1.example.org/", "http://xn--d1acpjx3f.xn--p1ai/", "http://１２７.０.０.１/", "http://[fe80::1%25a]/", "gopher://10.0.0.1/",
	} {
		for _, addr := range []string{"93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1", "2606:2800:21f:cb07::1", "64:ff9b::a00:1", "2002:a00:1::", "2001:0:1::", "fe80::1", "100.64.0.1", "192.0.0.8"} {
			f.Add(url, netip.MustParseAddr(addr).AsSlice(), netip.MustParseAddr("93.184.215.14").AsSlice())
		}
	}
	f.Fuzz(func(t *testing.T, url string, one, other []byte) {
		var net records
		for _, b := range [][]byte{one, other} {
			if a, ok := netip.AddrFromSlice(b); ok {
				net.answers = append(net.answers, a)
			}
		}
		c, err := New(Options{Resolver: &net, Dialer: &net})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Fetch(t.Context(), pipeline.Visit{URL: url}); err == nil {
			t.Fatal("nobody is there, and a page was read")
		}
		for _, address := range net.dialed {
			at, err := netip.ParseAddrPort(address)
			if err != nil {
				t.Fatalf("it dialed %q, which is no checked address", address)
			}
			if !public4or6(at.Addr()) || at.Port() != 80 && at.Port() != 443 {
				t.Errorf("%q: it dialed %s", url, address)
			}
		}
	})
}

// public4or6 is what net/netip knows of an address, and what RFC 6890 says in
// bytes: written apart from the table that is tested.
func public4or6(a netip.Addr) bool {
	if a.Zone() != "" || a.Is4In6() || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() {
		return false
	}
	b := a.As16()
	if a.Is4() {
		v := b[12:]
		return v[0] != 0 && v[0] < 224 && !(v[0] == 100 && v[1]>>6 == 1) && !(v[0] == 192 && v[1] == 0 && (v[2] == 0 || v[2] == 2)) &&
			!(v[0] == 198 && v[1]>>1 == 9) && !(v[0] == 198 && v[1] == 51 && v[2] == 100) && !(v[0] == 203 && v[1] == 0 && v[2] == 113)
	}
	teredoAndOthers := b[0] == 0x20 && b[1] == 0x01 && b[2] < 2
	documentation := b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8
	sixToFour := b[0] == 0x20 && b[1] == 0x02
	return b[0]>>5 == 1 && !teredoAndOthers && !documentation && !sixToFour
}

// FuzzRobots: no robots.txt holds the reader up or breaks it, a path that fits no
// rule may be read, and the same file with a longest rule that allows all allows
// it.
func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a*b$", "/xab")
	f.Add("User-agent: tovmach\nAllow: /\nDisallow: /%D0%BD", "/н?a=*")
	f.Fuzz(func(t *testing.T, text, path string) {
		rules := parseRobots([]byte(text), product)
		if !rules.allows(path) {
			fit := false
			for _, r := range rules {
				fit = fit || !r.allow && fits(r.pattern, normalise(path))
			}
			if !fit && normalise(path) == path {
				t.Errorf("%q is refused by no rule of %q", path, text)
			}
		}
		if twice := normalise(normalise(path)); twice != normalise(path) {
			t.Errorf("%q is %q, and %q", path, normalise(path), twice)
		}
	})
}
