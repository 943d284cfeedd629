package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/house"
	"github.com/tovmach/tovmach/glossary/sheet"
	"github.com/tovmach/tovmach/glossary/tbx"
	"github.com/tovmach/tovmach/glossary/translit"
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
		entries, err := p.readTerms(path)
		if err != nil {
			return nil, err
		}
		ground = append(ground, entries)
	}
	return ground, nil
}

// readTerms reads a termbase in the form that its name's ending tells, and says
// what its owner should see about it.
func (p *program) readTerms(path string) (entries []glossary.Entry, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable("the termbase "+path, err)
	}
	defer f.Close() //nolint:errcheck // read only
	entries, notices, err := parseTerms(path, f)
	for i, n := range notices {
		if i == maxNotices {
			p.progress("%s: and %d more", path, len(notices)-i)
			break
		}
		p.progress("%s: %s", path, n)
	}
	return entries, err
}

// maxNotices is how many lines about a termbase are shown.
const maxNotices = 20

func parseTerms(name string, r io.Reader) (entries []glossary.Entry, notices []fmt.Stringer, err error) {
	if isTBX(name) {
		entries, about, err := tbx.Read(name, r)
		if err != nil {
			return nil, nil, pipeline.Errorf(pipeline.Invalid, "the termbase %s cannot be used: %s", name, err).
				WithHint("`tovmach tbx validate %s` tells what is wrong with it", name)
		}
		return entries, stringers(about), nil
	}
	entries, about, err := sheet.Options{Romanize: romanize}.Read(name, r)
	if err != nil {
		return nil, nil, pipeline.Errorf(pipeline.Invalid, "the termbase %s cannot be used: %s", name, err).
			WithHint("columns: source,target,kind,gender,decl,forms,status,scheme,note; the first two are needed")
	}
	return entries, stringers(about), nil
}

func stringers[N fmt.Stringer](all []N) []fmt.Stringer {
	out := make([]fmt.Stringer, len(all))
	for i, n := range all {
		out[i] = n
	}
	return out
}

// isTBX tells by its ending that a termbase is in the format of ISO 30042.
func isTBX(name string) bool {
	ending := strings.ToLower(filepath.Ext(name))
	return ending == ".tbx" || ending == ".xml"
}

// writeTerms writes a termbase in the form that the name's ending tells, whole
// or not at all; - is CSV on standard output.
func (p *program) writeTerms(path string, entries []glossary.Entry, style tbx.Style) error {
	if path == "-" {
		return sheet.Write("terms.csv", p.stdout, entries)
	}
	var data bytes.Buffer
	write := func() error { return sheet.Write(path, &data, entries) }
	if isTBX(path) {
		write = func() error { return tbx.Write(&data, entries, tbx.Options{Style: style}) }
	}
	if err := write(); err != nil {
		return pipeline.Errorf(pipeline.Invalid, "the termbase does not fit %s: %s", path, err)
	}
	part := path + ".part"
	if err := os.WriteFile(part, data.Bytes(), 0o644); err != nil { //nolint:gosec // a termbase is for others to read
		return pipeline.Errorf(pipeline.Invalid, "%s cannot be written", path).WithHint("%s", cause(err))
	}
	return os.Rename(part, path)
}

// romanize makes the English form of a row that names a scheme instead.
func romanize(scheme, text string) (string, error) {
	s, ok := translit.Lookup(scheme)
	if !ok {
		return "", fmt.Errorf("there is no scheme %q", scheme)
	}
	return s.String(text), nil
}
