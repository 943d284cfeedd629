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
	return p.claimAct("claim", "Take a task: nobody else can work on it while you hold it",
		`Takes a task. The claim holds until lease_until and longer while you renew it or
push text. A task that somebody holds is refused with exit code 4, naming them.`,
		(*api.Client).Claim)
}

func (p *program) release() *cobra.Command {
	return p.claimAct("release", "Give a task back", "Gives a task back to the queue. What you pushed stays.", (*api.Client).Release)
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
			if err != nil {
				return err
			}
			text := fmt.Sprintf("task %s is back in the queue", c.Task)
			if c.LeaseUntil != nil {
				text = fmt.Sprintf("task %s is yours until %s (claim %s)", c.Task, c.LeaseUntil.Local().Format(time.DateTime), c.Claim)
			}
			return p.printOne(c, text)
		}),
	})
}
