package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

func (p *program) user() *cobra.Command {
	c := &cobra.Command{Use: "user", Short: "Add people and give them roles", Args: cobra.NoArgs, RunE: showHelp}
	var roles []string
	var expires time.Duration
	add := &cobra.Command{
		Use:   "add NAME --role ROLE",
		Short: "Add a person, or give somebody new roles and a new token",
		Long: `Adds a person and prints their token, which is shown this once: they set it as
TOVMACH_TOKEN. Roles: editor, translator, reviewer, publisher, keeper (approves
terms), admin. --role may be repeated.`,
		Example: `  tovmach user add olena --role editor
  tovmach user add taras --role translator --role reviewer --expires 720h -o json`,
		Args: cobra.ExactArgs(1),
		RunE: p.online(func(cmd *cobra.Command, client *api.Client, args []string) error {
			if expires < 0 || expires%time.Second != 0 {
				return usage(cmd, "--expires wants whole seconds, such as 720h")
			}
			person := api.NewPerson{Name: pipeline.UserID(args[0]), Seconds: int64(expires / time.Second)}
			for _, r := range roles {
				person.Roles = append(person.Roles, pipeline.Role(r))
			}
			token, err := client.AddPerson(cmd.Context(), person)
			if err != nil {
				return err
			}
			return p.printOne(token, fmt.Sprintf("%s\t%s", token.User, token.Token))
		}),
	}
	add.Flags().StringArrayVar(&roles, "role", nil, "editor, translator, reviewer, publisher, keeper or admin")
	add.Flags().DurationVar(&expires, "expires", 0, "life of the token; 0 is for ever")
	c.AddCommand(serverFlags(add))
	return c
}
