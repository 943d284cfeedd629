package codec

import (
	"strings"

	"golang.org/x/net/html"
)

// Words are the words that a piece of HTML shows, in a line.
func Words(raw string) string {
	z := html.NewTokenizer(strings.NewReader(raw))
	var words []string
	hidden := "" // the element whose content nobody sees
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(words, " ")
		case html.StartTagToken:
			if name, _ := z.TagName(); hidden == "" && (string(name) == "script" || string(name) == "style") {
				hidden = string(name)
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == hidden {
				hidden = ""
			}
		case html.TextToken:
			if hidden == "" {
				words = append(words, strings.Fields(string(z.Text()))...)
			}
		}
	}
}

// embedURL is the first address that a piece of HTML shows something from.
func embedURL(raw string) string {
	z := html.NewTokenizer(strings.NewReader(raw))
	for z.Next() != html.ErrorToken {
		token := z.Token()
		for _, key := range []string{"src", "href", "cite"} {
			if url := attribute(token.Attr, key); url != "" {
				return url
			}
		}
	}
	return ""
}
