package wordpress

import (
	"encoding/json"
	"strings"
)

// A Part is a stretch of a post's content.
type Part struct {
	Kind PartKind
	Text string
	URL  string // of an Embed, when it names one
}

// PartKind says what a part is.
type PartKind int

// The kinds of parts.
const (
	Markup    PartKind = iota // HTML
	Delimiter                 // a comment that begins or ends a block: no text, kept for writing the post again
	Embed                     // a shortcode, a block that WordPress fills, a video: kept as it is
)

// Split takes the content of a post apart. Content with blocks has Gutenberg's
// comments; any other is of the classic editor, where blank lines part
// paragraphs, unless WordPress rendered it. The texts of the parts hold all of
// the content, but for comments inside of blocks and white space.
func Split(content string, rendered bool) []Part {
	content = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(content)
	s := &splitter{doc: content}
	marks := delimiters(content)
	if len(marks) == 0 {
		s.pieces(content, !rendered)
		return s.parts
	}
	s.blocks(marks)
	return s.parts
}

type splitter struct {
	doc   string
	parts []Part
	last  map[string]int // where the last closing shortcode of a name stands
}

func (s *splitter) add(kind PartKind, text, url string) {
	if strings.TrimSpace(text) != "" {
		s.parts = append(s.parts, Part{Kind: kind, Text: text, URL: url})
	}
}

// A delimiter is a comment of Gutenberg.
type delimiter struct {
	start, end int
	name       string // paragraph, core-embed/youtube
	attributes string // JSON
	closes     bool
	alone      bool // the block has no content
	closed     int  // index of the delimiter that closes it; 0 when none does
}

// delimiters finds the comments and which belong together.
func delimiters(doc string) []delimiter {
	var all []delimiter
	var open []int
	for at := 0; ; {
		start := strings.Index(doc[at:], "<!--")
		if start < 0 {
			return all
		}
		start += at
		length := strings.Index(doc[start:], "-->")
		if length < 0 {
			return all
		}
		at = start + length + len("-->")
		d, ok := parseDelimiter(doc[start+min(len("<!--"), length) : start+length])
		if !ok {
			continue
		}
		d.start, d.end = start, at
		if d.closes {
			for n := len(open) - 1; n >= 0 && n >= len(open)-maxUnclosed; n-- {
				if all[open[n]].name == d.name {
					all[open[n]].closed = len(all)
					open = open[:n]
					break
				}
			}
		} else if !d.alone {
			open = append(open, len(all))
		}
		all = append(all, d)
	}
}

// maxUnclosed is how many blocks a closing comment may close over that were
// never closed themselves.
const maxUnclosed = 64

func parseDelimiter(comment string) (delimiter, bool) {
	text := strings.TrimSpace(comment)
	var d delimiter
	text, d.closes = strings.CutPrefix(text, "/")
	text, ok := strings.CutPrefix(text, "wp:")
	if !ok {
		return d, false
	}
	text, d.alone = strings.CutSuffix(text, "/")
	d.name, d.attributes, _ = strings.Cut(text, " ")
	d.name = strings.TrimSpace(d.name)
	d.attributes = strings.TrimSpace(d.attributes)
	return d, d.name != "" && strings.Trim(d.name, "abcdefghijklmnopqrstuvwxyz0123456789-_/") == ""
}

// blocks reads content that has comments. What stands between blocks is of the
// classic editor.
func (s *splitter) blocks(marks []delimiter) {
	at, within := 0, 0 // within blocks that hold others
	for i := 0; i < len(marks); i++ {
		d := marks[i]
		s.pieces(s.doc[at:d.start], within == 0)
		comment := s.doc[d.start:d.end]
		at = d.end
		switch {
		case d.alone && !isStatic(d.name):
			s.add(Embed, comment, urlOf(d.attributes))
		case d.alone, d.closes, d.closed == 0, holdsBlocks(d.name):
			s.add(Delimiter, comment, "")
			if holdsBlocks(d.name) && !d.alone {
				within += map[bool]int{false: 1, true: -1}[d.closes]
			}
		default:
			end := marks[d.closed]
			s.add(Delimiter, comment, "")
			s.block(d, s.doc[d.end:end.start])
			s.add(Delimiter, s.doc[end.start:end.end], "")
			at, i = end.end, d.closed
		}
	}
	s.pieces(s.doc[at:], within == 0)
}

// block reads the inside of a block of text.
func (s *splitter) block(d delimiter, inner string) {
	switch {
	case d.name == "embed" || strings.HasPrefix(d.name, "core-embed/"):
		before, caption := cutCaption(inner)
		s.add(Embed, strings.TrimSpace(inner), urlOf(d.attributes, before))
		s.add(Markup, caption, "")
	case d.name == "freeform":
		s.pieces(inner, true)
	case d.name == "verse" || d.name == "preformatted": // lines of text, not of a program
		lines := strings.ReplaceAll(strings.TrimSpace(inner), "\n", "<br>")
		s.pieces(strings.NewReplacer("<pre", "<p", "</pre>", "</p>").Replace(lines), false)
	default:
		s.pieces(withoutDelimiters(inner), false)
	}
}

// withoutDelimiters takes out the comments of the blocks inside a block: the
// items of a list, the pictures of a gallery.
func withoutDelimiters(inner string) string {
	var out strings.Builder
	at := 0
	for _, d := range delimiters(inner) {
		out.WriteString(inner[at:d.start])
		at = d.end
	}
	out.WriteString(inner[at:])
	return out.String()
}

// cutCaption parts the caption under an embed from it.
func cutCaption(inner string) (before, caption string) {
	start := strings.Index(inner, "<figcaption")
	end := strings.LastIndex(inner, "</figcaption>")
	if start < 0 || end < start {
		return inner, ""
	}
	return inner[:start], inner[start : end+len("</figcaption>")]
}

// holdsBlocks reports whether a block only arranges others.
func holdsBlocks(name string) bool {
	switch name {
	case "group", "columns", "column", "cover", "media-text", "row", "stack", "template-part":
		return true
	}
	return false
}

// isStatic reports whether a block without content shows nothing of its own.
func isStatic(name string) bool {
	switch name {
	case "paragraph", "heading", "list", "list-item", "separator", "spacer", "more", "nextpage", "group", "column", "columns", "image", "quote":
		return true
	}
	return false
}

// urlOf is the address that the attributes of a block name, or the first in
// its texts.
func urlOf(attributes string, texts ...string) string {
	var named struct {
		URL string `json:"url"`
	}
	if json.Unmarshal([]byte(attributes), &named) == nil && isAddress(named.URL) {
		return named.URL
	}
	for _, text := range texts {
		if at := strings.Index(text, "https://"); at >= 0 {
			return firstAddress(text[at:])
		}
		if at := strings.Index(text, "http://"); at >= 0 {
			return firstAddress(text[at:])
		}
	}
	return ""
}

func firstAddress(text string) string {
	if end := strings.IndexAny(text, " \t\n\"'<>[]"); end >= 0 {
		return text[:end]
	}
	return text
}

func isAddress(text string) bool {
	return strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")
}
