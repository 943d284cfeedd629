package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

func (p *program) hand() *cobra.Command {
	var to, reason string
	c := &cobra.Command{
		Use:   "hand TASK --to NAME",
		Short: "Give your task to another person, who goes on from the last saved text",
		Long: `Gives a task that you hold to another person, to whom it must be on offer. They
get a claim of their own and start from the last saved text; yours ends at once:
what you push later is refused with exit code 4 and kept as suggestions.`,
		Example: "  tovmach hand 7z3k9w --to oksana --reason \"end of my shift\"",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			if to == "" {
				return usage(cmd, "say to whom: --to NAME")
			}
			claim, err := client.Hand(cmd.Context(), pipeline.TaskID(args[0]), api.HandOver{To: pipeline.UserID(to), Reason: reason})
			return p.printHolder(claim, err)
		}),
	}
	c.Flags().StringVar(&to, "to", "", "who goes on with it")
	c.Flags().StringVar(&reason, "reason", "", "why; it stands in the history")
	return serverFlags(c)
}

func (p *program) take() *cobra.Command {
	var whom, reason string
	c := &cobra.Command{
		Use:   "take TASK --reason TEXT [--for NAME]",
		Short: "Take a task over from its holder, or assign an open one (editors)",
		Long: `Takes a task from whoever holds it, for yourself or for the person named, with a
reason that stands in the history. An open task is assigned so too, and then the
reason may be left out. Desk, language, skills and the number of tasks do not
count for an editor's word; that nobody reviews their own translation does.

The new holder starts from the last saved text. The old claim ends at once: what
is pushed under it is refused with exit code 4 and kept as suggestions.`,
		Example: `  tovmach take 7z3k9w --reason "taras is ill" --for oksana
  tovmach take 7z3k9w --reason "I finish it myself"
  tovmach take 9x2m4q --for oksana`,
		Args: cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			claim, err := client.Take(cmd.Context(), pipeline.TaskID(args[0]), api.TakeOver{For: pipeline.UserID(whom), Reason: reason})
			return p.printHolder(claim, err)
		}),
	}
	c.Flags().StringVar(&whom, "for", "", "who does it now; you when left out")
	c.Flags().StringVar(&reason, "reason", "", "why; they will read it")
	return serverFlags(c)
}

func (p *program) printHolder(c api.Claim, err error) error {
	if err != nil {
		return err
	}
	return p.printOne(c, fmt.Sprintf("task %s is %s's until %s (claim %s)", c.Task, c.Holder, c.LeaseUntil.Local().Format(time.DateTime), c.Claim))
}

func (p *program) divide() *cobra.Command {
	var words int
	var before string
	c := &cobra.Command{
		Use:   "divide TASK --words N | --before BLOCK",
		Short: "Cut an open translation into several tasks (editors)",
		Long: `Cuts a translation that nobody holds into parts of at most N words of source, or
in two before a block (the id of a segment, without the dash and what follows).
No paragraph, list item or table is cut, and a heading stays with what follows
it. Headline, standfirst, byline, dateline, captions, credits and alt texts go
with the last part, or are one of their own, so that one person writes them. The
first part keeps the task's id. The review reads the whole story again.`,
		Example: "  tovmach divide 7z3k9w --words 300\n  tovmach divide 7z3k9w --before k3v9x2",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			parts, err := client.Divide(cmd.Context(), pipeline.TaskID(args[0]), api.Division{Words: words, Before: before})
			if err != nil {
				return err
			}
			return printRows(p, parts, taskHead(), taskCells)
		}),
	}
	c.Flags().IntVar(&words, "words", 0, "words of source that a part has at most")
	c.Flags().StringVar(&before, "before", "", "the block with which the second part begins")
	return serverFlags(c)
}
