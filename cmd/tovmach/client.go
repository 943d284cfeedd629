package main

import (
	"cmp"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/workers/api"
)

// online makes what a command does out of what it does with the newsroom's
// server. Such a command has the serverFlags.
func (p *program) online(run func(cmd *cobra.Command, client *api.Client, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		client, err := p.client()
		if err != nil {
			return err
		}
		return run(cmd, client, args)
	}
}

// client returns a client of the newsroom's server: the one that was named, or
// the one on this machine whose data folder tells address and token.
func (p *program) client() (*api.Client, error) {
	server, token := p.namedServer(), p.config.get("token")
	if server == "" || token == "" {
		local, err := readReady(p.config.get("data"))
		switch {
		case err == nil && server == "":
			server, token = local.URL, cmp.Or(token, local.Token)
		case err == nil && server == local.URL:
			token = cmp.Or(token, local.Token)
		case server == "":
			return nil, pipeline.Errorf(pipeline.Unavailable, "no server is known").
				WithHint("start one with `tovmach serve`, or name one: --server URL --token TOKEN")
		}
	}
	return api.NewClient(server, token), nil
}

// namedServer is the server that a command is to talk to; empty is that of the data
// folder. A folder on the command line outweighs a server that the environment or
// the configuration names: that may be another newsroom's.
func (p *program) namedServer() string {
	if p.config.values["data"].origin == "--data" && p.config.values["server"].origin != "--server" {
		return ""
	}
	return p.config.get("server")
}

// serverFlags adds the flags by which commands find the server.
func serverFlags(c *cobra.Command) *cobra.Command {
	c.Flags().String("server", "", "address of the server (TOVMACH_SERVER)")
	c.Flags().String("token", "", "your token (TOVMACH_TOKEN)")
	c.Flags().String("data", "", "data folder of a server on this machine")
	return c
}
