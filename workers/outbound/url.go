package outbound

import (
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// parse reads the address of a page and refuses what can be seen to be none
// before any name is resolved. What it lets through is checked again when it is
// dialed.
func (c *Client) parse(raw string) (*url.URL, error) {
	if len(raw) > maxURL {
		return nil, pipeline.Errorf(pipeline.Invalid, "the address has %d bytes, more than %d", len(raw), maxURL).
			WithHint("leave out what follows the question mark, if the page is shown without it")
	}
	u, err := url.Parse(raw)
	if err != nil || u.Opaque != "" || u.Hostname() == "" {
		return nil, pipeline.Errorf(pipeline.Invalid, "%q is no address of a page", raw).
			WithHint("copy it from the browser: https://example.org/news/1")
	}
	u.Host, u.Fragment, u.RawFragment = strings.ToLower(u.Host), "", ""
	return u, c.check(u)
}

// check refuses an address that leads elsewhere than to the web.
func (c *Client) check(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return pipeline.Errorf(pipeline.Invalid, "%s begins with %s:, and only http: and https: are read", brief(u), u.Scheme).
			WithHint("save the page and submit the file")
	case u.User != nil:
		return pipeline.Errorf(pipeline.Invalid, "the address of %s has a user's name in it", u.Host).
			WithHint("leave out everything before the @")
	}
	port, err := portOf(u)
	if err != nil || !c.portAllowed(port) {
		return pipeline.Errorf(pipeline.Blocked, "%s is not read: its port is %s, and pages lie on 80 and 443", brief(u), u.Port()).
			WithHint("a newsroom may allow a host with its port: allow-hosts")
	}
	host := bare(u.Hostname())
	if addr, err := netip.ParseAddr(host); err == nil {
		return c.checkAddress(host, addr, port)
	}
	return c.checkName(host)
}

// checkName refuses what is no full name of a host, so that no resolver makes
// something else of it.
func (c *Client) checkName(host string) error {
	if numeric(host) {
		return pipeline.Errorf(pipeline.Blocked, "%s is not read: the host is a number, in a form that programs read differently", host).
			WithHint("write the name of the host")
	}
	if !strings.Contains(host, ".") && !slices.ContainsFunc(c.allow, func(a allowance) bool { return a.name == host }) {
		return pipeline.Errorf(pipeline.Blocked, "%s is not read: it is a name inside a network", host).
			WithHint("write the full name of the host; a newsroom may allow others: allow-hosts")
	}
	return nil
}

// numeric reports whether a host ends in a number, as the URL standard says
// (WHATWG URL, 3.5, "ends in a number checker"): decimal, octal or hexadecimal,
// it is an IPv4 address to some programs.
func numeric(host string) bool {
	labels := strings.Split(strings.TrimSuffix(host, "."), ".")
	last := strings.ToLower(labels[len(labels)-1])
	if hex, ok := strings.CutPrefix(last, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}

func portOf(u *url.URL) (uint16, error) {
	switch text := u.Port(); {
	case text != "":
		n, err := strconv.ParseUint(text, 10, 16)
		return uint16(n), err
	case u.Scheme == "https":
		return 443, nil
	}
	return 80, nil
}

// portAllowed reports whether some host may be read at the port; which, is
// checked when it is dialed.
func (c *Client) portAllowed(port uint16) bool {
	return ofWeb(port) || slices.ContainsFunc(c.allow, func(a allowance) bool { return a.port == port })
}

// brief is an address for a sentence.
func brief(u *url.URL) string {
	text := u.Redacted()
	if len(text) > 200 {
		return strings.ToValidUTF8(text[:200], "") + "…"
	}
	return text
}
