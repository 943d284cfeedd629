package main

import (
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/workers/api"
)

func (p *program) story() *cobra.Command {
	var format string
	var preview bool
	c := &cobra.Command{
		Use:   "story STORY",
		Short: "Print the finished story",
		Long: `Prints the finished English story. While it is not finished the exit code is 7
and the reason is told. --preview prints the article as it would stand now, with
what is not translated in Ukrainian.`,
		Example: "  tovmach story memo --format md\n  tovmach story memo --format html --preview > memo.html",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			data, err := client.Document(cmd.Context(), args[0], format, preview)
			if err != nil {
				return err
			}
			_, err = p.stdout.Write(data)
			return err
		}),
	}
	c.Flags().StringVar(&format, "format", "html", "html, md, txt or json")
	c.Flags().BoolVar(&preview, "preview", false, "as it would stand now")
	return serverFlags(c)
}

func (p *program) history() *cobra.Command {
	return serverFlags(&cobra.Command{
		Use:     "history STORY",
		Short:   "List every event of a story, oldest first",
		Example: "  tovmach history memo\n  tovmach history memo -o jsonl",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			events, err := client.History(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return printRows(p, events, []string{"seq", "time", "event", "by", "task", "trace", "what"}, eventCells)
		}),
	})
}

func (p *program) watch() *cobra.Command {
	return serverFlags(&cobra.Command{
		Use:     "watch [STORY]",
		Short:   "Print events as they happen, a JSON object a line",
		Example: "  tovmach watch\n  tovmach watch memo | jq .kind",
		Args:    cobra.MaximumNArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			story := ""
			if len(args) > 0 {
				story = args[0]
			}
			p.output = "jsonl"
			events, err := client.Watch(cmd.Context(), story)
			if err != nil {
				return err
			}
			for ev, err := range events {
				if err != nil {
					return err
				}
				if err := p.printOne(ev, ""); err != nil {
					return err
				}
			}
			return nil
		}),
	})
}

func eventCells(h api.Happening) []string {
	return []string{strconv.FormatUint(h.Sequence, 10), h.Time.Local().Format(time.DateTime), string(h.Kind), string(h.By), string(h.Task), h.Trace, inWords(h)}
}
