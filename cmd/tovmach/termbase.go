package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/glossary"
	"github.com/tovmach/tovmach/glossary/tbx"
	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

func (p *program) glossaryFind() *cobra.Command {
	return serverFlags(&cobra.Command{
		Use:     "find TEXT",
		Short:   "Look a term up: in either script, in any case form",
		Example: "  tovmach glossary find \"Держспецзв'язку\"\n  tovmach glossary find Derzhspetszviazok -o json",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			found, err := client.Terms(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return p.printEntries(found.Entries)
		}),
	})
}

// printEntries prints entries, a line each.
func (p *program) printEntries(entries []glossary.Entry) error {
	return printRows(p, entries, []string{"id", "ukrainian", "english", "kind", "note"}, func(e glossary.Entry) []string {
		note := e.Note
		if e.Proposed {
			note = strings.TrimSpace("proposed " + note)
		}
		return []string{string(e.ID), e.Preferred("uk"), e.Preferred("en"), string(e.Kind), note}
	})
}

func (p *program) glossaryExport() *cobra.Command {
	return serverFlags(&cobra.Command{
		Use:     "export FILE|-",
		Short:   "Write the newsroom's termbase to a file",
		Example: "  tovmach glossary export terms.xlsx\n  tovmach glossary export - > terms.csv",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			base, err := client.Terms(cmd.Context(), "")
			if err != nil {
				return err
			}
			return p.writeTerms(args[0], base.Entries, tbx.DCA)
		}),
	})
}

func (p *program) glossaryImpact() *cobra.Command {
	var archive bool
	c := &cobra.Command{
		Use:   "impact TERM",
		Short: "Tell which open and finished stories a change of a term touches",
		Long: `Lists the stories in whose source the term stands, in any case form: in how many
segments, in how many of these its English form is written, and the revision of
the termbase that the story was annotated with. TERM is an entry's id or a text.
Stories that left for the archive are read with --archive, a millisecond each.`,
		Example: "  tovmach glossary impact \"Держспецзв'язок\"",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			rows, err := client.Impact(cmd.Context(), args[0], archive)
			if err != nil {
				return err
			}
			return printRows(p, rows, []string{"slug", "state", "segments", "written", "revision", "as"}, func(i api.Impact) []string {
				return []string{
					string(i.Slug), string(i.State), fmt.Sprint(i.Segments), fmt.Sprint(i.Written), fmt.Sprint(i.Revision),
					strings.Join(i.Texts, ", "),
				}
			})
		}),
	}
	c.Flags().BoolVar(&archive, "archive", false, "read archived stories too")
	return serverFlags(c)
}

func (p *program) glossaryHistory() *cobra.Command {
	return serverFlags(&cobra.Command{
		Use:     "history TERM",
		Short:   "List every event of a term, oldest first",
		Example: "  tovmach glossary history Тернопіль\n  tovmach glossary history 8f3kq2 -o jsonl",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			events, err := client.TermHistory(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return printRows(p, events, []string{"seq", "time", "event", "by", "task"}, eventCells)
		}),
	})
}

func (p *program) glossaryProposals() *cobra.Command {
	return serverFlags(&cobra.Command{
		Use:     "proposals",
		Short:   "List the terms that wait for the keeper",
		Example: "  tovmach glossary proposals",
		Args:    cobra.NoArgs,
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, _ []string) error {
			base, err := client.Terms(cmd.Context(), "")
			if err != nil {
				return err
			}
			return printRows(p, base.Proposals, []string{"id", "ukrainian", "english", "by", "story"}, func(o glossary.Proposal) []string {
				return []string{string(o.Entry.ID), o.Entry.Preferred("uk"), o.Entry.Preferred("en"), o.By, o.Story}
			})
		}),
	})
}

func (p *program) glossaryPropose() *cobra.Command {
	var kind, gender, story, note string
	c := &cobra.Command{
		Use:     "propose UKRAINIAN ENGLISH",
		Short:   "Offer a term to the keeper",
		Example: "  tovmach glossary propose \"Держспецзв'язок\" Derzhspetszviazok --kind organisation --story memo",
		Args:    cobra.ExactArgs(2),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			e := glossary.Entry{Kind: glossary.Kind(kind), Note: note, Terms: []glossary.Term{
				{Lang: string(pipeline.Ukrainian), Text: args[0], Gender: glossary.Gender(gender)},
				{Lang: string(pipeline.English), Text: args[1]},
			}}
			return p.decide(cmd.Context(), client, glossary.Decision{Act: glossary.Propose, Entries: []glossary.Entry{e}, Story: story})
		}),
	}
	c.Flags().StringVar(&kind, "kind", "", "person, place, organisation, …")
	c.Flags().StringVar(&gender, "gender", "", "m, f, n or pl")
	c.Flags().StringVar(&story, "story", "", "story in which it was met")
	c.Flags().StringVar(&note, "note", "", "what the keeper should know")
	return serverFlags(c)
}

func (p *program) glossaryDecide() *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use:   "decide approve|reject|withdraw|retire ENTRY",
		Short: "Decide about a proposal, or retire an entry",
		Long: `approve takes a proposal into the termbase, reject does not, withdraw takes your
own back; retire ends the use of an entry. Nothing is deleted. reject and retire
need a reason; nobody approves their own proposal.`,
		Example: "  tovmach glossary decide approve 8f3kq2\n  tovmach glossary decide retire 8f3kq2 --reason \"renamed\"",
		Args:    cobra.ExactArgs(2),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			return p.decide(cmd.Context(), client, glossary.Decision{Act: glossary.Act(args[0]), ID: glossary.EntryID(args[1]), Reason: reason})
		}),
	}
	c.Flags().StringVar(&reason, "reason", "", "why")
	return serverFlags(c)
}

func (p *program) decide(ctx context.Context, client *api.Client, d glossary.Decision) error {
	base, err := client.Decide(ctx, d)
	if err != nil {
		return err
	}
	return p.printOne(base, fmt.Sprintf("the termbase is at revision %d", base.Revision))
}
