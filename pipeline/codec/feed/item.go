package feed

import (
	"encoding/xml"
	"strings"

	"github.com/tovmach/tovmach/pipeline/codec/xmlread"
)

// A found is an item with what only decides when all of it was read.
type found struct {
	Item
	permalink string // the guid, where it is an address
	summary   string
	content   string
}

// item reads an <item> of RSS or an <entry> of Atom.
func (x *xmlReader) item(e xml.StartElement) (Item, error) {
	f := found{}
	for _, a := range e.Attr {
		if a.Name.Local == "about" {
			f.ID = a.Value // RSS 1.0
		}
	}
	for {
		token, err := x.in.Next()
		if err != nil {
			return Item{}, err
		}
		switch token := token.(type) {
		case xml.EndElement:
			return x.complete(f), nil
		case xml.StartElement:
			x.enter(token)
			err := x.part(token, &f)
			x.leave()
			if err != nil {
				return Item{}, err
			}
		}
	}
}

// part reads one element of an item.
func (x *xmlReader) part(e xml.StartElement, f *found) error {
	space, name := spaceOf(e.Name), e.Name.Local
	if (space == "" || space == "dc") && name == "author" || name == "creator" {
		return x.author(f)
	}
	if xmlread.Attr(e, "type") == "xhtml" {
		text, err := x.in.Markup()
		if name == "title" && space == "" {
			f.Title = plain(text)
		}
		x.text(e, f, text)
		return err
	}
	text, err := x.in.Text()
	if err != nil {
		return err
	}
	trimmed := strings.TrimSpace(text)
	switch {
	case name == "title" && (space == "" || space == "dc" && f.Title == ""):
		f.Title = plain(text)
	case name == "link" && space == "":
		if link := linkOf(e, text); link != "" && f.Link == "" {
			f.Link = resolve(x.baseNow(), link)
		}
		if xmlread.Attr(e, "rel") == "enclosure" {
			x.enclosure(e, f, "href")
		}
	case name == "guid", name == "id" && space == "":
		f.ID = trimmed
		if name == "guid" && xmlread.Attr(e, "isPermaLink") != "false" {
			f.permalink = trimmed
		}
	case name == "enclosure", space == "media" && (name == "content" || name == "thumbnail"):
		x.enclosure(e, f, "url")
	case name == "pubDate", name == "published", name == "issued", name == "date" && space == "dc":
		f.Published = x.date(text)
	case name == "updated", name == "modified":
		f.Updated = x.date(text)
	default:
		x.text(e, f, text)
	}
	return nil
}

// text takes in a summary or the content.
func (x *xmlReader) text(e xml.StartElement, f *found, text string) {
	space, name := spaceOf(e.Name), strings.ToLower(e.Name.Local)
	if strings.TrimSpace(text) == "" {
		return
	}
	atom := xmlread.Attr(e, "type")
	switch { // of Atom, and of RSS where it has no markup
	case atom == "text", atom == "text/plain", atom == "" && !isHTML(text) && !strings.ContainsRune(text, '&'):
		text = paragraphs(text)
	}
	text = absolute(withoutTail(text), x.baseNow())
	switch {
	case name == "description" && (space == "" || space == "dc" && f.summary == ""), name == "summary" && space == "":
		f.summary = text
	case name == "encoded" && space == "content", name == "content" && space == "", name == "fulltext", name == "full-text":
		f.content = text // fulltext and full-text are what Ukrainian aggregators ask for
		f.Full = true
	}
}

// withoutTail cuts off the line that WordPress puts under what it gives to
// feeds: "The post … appeared first on …."
func withoutTail(doc string) string {
	const longest = 1_000 // bytes of the line, with its two links
	last := strings.LastIndex(doc, "<p>")
	if last < 0 || len(doc)-last > longest {
		return doc
	}
	for _, phrase := range []string{"appeared first on", "first appeared on", "спершу з", "з’явився спочатку", "з'явився спочатку", "впервые появил", "появились сначала"} {
		if strings.Contains(doc[last:], phrase) && strings.Count(doc[last:], "<a ") > 1 {
			return strings.TrimRight(doc[:last], " \n")
		}
	}
	return doc
}

// enclosure takes the picture that goes with an item.
func (x *xmlReader) enclosure(e xml.StartElement, f *found, key string) {
	kind := xmlread.Attr(e, "type") + xmlread.Attr(e, "medium")
	if f.Picture == "" && (strings.HasPrefix(kind, "image") || e.Name.Local == "thumbnail") {
		f.Picture = resolve(x.baseNow(), xmlread.Attr(e, key))
	}
}

// author reads the name of an author, which in Atom has elements of its own
// and in RSS 2.0 may stand in brackets behind a mail address, or before it.
func (x *xmlReader) author(f *found) error {
	var name strings.Builder
	skip := false
	for depth := x.in.Depth(); x.in.Depth() >= depth; {
		token, err := x.in.Next()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			skip = token.Name.Local != "name"
		case xml.EndElement:
			skip = false
		case xml.CharData:
			if !skip {
				name.Write(token)
			}
		}
	}
	text := plain(name.String())
	if before, inside, ok := strings.Cut(text, "("); ok && strings.Contains(text, "@") {
		text = strings.TrimSuffix(strings.TrimSpace(inside), ")")
		if strings.Contains(text, "@") {
			text = strings.TrimSpace(before)
		}
	}
	switch {
	case text == "" || strings.Contains(text, "@"):
	case f.Author == "":
		f.Author = text
	case !strings.Contains(f.Author, text):
		f.Author += ", " + text
	}
	return nil
}

// complete decides what hangs on all of an item.
func (x *xmlReader) complete(f found) Item {
	if f.Link == "" {
		f.Link = resolve(x.baseNow(), f.permalink)
		if !strings.Contains(f.permalink, "/") {
			f.Link = ""
		}
	}
	return settle(f.Item, f.summary, f.content)
}

// settle makes content and summary of what an item says. Without content the
// summary is all there is.
func settle(i Item, summary, content string) Item {
	i.Summary, i.HTML = summary, content
	if content == "" || content == summary {
		i.Summary, i.HTML = "", summary
		i.Full = i.Full && content != ""
	}
	return i
}
