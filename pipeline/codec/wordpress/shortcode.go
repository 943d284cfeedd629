package wordpress

import (
	"html"
	"strings"
)

// A Shortcode is a [name attribute="value"] or a [/name] in a text.
type Shortcode struct {
	Start, End int // bytes of the text
	Name       string
	attributes string
	closes     bool
}

// maxShortcode is how long one may be, in bytes.
const maxShortcode = 2000

// shortcodeAt reads the shortcode that stands first in a text. Brackets that
// hold anything else are brackets of the text: «[він]», [1], [sic].
func shortcodeAt(text string) (Shortcode, bool) {
	end := strings.IndexByte(text[:min(len(text), maxShortcode)], ']')
	if end < 2 || text[0] != '[' || strings.ContainsAny(text[1:end], "[<>") {
		return Shortcode{}, false
	}
	inside, closes := strings.CutPrefix(text[1:end], "/")
	name, attributes, _ := strings.Cut(strings.TrimSuffix(inside, "/"), " ")
	c := Shortcode{End: end + 1, Name: name, attributes: attributes, closes: closes}
	if name == "" || name[0] < 'a' || name[0] > 'z' || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") != "" {
		return Shortcode{}, false
	}
	return c, true
}

// isCode reports whether it is a shortcode for certain, wherever it stands: by
// its name, its attributes, or because it is closed.
func (c Shortcode) isCode(raw string, closed bool) bool {
	return isKnown(c.Name) || closed || c.closes || strings.HasSuffix(raw, "/]") ||
		strings.ContainsRune(c.attributes, '=') && strings.ContainsAny(c.attributes, `"'0123456789`)
}

// isKnown reports whether WordPress itself, or Jetpack, has the shortcode.
func isKnown(name string) bool {
	switch name {
	case "caption", "wp_caption", "embed", "gallery", "playlist", "audio", "video", "youtube", "vimeo", "tweet", "twitter", "instagram",
		"facebook", "googlemaps", "soundcloud", "scribd", "slideshare", "contact-form", "contact-form-7", "contact-field":
		return true
	}
	return false
}

// attribute is the value of an attribute of a shortcode; editors turn its
// quotation marks into typographic ones.
func (c Shortcode) attribute(name string) string {
	text := html.UnescapeString(c.attributes)
	for at := 0; ; {
		found := strings.Index(text[at:], name+"=")
		if found < 0 {
			return ""
		}
		begin := at + found
		at = begin + len(name) + 1
		if begin > 0 && text[begin-1] != ' ' {
			continue
		}
		value := text[at:]
		for _, marks := range [][2]string{{`"`, `"`}, {"'", "'"}, {"”", "”"}, {"“", "”"}, {"«", "»"}} {
			if rest, ok := strings.CutPrefix(value, marks[0]); ok {
				inside, _, _ := strings.Cut(rest, marks[1])
				return inside
			}
		}
		value, _, _ = strings.Cut(value, " ")
		return value
	}
}

// address is where an embedded thing comes from.
func (c Shortcode) address(inner string) string {
	if inner = html.UnescapeString(strings.TrimSpace(inner)); isAddress(inner) {
		return firstAddress(inner)
	}
	for _, name := range []string{"src", "url", "mp4", "mp3", "m4a", "ogg", "webm", "href"} {
		if value := c.attribute(name); isAddress(value) {
			return value
		}
	}
	return urlOf("", html.UnescapeString(c.attributes))
}

// Inline finds the shortcodes that stand among the words of a text, as its
// reader left them there.
func Inline(text string) []Shortcode {
	var all []Shortcode
	s := &splitter{doc: text}
	for at := 0; at < len(text); {
		next := strings.IndexByte(text[at:], '[')
		if next < 0 {
			break
		}
		at += next
		if strings.HasPrefix(text[at:], "[[") {
			at += len("[[")
			continue
		}
		c, ok := shortcodeAt(text[at:])
		if !ok || !c.isCode(text[at:at+c.End], s.isClosed(text, c, at)) {
			at++
			continue
		}
		c.Start, c.End = at, at+c.End
		all = append(all, c)
		at = c.End
	}
	return all
}

// isClosed reports whether a [/name] follows somewhere.
func (s *splitter) isClosed(text string, c Shortcode, at int) bool {
	if s.last == nil {
		s.last = map[string]int{}
	}
	last, ok := s.last[c.Name]
	if !ok {
		last = strings.LastIndex(text, "[/"+c.Name+"]")
		s.last[c.Name] = last
	}
	return last > at
}
