package main

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/names"
	"github.com/tovmach/tovmach/glossary/tbx"
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
			entries, err := p.readTerms(args[0])
			if err != nil {
				return err
			}
			found := glossary.Conflicts(entries, foldName)
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

// foldName gives spellings of one name the same key. Digits tell names apart
// (Kh-22, Kh-59) and the key drops them.
func foldName(text string) string {
	if strings.ContainsFunc(text, unicode.IsDigit) {
		return ""
	}
	return names.Key(text)
}

func (p *program) tbx() *cobra.Command {
	c := &cobra.Command{Use: "tbx", Short: "Termbases in the exchange format of ISO 30042", Args: cobra.NoArgs, RunE: showHelp}
	c.AddCommand(&cobra.Command{
		Use:     "validate FILE",
		Short:   "Check a TBX file: versions 3 and 2, dialects Core, Min and Basic",
		Long:    "Prints nothing when the file is valid, otherwise a broken rule a line\n(file:line: rule: what), and exits with 2.",
		Example: "  tovmach tbx validate terms.tbx",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			name, r, err := p.input(args, 0)
			if err != nil {
				return err
			}
			defer r.Close() //nolint:errcheck // read only
			problems := tbx.Validate(r)
			for _, broken := range problems {
				if _, err := fmt.Fprintf(p.stdout, "%s:%s\n", name, broken); err != nil {
					return err
				}
			}
			if len(problems) > 0 {
				return pipeline.Errorf(pipeline.Invalid, "%s breaks %d rules", name, len(problems)).WithHint("they are listed above")
			}
			return nil
		},
	})
	return c
}

func (p *program) glossaryConvert() *cobra.Command {
	var style string
	c := &cobra.Command{
		Use:   "convert IN OUT",
		Short: "Turn a termbase from one form into another",
		Long: `Reads IN and writes OUT in the forms that their names' endings tell: .csv, .tsv,
.xlsx, .tbx. TBX is read in versions 3 and 2, dialects Core, Min and Basic,
styles DCA and DCT, and written as version 3, TBX-Basic.`,
		Example: "  tovmach glossary convert terms.xlsx terms.csv\n  tovmach glossary convert terms.csv terms.tbx --style dct",
		Args:    cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			if style != string(tbx.DCA) && style != string(tbx.DCT) {
				return pipeline.Errorf(pipeline.Invalid, "there is no style %q of TBX", style).WithHint("dca or dct")
			}
			entries, err := p.readTerms(args[0])
			if err != nil {
				return err
			}
			if err := p.writeTerms(args[1], entries, tbx.Style(style)); err != nil {
				return err
			}
			p.progress("%d entries in %s", len(entries), args[1])
			return nil
		},
	}
	c.Flags().StringVar(&style, "style", string(tbx.DCA), "how TBX names its categories: dca or dct")
	return c
}
