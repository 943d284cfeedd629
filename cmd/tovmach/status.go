package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/workers/api"
)

func (p *program) status() *cobra.Command {
	return serverFlags(&cobra.Command{
		Use:     "status STORY",
		Short:   "Tell where a story stands",
		Long:    "Tells the state of a story (its id or slug): segments, tasks, findings, outlets,\npages it cites that changed or are gone, and what a worker could not process.",
		Example: "  tovmach status memo\n  tovmach status memo -o json",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			s, err := client.Status(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return p.printOne(s, describe(s))
		}),
	})
}

// describe is a status for people.
func describe(s api.Status) string {
	lines := []string{
		fmt.Sprintf("%s  %s", s.Slug, s.Headline),
		fmt.Sprintf("story %s, desk %s, %s: %s", s.Story, s.Desk, s.Priority, s.State),
		fmt.Sprintf("%d segments, %d translated, %d reviewed; findings: %d errors, %d warnings",
			s.Segments.Total, s.Segments.Translated, s.Segments.Reviewed, s.Findings.Error, s.Findings.Warning),
	}
	if s.Revision > 1 {
		line := fmt.Sprintf("source revision %d, %d segments stale", s.Revision, s.Segments.Stale)
		switch {
		case s.Outdated:
			line += fmt.Sprintf("; published from revision %d: out of date", s.PublishedRevision)
		case s.PublishedRevision > 0:
			line += fmt.Sprintf("; published from revision %d", s.PublishedRevision)
		}
		lines = append(lines, line)
	}
	for _, t := range s.Tasks {
		line := fmt.Sprintf("task %s: %s, %d words, %s", t.Task, t.Kind, t.Words, t.State)
		if t.Holder != nil {
			line += " by " + string(*t.Holder)
		}
		if who := calls(t); who != "-" {
			line += ", unclaimed for too long, calls " + who
		}
		if t.Note != "" {
			line += ", returned: " + t.Note
		}
		lines = append(lines, line)
	}
	for _, o := range s.Outlets {
		lines = append(lines, fmt.Sprintf("delivered to %s: edition %d, %s", o.Outlet, o.Edition, o.Receipt))
	}
	for _, a := range s.Alerts {
		lines = append(lines, alerted(a))
	}
	for _, e := range s.Parked {
		lines = append(lines, fmt.Sprintf("parked by %s at entry %d after %d tries: %s", e.Worker, e.Sequence, e.Tries, e.Reason))
	}
	return strings.Join(clean(lines), "\n")
}
