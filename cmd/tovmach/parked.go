package main

import (
	"cmp"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

func (p *program) parked() *cobra.Command {
	return serverFlags(&cobra.Command{
		Use:   "parked [STORY]",
		Short: "List what workers could not process",
		Long: `Lists the entries that a worker put aside after its tries, with the reason, of a
story or of all. They wait for a person: ` + "`tovmach retry`" + ` sends them to the worker
again, ` + "`tovmach drop`" + ` lets them be.`,
		Example: "  tovmach parked\n  tovmach parked memo -o json",
		Args:    cobra.MaximumNArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			story := ""
			if len(args) > 0 {
				story = args[0]
			}
			rows, err := client.Parked(cmd.Context(), story)
			if err != nil {
				return err
			}
			return printRows(p, rows, []string{"story", "seq", "worker", "tries", "time", "reason"}, func(e api.Parked) []string {
				return []string{
					cmp.Or(string(e.Slug), "-"), strconv.FormatUint(e.Sequence, 10), e.Worker, strconv.Itoa(e.Tries),
					e.Time.Local().Format(time.DateTime), e.Reason,
				}
			})
		}),
	})
}

func (p *program) retry() *cobra.Command {
	var worker string
	var all bool
	c := &cobra.Command{
		Use:   "retry STORY [SEQ] | --all",
		Short: "Send what a worker could not process to it again",
		Long: `Sends parked entries to their workers again, once what was wrong is mended: those
of a story, the one at SEQ, or with --all those of every story.`,
		Example: "  tovmach retry memo\n  tovmach retry memo 17\n  tovmach retry --all",
		Args:    cobra.MaximumNArgs(2),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			switch {
			case all && len(args) > 0:
				return usage(cmd, "--all goes without a story")
			case all:
				sent, err := client.RetryAll(cmd.Context())
				if err != nil {
					return err
				}
				return p.printOne(sent, fmt.Sprintf("%d entries were sent again", sent.Retried))
			case len(args) == 0:
				return usage(cmd, "no story is named")
			}
			sequence, err := parseSequence(args, 1)
			if err != nil {
				return err
			}
			s, err := client.Retry(cmd.Context(), args[0], sequence, worker)
			if err != nil {
				return err
			}
			return p.printOne(s, describe(s))
		}),
	}
	c.Flags().StringVar(&worker, "worker", "", "the worker, when several parked the entry")
	c.Flags().BoolVar(&all, "all", false, "every parked entry of every story")
	return serverFlags(c)
}

func (p *program) drop() *cobra.Command {
	var d api.Drop
	c := &cobra.Command{
		Use:   "drop STORY SEQ --reason \"…\"",
		Short: "Let an entry be that a worker could not process",
		Long: `Takes a parked entry from the list without working it. The story's history keeps
who decided that, and why.`,
		Example: "  tovmach drop memo 17 --reason \"the outlet was closed down\"",
		Args:    cobra.ExactArgs(2),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			sequence, err := parseSequence(args, 1)
			if err != nil {
				return err
			}
			d.Sequence = sequence
			s, err := client.Drop(cmd.Context(), args[0], d)
			if err != nil {
				return err
			}
			return p.printOne(s, describe(s))
		}),
	}
	c.Flags().StringVar(&d.Reason, "reason", "", "why it need not be worked")
	c.Flags().StringVar(&d.Worker, "worker", "", "the worker, when several parked the entry")
	return serverFlags(c)
}

// parseSequence reads the sequence of an entry; none is 0.
func parseSequence(args []string, at int) (uint64, error) {
	if len(args) <= at {
		return 0, nil
	}
	sequence, err := strconv.ParseUint(args[at], 10, 64)
	if err != nil || sequence == 0 {
		return 0, pipeline.Errorf(pipeline.Invalid, "%q is no entry", args[at]).WithHint("`tovmach parked` lists them, with their numbers")
	}
	return sequence, nil
}
