package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
)

// isXLSX says whether a file is an XLSX workbook: by what it holds, since no
// text table begins like a zip file, and else by its name.
func isXLSX(name string, raw []byte) bool {
	return bytes.HasPrefix(raw, []byte("PK\x03\x04")) || namedXLSX(name)
}

func namedXLSX(name string) bool {
	return strings.HasSuffix(strings.ToLower(name), ".xlsx")
}

// readXLSX returns the rows of the first sheet of a workbook (ISO/IEC 29500-1,
// SpreadsheetML). Values are read and formulas never computed; of the styles
// only those count that turn a number into a date.
func readXLSX(name string, raw []byte) ([]row, []Notice, error) {
	a, err := openArchive(raw)
	if err != nil {
		return nil, nil, err
	}
	b, err := a.workbook()
	if err != nil {
		return nil, nil, err
	}
	rows, notices, err := b.readSheet()
	if err != nil {
		return nil, nil, err
	}
	if !namedXLSX(name) {
		notices = append([]Notice{{Line: 1, Message: "the file is an XLSX workbook, whatever its name says"}}, notices...)
	}
	return rows, notices, nil
}

// openArchive opens the zip file of a workbook. It refuses what a table of
// terms never has: programs, data of other workbooks, odd names, and more bytes
// than the limits allow.
func openArchive(raw []byte) (*archive, error) {
	if bytes.HasPrefix(raw, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		return nil, errors.New("this is an old Excel file or one with a password; save it as XLSX without one")
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, fmt.Errorf("this is not an XLSX workbook: %w", err)
	}
	if len(z.File) > maxParts {
		return nil, fmt.Errorf("%w: more than %d parts", ErrTooLarge, maxParts)
	}
	a := &archive{parts: map[string]*zip.File{}, left: mayUnpack(len(raw))}
	for _, f := range z.File {
		name := strings.ToLower(f.Name)
		switch {
		case !f.Mode().IsRegular() && !f.Mode().IsDir() || !safeName(f.Name):
			return nil, fmt.Errorf("the part %q has a name or a kind that no workbook has", f.Name)
		case a.parts[name] != nil:
			return nil, fmt.Errorf("the part %q is there twice", f.Name)
		case strings.HasSuffix(name, "vbaproject.bin") || strings.Contains(name, "/macrosheets/"):
			return nil, errors.New("the workbook has macros; save it without them")
		case strings.Contains(name, "/externallinks/"):
			return nil, errors.New("the workbook takes data from other files; save it with values only")
		}
		a.parts[name] = f
	}
	return a, nil
}

// safeName says whether the name of a part stays inside the package.
func safeName(name string) bool {
	if name == "" || strings.HasPrefix(name, "/") || strings.ContainsAny(name, "\\:\x00") {
		return false
	}
	for step := range strings.SplitSeq(name, "/") {
		if step == ".." {
			return false
		}
	}
	return true
}
