package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/glossary/suggest"
	"github.com/tovmach/tovmach/glossary/tbx"
)

// suggested is a name that no entry knows, as it is printed. Start and end are its
// first place, in bytes of the text.
type suggested struct {
	Count      int             `json:"count"`
	Source     string          `json:"source_term"`
	Target     string          `json:"target"`
	Kind       glossary.Kind   `json:"kind,omitempty"`
	Gender     glossary.Gender `json:"gender,omitempty"`
	Forms      []string        `json:"forms"`
	Start      int             `json:"start"`
	End        int             `json:"end"`
	Confidence string          `json:"confidence"` // high or low
}

func (p *program) glossarySuggest() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "suggest [FILE]",
		Short: "List the names in a text that no entry knows",
		Long: `Lists capitalised words and names that the termbase and the house terms do not
know: their probable nominative, their romanization, and how often they stand
there. --write makes a termbase of them, to look through and import.`,
		Example: "  tovmach glossary suggest article.txt --terms terms.csv\n  tovmach glossary suggest article.txt --write new.csv && tovmach glossary import new.csv",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			layers, err := p.groundTerms()
			if err != nil {
				return err
			}
			var known []glossary.Entry
			for _, l := range layers {
				known = append(known, l...)
			}
			text, err := p.text(args, 0)
			if err != nil {
				return err
			}
			names := suggest.Names(text, match.New(known, match.Options{}), suggest.Options{})
			if out != "" {
				entries := make([]glossary.Entry, len(names))
				for i, n := range names {
					entries[i] = n.Entry()
					entries[i].ID = glossary.DeriveID(n.Lemma, n.Kind, "", "")
				}
				if err := p.writeTerms(out, entries, tbx.DCA); err != nil {
					return err
				}
				p.progress("%d entries in %s", len(entries), out)
				return nil
			}
			rows := make([]suggested, len(names))
			for i, n := range names {
				rows[i] = suggested{n.Count, n.Lemma, n.Target, n.Kind, n.Gender, n.Forms, n.First.Start, n.First.End, n.Confidence.String()}
			}
			return printRows(p, rows, []string{"count", "ukrainian", "english", "kind", "as"}, func(n suggested) []string {
				return []string{fmt.Sprint(n.Count), n.Source, n.Target, string(n.Kind), fmt.Sprint(n.Forms)}
			})
		},
	}
	c.Flags().StringVar(&out, "write", "", "write them as a termbase to this file; - is standard output")
	return settingFlags(c, "terms", "house")
}
