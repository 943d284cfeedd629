package main

import (
	"context"
	"fmt"
	"io"
	"time"
)

// contestant is one of several that do the same work.
type contestant struct {
	name string
	run  func(ctx context.Context) error
	took sample
}

// race lets all take turns, so that what disturbs one disturbs the others too.
// Each has a turn before that does not count.
func race(ctx context.Context, all []*contestant, rounds int) error {
	for i := range rounds + 1 {
		for k := range all {
			c := all[(i+k)%len(all)]
			begun := time.Now()
			if err := c.run(ctx); err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			if i > 0 {
				c.took = append(c.took, time.Since(begun))
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
	return nil
}

// printSpeeds prints how fast each went through so many bytes; more adds cells.
func printSpeeds(out io.Writer, all []*contestant, bytes int, more ...column) error {
	table := newTable(out)
	head := []string{"MB/s", "slowest", "fastest", "× time of first"}
	for _, c := range more {
		head = append(head, c.name)
	}
	table.row("", head...)
	for i, c := range all {
		cells := []string{
			fmt.Sprintf("%.1f", megabytes(bytes, c.took.median())),
			fmt.Sprintf("%.1f", megabytes(bytes, c.took.quantile(1))),
			fmt.Sprintf("%.1f", megabytes(bytes, c.took.quantile(0))),
			fmt.Sprintf("%.2f", ratio(c.took.median(), all[0].took.median())),
		}
		for _, m := range more {
			cells = append(cells, m.cell(i))
		}
		table.row(c.name, cells...)
	}
	return table.Flush()
}

// column is one more column of a table of speeds.
type column struct {
	name string
	cell func(contestant int) string
}

// reached says whether a ratio is at least the goal.
func reached(got, goal float64) string {
	if got < goal {
		return fmt.Sprintf("DOES NOT HOLD (%.2f)", got)
	}
	return fmt.Sprintf("holds (%.2f)", got)
}
