package docx

import (
	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/codec/office"
	"github.com/tovmach/tovmach/pipeline/codec/xmltree"
)

// A cell is a cell of a table and its column from 1.
type cell struct {
	node   *xmltree.Node
	column int
}

// table reads a table cell by cell. One column, or tables inside tables, are
// only the layout of a page: what they hold is read in its order.
func (r *reader) table(n *xmltree.Node) {
	var rows [][]cell
	r.rows(n, &rows)
	columns := 0
	for _, row := range rows {
		if len(row) > 0 {
			columns = max(columns, row[len(row)-1].column)
		}
	}
	layout := columns < 2 || n.Find("w:tbl") != nil
	r.depth = 0
	var behind []office.Block
	for i, row := range rows {
		for _, c := range row {
			if layout {
				r.body(c.node)
				r.finish()
				continue
			}
			runs, others := office.Join(r.apart(func() { r.body(c.node) }))
			r.blocks = append(r.blocks, office.Block{Kind: pipeline.Cell, Level: c.column, Number: i + 1, Runs: runs})
			behind = append(behind, others...)
		}
	}
	r.blocks = append(r.blocks, behind...)
}

// rows collects the rows of a table, through whatever wraps them.
func (r *reader) rows(n *xmltree.Node, rows *[][]cell) {
	for child := range n.All() {
		switch child.Name {
		case "w:tr":
			properties := child.Child("w:trPr")
			if properties.Child("w:del") != nil {
				r.deleted++
				continue
			}
			var row []cell
			r.cells(child, number(properties.Child("w:gridBefore").Attr("w:val"), 0), &row)
			*rows = append(*rows, row)
		case "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo":
			r.rows(child, rows)
		case "w:del", "w:moveFrom":
			r.delete(child)
		case "mc:AlternateContent":
			r.rows(chosen(child), rows)
		}
	}
}

// cells collects the cells of a row behind a number of columns, and returns how
// many there are with them.
func (r *reader) cells(n *xmltree.Node, columns int, row *[]cell) int {
	const widest = 1000 // columns
	for child := range n.All() {
		switch child.Name {
		case "w:tc":
			*row = append(*row, cell{child, columns + 1})
			span := number(child.Child("w:tcPr", "w:gridSpan").Attr("w:val"), 1)
			columns = min(columns+max(span, 1), widest)
		case "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo":
			columns = r.cells(child, columns, row)
		case "mc:AlternateContent":
			columns = r.cells(chosen(child), columns, row)
		}
	}
	return columns
}
