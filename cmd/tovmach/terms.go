package main

import (
	"io"
	"os"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/house"
	"github.com/tovmach/tovmach/glossary/sheet"
	"github.com/tovmach/tovmach/pipeline"
)

// groundTerms are the layers below the newsroom's own termbase: what ships
// inside, unless it is switched off, and the file that the settings name.
func (p *program) groundTerms() ([][]glossary.Entry, error) {
	var ground [][]glossary.Entry
	switch p.config.get("house") {
	case "true":
		entries, err := house.Entries()
		if err != nil {
			return nil, err
		}
		ground = append(ground, entries)
	case "false":
	default:
		return nil, pipeline.Errorf(pipeline.Invalid, "house %q is neither true nor false", p.config.get("house"))
	}
	if path := p.config.get("terms"); path != "" {
		entries, err := readTerms(path)
		if err != nil {
			return nil, err
		}
		ground = append(ground, entries)
	}
	return ground, nil
}

// readTerms reads a termbase in the form that its name's ending tells.
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
