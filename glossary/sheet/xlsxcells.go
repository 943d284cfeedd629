package sheet

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// sheetReader reads the cells of a worksheet, row by row.
type sheetReader struct {
	book    *workbook
	rows    []row
	notices []Notice
	cells   int // read so far, with the gaps before them

	now  row  // the row at hand
	cell cell // the cell at hand
	in   string
}

// cell is a cell as the file has it.
type cell struct {
	column       int // from 1
	kind         string
	style        int
	value        strings.Builder
	inline       textOf
	formula, has bool // has: a value
}

// readSheet returns the rows with text of the first sheet. Numbers of lines are
// those that spreadsheet programs show.
func (b *workbook) readSheet() ([]row, []Notice, error) {
	s := sheetReader{book: b}
	if err := b.tokens(b.sheet, s.see); err != nil {
		return nil, nil, err
	}
	return s.rows, s.notices, nil
}

func (s *sheetReader) see(token xml.Token) error {
	s.cell.inline.see(token)
	switch token := token.(type) {
	case xml.StartElement:
		return s.start(token)
	case xml.CharData:
		if s.in == "v" {
			s.cell.value.Write(token)
		}
	case xml.EndElement:
		s.in = ""
		switch token.Name.Local {
		case "c":
			return s.endCell()
		case "row":
			return s.endRow()
		}
	}
	return nil
}

func (s *sheetReader) start(e xml.StartElement) error {
	s.in = e.Name.Local
	switch s.in {
	case "row":
		s.now = row{line: number(attr(e, "r"), s.now.line+1)}
		s.cell = cell{}
	case "c":
		column := columnOf(attr(e, "r"))
		if column == 0 {
			column = s.cell.column + 1
		}
		s.cell = cell{column: column, kind: attr(e, "t"), style: number(attr(e, "s"), 0)}
	case "f":
		s.cell.formula = true
	case "v", "is":
		s.cell.has = true
	}
	return nil
}

// number reads a number that may be missing.
func number(s string, missing int) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return missing
	}
	return n
}

// columnOf returns the number, from 1, of the column in a reference like AB12;
// 0 when there is none.
func columnOf(ref string) int {
	n := 0
	for i := 0; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && n <= MaxColumns; i++ {
		n = n*26 + int(ref[i]-'A') + 1
	}
	return n
}

// columnName is the opposite of columnOf.
func columnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

func (s *sheetReader) note(message string) {
	s.notices = append(s.notices, Notice{Line: s.now.line, Column: columnName(s.cell.column), Message: message})
}

// endCell puts the text of a cell into its row.
func (s *sheetReader) endCell() error {
	text, err := s.text()
	if err != nil {
		return fmt.Errorf("line %d: cell %s: %w", s.now.line, columnName(s.cell.column), err)
	}
	if text == "" {
		return nil
	}
	if s.cell.column > MaxColumns {
		return fmt.Errorf("line %d: %w: more than %d columns", s.now.line, ErrTooLarge, MaxColumns)
	}
	for len(s.now.cells) < s.cell.column {
		s.now.cells = append(s.now.cells, "")
		s.cells++
	}
	s.now.cells[s.cell.column-1] = text
	if s.cells > maxCells {
		return fmt.Errorf("line %d: %w: more than %d cells", s.now.line, ErrTooLarge, maxCells)
	}
	return nil
}

func (s *sheetReader) endRow() error {
	if s.now.blank() {
		return nil
	}
	if len(s.rows) > MaxRows {
		return fmt.Errorf("line %d: %w: more than %d rows", s.now.line, ErrTooLarge, MaxRows)
	}
	s.rows = append(s.rows, s.now)
	return nil
}
