package outbound

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"strconv"

	"github.com/tovmach/tovmach/pipeline"
)

// tried is how many addresses of a name are dialed before it counts as not
// reached.
const tried = 4

// dial connects to a host: it resolves the name, checks every address, and dials
// one that it checked. Nothing else in the package opens a connection.
func (c *Client) dial(ctx context.Context, _, address string) (net.Conn, error) {
	host, text, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return nil, err
	}
	port := uint16(n)
	addrs, err := c.resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	for _, a := range addrs { // all: which of them is dialed is not ours to choose
		if err := c.checkAddress(host, a, port); err != nil {
			return nil, err
		}
	}
	var failed []error
	for _, a := range addrs[:min(len(addrs), tried)] {
		conn, err := c.dialer.DialContext(ctx, "tcp", netip.AddrPortFrom(a, port).String())
		if err == nil {
			return conn, nil
		}
		failed = append(failed, err)
	}
	return nil, errors.Join(failed...)
}

// resolve returns the addresses of a host, at least one.
func (c *Client) resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	if err := c.checkName(bare(host)); err != nil {
		return nil, err
	}
	addrs, err := c.resolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return nil, err
	}
	if len(addrs) == 0 {
		return nil, &net.DNSError{Err: "no addresses", Name: host, IsNotFound: true}
	}
	for i, a := range addrs {
		addrs[i] = a.Unmap() // resolvers give IPv4 addresses in either form
	}
	return addrs, nil
}

// checkAddress refuses an address that is not public, and a port that is not of
// the web, unless the newsroom allows the host.
func (c *Client) checkAddress(host string, a netip.Addr, port uint16) error {
	if slices.ContainsFunc(c.allow, func(allowed allowance) bool { return allowed.covers(host, a, port) }) {
		return nil
	}
	at := host
	if a.String() != host {
		at += " (" + a.String() + ")"
	}
	if why := inside(a); why != "" {
		return pipeline.Errorf(pipeline.Blocked, "%s is not read: it is %s", at, why).
			WithHint("only public pages are read; a newsroom may allow a host or a network: allow-hosts")
	}
	if !ofWeb(port) {
		return pipeline.Errorf(pipeline.Blocked, "%s is not read: its port is %d, and pages lie on 80 and 443", at, port).
			WithHint("a newsroom may allow a host with its port: allow-hosts")
	}
	return nil
}
