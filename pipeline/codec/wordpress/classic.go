package wordpress

import (
	"strings"
)

// pieces reads HTML with shortcodes. Classic says that blank lines part
// paragraphs in it and that an address alone on its line is an embed.
func (s *splitter) pieces(text string, classic bool) {
	s.last = nil
	var html strings.Builder
	flush := func() {
		out := html.String()
		if classic {
			out = paragraphs(out)
		}
		s.add(Markup, out, "")
		html.Reset()
	}
	for at := 0; at < len(text); {
		next := strings.IndexAny(text[at:], "[<h")
		if next < 0 {
			html.WriteString(text[at:])
			break
		}
		html.WriteString(text[at : at+next])
		at += next
		part, size := s.special(text, at, classic)
		switch {
		case size == 0:
			html.WriteByte(text[at])
			at++
		case part.Kind == Markup:
			html.WriteString(part.Text)
			at += size
		default:
			flush()
			s.add(part.Kind, part.Text, part.URL)
			at += size
		}
	}
	flush()
}

// special reads what begins at a place and is no plain text; size is 0 when
// nothing does.
func (s *splitter) special(text string, at int, classic bool) (part Part, size int) {
	rest := text[at:]
	switch rest[0] {
	case '<':
		return tagOrComment(rest)
	case 'h':
		if !classic || !isAddress(rest) {
			return Part{}, 0
		}
		line := firstAddress(rest[:min(len(rest), maxShortcode)])
		if standsAlone(text[:at], rest[len(line):]) {
			return Part{Kind: Embed, Text: line, URL: strings.ReplaceAll(line, "&amp;", "&")}, len(line)
		}
		return Part{}, 0
	}
	if strings.HasPrefix(rest, "[[") { // written twice, brackets mean themselves
		return Part{Text: "[["}, 2
	}
	c, ok := shortcodeAt(rest)
	if !ok {
		return Part{}, 0
	}
	raw := rest[:c.End]
	closed := s.isClosed(text, c, at)
	inner, whole := "", raw
	if closed && !c.closes {
		if end := strings.Index(near(rest[c.End:]), "[/"+c.Name+"]"); end >= 0 {
			inner = rest[c.End : c.End+end]
			whole = rest[:c.End+end+len(c.Name)+len("[/]")]
		}
	}
	switch {
	case c.Name == "caption" || c.Name == "wp_caption":
		if c.closes {
			return Part{}, len(raw)
		}
		return Part{Text: figure(inner, c)}, len(whole)
	case isKnown(c.Name) && len(inner) < maxShortcode && !strings.ContainsRune(inner, '<') && !c.closes:
		return Part{Kind: Embed, Text: whole, URL: c.address(inner)}, len(whole)
	case standsAlone(text[:at], rest[c.End:]):
		return Part{Kind: Embed, Text: raw, URL: c.address("")}, len(raw)
	}
	return Part{Text: raw}, len(raw) // among words: the reader of the text marks it
}

// near is what is looked at of a text to find where something ends in it: what
// nobody closes must not be looked for to the end each time.
func near(text string) string { return text[:min(len(text), 16<<10)] }

// tagOrComment passes over a tag, so that nothing inside it is looked at. A
// comment that ends the teaser or a page of a post is kept.
func tagOrComment(rest string) (Part, int) {
	rest = near(rest)
	end := strings.IndexByte(rest, '>')
	if strings.HasPrefix(rest, "<!--") {
		end = strings.Index(rest, "-->")
		if end >= 0 {
			end += len("-->") - 1
		}
	}
	if end < 0 || len(rest) < 2 || !strings.ContainsRune("!/?", rune(rest[1])) && (rest[1]|0x20 < 'a' || rest[1]|0x20 > 'z') {
		return Part{}, 0
	}
	tag := rest[:end+1]
	if strings.HasPrefix(tag, "<!--more") || strings.HasPrefix(tag, "<!--nextpage") || strings.HasPrefix(tag, "<!--noteaser") {
		return Part{Kind: Delimiter, Text: tag}, len(tag)
	}
	for _, name := range []string{"pre", "script", "style", "textarea"} {
		if !isTag(tag, name) {
			continue
		}
		if shut := strings.Index(rest, "</"+name); shut > 0 {
			return Part{Text: rest[:shut]}, shut
		}
	}
	return Part{Text: tag}, len(tag)
}

