// Command bench measures what people wait for, and what the program is compared
// with. It is a module of its own, so that the engines it compares with never
// enter the program's go.mod.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"slices"
)

// A benchmark checks that the answers are right, times them, and prints a
// table. It returns an error when an answer was wrong, not when it was slow.
type benchmark struct {
	name, about string
	syncs       bool // it waits for the disk
	run         func(ctx context.Context, out io.Writer, o options, m *machine) error
}

func benchmarks() []benchmark {
	return []benchmark{
		{"submit", "from submitting an article to its translation task being claimable", true, submit},
		{"fold", "one append, with few and with many stories in the journal", true, fold},
		{"start", "serve until it is ready, with many stories in the archive", true, starts},
		{"pipeline", "the runner with its workers, against the limit of the server", true, pipelines},
		{"cluster", "a newsroom on three servers that are killed, stopped and cut off", true, clusters},
		{"compile", "building a termbase with all forms of its entries", false, compile},
		{"glossary", "building and searching a termbase, against other matchers", false, glossaries},
		{"segmentation", "cutting paragraphs into sentences, against other splitters", false, segmentation},
		{"translit", "romanizing prose, against other romanizers", false, romanizers},
	}
}

// options are what a run is given.
type options struct {
	seed    uint64
	stories int    // of each table of submit
	rounds  int    // of each fault of cluster
	dir     string // where data folders are made; "" is the system's
	quick   bool   // the smallest sizes: shows that it runs, measures nothing
}

const usage = `usage: go run . [flags] [benchmark…]

Without names it runs all benchmarks, one after another:

`

const manners = `
Everything is generated from --seed. Every answer is checked before its time
counts, and a wrong one ends the run. Engines that are compared take turns, and
medians are shown with the fastest and slowest. Speeds of this machine drift:
rely on ratios within a run. A calibration loop runs before, during
and after each benchmark, and a note says when the machine was too noisy.

flags:
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run returns the exit code: 0, 1 for a benchmark that went wrong, 2 for wrong
// usage.
func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	if len(args) > 0 && args[0] == compileAlone {
		if err := compileHere(args[1:], out); err != nil {
			fmt.Fprintln(errOut, "bench:", err)
			return 1
		}
		return 0
	}
	all := benchmarks()
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(errOut)
	flags.Uint64Var(&o.seed, "seed", 1, "seed of generated data")
	flags.IntVar(&o.stories, "stories", 200, "stories that each table of submit takes in; pipeline takes five times as many short ones")
	flags.IntVar(&o.rounds, "rounds", 12, "how often cluster brings about each of its faults; a round takes about a minute")
	flags.StringVar(&o.dir, "dir", "", "where to make data folders (default the system's folder for temporary files); a RAM disk makes syncing free")
	flags.BoolVar(&o.quick, "quick", false, "smallest sizes, to see that everything runs; the figures mean nothing")
	flags.Usage = func() {
		fmt.Fprint(errOut, usage)
		for _, b := range all {
			fmt.Fprintf(errOut, "  %-12s %s\n", b.name, b.about)
		}
		fmt.Fprint(errOut, manners)
		flags.PrintDefaults()
	}
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case o.stories < 1:
		fmt.Fprintln(errOut, "bench: --stories must be at least 1")
		return 2
	case o.rounds < 1:
		fmt.Fprintln(errOut, "bench: --rounds must be at least 1")
		return 2
	}
	chosen, err := choose(all, flags.Args())
	if err != nil {
		fmt.Fprintln(errOut, "bench:", err)
		return 2
	}
	fmt.Fprintf(out, "%s, %s/%s, %d cores, seed %d\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), o.seed)
	for _, b := range chosen {
		if err := b.measured(ctx, out, o); err != nil {
			fmt.Fprintf(errOut, "bench: %s: %v\n", b.name, err)
			return 1
		}
	}
	return 0
}

func choose(all []benchmark, names []string) ([]benchmark, error) {
	if len(names) == 0 {
		return all, nil
	}
	var chosen []benchmark
	for _, name := range names {
		i := slices.IndexFunc(all, func(b benchmark) bool { return b.name == name })
		if i < 0 {
			return nil, fmt.Errorf("there is no benchmark %q; -h lists them", name)
		}
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}

// measured runs the benchmark and says whether the machine kept still.
func (b benchmark) measured(ctx context.Context, out io.Writer, o options) error {
	fmt.Fprintf(out, "\n%s: %s\n", b.name, b.about)
	m := &machine{dir: o.dir}
	if err := m.probe(); err != nil {
		return err
	}
	if err := b.run(ctx, out, o, m); err != nil {
		return err
	}
	if err := m.probe(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, m.verdict(b.syncs))
	return err
}
