package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

func (p *program) claim() *cobra.Command {
	var next bool
	c := &cobra.Command{
		Use:   "claim TASK | --next",
		Short: "Take a task: nobody else can work on it while you hold it",
		Long: `Takes a task. The claim holds until lease_until and longer while you renew it or
push text. A task that somebody holds is refused with exit code 4, naming them;
one that is not offered to you (its desk, language or skills are not yours, or
you translated what is to be reviewed) with exit code 5 and the reason.

--next takes the best task that is offered to you: the most urgent, then the one
with the nearest deadline, then the oldest. You may hold as many translations at
once as the setting tasks-per-translator says; more are refused with exit code 4.`,
		Example: "  tovmach claim 7z3k9w\n  tovmach claim --next -o json",
		Args:    cobra.MaximumNArgs(1),
	}
	c.RunE = p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
		if next == (len(args) == 1) {
			return usage(cmd, "name a task or say --next")
		}
		if next {
			claim, err := client.ClaimNext(cmd.Context())
			return p.printClaim(claim, err)
		}
		claim, err := client.Claim(cmd.Context(), pipeline.TaskID(args[0]))
		return p.printClaim(claim, err)
	})
	c.Flags().BoolVar(&next, "next", false, "the best task that is offered to me")
	return serverFlags(c)
}

func (p *program) release() *cobra.Command {
	var undo bool
	c := p.claimAct("release", "Give a task back, or take that back",
		`Gives a task back to the queue. What you pushed stays.

--undo takes a release by mistake back: within ten minutes, if nobody took the
task since, it is yours again, with its text and the claim that you had.`,
		func(client *api.Client, ctx context.Context, task pipeline.TaskID) (api.Claim, error) {
			if undo {
				return client.UndoRelease(ctx, task)
			}
			return client.Release(ctx, task)
		})
	c.Example = "  tovmach release 7z3k9w\n  tovmach release 7z3k9w --undo"
	c.Flags().BoolVar(&undo, "undo", false, "the release was a mistake")
	return c
}

func (p *program) renew() *cobra.Command {
	return p.claimAct("renew", "Hold a task for another lease", "Moves the end of your claim to one lease from now.", (*api.Client).Renew)
}

func (p *program) claimAct(name, short, long string, act func(*api.Client, context.Context, pipeline.TaskID) (api.Claim, error)) *cobra.Command {
	return serverFlags(&cobra.Command{
		Use:     name + " TASK",
		Short:   short,
		Long:    long,
		Example: "  tovmach " + name + " 7z3k9w",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			c, err := act(client, cmd.Context(), pipeline.TaskID(args[0]))
			return p.printClaim(c, err)
		}),
	})
}

func (p *program) printClaim(c api.Claim, err error) error {
	if err != nil {
		return err
	}
	text := fmt.Sprintf("task %s is back in the queue", c.Task)
	if c.LeaseUntil != nil {
		text = fmt.Sprintf("task %s is yours until %s (claim %s)", c.Task, c.LeaseUntil.Local().Format(time.DateTime), c.Claim)
	}
	return p.printOne(c, text)
}
