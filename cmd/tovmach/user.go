package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

func (p *program) user() *cobra.Command {
	c := &cobra.Command{Use: "user", Short: "Add people, and say what they do", Args: cobra.NoArgs, RunE: showHelp}
	c.AddCommand(p.userAdd(), p.userSet(), p.userList())
	return c
}

func (p *program) userAdd() *cobra.Command {
	var expires time.Duration
	var what abilities
	add := &cobra.Command{
		Use:   "add NAME --role ROLE",
		Short: "Add a person, or give somebody new roles and a new token",
		Long: `Adds a person and prints their token, which is shown this once: they set it as
TOVMACH_TOKEN. Roles: editor, translator, reviewer, publisher, keeper (approves
terms), admin. --role may be repeated, and so may the flags that decide which
tasks a person is offered: --desk, --lang (that they translate from) and --skill.
Whoever names none of a sort is offered all.

Of somebody who is known, what is not said stays: without --role they get one
more token. Those that they have stay good. The only admin cannot become none.`,
		Example: `  tovmach user add olena --role editor
  tovmach user add oksana --role translator --desk news --lang uk --skill legal
  tovmach user add taras --role translator --role reviewer --expires 720h -o json`,
		Args: cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			if expires < 0 || expires%time.Second != 0 {
				return usage(cmd, "--expires wants whole seconds, such as 720h")
			}
			change := what.change()
			token, err := client.AddPerson(cmd.Context(), api.NewPerson{
				Name: pipeline.UserID(args[0]), Roles: change.Roles, Seconds: int64(expires / time.Second),
				Desks: change.Desks, Langs: change.Langs, Skills: change.Skills,
			})
			if err != nil {
				return err
			}
			return p.printOne(token, fmt.Sprintf("%s\t%s", token.User, token.Token))
		}),
	}
	what.flags(add)
	add.Flags().DurationVar(&expires, "expires", 0, "life of the token; 0 is for ever")
	return serverFlags(add)
}

func (p *program) userSet() *cobra.Command {
	var what abilities
	set := &cobra.Command{
		Use:   "set NAME",
		Short: "Change somebody's roles, desks, languages or skills",
		Long: `Changes what is named of a person; the rest and their token stay. "all" stands
for every desk, language or skill.`,
		Example: "  tovmach user set oksana --desk news --desk culture\n  tovmach user set oksana --skill all",
		Args:    cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			person, err := client.SetPerson(cmd.Context(), pipeline.UserID(args[0]), what.change())
			if err != nil {
				return err
			}
			return p.printOne(person, strings.Join(personCells(person), "\t"))
		}),
	}
	what.flags(set)
	return serverFlags(set)
}

func (p *program) userList() *cobra.Command {
	return serverFlags(&cobra.Command{
		Use:     "list",
		Short:   "List everybody, with what they do",
		Example: "  tovmach user list\n  tovmach user list -o json",
		Args:    cobra.NoArgs,
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, _ []string) error {
			people, err := client.Everybody(cmd.Context())
			if err != nil {
				return err
			}
			return printRows(p, people, []string{"name", "roles", "desks", "languages", "skills"}, personCells)
		}),
	})
}

// abilities are what flags say of a person.
type abilities struct{ roles, desks, langs, skills []string }

func (a *abilities) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&a.roles, "role", nil, "editor, translator, reviewer, publisher, keeper or admin")
	c.Flags().StringArrayVar(&a.desks, "desk", nil, "desk whose tasks they are offered; all when none is named")
	c.Flags().StringArrayVar(&a.langs, "lang", nil, "language that they translate from: uk or en; all when none is named")
	c.Flags().StringArrayVar(&a.skills, "skill", nil, "what they can do, such as legal; all when none is named")
}

func (a *abilities) change() api.ChangePerson {
	return api.ChangePerson{
		Roles: named[pipeline.Role](a.roles), Desks: named[pipeline.DeskID](a.desks),
		Langs: named[pipeline.Lang](a.langs), Skills: named[pipeline.Skill](a.skills),
	}
}

// named turns the words of a flag into names; "all" is an empty list, which is
// not the same as nil: nothing said.
func named[S ~string](words []string) []S {
	if words == nil {
		return nil
	}
	out := []S{}
	if slices.Contains(words, "all") {
		return out
	}
	for _, w := range words {
		out = append(out, S(w))
	}
	return out
}

func personCells(p pipeline.Person) []string {
	return []string{string(p.Name), words(p.Roles, ""), words(p.Desks, "all"), words(p.Langs, "all"), words(p.Skills, "all")}
}

// words joins names with commas.
func words[S ~string](names []S, none string) string {
	if len(names) == 0 {
		return none
	}
	return pipeline.Join(names, ",")
}
