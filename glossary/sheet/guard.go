package sheet

import "strings"

// guarded puts an apostrophe before a cell that a spreadsheet would take for a
// formula, and before one that unguarded would take for a guarded cell.
func guarded(cell string) string {
	if isFormula(cell) {
		return "'" + cell
	}
	return cell
}

// unguarded takes the apostrophe of guarded off again.
func unguarded(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && isFormula(rest) {
		return rest
	}
	return cell
}

// isFormula says whether cell starts with = + - or @ behind any number of
// apostrophes.
func isFormula(cell string) bool {
	rest := strings.TrimLeft(cell, "'")
	return rest != "" && strings.IndexByte("=+-@", rest[0]) >= 0
}
