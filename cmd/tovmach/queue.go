package main

import (
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/workers/api"
)

func (p *program) queue() *cobra.Command {
	var mine bool
	c := &cobra.Command{
		Use:     "queue",
		Short:   "List the tasks, most urgent first",
		Example: "  tovmach queue\n  tovmach queue --mine -o json",
		Args:    cobra.NoArgs,
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, _ []string) error {
			tasks, err := client.Queue(cmd.Context(), mine)
			if err != nil {
				return err
			}
			return printRows(p, tasks, []string{"task", "kind", "state", "holder", "priority", "words", "deadline", "slug"}, taskCells)
		}),
	}
	c.Flags().BoolVar(&mine, "mine", false, "only the tasks that I hold")
	return serverFlags(c)
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
		strconv.Itoa(t.Words), deadline, string(t.Slug),
	}
}
