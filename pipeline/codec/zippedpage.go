package codec

import (
	"strings"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/zipped"
)

// readZippedPage reads the page that a word processor on the web saves as an
// archive: one HTML file, with its pictures in a folder beside it. Other
// archives are refused.
func readZippedPage(a *zipped.Archive, o Options) (*reader, pipeline.Format, []Notice, error) {
	var pages []string
	others := false
	for _, name := range a.Names() {
		switch {
		case isZippedPage(name):
			pages = append(pages, name)
		case !strings.HasSuffix(name, "/"):
			others = true
		}
	}
	if len(pages) == 0 || isOtherDocument(a) {
		return nil, "", nil, otherArchive(a)
	}
	if len(pages) > 1 {
		return nil, "", nil, severalPages(pages)
	}
	data, err := a.Part(pages[0])
	switch {
	case err != nil:
		return nil, "", nil, err
	case len(data) > MaxFile:
		return nil, "", nil, tooLarge(len(data))
	}
	doc, notices, err := decode(data, Options{Repair: o.Repair}) // a server names no charset of what is in an archive
	if err != nil {
		return nil, "", nil, err
	}
	if others {
		notices = append(notices, Notice{Kind: Kept, Text: "The text was read from " + pages[0] + "; its pictures stay in the archive."})
	}
	r, err := readHTML(o.From, doc)
	return r, pipeline.HTML, notices, err
}

// isZippedPage reports whether a part is an HTML file at the top of its archive
// that somebody can see.
func isZippedPage(name string) bool {
	return formatOfName(name) == pipeline.HTML && !strings.Contains(name, "/") && !strings.HasPrefix(name, ".")
}

func severalPages(names []string) error {
	return pipeline.Errorf(pipeline.Invalid, "The archive has %d HTML files, among them %s and %s.", len(names), names[0], names[1]).
		WithHint("Send each of them by itself.")
}
