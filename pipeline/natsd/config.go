package natsd

import (
	"fmt"
	"strings"
)

// A User is one of the server's configuration: with an nkey, or else with a
// password that the server takes from an environment variable.
type User struct {
	Name      string
	Key       string // public nkey
	Publish   []string
	Subscribe []string
}

// PasswordVariable is the environment variable that the user's password is
// taken from.
func (u User) PasswordVariable() string {
	return "TOVMACH_NATS_PASSWORD_" + strings.ToUpper(strings.NewReplacer("+", "_", "-", "_").Replace(u.Name))
}

// A Node is a server of a cluster.
type Node struct {
	Name    string
	Host    string
	Client  int // port
	Cluster int // port
}

// A Sample is a whole configuration of a cluster's servers.
type Sample struct {
	Nodes []Node
	Store string // folder
	TLS   string // folder with ca.pem, and server.pem and server.key of each server
	Users []User
}

// Users returns the configuration block of one account with those users, and
// no others.
func Users(users []User) string {
	var b strings.Builder
	b.WriteString("accounts {\n  NEWSROOM {\n    jetstream: enabled\n    users: [\n")
	for _, u := range users {
		fmt.Fprintf(&b, "      # %s\n      {\n", u.Name)
		if u.Key != "" {
			fmt.Fprintf(&b, "        nkey: %s\n", u.Key)
		} else {
			fmt.Fprintf(&b, "        user: %q\n        password: $%s\n", u.Name, u.PasswordVariable())
		}
		b.WriteString("        permissions {\n")
		list(&b, "publish", u.Publish)
		list(&b, "subscribe", u.Subscribe)
		b.WriteString("        }\n      }\n")
	}
	b.WriteString("    ]\n  }\n}\n")
	return b.String()
}

// list writes what is allowed. A list that is given forbids all else.
func list(b *strings.Builder, verb string, subjects []string) {
	fmt.Fprintf(b, "          %s: { allow: [\n", verb)
	for _, s := range subjects {
		fmt.Fprintf(b, "            %q\n", s)
	}
	b.WriteString("          ] }\n")
}

// File returns the configuration file of the node at that place. The nodes'
// differ in their names and addresses only.
func (s Sample) File(place int) string {
	n := s.Nodes[place]
	var b strings.Builder
	fmt.Fprintf(&b, `server_name: %q
listen: "%s:%d"
max_payload: 1MB

# Every write is on the disk before it is acknowledged. Without this line a
# power cut takes what was acknowledged in the last two minutes.
jetstream {
  store_dir: %q
  sync_interval: always
}

`, n.Name, n.Host, n.Client, s.Store)
	if s.TLS != "" {
		fmt.Fprintf(&b, "# Clients show a certificate of this authority as well as their key.\n%s\n", tlsBlock("", s.TLS))
	}
	fmt.Fprintf(&b, "cluster {\n  name: \"tovmach\"\n  listen: \"%s:%d\"\n", n.Host, n.Cluster)
	if s.TLS != "" {
		b.WriteString(tlsBlock("  ", s.TLS))
	}
	b.WriteString("  routes: [\n")
	for i, other := range s.Nodes {
		if i != place {
			fmt.Fprintf(&b, "    \"nats-route://%s:%d\"\n", other.Host, other.Cluster)
		}
	}
	b.WriteString("  ]\n}\n\n")
	b.WriteString(Users(s.Users))
	return b.String()
}

func tlsBlock(indent, folder string) string {
	lines := []string{
		"tls {",
		fmt.Sprintf("  cert_file: %q", folder+"/server.pem"),
		fmt.Sprintf("  key_file: %q", folder+"/server.key"),
		fmt.Sprintf("  ca_file: %q", folder+"/ca.pem"),
		"  verify: true",
		"}",
	}
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(indent + line + "\n")
	}
	return b.String()
}
