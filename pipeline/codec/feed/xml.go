package feed

import (
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"

	"github.com/tovmach/tovmach/pipeline/codec/xmlread"
)

// An xmlReader reads RSS and Atom. Elements are told apart by their names and,
// where that is needed, by what their namespace or undeclared prefix says.
type xmlReader struct {
	*reader
	in    *xmlread.Reader
	bases []*url.URL // of the open elements
}

func (r *reader) xml(doc string) error {
	x := &xmlReader{reader: r, in: xmlread.New(doc), bases: []*url.URL{r.base}}
	rooted := false
	for {
		token, err := x.in.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.EndElement:
			x.leave()
		case xml.StartElement:
			if !rooted && !isRoot(token.Name.Local) {
				return noFeed()
			}
			rooted = true
			x.enter(token)
			if err := x.element(token); err != nil {
				return err
			}
		}
	}
}

func isRoot(name string) bool {
	return name == "rss" || name == "feed" || name == "RDF" || name == "rdf"
}

// enter notes the base of an element.
func (x *xmlReader) enter(e xml.StartElement) {
	base := x.bases[len(x.bases)-1]
	if named := xmlread.AttrIn(e, xmlread.XMLSpace, "base"); named != "" {
		if next, err := base.Parse(strings.TrimSpace(named)); err == nil && next.Host != "" {
			base = next
		}
	}
	x.bases = append(x.bases, base)
}

func (x *xmlReader) baseNow() *url.URL { return x.bases[len(x.bases)-1] }

// leave forgets the base of an element that was read to its end.
func (x *xmlReader) leave() { x.bases = x.bases[:len(x.bases)-1] }

// element reads what stands in the feed itself.
func (x *xmlReader) element(e xml.StartElement) error {
	if lang := xmlread.AttrIn(e, xmlread.XMLSpace, "lang"); lang != "" && x.feed.Lang == "" && isRoot(e.Name.Local) {
		x.feed.Lang = lang
	}
	switch e.Name.Local {
	case "item", "entry":
		item, err := x.item(e)
		x.leave()
		if err == nil {
			x.add(item)
		}
		return err
	case "rss", "feed", "RDF", "rdf", "channel":
		return nil // into it
	}
	defer x.leave()
	text, err := x.in.Text()
	if err != nil || spaceOf(e.Name) != "" && spaceOf(e.Name) != "dc" {
		return err
	}
	switch e.Name.Local {
	case "title":
		x.feed.Title = plain(text)
	case "language":
		x.feed.Lang = strings.TrimSpace(text)
	case "link":
		if link := linkOf(e, text); link != "" && x.feed.Link == "" {
			x.feed.Link = resolve(x.baseNow(), link)
			if site := parseURL(x.feed.Link); site.Host != "" && x.base.Host == "" {
				x.bases[0] = site
				for i := range x.bases {
					if x.bases[i].Host == "" {
						x.bases[i] = site
					}
				}
			}
		}
	}
	return nil
}

// linkOf is the address of the page that a link of RSS or Atom names.
func linkOf(e xml.StartElement, text string) string {
	if href := xmlread.Attr(e, "href"); href != "" {
		if rel := xmlread.Attr(e, "rel"); rel != "" && rel != "alternate" {
			return ""
		}
		return href
	}
	return strings.TrimSpace(text)
}

// spaceOf is the usual prefix of an element's namespace; "" for those of RSS
// and Atom.
func spaceOf(name xml.Name) string {
	space := strings.ToLower(name.Space)
	switch {
	case space == "", strings.HasPrefix(space, "http://www.w3.org/2005/atom"), space == "atom", strings.HasPrefix(space, "http://purl.org/rss/1.0/") && !strings.Contains(space, "modules"),
		strings.Contains(space, "backend.userland.com"), strings.Contains(space, "netscape.com/rdf"), strings.Contains(space, "blogs.law.harvard.edu"), strings.Contains(space, "purl.org/atom"):
		return ""
	case strings.Contains(space, "purl.org/dc/"), space == "dc", space == "dcterms":
		return "dc"
	case strings.Contains(space, "modules/content"), space == "content":
		return "content"
	case strings.Contains(space, "yahoo.com/mrss"), space == "media":
		return "media"
	}
	return "other"
}
