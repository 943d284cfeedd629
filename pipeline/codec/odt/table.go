package odt

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
	r.finish()
	var rows [][]cell
	collectRows(n, &rows)
	columns := 0
	for _, row := range rows {
		if len(row) > 0 {
			columns = max(columns, row[len(row)-1].column)
		}
	}
	layout := columns < 2 || n.Find("table:table") != nil
	lists := r.lists
	r.lists = nil
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
	r.lists = lists
	r.blocks = append(r.blocks, behind...)
}

// collectRows collects the rows of a table, through whatever groups them.
func collectRows(n *xmltree.Node, rows *[][]cell) {
	for child := range n.All() {
		switch child.Name {
		case "table:table-row":
			*rows = append(*rows, cellsOf(child))
		case "table:table-header-rows", "table:table-rows", "table:table-row-group":
			collectRows(child, rows)
		}
	}
}

// cellsOf are the cells of a row. Empty ones that are repeated only move the
// others on. What a covered cell holds is text all the same.
func cellsOf(row *xmltree.Node) []cell {
	const widest = 1000 // columns
	var cells []cell
	column := 0
	for child := range row.All() {
		if child.Name == "table:table-cell" && child.Find("text:p") != nil || child.Find("text:h") != nil {
			cells = append(cells, cell{child, column + 1})
		}
		if child.Name == "table:table-cell" || child.Name == "table:covered-table-cell" {
			column = min(column+max(number(child.Attr("table:number-columns-repeated"), 1), 1), widest)
		}
	}
	return cells
}
