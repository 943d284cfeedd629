package outbound

import "net/netip"

// special are the ranges that no public page lies in.
//
// References:
//
//	IANA IPv4 Special-Purpose Address Registry (RFC 6890, RFC 8190)
//	IANA IPv6 Special-Purpose Address Registry
//	IANA IPv4 and IPv6 Multicast Address Space Registries (RFC 5771, RFC 4291)
//	IANA IPv6 Address Space: global unicast is 2000::/3
//
// Ranges of the registries that are globally reachable are in it all the same:
// they serve relays and name servers, not pages. The first that fits names the
// reason.
//
//nolint:gochecknoglobals // a constant table
var special = []struct {
	prefix netip.Prefix
	what   string
}{
	{netip.MustParsePrefix("168.63.129.16/32"), "the address of a cloud's metadata"}, // Azure's wire server, outside of all registries
	{netip.MustParsePrefix("169.254.169.254/32"), "the address of a cloud's metadata"},
	{netip.MustParsePrefix("fd00:ec2::254/128"), "the address of a cloud's metadata"},
	{netip.MustParsePrefix("0.0.0.0/8"), "no address of a host (RFC 791)"},
	{netip.MustParsePrefix("10.0.0.0/8"), "a private address (RFC 1918)"},
	{netip.MustParsePrefix("100.64.0.0/10"), "an address inside a provider's network (RFC 6598)"},
	{netip.MustParsePrefix("127.0.0.0/8"), "this machine (RFC 1122)"},
	{netip.MustParsePrefix("169.254.0.0/16"), "a link-local address (RFC 3927)"},
	{netip.MustParsePrefix("172.16.0.0/12"), "a private address (RFC 1918)"},
	{netip.MustParsePrefix("192.0.0.0/24"), "an address for protocols (RFC 6890)"},
	{netip.MustParsePrefix("192.0.2.0/24"), "an address for documentation (RFC 5737)"},
	{netip.MustParsePrefix("192.31.196.0/24"), "an address of AS112 (RFC 7535)"},
	{netip.MustParsePrefix("192.52.193.0/24"), "an address of multicast relays (RFC 7450)"},
	{netip.MustParsePrefix("192.88.99.0/24"), "an address of 6to4 relays (RFC 7526)"},
	{netip.MustParsePrefix("192.168.0.0/16"), "a private address (RFC 1918)"},
	{netip.MustParsePrefix("192.175.48.0/24"), "an address of AS112 (RFC 7534)"},
	{netip.MustParsePrefix("198.18.0.0/15"), "an address for benchmarks (RFC 2544)"},
	{netip.MustParsePrefix("198.51.100.0/24"), "an address for documentation (RFC 5737)"},
	{netip.MustParsePrefix("203.0.113.0/24"), "an address for documentation (RFC 5737)"},
	{netip.MustParsePrefix("224.0.0.0/4"), "a multicast address (RFC 5771)"},
	{netip.MustParsePrefix("240.0.0.0/4"), "a reserved address (RFC 1112)"},
	{netip.MustParsePrefix("::/128"), "no address of a host (RFC 4291)"},
	{netip.MustParsePrefix("::1/128"), "this machine (RFC 4291)"},
	{netip.MustParsePrefix("::ffff:0:0/96"), "an IPv4 address in the form of IPv6 (RFC 4291)"},
	{netip.MustParsePrefix("::/96"), "an IPv4 address in the form of IPv6 (RFC 4291)"},
	{netip.MustParsePrefix("::ffff:0:0:0/96"), "an IPv4 address in the form of IPv6 (RFC 2765)"},
	{netip.MustParsePrefix("64:ff9b::/96"), "an IPv4 address behind NAT64 (RFC 6052)"},
	{netip.MustParsePrefix("64:ff9b:1::/48"), "an IPv4 address behind NAT64 (RFC 8215)"},
	{netip.MustParsePrefix("100::/32"), "an address that discards all (RFC 6666, RFC 9780)"},
	{netip.MustParsePrefix("2001::/32"), "an IPv4 address behind Teredo (RFC 4380)"},
	{netip.MustParsePrefix("2001::/23"), "an address for protocols (RFC 2928)"},
	{netip.MustParsePrefix("2001:db8::/32"), "an address for documentation (RFC 3849)"},
	{netip.MustParsePrefix("2002::/16"), "an IPv4 address behind 6to4 (RFC 3056)"},
	{netip.MustParsePrefix("2620:4f:8000::/48"), "an address of AS112 (RFC 7534)"},
	{netip.MustParsePrefix("3fff::/20"), "an address for documentation (RFC 9637)"},
	{netip.MustParsePrefix("5f00::/16"), "an address of segment routing (RFC 9602)"},
	{netip.MustParsePrefix("fc00::/7"), "a private address (RFC 4193)"},
	{netip.MustParsePrefix("fe80::/10"), "a link-local address (RFC 4291)"},
	{netip.MustParsePrefix("fec0::/10"), "a site-local address (RFC 3879)"},
	{netip.MustParsePrefix("ff00::/8"), "a multicast address (RFC 4291)"},
}

//nolint:gochecknoglobals // a constant
var globalUnicast = netip.MustParsePrefix("2000::/3")

// inside says why no public page lies at the address; "" when one may.
func inside(a netip.Addr) string {
	if !a.IsValid() {
		return "no address"
	}
	if a.Zone() != "" {
		return "an address of one link (RFC 4007)"
	}
	for _, s := range special {
		if s.prefix.Contains(a) {
			return s.what
		}
	}
	switch {
	case a.Is6() && !globalUnicast.Contains(a):
		return "an address that nobody was given"
	case a.Is6() && isatap(a):
		return "an IPv4 address in the form of IPv6 (RFC 5214)"
	}
	return ""
}

// isatap reports whether the address carries an IPv4 address as ISATAP does: 64
// bits of a network, 0000:5efe or 0200:5efe, and the address.
func isatap(a netip.Addr) bool {
	b := a.As16()
	return b[8]&^0x02 == 0 && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe
}
