package codec

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
)

// isEmbed reports whether an element is a post of a network, a film or the like
// from elsewhere.
func isEmbed(n *html.Node) bool {
	switch n.Data {
	case "iframe", "video", "audio", "embed", "object", "amp-youtube", "amp-twitter", "amp-facebook", "amp-instagram", "amp-iframe", "amp-video", "amp-vimeo", "amp-tiktok":
		return true
	case "script":
		return scriptEmbed(n) != ""
	case "blockquote", "div":
		for _, class := range strings.Fields(attribute(n.Attr, "class")) {
			if slices.Contains([]string{"twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "fb-post", "fb-video", "bluesky-embed", "text-post-media", "reddit-card"}, class) {
				return true
			}
		}
	}
	return false
}

// scriptEmbed is the address of the post that a script shows; "" for scripts
// that do anything else. Telegram's posts stand in a page as nothing more.
func scriptEmbed(n *html.Node) string {
	if post := attribute(n.Attr, "data-telegram-post"); post != "" && isElement("script")(n) {
		return "https://t.me/" + post
	}
	return ""
}

// embed reads what a page shows from elsewhere. Its HTML is kept but for what
// could run.
func (w *htmlWalker) embed(n *html.Node, at htmlPlace) {
	address := w.embedAddress(n)
	if isAdvertising(address) {
		w.notice(Dropped, "Left out as an advertisement: "+excerpt(address))
		return
	}
	w.flush(at)
	raw := ""
	if scriptEmbed(n) == "" && !strings.HasPrefix(n.Data, "amp-") {
		raw = rendered(harmless(n))
	}
	if raw != "" || address != "" {
		w.add(pipeline.Block{Kind: pipeline.Embed, URL: address, Raw: raw})
	}
}

// embedAddress is where a post or a film can be seen by itself.
func (w *htmlWalker) embedAddress(n *html.Node) string {
	if address := scriptEmbed(n); address != "" {
		return address
	}
	for _, known := range []struct{ attribute, before string }{
		{"data-videoid", "https://www.youtube.com/watch?v="},
		{"data-tweetid", "https://twitter.com/i/status/"},
		{"data-shortcode", "https://www.instagram.com/p/"},
		{"data-instgrm-permalink", ""},
		{"data-href", ""},
		{"cite", ""},
	} {
		if value := attribute(n.Attr, known.attribute); value != "" && value != "#" {
			return withoutTracking(w.address(known.before + value))
		}
	}
	if n.Data == "blockquote" { // the last link is the post's own
		if links := findAll(n, isElement("a")); len(links) > 0 {
			return withoutTracking(w.address(attribute(links[len(links)-1].Attr, "href")))
		}
	}
	address := attribute(n.Attr, "data-src")
	if address == "" {
		address = embedURL(rendered(n))
	}
	return withoutTracking(w.address(address))
}

// withoutTracking is the address of a post without what its network adds to
// follow readers, and without the plugin that shows it.
func withoutTracking(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return address
	}
	query := parsed.Query()
	if strings.HasSuffix(parsed.Host, "facebook.com") && strings.HasPrefix(parsed.Path, "/plugins/") && query.Get("href") != "" {
		return query.Get("href")
	}
	changed := false
	for key := range query {
		if strings.HasPrefix(key, "utm_") || slices.Contains([]string{"ref_src", "ref_url", "fbclid", "igshid"}, key) || key == "embed" && parsed.Host == "t.me" {
			query.Del(key)
			changed = true
		}
	}
	if changed {
		parsed.RawQuery = query.Encode()
		return parsed.String()
	}
	return address
}

// isAdvertising reports whether an address is one of the networks that put
// advertisements and counters into pages.
func isAdvertising(address string) bool {
	return containsAny(address, "doubleclick.net", "googlesyndication.com", "googletagmanager.com", "adservice.", "/adframe", "criteo.", "taboola.", "outbrain.", "facebook.com/plugins/like", "facebook.com/plugins/page", "facebook.com/tr?")
}

// harmless is a copy of an element without what could run: scripts, styles,
// handlers of events, addresses that are scripts.
func harmless(n *html.Node) *html.Node {
	copied := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace}
	for _, a := range n.Attr {
		value := strings.ToLower(strings.Map(func(c rune) rune {
			if c <= ' ' {
				return -1
			}
			return c
		}, a.Val))
		if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" || containsAny(value, "javascript:", "vbscript:", "data:text") {
			continue
		}
		copied.Attr = append(copied.Attr, a)
	}
	for child := range n.ChildNodes() {
		if child.Type == html.CommentNode || isElement("script", "style", "noscript", "template", "svg", "math", "xmp", "noembed", "noframes", "plaintext")(child) {
			continue
		}
		copied.AppendChild(harmless(child))
	}
	return copied
}
