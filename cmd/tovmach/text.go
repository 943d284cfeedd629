package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/exchange"
	"github.com/tovmach/tovmach/workers/api"
)

func (p *program) pull() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "pull TASK",
		Short: "Print a task's text, to translate it",
		Long: `Prints the segments of a task. In json each has its source, target, state, the
glossary hits in its source, and findings; in tsv a line each, to fill in the
target column. {1}…{/1} marks what is bold or a link in the source.`,
		Example: "  tovmach pull 7z3k9w --format tsv > memo.tsv\n  tovmach pull 7z3k9w --format json",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			work, err := client.Pull(cmd.Context(), pipeline.TaskID(args[0]))
			if err != nil {
				return err
			}
			if p.output == "json" || p.output == "tsv" {
				format = p.output
			}
			switch format {
			case "json":
				return p.printJSON(work)
			case "tsv":
				return exchange.WriteTSV(p.stdout, bilingual(work))
			}
			return usage(cmd, fmt.Sprintf("there is no format %q to pull in: tsv or json", format))
		}),
	}
	c.Flags().StringVar(&format, "format", "tsv", "tsv or json")
	return serverFlags(c)
}

func bilingual(w api.Work) exchange.Bilingual {
	b := exchange.Bilingual{Task: w.Task, Claim: w.Claim}
	for _, g := range w.Segments {
		b.Rows = append(b.Rows, exchange.Row{Segment: g.Segment, Source: g.Source, Target: g.Target, State: g.State})
	}
	return b
}

func (p *program) push() *cobra.Command {
	var done bool
	c := &cobra.Command{
		Use:   "push TASK FILE",
		Short: "Save translations",
		Long: `Saves the targets in FILE, in the form in which pull wrote it (tsv or json; -
is standard input). --done hands the task on to review. Without the claim the
push is refused with exit code 4, and its text is kept as suggestions.`,
		Example: "  tovmach push 7z3k9w memo.tsv\n  tovmach push 7z3k9w memo.tsv --done",
		Args:    cobra.ExactArgs(2),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			_, data, err := p.document(args[1])
			if err != nil {
				return err
			}
			b, err := exchange.Read(data)
			if err != nil {
				return err
			}
			task := pipeline.TaskID(args[0])
			if b.Task != "" && b.Task != task {
				return pipeline.Errorf(pipeline.Invalid, "the file is of task %s, not of %s", b.Task, task).
					WithHint("push it to the task that it was pulled from")
			}
			save := api.Save{Claim: b.Claim, Done: done}
			for _, r := range b.Rows {
				save.Segments = append(save.Segments, api.Target{Segment: r.Segment, Target: r.Target})
			}
			saved, err := client.Push(cmd.Context(), task, save)
			if err != nil {
				return err
			}
			return p.printOne(saved, fmt.Sprintf("task %s: %d segments saved, %s; findings: %d errors, %d warnings",
				saved.Task, saved.Saved, saved.State, saved.Findings.Error, saved.Findings.Warning))
		}),
	}
	c.Flags().BoolVar(&done, "done", false, "hand the task on to review")
	return serverFlags(c)
}

func (p *program) review() *cobra.Command {
	var approve, returned bool
	var note string
	var parts []string
	c := &cobra.Command{
		Use:   "review TASK --approve | --return --note TEXT",
		Short: "Approve a translation, or return it",
		Long: `Says the verdict on a translation; it takes the review first when nobody has it.
--approve is refused with exit code 7 while a finding of severity error stands,
and with 5 for your own translation: a second person reviews. A story that was
divided is reviewed as a whole when all its parts are translated; --part returns
only those named.`,
		Example: "  tovmach review 9x2m4q --approve\n  tovmach review 9x2m4q --return --note \"the second quotation is not whole\"",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			verdict := api.Verdict{Verdict: "approve", Note: note, Parts: named[pipeline.TaskID](parts)}
			if approve == returned {
				return usage(cmd, "say either --approve or --return")
			}
			if returned {
				verdict.Verdict = "return"
			}
			saved, err := client.Review(cmd.Context(), pipeline.TaskID(args[0]), verdict)
			if err != nil {
				return err
			}
			return p.printOne(saved, fmt.Sprintf("task %s: %s", saved.Task, saved.State))
		}),
	}
	c.Flags().BoolVar(&approve, "approve", false, "it can go out")
	c.Flags().BoolVar(&returned, "return", false, "it must be mended")
	c.Flags().StringVar(&note, "note", "", "what to mend")
	c.Flags().StringArrayVar(&parts, "part", nil, "of a divided story: the translation to mend; may be repeated")
	return serverFlags(c)
}
