package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/tovmach/tovmach/pipeline"
)

// printRows prints a list in the output form that was asked for.
func printRows[T any](p *program, rows []T, head []string, cells func(T) []string) error {
	switch p.output {
	case "json":
		if rows == nil {
			rows = []T{}
		}
		return p.printJSON(rows)
	case "jsonl":
		return printLines(p.stdout, rows)
	case "tsv":
		table := [][]string{head}
		for _, r := range rows {
			table = append(table, cells(r))
		}
		for _, line := range table {
			if _, err := fmt.Fprintln(p.stdout, strings.Join(clean(line), "\t")); err != nil {
				return err
			}
		}
		return nil
	case "text":
		table := [][]string{head}
		for _, r := range rows {
			table = append(table, clean(cells(r)))
		}
		return aligned(p.stdout, table)
	}
	return badOutput(p.output)
}

// printNames prints a list that for people is a line each, without a head.
func printNames[T any](p *program, rows []T, line func(T) string) error {
	if p.output == "json" || p.output == "jsonl" {
		return printRows(p, rows, nil, nil)
	}
	for _, r := range rows {
		if _, err := fmt.Fprintln(p.stdout, line(r)); err != nil {
			return err
		}
	}
	return nil
}

// printOne prints one thing: as JSON, or the line of text for people.
func (p *program) printOne(thing any, text string) error {
	switch p.output {
	case "json":
		return p.printJSON(thing)
	case "jsonl":
		return printLines(p.stdout, []any{thing})
	case "text", "tsv":
		_, err := fmt.Fprintln(p.stdout, text)
		return err
	}
	return badOutput(p.output)
}

// printLines prints a JSON object a line.
func printLines[T any](w io.Writer, rows []T) error {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	for _, r := range rows {
		if err := lines.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) printJSON(thing any) error {
	out := json.NewEncoder(p.stdout)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(thing)
}

func badOutput(name string) error {
	return pipeline.Errorf(pipeline.Invalid, "there is no output form %q", name).WithHint("-o text, json, jsonl or tsv")
}

// clean keeps each cell of a row on its line.
func clean(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = oneLine(c)
	}
	return out
}

// oneLine makes a line of what people wrote in several, and takes out what a
// terminal would obey.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

// aligned prints a table with its columns under one another.
func aligned(w io.Writer, table [][]string) error {
	widths := map[int]int{}
	for _, row := range table {
		for i, cell := range row {
			widths[i] = max(widths[i], width(cell))
		}
	}
	for _, row := range table {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell)
			line.WriteString(strings.Repeat(" ", widths[i]-width(cell)+2))
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(line.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

// width counts the letters that take room: a stress mark takes none.
func width(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Cf, r) {
			n++
		}
	}
	return n
}
