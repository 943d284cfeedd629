package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/pipeline"
)

func (p *program) glossaryLint() *cobra.Command {
	return &cobra.Command{
		Use:   "lint FILE",
		Short: "Report what contradicts in a termbase",
		Long: `Prints the conflicts in a termbase: one word in two entries, two preferred
terms at one time, a term that is preferred here and deprecated there, near
duplicates. The exit code is 7 when one of them is an error.`,
		Example: "  tovmach glossary lint terms.csv\n  tovmach glossary lint terms.xlsx -o jsonl",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			entries, err := readTerms(args[0])
			if err != nil {
				return err
			}
			found := glossary.Conflicts(entries, nil)
			err = printRows(p, found, []string{"severity", "conflict", "entries", "what"}, func(c glossary.Conflict) []string {
				return []string{string(c.Severity), string(c.Kind), fmt.Sprintf("%s, %s", c.First, c.Second), c.Message}
			})
			if err != nil {
				return err
			}
			errs := 0
			for _, c := range found {
				if c.Severity == glossary.Error {
					errs++
				}
			}
			if errs > 0 {
				return pipeline.Errorf(pipeline.Blocked, "%s: %d conflicts are errors", args[0], errs).
					WithHint("each names two entries: mend one of them")
			}
			return nil
		},
	}
}

func (p *program) glossaryConvert() *cobra.Command {
	return &cobra.Command{
		Use:     "convert IN OUT",
		Short:   "Turn a termbase from one form into another",
		Long:    "Reads IN and writes OUT in the forms that their names' endings tell: .csv, .tsv,\n.xlsx.",
		Example: "  tovmach glossary convert terms.xlsx terms.csv",
		Args:    cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			entries, err := readTerms(args[0])
			if err != nil {
				return err
			}
			if err := p.writeTerms(args[1], entries); err != nil {
				return err
			}
			p.progress("%d entries in %s", len(entries), args[1])
			return nil
		},
	}
}
