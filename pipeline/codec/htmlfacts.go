package codec

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/tovmach/tovmach/pipeline"
)

// newsFacts are what a page says of its story for machines.
type newsFacts struct {
	Headline  string
	About     string // the standfirst, or what a search engine shows
	Authors   []string
	Published string
	Updated   string
	Site      string
	URL       string
	Live      bool // many short texts, the newest first
	Paid      bool // not all of it is shown
}

// newsFacts collects the facts from JSON-LD, OpenGraph, <meta>, <link> and
// microdata, in that order.
func (p *page) newsFacts() newsFacts {
	facts := p.linkedData()
	facts.Headline = clipped(cmp.Or(facts.Headline, p.property("og:title")))
	facts.About = oneSpaced(cmp.Or(p.property("og:description"), facts.About, p.property("twitter:description")))
	facts.Published = cmp.Or(facts.Published, p.property("article:published_time", "dcterms.date", "dcterms.created", "dc.date", "pubdate", "publish-date", "date", "og:published_time"), p.itemprop("datepublished"))
	facts.Updated = cmp.Or(facts.Updated, p.property("article:modified_time", "og:updated_time", "dcterms.modified", "last-modified"), p.itemprop("datemodified"))
	facts.Site = cmp.Or(p.property("og:site_name", "application-name"), facts.Site)
	if canonical := find(p.tree, func(n *html.Node) bool { return isElement("link")(n) && attribute(n.Attr, "rel") == "canonical" }); canonical != nil {
		facts.URL = attribute(canonical.Attr, "href")
	}
	facts.URL = p.address(cmp.Or(facts.URL, p.property("og:url")))
	return facts
}

// keep makes the facts that nobody translates meta data of the article.
func (p *page) keep(facts newsFacts) {
	for _, m := range []pipeline.Meta{{Key: "date", Value: facts.Published}, {Key: "updated", Value: facts.Updated}, {Key: "site", Value: facts.Site}, {Key: "url", Value: facts.URL}} {
		if m.Value = oneSpaced(m.Value); m.Value != "" {
			p.meta = append(p.meta, m)
		}
	}
	if facts.Paid {
		p.notice(Guessed, "The page says that readers have to pay for the whole of it: the end of the story may be missing.")
	}
}

// linkedData reads the first description of an article, as schema.org has it.
// What cannot be read is passed over: it is only a help.
func (p *page) linkedData() newsFacts {
	scripts := findAll(p.tree, func(n *html.Node) bool {
		return isElement("script")(n) && strings.HasPrefix(strings.TrimSpace(attribute(n.Attr, "type")), "application/ld+json")
	})
	for _, script := range scripts {
		var data any
		if err := json.Unmarshal([]byte(strings.NewReplacer("\n", " ", "\t", " ", "\r", " ").Replace(rawText(script))), &data); err != nil {
			continue // broken, as many are
		}
		if facts, ok := findFacts(data); ok {
			return facts
		}
	}
	return newsFacts{}
}

func findFacts(data any) (newsFacts, bool) {
	switch data := data.(type) {
	case []any:
		for _, each := range data {
			if facts, ok := findFacts(each); ok {
				return facts, true
			}
		}
	case map[string]any:
		if isArticleType(data["@type"]) {
			return factsOf(data), true
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if facts, ok := findFacts(data[key]); ok {
				return facts, true
			}
		}
	}
	return newsFacts{}, false
}

// isArticleType reports whether schema.org calls that an article: NewsArticle,
// BlogPosting, Report and the like.
func isArticleType(kind any) bool {
	switch kind := kind.(type) {
	case string:
		return strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "Posting") || strings.HasSuffix(kind, "Report")
	case []any:
		return slices.ContainsFunc(kind, isArticleType)
	}
	return false
}

func factsOf(data map[string]any) newsFacts {
	said := func(key string) string { text, _ := data[key].(string); return oneSpaced(html.UnescapeString(text)) }
	facts := newsFacts{
		Headline: cmp.Or(said("headline"), said("name")), About: said("description"), Authors: namesIn(data["author"]),
		Published: said("datePublished"), Updated: said("dateModified"), URL: said("url"),
	}
	if publisher := namesIn(data["publisher"]); len(publisher) > 0 {
		facts.Site = publisher[0]
	}
	kind, _ := data["@type"].(string)
	facts.Live = strings.HasPrefix(kind, "LiveBlog")
	free, _ := data["isAccessibleForFree"].(string)
	facts.Paid = data["isAccessibleForFree"] == false || strings.EqualFold(free, "false")
	return facts
}

// itemprop is what microdata says of that name, in lower case.
func (p *page) itemprop(name string) string {
	n := find(p.tree, func(n *html.Node) bool { return strings.ToLower(attribute(n.Attr, "itemprop")) == name })
	if n == nil {
		return ""
	}
	return cmp.Or(attribute(n.Attr, "content"), attribute(n.Attr, "datetime"), textOf(n))
}

// property is the content of the first <meta> with one of those names.
func (p *page) property(wanted ...string) string {
	for _, name := range wanted {
		for _, n := range p.metas {
			called := cmp.Or(attribute(n.Attr, "name"), attribute(n.Attr, "property"), attribute(n.Attr, "http-equiv"))
			if content := strings.TrimSpace(attribute(n.Attr, "content")); content != "" && strings.EqualFold(called, name) {
				return content
			}
		}
	}
	return ""
}

// clipped is the beginning of what a page is called: it is compared with every
// heading.
func clipped(title string) string {
	const longest = 2000 // bytes
	if len(title) <= longest {
		return title
	}
	return strings.ToValidUTF8(title[:longest], "")
}

func oneSpaced(text string) string { return strings.Join(strings.Fields(text), " ") }

// namesIn are the names of people or bodies, however they are given.
func namesIn(who any) []string {
	switch who := who.(type) {
	case string:
		return []string{who}
	case map[string]any:
		return namesIn(who["name"])
	case []any:
		var names []string
		for _, each := range who {
			names = append(names, namesIn(each)...)
		}
		return names
	}
	return nil
}
