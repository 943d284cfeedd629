package wordpress

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/xmlread"
)

// An item is one <item> of an export: a post, or anything else that WordPress
// keeps in the same table.
type item struct {
	Post
	span
	mediaURL string
	mediaAlt string
}

// readExport reads WXR. Only two namespaces matter beside RSS, and files name
// them by changing addresses: elements are told apart by what the address, or
// an undeclared prefix, says.
func readExport(doc string) (Export, error) {
	e := Export{Skipped: map[string]int{}}
	var items []item
	names := map[string]string{}
	r := xmlread.New(doc)
	for {
		before := r.Offset()
		token, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return e, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch {
		case start.Name.Local == "language" && r.Depth() == 3:
			if e.Lang, err = r.Text(); err != nil {
				return e, err
			}
			e.Lang = strings.TrimSpace(e.Lang)
		case spaceOf(start.Name)+start.Name.Local == "wp:author":
			if err := readAuthor(r, names); err != nil {
				return e, err
			}
		case start.Name.Local == "item":
			it, err := readItem(r)
			if err != nil {
				return e, err
			}
			if len(items) == maxItems {
				return e, pipeline.Errorf(pipeline.Invalid, "The export has more than %d items.", maxItems).
					WithHint("Export fewer posts at once: WordPress can choose them by date and author.")
			}
			it.start, it.end = before, r.Offset()
			items = append(items, it)
		}
	}
	e.sort(items)
	for i := range e.Posts {
		e.Posts[i].sign(names)
	}
	return e, nil
}

// readAuthor reads what an export calls an author, by login.
func readAuthor(r *xmlread.Reader, names map[string]string) error {
	login, name, err := readPair(r, "author_login", "author_display_name")
	names[login] = name
	return err
}

// readPair reads an element to its end, and returns the texts of two elements in it.
func readPair(r *xmlread.Reader, first, second string) (a, b string, err error) {
	for {
		token, err := r.Next()
		if err != nil {
			return a, b, err
		}
		switch token := token.(type) {
		case xml.EndElement:
			return a, b, nil
		case xml.StartElement:
			text, err := r.Text()
			if err != nil {
				return a, b, err
			}
			switch token.Name.Local {
			case first:
				a = strings.TrimSpace(text)
			case second:
				b = strings.TrimSpace(text)
			}
		}
	}
}

// sign names the author as readers know him. An export has the login there;
// where nobody chose a name to show, WordPress shows the login.
func (p *Post) sign(names map[string]string) {
	name := names[p.Author]
	p.Login = p.Author != "" && (name == "" || name == p.Author)
	p.Author = cmp.Or(name, p.Author)
}

// sort tells posts from the rest and gives them their pictures.
func (e *Export) sort(items []item) {
	pictures := map[string]Picture{}
	for _, it := range items {
		s := span{start: it.start, end: it.end, id: it.ID}
		switch {
		case it.Type == "attachment":
			s.media = true
			pictures[it.ID] = Picture{URL: it.mediaURL, Alt: it.mediaAlt, Caption: it.Excerpt}
			e.Skipped["attachment"]++
		case !isPost(it.Post):
			e.Skipped[cmp.Or(it.Type, it.Status)]++
		default:
			s.post = true
			e.Posts = append(e.Posts, it.Post)
		}
		e.spans = append(e.spans, s)
	}
	for i, p := range e.Posts {
		e.Posts[i].Picture = pictures[p.pictureID]
	}
}

// isPost reports whether an item is a text to work on. Sites have types of
// their own for news; what WordPress and its common plug-ins keep there
// besides is named here.
func isPost(p Post) bool {
	switch p.Status {
	case "trash", "auto-draft", "inherit":
		return false
	}
	switch p.Type {
	case "", "post":
		return true
	case "page", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request", "feedback",
		"wpcf7_contact_form", "acf-field", "acf-field-group", "elementor_library", "product", "shop_order":
		return false
	}
	return !strings.HasPrefix(p.Type, "wp_") && strings.TrimSpace(p.Content) != ""
}

// Others says what a file has besides posts: "3 pages, 1 nav_menu_item".
func (e Export) Others() string {
	var names []string
	for _, kind := range slices.Sorted(maps.Keys(e.Skipped)) {
		plural := "s"
		if e.Skipped[kind] == 1 {
			plural = ""
		}
		names = append(names, fmt.Sprintf("%d %s%s", e.Skipped[kind], kind, plural))
	}
	return strings.Join(names, ", ")
}

func readItem(r *xmlread.Reader) (item, error) {
	var it item
	var pubDate, dateGMT string
	for {
		token, err := r.Next()
		if err != nil {
			return it, err
		}
		switch token := token.(type) {
		case xml.EndElement:
			it.Date = dateOf(dateGMT, pubDate)
			return it, nil
		case xml.StartElement:
			name := spaceOf(token.Name) + token.Name.Local
			if name == "wp:postmeta" {
				if err := it.postmeta(r); err != nil {
					return it, err
				}
				continue
			}
			text, err := r.Text()
			if err != nil {
				return it, err
			}
			trimmed := strings.TrimSpace(text)
			switch name {
			case "title":
				it.Title = trimmed
			case "link":
				it.Link = trimmed
			case "pubDate":
				pubDate = trimmed
			case "dc:creator":
				it.Author = trimmed
			case "content:encoded":
				it.Content = text
			case "excerpt:encoded":
				it.Excerpt = trimmed
			case "wp:post_id":
				it.ID = trimmed
			case "wp:post_date_gmt":
				dateGMT = trimmed
			case "wp:post_name":
				it.Slug = trimmed
			case "wp:status":
				it.Status = trimmed
			case "wp:post_type":
				it.Type = trimmed
			case "wp:attachment_url":
				it.mediaURL = trimmed
			case "category":
				it.file(xmlread.Attr(token, "domain"), trimmed)
			}
		}
	}
}

// file puts a post into a category or under a tag.
func (it *item) file(domain, name string) {
	switch {
	case name == "":
	case domain == "post_tag":
		it.Tags = append(it.Tags, name)
	case domain == "category", domain == "":
		it.Categories = append(it.Categories, name)
	}
}

// postmeta reads a pair of a key and a value.
func (it *item) postmeta(r *xmlread.Reader) error {
	key, value, err := readPair(r, "meta_key", "meta_value")
	switch key {
	case "_thumbnail_id":
		it.pictureID = value
	case "_wp_attachment_image_alt":
		it.mediaAlt = value
	}
	return err
}

// spaceOf is the usual prefix of an element's namespace.
func spaceOf(name xml.Name) string {
	switch space := name.Space; {
	case space == "":
		return ""
	case strings.Contains(space, "/excerpt") || space == "excerpt":
		return "excerpt:"
	case strings.Contains(space, "wordpress.org/export") || space == "wp":
		return "wp:"
	case strings.Contains(space, "modules/content") || space == "content":
		return "content:"
	case strings.Contains(space, "purl.org/dc/") || space == "dc":
		return "dc:"
	}
	return "other:"
}

// dateOf is the first of the dates that can be read, in RFC 3339.
func dateOf(gmt, pubDate string) string {
	if t, err := time.Parse(time.DateTime, gmt); err == nil && t.Year() > 1 {
		return t.UTC().Format(time.RFC3339)
	}
	if t, err := time.Parse(time.RFC1123Z, pubDate); err == nil && t.Year() > 1 {
		return t.UTC().Format(time.RFC3339)
	}
	return ""
}
