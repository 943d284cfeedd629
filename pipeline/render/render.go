// Package render writes a finished story in the forms in which it leaves the
// newsroom: an HTML page, Markdown, plain text and JSON. It is used by the
// commands that print a story and by the publisher.
//
// Nothing that a person typed and nothing that a source file held reaches the
// HTML except as text: elements and addresses are written here and nowhere
// else.
package render

import (
	"slices"
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec"
)

// A form is one way to write an article.
type form struct {
	name        string
	contentType string
	write       func(source, target pipeline.Article) ([]byte, error)
}

func forms() []form {
	return []form{
		{"html", "text/html; charset=utf-8", func(_, target pipeline.Article) ([]byte, error) { return page(target), nil }},
		{"md", "text/markdown; charset=utf-8", func(source, target pipeline.Article) ([]byte, error) {
			return codec.WriteMarkdown(source, target), nil
		}},
		{"txt", "text/plain; charset=utf-8", func(source, target pipeline.Article) ([]byte, error) {
			return codec.WriteText(source, target), nil
		}},
		{"json", "application/json", func(_, target pipeline.Article) ([]byte, error) { return document(target) }},
	}
}

// Formats are the names that Render knows.
func Formats() []string {
	var names []string
	for _, f := range forms() {
		names = append(names, f.name)
	}
	return names
}

// Render writes an article in a format, and says which media type that is.
// Target has the blocks of source; of the source only the layout of its
// document is used. An unknown format is an error of the kind Invalid.
func Render(format string, source, target pipeline.Article) (data []byte, contentType string, err error) {
	all := forms()
	i := slices.IndexFunc(all, func(f form) bool { return f.name == format })
	if i < 0 {
		return nil, "", pipeline.Errorf(pipeline.Invalid, "There is no format %q.", format).
			WithHint("Formats: %s.", strings.Join(Formats(), ", "))
	}
	data, err = all[i].write(source, target)
	return data, all[i].contentType, err
}
