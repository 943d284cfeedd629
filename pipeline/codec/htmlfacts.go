package codec

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
)

// newsFacts are what a page says of its story in JSON-LD, for machines.
type newsFacts struct {
	Headline string
	Authors  []string
}

// linkedData reads the first description of an article, as schema.org has it.
// What cannot be read is passed over: it is only a help.
func (p *page) linkedData() newsFacts {
	scripts := findAll(p.tree, func(n *html.Node) bool {
		return isElement("script")(n) && attribute(n.Attr, "type") == "application/ld+json"
	})
	for _, script := range scripts {
		var data any
		if err := json.Unmarshal([]byte(rawText(script)), &data); err != nil {
			continue
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
		if headline, ok := data["headline"].(string); ok {
			return newsFacts{Headline: strings.Join(strings.Fields(headline), " "), Authors: authorNames(data["author"])}, true
		}
		return findFacts(data["@graph"])
	}
	return newsFacts{}, false
}

func authorNames(author any) []string {
	switch author := author.(type) {
	case string:
		return []string{author}
	case map[string]any:
		if author["@type"] != "Organization" {
			return authorNames(author["name"])
		}
	case []any:
		var names []string
		for _, each := range author {
			names = append(names, authorNames(each)...)
		}
		return names
	}
	return nil
}
