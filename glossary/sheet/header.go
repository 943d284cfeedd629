package sheet

import (
	"fmt"
	"strconv"
	"strings"
)

// field is a column of a file at hand: what it is for us, and its name there.
// A column that we do not know has no set.
type field struct {
	column
	as string
}

// readHeader makes out the columns of a table by its first row. When the row
// is no header it returns source and target and false. A header has at least
// two names that we know, source or target among them, or consists of them.
func readHeader(cells []string) ([]field, bool) {
	byName := map[string]column{}
	for _, c := range columns() {
		for _, name := range append(c.aliases, c.name) {
			byName[name] = c
		}
	}
	var header []field
	known, filled := map[string]bool{}, 0
	for i, cell := range cells {
		name := headerName(unguarded(cell))
		c, ok := byName[name]
		if name != "" {
			filled++
		}
		if !ok || known[c.name] {
			header = append(header, field{as: strings.TrimSpace(cell)})
			if name == "" {
				header[i].as = strconv.Itoa(i + 1)
			}
			continue
		}
		known[c.name] = true
		header = append(header, field{column: c, as: strings.TrimSpace(cell)})
	}
	if (known["source"] || known["target"]) && (len(known) >= 2 || len(known) == filled) {
		return header, true
	}
	all := columns()
	return []field{{all[0], all[0].name}, {all[1], all[1].name}}, false
}

// useHeader takes the header and names what will not be read.
func (j *joiner) useHeader(line int, header []field) error {
	j.header = header
	source := false
	for _, f := range header {
		source = source || f.name == "source"
		if f.set == nil && !j.opts.KeepUnknown {
			j.note(line, f.as, "is not a column we know; it is not read")
		}
	}
	if !source {
		return fmt.Errorf("line %d: the header has no column source", line)
	}
	return nil
}