// isTag reports whether a tag opens an element of that name.
func isTag(tag, name string) bool {
	return len(tag) > len(name)+1 && strings.EqualFold(tag[1:len(name)+1], name) && strings.IndexByte(" \t\n/>", tag[len(name)+1]) >= 0
}

// figure is a picture with its caption, as HTML5 has them. In old posts the
// caption is an attribute.
func figure(inner string, c Shortcode) string {
	picture, caption := inner, c.attribute("caption")
	if img := strings.Index(inner, "<img"); img >= 0 {
		end := img + strings.IndexByte(inner[img:], '>') + 1
		if rest := strings.TrimLeft(inner[end:], " \t\n"); strings.HasPrefix(rest, "</a>") {
			end = len(inner) - len(rest) + len("</a>")
		}
		if end > img {
			picture = inner[:end]
			if text := strings.TrimSpace(inner[end:]); text != "" {
				caption = text
			}
		}
	}
	return "\n\n<figure>" + picture + "<figcaption>" + caption + "</figcaption></figure>\n\n"
}

// standsAlone reports whether nothing but markup of a paragraph stands beside
// a place on its line.
func standsAlone(before, after string) bool {
	return beginsLine(before) && endsLine(after)
}

// mostBeside is how many shortcodes may stand beside one on its line.
const mostBeside = 16

func beginsLine(before string) bool {
	for range mostBeside {
		before = strings.TrimRight(before, " \t")
		last := before[max(0, len(before)-maxShortcode):]
		open := strings.LastIndexAny(last, "[<")
		switch {
		case before == "" || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, "-->"):
			return true
		case open < 0:
			return false
		case last[open] == '<':
			return strings.HasSuffix(before, ">") && isBlockTag(last[open:])
		}
		c, ok := shortcodeAt(last[open:])
		if !ok || c.End < len(last)-open {
			return false
		}
		before = before[:len(before)-c.End]
	}
	return false
}

func endsLine(after string) bool {
	for range mostBeside {
		after = strings.TrimLeft(after, " \t")
		c, ok := shortcodeAt(after)
		if !ok {
			break
		}
		after = after[c.End:]
	}
	return after == "" || strings.HasPrefix(after, "\n") || isBlockTag(after) || strings.HasPrefix(after, "<!--")
}

// isBlockTag reports whether text begins with the tag of an element that parts
// text, or with a line break.
func isBlockTag(text string) bool {
	name := strings.TrimPrefix(strings.TrimPrefix(text, "<"), "/")
	if len(name) == len(text) {
		return false
	}
	end := strings.IndexAny(name, " \t\n/>")
	if end < 0 {
		return false
	}
	switch strings.ToLower(name[:end]) {
	case "address", "article", "aside", "blockquote", "br", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
		"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "script", "section",
		"style", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "iframe":
		return true
	}
	return false
}

// paragraphs does what WordPress's wpautop does for the reader of HTML: a
// blank line begins a paragraph, the end of any other line is a line break.
// Breaks beside the tags of blocks show nothing and are not told apart.
func paragraphs(text string) string {
	var out strings.Builder
	if !isBlockTag(strings.TrimLeft(text, " \t\n")) {
		out.WriteString("<p>")
	}
	for at := 0; at < len(text); {
		next := strings.IndexAny(text[at:], "<\n")
		if next < 0 {
			out.WriteString(text[at:])
			break
		}
		out.WriteString(text[at : at+next])
		at += next
		if text[at] == '<' {
			part, size := tagOrComment(text[at:])
			if size == 0 {
				part.Text, size = "<", 1
			}
			out.WriteString(part.Text)
			at += size
			continue
		}
		gap := text[at:]
		gap = gap[:len(gap)-len(strings.TrimLeft(gap, " \t\n"))]
		at += len(gap)
		switch {
		case strings.Count(gap, "\n") > 1 && at < len(text) && !isBlockTag(text[at:]):
			out.WriteString("\n<p>")
		case strings.Count(gap, "\n") == 1 && at < len(text) && !isBlockTag(text[at:]) && !endsWithBlockTag(out.String()):
			out.WriteString("<br>\n")
		default:
			out.WriteString(gap)
		}
	}
	return out.String()
}

// endsWithBlockTag reports whether the last thing written is such a tag.
func endsWithBlockTag(written string) bool {
	open := strings.LastIndexByte(written, '<')
	return strings.HasSuffix(written, ">") && open >= 0 && isBlockTag(written[open:])
}
