package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
)

func (p *program) nats() *cobra.Command {
	c := &cobra.Command{
		Use:   "nats",
		Short: "Configuration for an outside NATS: users with their permissions, a cluster",
		Long: `Prints configuration for the servers of an outside NATS. Nothing is sent anywhere
and no server is needed. ` + "`tovmach help cluster`" + ` tells how to run on one.`,
		Args: cobra.NoArgs,
		RunE: showHelp,
	}
	c.AddCommand(p.natsPermissions(), p.natsConfig())
	return c
}

// natsUser is what -o json prints of a user.
type natsUser struct {
	User      string   `json:"user"`
	Key       string   `json:"nkey,omitempty"`
	Variable  string   `json:"password_variable,omitempty"`
	Publish   []string `json:"publish"`
	Subscribe []string `json:"subscribe"`
}

func (p *program) natsPermissions() *cobra.Command {
	var keys string
	c := &cobra.Command{
		Use:   "permissions [NAME…]",
		Short: "Print the users of a newsroom, each with what it needs and nothing more",
		Long: `Prints the accounts block of a server's configuration: a user for each NAME, or
for every worker and serve. A NAME is

  a worker               such as segmenter (tovmach worker --list)
  workers with a plus    segmenter+annotator, for a process that hosts both
  serve                  for tovmach serve: it makes the streams
  any other              a program outside that reads finished stories

With --keys DIR each user has an nkey: its seed lies in DIR as NAME.nk, is made
there when it is missing, and is never printed. Without, each user's password is
taken from the server's environment, and a server without it does not start.`,
		Example: `  tovmach nats permissions --keys ./keys > newsroom.conf
  tovmach nats permissions segmenter agency
  tovmach worker segmenter --nats nats://nats1:4222 --nats-seed ./keys/segmenter.nk`,
		RunE: func(_ *cobra.Command, args []string) error {
			users, err := natsUsers(args, keys)
			if err != nil {
				return err
			}
			if p.output == "text" {
				_, err := fmt.Fprint(p.stdout, natsd.Users(users))
				return err
			}
			rows := make([]natsUser, len(users))
			for i, u := range users {
				rows[i] = natsUser{User: u.Name, Key: u.Key, Publish: u.Publish, Subscribe: u.Subscribe}
				if u.Key == "" {
					rows[i].Variable = u.PasswordVariable()
				}
			}
			return printRows(p, rows, []string{"user", "nkey", "publish", "subscribe"}, func(u natsUser) []string {
				return []string{u.User, u.Key, strings.Join(u.Publish, " "), strings.Join(u.Subscribe, " ")}
			})
		},
	}
	c.Flags().StringVar(&keys, "keys", "", "folder with the nkey seeds; missing ones are made")
	return c
}

// natsUsers returns the users of those names, with nkeys from the folder keys
// unless that is empty.
func natsUsers(names []string, keys string) ([]natsd.User, error) {
	roles, err := journal.Roles(names...)
	if err != nil {
		return nil, err
	}
	if keys != "" {
		if err := os.MkdirAll(keys, 0o700); err != nil {
			return nil, pipeline.Errorf(pipeline.Invalid, "the folder %s cannot be made", keys).WithHint("%s", cause(err))
		}
	}
	users := make([]natsd.User, len(roles))
	for i, r := range roles {
		users[i] = natsd.User{Name: r.Name, Publish: r.Publish, Subscribe: r.Subscribe}
		if keys == "" {
			continue
		}
		if users[i].Key, err = natsd.KeyFile(filepath.Join(keys, r.Name+".nk")); err != nil {
			return nil, err
		}
	}
	return users, nil
}

func (p *program) natsConfig() *cobra.Command {
	var keys string
	var s natsd.Sample
	var nodes []string
	var place int
	c := &cobra.Command{
		Use:   "config",
		Short: "Print a whole configuration for a cluster of three nodes",
		Long: `Prints the configuration file of one node of a cluster: JetStream with every write
synced, routes, TLS, and the users that ` + "`tovmach nats permissions`" + ` prints. The other
nodes' differ in name and address only. TLS reads server.pem, server.key and
ca.pem in a folder of each node; --tls "" leaves it out, for a try on loopback.`,
		Example: `  tovmach nats config --keys ./keys > nats1.conf
  tovmach nats config --keys ./keys --node 2 > nats2.conf
  tovmach nats config --nodes a.example,b.example,c.example --store /srv/nats`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if place < 1 || place > len(nodes) {
				return pipeline.Errorf(pipeline.Invalid, "there is no node %d of %d", place, len(nodes)).WithHint("--node counts from 1")
			}
			for i, address := range nodes {
				n, err := natsNode(i, address)
				if err != nil {
					return err
				}
				s.Nodes = append(s.Nodes, n)
			}
			var err error
			if s.Users, err = natsUsers(nil, keys); err != nil {
				return err
			}
			_, err = fmt.Fprint(p.stdout, s.File(place-1))
			return err
		},
	}
	c.Flags().StringSliceVar(&nodes, "nodes", []string{"nats1", "nats2", "nats3"}, "hosts of the nodes, each with ports for clients and for the cluster if they are not 4222 and 6222: host:4222:6222")
	c.Flags().IntVar(&place, "node", 1, "which of them the file is for")
	c.Flags().StringVar(&s.Store, "store", "/var/lib/nats", "folder of the store on each node")
	c.Flags().StringVar(&s.TLS, "tls", "/etc/nats/tls", "folder of the certificates on each node; empty for none")
	c.Flags().StringVar(&keys, "keys", "", "folder with the nkey seeds; missing ones are made")
	return c
}

// natsNode reads host, or host:client:cluster.
func natsNode(place int, address string) (natsd.Node, error) {
	n := natsd.Node{Name: "nats" + strconv.Itoa(place+1), Host: address, Client: 4222, Cluster: 6222}
	part := strings.Split(address, ":")
	if len(part) == 1 {
		return n, nil
	}
	n.Host = part[0]
	err := strconv.ErrSyntax
	if len(part) == 3 {
		n.Client, err = strconv.Atoi(part[1])
	}
	if err == nil {
		n.Cluster, err = strconv.Atoi(part[2])
	}
	if err != nil {
		return n, pipeline.Errorf(pipeline.Invalid, "%q is no address of a node", address).WithHint("write host, or host:4222:6222 with the ports for clients and the cluster")
	}
	return n, nil
}
