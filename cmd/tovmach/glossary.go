package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/inflect"
	"github.com/tovmach/tovmach/glossary/match"
	"github.com/tovmach/tovmach/pipeline"
)

func (p *program) glossary() *cobra.Command {
	c := &cobra.Command{Use: "glossary", Short: "Names and terms, in any grammatical case", Args: cobra.NoArgs, RunE: showHelp}
	c.AddCommand(p.glossaryMatch(), p.glossaryForms(), p.glossarySuggest(), p.glossaryLint(), p.glossaryConvert(),
		p.glossaryFind(), p.glossaryHistory(), p.glossaryImpact(), p.glossaryImport(), p.glossaryUndo(), p.glossaryExport(),
		p.glossaryProposals(), p.glossaryPropose(), p.glossaryDecide())
	return c
}

func (p *program) glossaryMatch() *cobra.Command {
	var path string
	c := &cobra.Command{
		Use:   "match --terms FILE [FILE]",
		Short: "Find the terms of a termbase in a text",
		Long: fmt.Sprintf(`Prints a hit a line as JSON, with byte offsets into the text. The termbase is TBX,
XLSX, TSV or CSV; tables have the columns
source,target,kind,gender,decl,forms,status,scheme,note, of which the first two
are needed. The text may have at most %d MB.`, maxText>>20),
		Example: "  tovmach glossary match --terms terms.csv article.txt\n  echo \"у Держспецзв'язку\" | tovmach glossary match --terms terms.csv",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if path == "" {
				return usage(cmd, "no termbase is named: --terms FILE")
			}
			entries, err := p.readTerms(path)
			if err != nil {
				return err
			}
			text, err := p.text(args, 0)
			if err != nil {
				return err
			}
			hits := match.New(entries, match.Options{}).Find(text)
			if p.output == "json" {
				return p.printJSON(hits)
			}
			return printLines(p.stdout, hits)
		},
	}
	c.Flags().StringVar(&path, "terms", "", "termbase: CSV, TSV, XLSX or TBX")
	return c
}

func (p *program) glossaryForms() *cobra.Command {
	var gender, decl, kind string
	c := &cobra.Command{
		Use:   "forms TERM",
		Short: "List every form of a term that is looked for",
		Long: `Prints a form a line. With -o json, jsonl or tsv each has its cases and numbers, how
much it can be relied on (listed, regular, possible), and the rule that made it.`,
		Example: "  tovmach glossary forms \"Держспецзв'язок\"\n  tovmach glossary forms Зеленський --gender m --kind person -o tsv",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			h := inflect.Hints{Kind: glossary.Kind(kind), Gender: glossary.Gender(gender), Decl: glossary.Decl(decl)}
			switch h.Gender {
			case "", glossary.Masculine, glossary.Feminine, glossary.Neuter, glossary.Plural:
			default:
				return pipeline.Errorf(pipeline.Invalid, "there is no gender %q", gender).WithHint("m, f, n or pl")
			}
			switch h.Decl {
			case glossary.DeclAuto, glossary.DeclNone, glossary.DeclAdj, glossary.DeclNoun:
			default:
				return pipeline.Errorf(pipeline.Invalid, "there is no declension %q", decl).WithHint("auto, none, adj or noun")
			}
			return p.printForms(inflect.Generate(args[0], h))
		},
	}
	c.Flags().StringVar(&gender, "gender", "", "m, f, n or pl")
	c.Flags().StringVar(&decl, "decl", "auto", "auto, none, adj or noun")
	c.Flags().StringVar(&kind, "kind", "", "person, place, organisation, …")
	return c
}

// printForms prints forms of a term: for people and pipes just the texts.
func (p *program) printForms(forms []inflect.Form) error {
	if p.output == "text" {
		for _, f := range forms {
			if _, err := fmt.Fprintln(p.stdout, f.Text); err != nil {
				return err
			}
		}
		return nil
	}
	type row struct {
		Text   string   `json:"text"`
		Cases  []string `json:"cases"`
		Number []string `json:"number"`
		Gender string   `json:"gender,omitempty"`
		Grade  string   `json:"grade"`
		Rule   string   `json:"rule"`
	}
	rows := make([]row, len(forms))
	for i, f := range forms {
		rows[i] = row{f.Text, strings.Fields(f.Cases.String()), strings.Fields(f.Number.String()), string(f.Gender), f.Grade.String(), f.Rule}
	}
	return printRows(p, rows, []string{"form", "cases", "number", "gender", "grade", "rule"}, func(r row) []string {
		return []string{r.Text, strings.Join(r.Cases, " "), strings.Join(r.Number, " "), r.Gender, r.Grade, r.Rule}
	})
}
