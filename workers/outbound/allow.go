package outbound

import (
	"net"
	"net/netip"
	"strconv"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// An allowance is a host or a network that a newsroom lets be read although it
// is not public.
type allowance struct {
	name   string       // of a host; or
	prefix netip.Prefix // a network, of one address perhaps
	port   uint16       // 0 is the two of the web
}

// parseAllow reads what is allowed: a name, an address or a network, each
// perhaps with a port (127.0.0.1:8080, [::1]:80, 10.1.0.0/16, archive.local).
func parseAllow(all []string) ([]allowance, error) {
	out := make([]allowance, 0, len(all))
	for _, text := range all {
		host, port := text, uint16(0)
		if h, p, err := net.SplitHostPort(text); err == nil {
			n, err := strconv.ParseUint(p, 10, 16)
			if err != nil || n == 0 {
				return nil, notAllowable(text)
			}
			host, port = h, uint16(n)
		}
		host = strings.Trim(host, "[]")
		if addr, err := netip.ParseAddr(host); err == nil && addr.Zone() == "" {
			out = append(out, allowance{prefix: netip.PrefixFrom(addr, addr.BitLen()), port: port})
			continue
		}
		if prefix, err := netip.ParsePrefix(host); err == nil {
			out = append(out, allowance{prefix: prefix.Masked(), port: port})
			continue
		}
		if host == "" || strings.ContainsAny(host, "/:@% *") || numeric(host) {
			return nil, notAllowable(text)
		}
		out = append(out, allowance{name: bare(host), port: port})
	}
	return out, nil
}

func notAllowable(text string) error {
	return pipeline.Errorf(pipeline.Invalid, "allow-hosts: %q is no host and no network", text).
		WithHint("write a name, an address or a network, with a port if need be: archive.local, 127.0.0.1:8080, 10.1.0.0/16")
}

// covers reports whether a visit of the host at that address and port is
// allowed.
func (a allowance) covers(host string, addr netip.Addr, port uint16) bool {
	if a.port != port && (a.port != 0 || !ofWeb(port)) {
		return false
	}
	if a.name != "" {
		return a.name == bare(host)
	}
	return a.prefix.Contains(addr)
}

func ofWeb(port uint16) bool { return port == 80 || port == 443 }

// bare is a host's name as names are compared.
func bare(host string) string { return strings.ToLower(strings.TrimSuffix(host, ".")) }
