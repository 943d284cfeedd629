package sheet

import (
	"fmt"
	"strings"
)

// row is one record of the file with the line it starts on.
type row struct {
	line  int
	cells []string
}

// blank says whether the row has no text at all.
func (r row) blank() bool {
	for _, c := range r.cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// parse splits text into rows by RFC 4180, with two kindnesses: lines may end
// in LF or CR LF, and a quote inside a cell that does not begin with one is an
// ordinary character, as in ТОВ "Ромашка". Rows without text are dropped. The
// first line of text has the number line.
func parse(text string, comma byte, line int) ([]row, error) {
	p := parser{text: text, comma: comma, line: line}
	var rows []row
	for p.pos < len(p.text) {
		r, err := p.row()
		if err != nil {
			return nil, err
		}
		if r.blank() {
			continue
		}
		if len(rows) > MaxRows {
			return nil, fmt.Errorf("line %d: %w: more than %d rows", r.line, ErrTooLarge, MaxRows)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

type parser struct {
	text  string
	comma byte
	pos   int
	line  int
}

func (p *parser) row() (row, error) {
	r := row{line: p.line}
	for {
		cell, err := p.cell()
		if err != nil {
			return row{}, err
		}
		r.cells = append(r.cells, cell)
		if len(r.cells) > MaxColumns {
			return row{}, fmt.Errorf("line %d: %w: more than %d columns", r.line, ErrTooLarge, MaxColumns)
		}
		if p.pos < len(p.text) && p.text[p.pos] == p.comma {
			p.pos++
			continue
		}
		p.lineEnd()
		return r, nil
	}
}

// cell reads one cell and stops before the separator or the line end after it.
func (p *parser) cell() (string, error) {
	if p.pos < len(p.text) && p.text[p.pos] == '"' {
		return p.quoted()
	}
	start := p.pos
	for p.pos < len(p.text) && p.text[p.pos] != p.comma && !p.atLineEnd() {
		p.pos++
	}
	return p.text[start:p.pos], nil
}

func (p *parser) quoted() (string, error) {
	opened := p.line
	var b strings.Builder
	p.pos++
	for {
		n := strings.IndexByte(p.text[p.pos:], '"')
		if n < 0 {
			return "", fmt.Errorf("line %d: a quote is opened here and never closed", opened)
		}
		part := p.text[p.pos : p.pos+n]
		p.line += strings.Count(part, "\n")
		p.pos += n + 1
		b.WriteString(part)
		switch {
		case p.pos < len(p.text) && p.text[p.pos] == '"':
			b.WriteByte('"')
			p.pos++
		case p.pos == len(p.text) || p.text[p.pos] == p.comma || p.atLineEnd():
			return b.String(), nil
		default:
			return "", fmt.Errorf("line %d: text follows a closing quote; a quote inside a cell is written twice", p.line)
		}
	}
}

func (p *parser) atLineEnd() bool {
	rest := p.text[p.pos:]
	return strings.HasPrefix(rest, "\n") || strings.HasPrefix(rest, "\r\n")
}

func (p *parser) lineEnd() {
	if p.pos < len(p.text) && p.text[p.pos] == '\r' {
		p.pos++
	}
	if p.pos < len(p.text) {
		p.pos++
		p.line++
	}
}
