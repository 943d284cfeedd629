package main

import (
	"embed"
	"strings"

	"github.com/spf13/cobra"
)

//go:embed help/*.md
var helpFiles embed.FS

// topics are the help pages that are no commands: `tovmach help NAME`.
func topics() []*cobra.Command {
	var out []*cobra.Command
	for _, t := range []struct{ name, short string }{
		{"walkthrough", "An article's way through the newsroom, step by step"},
		{"tasks", "Who is offered what, and how a task passes from one to another"},
		{"revisions", "A newer source of a story: what is translated again, and what stays"},
		{"formats", "What can be submitted, and what is kept of it"},
		{"sources", "Pages that stories come from and cite: what is kept, what is read, what is not"},
		{"feeds", "Feeds of the newsroom's own sites: what is taken, when, and once"},
		{"operations", "Health, metrics, traces, parked entries: what to look at and do"},
		{"durability", "What an acknowledgement means, and what survives what"},
		{"cluster", "Three NATS servers, workers of their own, and who may do what"},
		{"changes", "What changed in each version"},
	} {
		text, err := helpFiles.ReadFile("help/" + t.name + ".md")
		if err != nil {
			continue // a test reads every page
		}
		out = append(out, &cobra.Command{Use: t.name, Short: t.short, Long: strings.TrimSpace(string(text))})
	}
	return out
}
