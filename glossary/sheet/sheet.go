// Package sheet reads and writes termbases as tables: XLSX workbooks, and CSV
// and TSV files as they come out of spreadsheets, translation tools and the
// hands of editors.
//
// One row is one pair of terms, Ukrainian and English. Rows with the same id
// are one entry. Only the columns source and target are needed, and without a
// header they are the first two.
package sheet

import (
	"errors"
	"fmt"
	"io"

	"github.com/tovmach/tovmach/glossary"
)

// The limits of a file. A larger one is refused as a whole, only a row with a
// term too many for its entry is left out.
const (
	MaxBytes   = 20 << 20
	MaxRows    = 200_000
	MaxColumns = 1000
	MaxTerms   = 1000 // of one entry
)

// ErrTooLarge is wrapped by the error of Read when a file is over a limit.
var ErrTooLarge = errors.New("the table is too large")

// Notice is something about a file that its owner should see. It concerns a
// row or the header and never the whole file.
type Notice struct {
	Line    int    // line of the file, from 1
	Column  string // name of the column as the file has it, or ""
	Message string
	Skipped bool // the row was left out
}

func (n Notice) String() string {
	s := fmt.Sprintf("line %d: ", n.Line)
	if n.Column != "" {
		s += "column " + n.Column + ": "
	}
	s += n.Message
	if n.Skipped {
		s += "; the row was left out"
	}
	return s
}

// Options changes how Read deals with a file. The zero value is what Read uses.
type Options struct {
	KeepUnknown bool // text of unknown columns goes into the note, with the column's name

	// Romanize makes the target of a row that has a scheme and no target; nil
	// leaves it empty.
	Romanize func(scheme, text string) (string, error)
}

// Read returns the entries of an XLSX, CSV or TSV file in the order of their
// first rows. XLSX is known by its content or a name that ends in .xlsx, and
// its first sheet counts. In text, separator (comma, semicolon, tab) and
// encoding (UTF-8, UTF-16, windows-1251) are found out; a name that ends in
// .tsv or .tab decides for the tab. A row that cannot be used is left out and
// named in a notice. It returns an error that names the line when the quotes of
// the file do not match, an error when a workbook is damaged or has macros or
// links to other files, and ErrTooLarge when the file is over a limit.
func Read(name string, r io.Reader) ([]glossary.Entry, []Notice, error) {
	return Options{}.Read(name, r)
}

// Read is like the function Read, with these options.
func (o Options) Read(name string, r io.Reader) ([]glossary.Entry, []Notice, error) {
	raw, err := readAll(r)
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	read := readText
	if isXLSX(name, raw) {
		read = readXLSX
	}
	rows, notices, err := read(name, raw)
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	j := joiner{opts: o, index: map[glossary.EntryID]int{}, notices: notices}
	if err := j.readAll(rows); err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	return j.entries, j.notices, nil
}

// readAll reads a file up to MaxBytes.
func readAll(r io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err == nil && len(raw) > MaxBytes {
		err = fmt.Errorf("%w: more than %d MB", ErrTooLarge, MaxBytes>>20)
	}
	return raw, err
}

// readText returns the rows of a CSV or TSV file.
func readText(name string, raw []byte) ([]row, []Notice, error) {
	text, err := decode(raw)
	if err != nil {
		return nil, nil, err
	}
	comma, line, text := sniff(name, text)
	rows, err := parse(text, comma, line)
	return rows, nil, err
}
