package codec

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// baseURL is where the relative links of a page lead from: its <base>, seen
// from where the page stood.
func baseURL(from *url.URL, tree *html.Node) *url.URL {
	base := find(tree, isElement("base"))
	if base == nil {
		return from
	}
	href, err := url.Parse(strings.TrimSpace(attribute(base.Attr, "href")))
	switch {
	case err != nil:
		return from
	case from != nil:
		return from.ResolveReference(href)
	case href.Host == "":
		return nil
	}
	return href
}

// address is an address of the page, from its base on, without the redirect
// that Google and Facebook put before it; "" for one that is a script.
func (p *page) address(href string) string {
	href = strings.TrimSpace(href)
	parsed, err := url.Parse(href)
	if err != nil {
		return strings.Map(func(c rune) rune { // a colon behind strange signs may still make a script of it
			if c < ' ' || c == ':' {
				return -1
			}
			return c
		}, href)
	}
	if slices.Contains([]string{"javascript", "vbscript", "data"}, strings.ToLower(parsed.Scheme)) {
		return ""
	}
	if p.base != nil && parsed.Scheme == "" && href != "" && !strings.HasPrefix(href, "#") {
		parsed = p.base.ResolveReference(parsed)
		href = parsed.String()
	}
	for _, redirect := range []struct{ host, path, key string }{
		{"google.com", "/url", "q"},
		{"google.com", "/url", "url"},
		{"facebook.com", "/l.php", "u"},
	} {
		onHost := parsed.Host == redirect.host || strings.HasSuffix(parsed.Host, "."+redirect.host)
		if target := parsed.Query().Get(redirect.key); onHost && parsed.Path == redirect.path && target != "" {
			return target
		}
	}
	return href
}
