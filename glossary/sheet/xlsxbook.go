package sheet

import (
	"encoding/xml"
	"errors"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// workbook is what the cells of its first sheet refer to.
type workbook struct {
	*archive
	sheet    string   // the part that holds the first sheet people see
	strings  []string // the shared ones, in NFC
	dates    []bool   // by style: whether numbers are days
	from1904 bool     // days are counted from 1904, as old Macs did
}

// workbook follows the relationships from the package to its first sheet.
func (a *archive) workbook() (*workbook, error) {
	root, err := a.relationships("_rels/.rels", "")
	if err != nil {
		return nil, err
	}
	main := root.first("/officeDocument")
	if a.parts[strings.ToLower(main)] == nil {
		return nil, errors.New("this is a zip file without a workbook in it")
	}
	dir, file := path.Split(main)
	rels, err := a.relationships(dir+"_rels/"+file+".rels", dir)
	if err != nil {
		return nil, err
	}
	b := &workbook{archive: a}
	if err := b.readMain(main, rels); err != nil {
		return nil, err
	}
	if err := b.readStrings(rels.first("/sharedStrings")); err != nil {
		return nil, err
	}
	return b, b.readStyles(rels.first("/styles"))
}

// relationship says which part another part uses, and as what.
type relationship struct{ id, kind, target string }

type relationships []relationship

// first returns the target of the first relationship whose kind ends so.
func (rels relationships) first(kind string) string {
	for _, r := range rels {
		if strings.HasSuffix(r.kind, kind) {
			return r.target
		}
	}
	return ""
}

// relationships reads a part of relationships to parts of the package. Targets
// are relative to dir. Targets outside (links in cells) are never opened.
func (a *archive) relationships(name, dir string) (relationships, error) {
	var rels relationships
	outside := ""
	err := a.elements(name, func(e xml.StartElement) {
		if e.Name.Local != "Relationship" {
			return
		}
		r := relationship{attr(e, "Id"), attr(e, "Type"), attr(e, "Target")}
		switch {
		case strings.HasSuffix(r.kind, "/externalLink"), strings.HasSuffix(r.kind, "/vbaProject"):
			outside = r.kind
		case attr(e, "TargetMode") == "External":
		case strings.HasPrefix(r.target, "/"):
			r.target = r.target[1:]
			rels = append(rels, r)
		default:
			r.target = path.Join(dir, r.target)
			rels = append(rels, r)
		}
	})
	if err == nil && outside != "" {
		err = errors.New("the workbook has macros or takes data from other files; save it with values only")
	}
	return rels, err
}

// readMain finds the first sheet that is not hidden, or the first.
func (b *workbook) readMain(main string, rels relationships) error {
	sheets := map[string]string{} // targets by id
	for _, r := range rels {
		if strings.HasSuffix(r.kind, "/worksheet") {
			sheets[r.id] = r.target
		}
	}
	var shown, any string
	err := b.elements(main, func(e xml.StartElement) {
		switch e.Name.Local {
		case "workbookPr":
			b.from1904 = attr(e, "date1904") == "1" || attr(e, "date1904") == "true"
		case "sheet":
			target := sheets[attr(e, "id")]
			if any == "" {
				any = target
			}
			if state := attr(e, "state"); shown == "" && (state == "" || state == "visible") {
				shown = target
			}
		}
	})
	if err != nil {
		return err
	}
	if b.sheet = shown; shown == "" {
		b.sheet = any
	}
	if b.parts[strings.ToLower(b.sheet)] == nil {
		return errors.New("the workbook has no sheet with cells")
	}
	return nil
}

// readStrings reads the shared strings. A string may consist of runs with
// styles of their own; the help for pronunciation (rPh) is no part of it.
func (b *workbook) readStrings(part string) error {
	var t textOf
	return b.tokens(part, func(token xml.Token) error {
		t.see(token)
		if end, ok := token.(xml.EndElement); ok && end.Name.Local == "si" {
			b.strings = append(b.strings, t.take())
		}
		return nil
	})
}

// textOf gathers the text of the elements t inside a string.
type textOf struct {
	text     strings.Builder
	in, mute bool
}

func (t *textOf) see(token xml.Token) {
	switch token := token.(type) {
	case xml.StartElement:
		t.in = t.in || token.Name.Local == "t"
		t.mute = t.mute || token.Name.Local == "rPh"
	case xml.EndElement:
		t.in = t.in && token.Name.Local != "t"
		t.mute = t.mute && token.Name.Local != "rPh"
	case xml.CharData:
		if t.in && !t.mute {
			t.text.Write(token)
		}
	}
}

// take returns what was gathered and begins anew.
func (t *textOf) take() string {
	s := norm.NFC.String(unescapeCell(t.text.String()))
	t.text.Reset()
	return s
}
