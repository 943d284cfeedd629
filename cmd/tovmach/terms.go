package main

import (
	"io"
	"os"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/glossary/sheet"
	"github.com/tovmach/tovmach/pipeline"
)

// terms is the termbase of a process, ready to search with.
type terms struct {
	index    *match.Index
	revision int
}

// Index returns the index and the revision of the termbase.
func (t terms) Index() (*match.Index, int) { return t.index, t.revision }

// loadTerms reads the termbase that the settings name; none is an empty one of
// revision 0.
func (p *program) loadTerms() (terms, error) {
	path := p.config.get("terms")
	if path == "" {
		return terms{index: match.New(nil, match.Options{})}, nil
	}
	entries, err := readTerms(path)
	if err != nil {
		return terms{}, err
	}
	return terms{match.New(entries, match.Options{}), 1}, nil
}

func readTerms(path string) (entries []glossary.Entry, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, pipeline.Errorf(pipeline.NotFound, "the termbase %s cannot be read", path).WithHint("%s", cause(err))
	}
	defer f.Close() //nolint:errcheck // read only
	return parseTerms(path, f)
}

func parseTerms(name string, r io.Reader) ([]glossary.Entry, error) {
	entries, _, err := sheet.Read(name, r)
	if err != nil {
		return nil, pipeline.Errorf(pipeline.Invalid, "the termbase %s cannot be used: %s", name, err).
			WithHint("columns: source,target,kind,gender,decl,forms,status,scheme,note; the first two are needed")
	}
	return entries, nil
}
