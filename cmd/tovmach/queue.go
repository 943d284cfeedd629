package main

import (
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

func (p *program) queue() *cobra.Command {
	var mine, offered bool
	c := &cobra.Command{
		Use:   "queue",
		Short: "List the tasks, most urgent first",
		Long: `Lists the tasks by priority, then by deadline, then by age; what is done comes
last. --offered lists the open ones that you may take, --mine those that you hold
and those for which you, as an editor, are to find somebody.

When nobody takes an urgent task, the column "calls" says so: "all" when half of
its time went by (setting budgets) and it is offered beyond its desk, and the
editor who submitted the story when all of it did.`,
		Example: "  tovmach queue\n  tovmach queue --offered\n  tovmach queue --mine -o json",
		Args:    cobra.NoArgs,
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, _ []string) error {
			if mine && offered {
				return usage(cmd, "say either --mine or --offered")
			}
			list := func() ([]api.Task, error) { return client.Queue(cmd.Context(), mine) }
			if offered {
				list = func() ([]api.Task, error) { return client.Offered(cmd.Context()) }
			}
			tasks, err := list()
			if err != nil {
				return err
			}
			return printRows(p, tasks, taskHead(), taskCells)
		}),
	}
	c.Flags().BoolVar(&mine, "mine", false, "only the tasks that I hold, or have to find somebody for")
	c.Flags().BoolVar(&offered, "offered", false, "only the open tasks that I may take")
	return serverFlags(c)
}

func taskHead() []string {
	return []string{"task", "kind", "state", "holder", "priority", "words", "deadline", "slug", "desk", "skills", "calls"}
}

func taskCells(t api.Task) []string {
	holder, deadline := "-", "-"
	if t.Holder != nil {
		holder = string(*t.Holder)
	}
	if t.Deadline != nil {
		deadline = t.Deadline.Local().Format(time.DateTime)
	}
	return []string{
		string(t.Task), string(t.Kind), string(t.State), holder, string(t.Priority),
		strconv.Itoa(t.Words), deadline, string(t.Slug), string(t.Desk), words(t.Skills, "-"), calls(t),
	}
}

// calls says whom an unclaimed task calls.
func calls(t api.Task) string {
	switch t.Escalated {
	case pipeline.ToAll:
		return "all"
	case pipeline.Alarmed:
		return string(t.Alerts)
	}
	return "-"
}
