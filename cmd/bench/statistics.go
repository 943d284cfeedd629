package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
	"unicode/utf8"
)

// sample is how long the same thing took, many times.
type sample []time.Duration

// quantile returns the smallest duration that at least the share q (0 to 1) of
// the sample does not exceed; 0 of an empty sample.
func (s sample) quantile(q float64) time.Duration {
	if len(s) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(s))
	rank := int(math.Ceil(q * float64(len(sorted))))
	return sorted[min(max(rank, 1), len(sorted))-1]
}

func (s sample) median() time.Duration { return s.quantile(0.5) }

// milliseconds writes a duration with as many digits as one can rely on.
func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.2f", float64(d.Microseconds())/1000)
}

// megabytes returns the speed in MB (10^6 bytes) a second.
func megabytes(bytes int, d time.Duration) float64 {
	return float64(bytes) / 1e6 / max(d, 1).Seconds()
}

// table writes rows of durations in milliseconds.
type table struct{ *tabwriter.Writer }

func newTable(out io.Writer) table {
	return table{tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)}
}

// row writes a row whose name is flush left.
func (t table) row(name string, cells ...string) {
	fmt.Fprintf(t, "%-*s\t%s\t\n", nameWidth+len(name)-utf8.RuneCountInString(name), name, strings.Join(cells, "\t"))
}

const nameWidth = 34

// spread returns the cells that say how a sample is spread.
func (s sample) spread() []string {
	return []string{
		milliseconds(s.median()), milliseconds(s.quantile(0.95)), milliseconds(s.quantile(0.99)),
		milliseconds(s.quantile(0)), milliseconds(s.quantile(1)),
	}
}

func spreadHead() []string { return []string{"p50", "p95", "p99", "min", "max"} }

// ratio returns how many times p is of q.
func ratio(p, q time.Duration) float64 { return p.Seconds() / max(q, 1).Seconds() }
