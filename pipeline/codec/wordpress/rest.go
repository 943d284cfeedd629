package wordpress

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/tovmach/tovmach/pipeline"
)

// A restPost is a post as the REST API gives it: raw with context=edit,
// rendered always, authors and pictures with _embed.
type restPost struct {
	ID       json.Number `json:"id"`
	Date     string      `json:"date"`
	DateGMT  string      `json:"date_gmt"`
	Slug     string      `json:"slug"`
	Status   string      `json:"status"`
	Type     string      `json:"type"`
	Link     string      `json:"link"`
	Title    rendering   `json:"title"`
	Content  rendering   `json:"content"`
	Excerpt  rendering   `json:"excerpt"`
	Embedded struct {
		Author []struct {
			Name string `json:"name"`
		} `json:"author"`
		Media []struct {
			URL     string    `json:"source_url"`
			Alt     string    `json:"alt_text"`
			Caption rendering `json:"caption"`
		} `json:"wp:featuredmedia"`
		Terms [][]struct {
			Name     string `json:"name"`
			Taxonomy string `json:"taxonomy"`
		} `json:"wp:term"`
	} `json:"_embedded"`
}

// A rendering is a text of a post in its two forms.
type rendering struct {
	Raw       string `json:"raw"`
	Rendered  string `json:"rendered"`
	Protected bool   `json:"protected"`
}

// UnmarshalJSON also takes a bare string, as older versions and plug-ins give.
func (t *rendering) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte(`"`)) {
		return json.Unmarshal(data, &t.Rendered)
	}
	type plain rendering
	if !bytes.HasPrefix(data, []byte("{")) {
		return nil // false or null
	}
	return json.Unmarshal(data, (*plain)(t))
}

func (t rendering) text() string {
	if t.Raw != "" {
		return t.Raw
	}
	return t.Rendered
}

// isPosts reports whether JSON is a post or a list of them: its first object
// has the fields that every post has.
func isPosts(doc string) bool {
	dec := json.NewDecoder(strings.NewReader(strings.TrimPrefix(doc, "\ufeff")))
	token, err := dec.Token()
	if err != nil {
		return false
	}
	if token == json.Delim('[') {
		if token, err = dec.Token(); err != nil {
			return false
		}
	}
	if token != json.Delim('{') {
		return false
	}
	seen := map[string]bool{}
	for dec.More() {
		key, err := dec.Token()
		name, ok := key.(string)
		if err != nil || !ok {
			return false
		}
		var value json.RawMessage
		if dec.Decode(&value) != nil {
			return false
		}
		switch {
		case name == "id" || name == "slug" || name == "_embedded":
			seen[name] = true
		case (name == "title" || name == "content") && (bytes.Contains(value, []byte(`"rendered"`)) || bytes.Contains(value, []byte(`"raw"`))):
			seen[name] = true
		}
	}
	return seen["content"] && (seen["title"] || seen["id"])
}

func readPosts(doc string) (Export, error) {
	e := Export{Skipped: map[string]int{}}
	dec := json.NewDecoder(strings.NewReader(doc))
	list := strings.HasPrefix(strings.TrimLeft(doc, " \t\r\n"), "[")
	if list {
		if _, err := dec.Token(); err != nil {
			return e, badJSON(doc, dec, err)
		}
	}
	for !list || dec.More() {
		var p restPost
		if err := dec.Decode(&p); err != nil {
			return e, badJSON(doc, dec, err)
		}
		if len(e.spans) == maxItems {
			return e, pipeline.Errorf(pipeline.Invalid, "The file has more than %d posts.", maxItems).
				WithHint("Ask for fewer at once: per_page=100.")
		}
		post := p.post()
		isPost := isPost(post)
		if isPost {
			e.Posts = append(e.Posts, post)
		} else {
			e.Skipped[post.Type]++
		}
		if !list {
			return e, nil
		}
		end := int(dec.InputOffset())
		start := 0
		if n := len(e.spans); n > 0 {
			start = e.spans[n-1].end
		}
		start += strings.IndexByte(doc[start:end], '{')
		e.spans = append(e.spans, span{start: start, end: end, id: post.ID, post: isPost})
	}
	if _, err := dec.Token(); err != nil { // the end of the list
		return e, badJSON(doc, dec, err)
	}
	return e, nil
}

func (p restPost) post() Post {
	post := Post{
		ID: p.ID.String(), Title: p.Title.text(), Content: p.Content.text(), Slug: p.Slug, Status: p.Status, Type: p.Type, Link: p.Link,
		Rendered: p.Content.Raw == "", Excerpt: p.Excerpt.Raw,
	}
	if p.Excerpt.Raw == "" && !isAutomatic(p.Excerpt.Rendered) {
		post.Excerpt = p.Excerpt.Rendered
	}
	for _, a := range p.Embedded.Author {
		if a.Name != "" && post.Author == "" {
			post.Author = a.Name
		}
	}
	for _, m := range p.Embedded.Media {
		if m.URL != "" && post.Picture.URL == "" {
			post.Picture = Picture{URL: m.URL, Alt: m.Alt, Caption: m.Caption.text()}
		}
	}
	for _, terms := range p.Embedded.Terms {
		for _, t := range terms {
			switch t.Taxonomy {
			case "category":
				post.Categories = append(post.Categories, t.Name)
			case "post_tag":
				post.Tags = append(post.Tags, t.Name)
			}
		}
	}
	for _, form := range []struct{ value, layout string }{{p.DateGMT, "2006-01-02T15:04:05"}, {p.Date, time.RFC3339}} {
		if t, err := time.Parse(form.layout, form.value); err == nil && post.Date == "" {
			post.Date = t.UTC().Format(time.RFC3339)
		}
	}
	return post
}

// isAutomatic reports whether WordPress cut an excerpt off the content by
// itself: its theme then ends it with dots in brackets.
func isAutomatic(rendered string) bool {
	text := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rendered), "</p>"))
	for _, end := range []string{"[&hellip;]", "[…]", "[...]", "&hellip;", "…", "</a>"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}

func badJSON(doc string, dec *json.Decoder, err error) error {
	at := min(int(dec.InputOffset()), len(doc))
	why := "it breaks off"
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok && !errors.Is(err, io.ErrUnexpectedEOF) {
		at, why = min(int(syntax.Offset), len(doc)), "a character stands in the wrong place"
	} else if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		why = fmt.Sprintf("%s is no %s", wrong.Field, wrong.Type)
	}
	line := 1 + strings.Count(doc[:at], "\n")
	return pipeline.Errorf(pipeline.Invalid, "The JSON cannot be read at line %d: %s.", line, why).
		WithHint("Check that the answer of /wp-json/wp/v2/posts was saved whole.")
}
