package feeder

import (
	"context"
	"errors"
	"fmt"
	"html"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/feed"
)

// errPage says that the page of an item could not be had.
var errPage = errors.New("the page of the item")

// submission is an item as a document: the text that the feed has, or the page
// where it has only a summary.
func (f *Feeder) submission(ctx context.Context, of Feed, in feed.Feed, i feed.Item) (pipeline.Submission, error) {
	s := pipeline.Submission{
		Name: nameOf(i.Link), Desk: of.Desk, Priority: pipeline.Normal,
		By: pipeline.UserID("feed:" + hostOf(of.URL)), Key: itemKey(of, i),
	}
	if i.Full || i.Link == "" {
		s.Data = []byte(pageOf(i, in.Lang))
		return s, nil
	}
	page, err := f.fetch.Fetch(ctx, pipeline.Visit{URL: i.Link, Types: []string{"text/html", "application/xhtml+xml"}})
	if err != nil {
		return s, fmt.Errorf("%w: %w", errPage, err)
	}
	s.Data, s.Source = page.Data, &page.Snapshot
	return s, nil
}

// nameOf is the name of a document that came from an address.
func nameOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return "item.html"
	}
	name := strings.TrimSuffix(path.Base(u.Path), path.Ext(u.Path))
	if name == "" || name == "." || name == "/" || len(name) > 200 {
		name = "item"
	}
	return name + ".html"
}

// pageOf is an item as a page of its own. The summary stands where pages have
// it: the reader makes it the standfirst unless it is the text's own beginning.
func pageOf(i feed.Item, lang string) string {
	var out strings.Builder
	meta := func(name, content string) {
		if content != "" {
			fmt.Fprintf(&out, "<meta %s content=\"%s\">\n", name, html.EscapeString(content))
		}
	}
	out.WriteString("<!doctype html>\n<html")
	if lang != "" {
		fmt.Fprintf(&out, " lang=\"%s\"", html.EscapeString(lang))
	}
	fmt.Fprintf(&out, ">\n<head>\n<meta charset=\"utf-8\">\n<title>%s</title>\n", html.EscapeString(i.Title))
	meta(`name="author"`, i.Author)
	meta(`name="description"`, feed.Plain(i.Summary))
	if i.Link != "" {
		fmt.Fprintf(&out, "<link rel=\"canonical\" href=\"%s\">\n", html.EscapeString(i.Link))
	}
	if !i.Published.IsZero() {
		meta(`property="article:published_time"`, i.Published.Format(time.RFC3339))
	}
	fmt.Fprintf(&out, "</head>\n<body>\n<article>\n<h1>%s</h1>\n", html.EscapeString(i.Title))
	if i.Picture != "" && !strings.Contains(i.HTML, "<img") {
		fmt.Fprintf(&out, "<figure><img src=\"%s\"></figure>\n", html.EscapeString(i.Picture))
	}
	out.WriteString(i.HTML + "\n</article>\n</body>\n</html>\n")
	return out.String()
}
