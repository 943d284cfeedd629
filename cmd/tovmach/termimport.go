package main

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

func (p *program) glossaryImport() *cobra.Command {
	var preview bool
	var reason string
	c := &cobra.Command{
		Use:   "import FILE",
		Short: "Take a file's entries into the newsroom's termbase",
		Long: `Shows what FILE would change (new, changed, same, conflict), and without
--preview changes it, as one revision. An entry that contradicts one that is
there is left out and reported, never merged. Needs the role keeper.`,
		Example: "  tovmach glossary import terms.csv --preview\n  tovmach glossary import terms.xlsx --reason \"house style 2026\"",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			entries, err := p.readTerms(args[0])
			if err != nil {
				return err
			}
			base, err := client.Terms(cmd.Context(), "")
			if err != nil {
				return err
			}
			changes, take := sortOut(glossary.Diff(base.Entries, entries))
			if err := p.printDifferences(changes); err != nil || preview || len(take) == 0 {
				return err
			}
			done, err := client.Decide(cmd.Context(), glossary.Decision{Act: glossary.Change, Entries: take, Reason: cmp.Or(reason, "import of "+args[0])})
			if err == nil {
				p.progress("to take it back: tovmach glossary undo %d", done.Revision)
			}
			return err
		}),
	}
	c.Flags().BoolVar(&preview, "preview", false, "only show what would change")
	c.Flags().StringVar(&reason, "reason", "", "why, for the history")
	return serverFlags(c)
}

// sortOut keeps of a comparison what an import is about, and the entries that
// it may take.
func sortOut(all []glossary.Difference) (changes []glossary.Difference, take []glossary.Entry) {
	for _, d := range all {
		switch d.Kind {
		case glossary.Retired:
			continue // an import passes over what it does not name
		case glossary.Added, glossary.Changed:
			take = append(take, d.New)
		}
		changes = append(changes, d)
	}
	return changes, take
}

func (p *program) printDifferences(changes []glossary.Difference) error {
	counts := map[glossary.DiffKind]int{}
	var shown []glossary.Difference
	for _, d := range changes {
		counts[d.Kind]++
		if d.Kind != glossary.Same {
			shown = append(shown, d)
		}
	}
	p.progress("%d new, %d changed, %d same, %d in conflict",
		counts[glossary.Added], counts[glossary.Changed], counts[glossary.Same], counts[glossary.Conflicting])
	return printRows(p, shown, []string{"", "ukrainian", "english", "what"}, func(d glossary.Difference) []string {
		var what []string
		for _, f := range d.Fields {
			what = append(what, fmt.Sprintf("%s: %s → %s", f.Name, cmp.Or(f.Old, "–"), cmp.Or(f.New, "–")))
		}
		for _, c := range d.Conflicts {
			what = append(what, c.Message)
		}
		return []string{string(d.Kind), d.New.Preferred("uk"), d.New.Preferred("en"), strings.Join(what, "; ")}
	})
}

func (p *program) glossaryUndo() *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use:   "undo [REVISION]",
		Short: "Take a change of the termbase back, such as an import",
		Long: `Makes the entries that a revision changed what they were before it, as a new
revision; without REVISION, those of the newest that changed entries. Nothing is
undone when one of them was changed again since: undo that first. An undo can be
undone. Needs the role keeper.`,
		Example: "  tovmach glossary undo\n  tovmach glossary undo 12 --reason \"wrong file\"",
		Args:    cobra.MaximumNArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			d := glossary.Decision{Act: glossary.Undo, Reason: reason}
			if len(args) > 0 {
				n, err := strconv.Atoi(args[0])
				if err != nil || n < 1 {
					return pipeline.Errorf(pipeline.Invalid, "%q is no revision", args[0]).
						WithHint("a revision is a number from 1: an import prints its own")
				}
				d.Revision = n
			}
			return p.decide(cmd.Context(), client, d)
		}),
	}
	c.Flags().StringVar(&reason, "reason", "", "why, for the history")
	return serverFlags(c)
}
