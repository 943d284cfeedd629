package codec

import "github.com/tovmach/tovmach/pipeline"

// Parts groups the blocks of an article that make one thing on a page: a
// figure with its texts, the items of a list, the paragraphs of a quotation,
// the cells of a table. Every other block is a part of its own.
func Parts(blocks []pipeline.Block) [][]pipeline.Block {
	var parts [][]pipeline.Block
	start := 0
	for i := 1; i <= len(blocks); i++ {
		if i < len(blocks) && continues(blocks[start], blocks[i-1], blocks[i]) {
			continue
		}
		parts = append(parts, blocks[start:i])
		start = i
	}
	return parts
}

func continues(first, before, b pipeline.Block) bool {
	switch first.Kind {
	case pipeline.Figure:
		return b.Kind == pipeline.AltText || b.Kind == pipeline.Caption || b.Kind == pipeline.Credit
	case pipeline.Item, pipeline.Quote:
		return b.Kind == first.Kind
	case pipeline.Cell: // a new table begins over
		return b.Kind == first.Kind && (b.Number > before.Number || b.Number == before.Number && b.Level > before.Level)
	}
	return false
}

// Rows are the cells of a table, row by row and column by column; what the
// article does not have is an empty cell.
func Rows(cells []pipeline.Block) [][]pipeline.Block {
	columns := 0
	for _, c := range cells {
		columns = max(columns, c.Level)
	}
	var rows [][]pipeline.Block
	for i, c := range cells {
		if i == 0 || c.Number != cells[i-1].Number {
			rows = append(rows, make([]pipeline.Block, columns))
		}
		if c.Level > 0 {
			rows[len(rows)-1][c.Level-1] = c
		}
	}
	return rows
}
