package feed

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
)

// jsonFeed is JSON Feed 1.1, and 1.0 where it was another.
type jsonFeed struct {
	Version  string     `json:"version"`
	Title    string     `json:"title"`
	Home     string     `json:"home_page_url"`
	Feed     string     `json:"feed_url"`
	Language string     `json:"language"`
	Items    []jsonItem `json:"items"`
}

type jsonItem struct {
	ID        any        `json:"id"` // a string; the standard asks to take numbers too
	URL       string     `json:"url"`
	Title     string     `json:"title"`
	HTML      string     `json:"content_html"`
	Text      string     `json:"content_text"`
	Summary   string     `json:"summary"`
	Image     string     `json:"image"`
	Published string     `json:"date_published"`
	Modified  string     `json:"date_modified"`
	Author    jsonName   `json:"author"`
	Authors   []jsonName `json:"authors"`
}

type jsonName struct {
	Name string `json:"name"`
}

func (r *reader) json(doc string) error {
	var f jsonFeed
	dec := json.NewDecoder(strings.NewReader(doc))
	dec.UseNumber()
	if err := dec.Decode(&f); err != nil {
		why := "it breaks off"
		if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			why = wrong.Field + " is no " + wrong.Type.String()
		} else if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			why = syntax.Error()
		}
		return pipeline.Errorf(pipeline.Invalid, "The JSON of the feed cannot be read: %s.", why).
			WithHint("Ask the site to mend its feed.")
	}
	if f.Version == "" || f.Items == nil { // the standard's address, or its number alone
		return noFeed()
	}
	base := r.base
	for _, address := range []string{f.Feed, f.Home} {
		if u := parseURL(address); base.Host == "" && u.Host != "" {
			base = u
		}
	}
	r.feed.Title, r.feed.Link, r.feed.Lang = plain(f.Title), resolve(base, f.Home), f.Language
	for _, each := range f.Items {
		r.jsonItem(each, func(link string) string { return resolve(base, link) }, func(doc string) string { return absolute(doc, base) })
	}
	return nil
}

func (r *reader) jsonItem(each jsonItem, resolve, absolute func(string) string) {
	i := Item{Link: resolve(each.URL), Title: strings.Join(strings.Fields(each.Title), " "), Picture: resolve(each.Image)}
	switch id := each.ID.(type) {
	case string:
		i.ID = id
	case json.Number:
		i.ID = id.String()
	}
	var names []string
	for _, a := range append(each.Authors, each.Author) {
		if name := strings.TrimSpace(a.Name); name != "" && (len(names) == 0 || names[0] != name) {
			names = append(names, name)
		}
	}
	i.Author = strings.Join(names, ", ")
	i.Published, i.Updated = r.date(each.Published), r.date(each.Modified)
	content := absolute(each.HTML)
	if content == "" {
		content = paragraphs(each.Text)
	}
	i.Full = content != ""
	r.add(settle(i, paragraphs(each.Summary), content))
}
