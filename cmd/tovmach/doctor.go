package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
	"github.com/tovmach/tovmach/pipeline/journal"
	"github.com/tovmach/tovmach/pipeline/natsd"
)

// ailment is one line of what the doctor says.
type ailment struct {
	Check string `json:"check"`
	OK    bool   `json:"ok"`
	What  string `json:"what"`
	Fix   string `json:"fix,omitempty"`
}

func (p *program) doctor() *cobra.Command {
	return settingFlags(&cobra.Command{
		Use:   "doctor",
		Short: "Tell what is wrong with this machine, the data folder or an outside NATS",
		Long: `Looks at the data folder, the address to listen on, and with --nats at the
outside NATS: a line each, with the fix. The exit code is 1 when something is
wrong.`,
		Example: "  tovmach doctor\n  tovmach doctor --nats nats://127.0.0.1:4222",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			found := []ailment{p.examineFolder(), p.examineAddress(cmd.Context()), p.examineTerms()}
			if url := p.config.get("nats"); url != "" {
				found = append(found, p.examineNATS(cmd.Context(), url)...)
			}
			err := printRows(p, found, []string{"", "check", "what", "fix"}, func(a ailment) []string {
				mark := "ok"
				if !a.OK {
					mark = "BAD"
				}
				return []string{mark, a.Check, a.What, a.Fix}
			})
			for _, a := range found {
				if !a.OK {
					return errors.Join(err, pipeline.Errorf(pipeline.Internal, "something is wrong, see above"))
				}
			}
			return err
		},
	}, append(natsSettings(), "data", "listen", "terms")...)
}

func ailing(check string, err error, fix string) ailment {
	if e, ok := errors.AsType[*pipeline.Error](err); ok {
		return ailment{check, false, e.Public, cmp.Or(e.Hint, fix)}
	}
	return ailment{check, false, cause(err), fix}
}

func (p *program) examineFolder() ailment {
	dir := p.config.get("data")
	if _, err := readReady(dir); err == nil {
		return ailment{"data folder", true, dir + " holds a newsroom", ""}
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return ailment{"data folder", true, dir + " does not exist yet: serve makes it", ""}
	}
	f, err := os.CreateTemp(dir, "doctor-*")
	if err != nil {
		return ailing("data folder", err, "name one that you may write to: --data DIR")
	}
	_, err = f.WriteString("can it be written and synced?")
	if err = errors.Join(err, f.Sync(), f.Close(), os.Remove(f.Name())); err != nil {
		return ailing("data folder", err, "see that the disk has room")
	}
	return ailment{"data folder", true, filepath.Clean(dir) + " can be written to", ""}
}

func (p *program) examineAddress(ctx context.Context) ailment {
	address := p.config.get("listen")
	if r, err := readReady(p.config.get("data")); err == nil && strings.TrimPrefix(r.URL, "http://") == address && answers(ctx, r.URL) {
		return ailment{"address", true, "a newsroom serves on " + address, ""}
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return ailing("address", fmt.Errorf("%s: %w", address, err), "a server has it already, or name another: --listen 127.0.0.1:0")
	}
	if err := l.Close(); err != nil {
		return ailing("address", err, "")
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		return ailment{"address", true, address + " is reachable from other machines: put TLS in front of it", ""}
	}
	return ailment{"address", true, address + " is free", ""}
}

// answers reports whether a newsroom is ready at that address.
func answers(ctx context.Context, url string) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/readyz", nil)
	if err != nil {
		return false
	}
	answer, err := http.DefaultClient.Do(r)
	return err == nil && answer.Body.Close() == nil && answer.StatusCode < 300
}

func (p *program) examineTerms() ailment {
	path := p.config.get("terms")
	if path == "" {
		return ailment{"termbase", true, "none is named", ""}
	}
	entries, err := p.readTerms(path)
	if err != nil {
		return ailing("termbase", err, "")
	}
	return ailment{"termbase", true, fmt.Sprintf("%s has %d entries", path, len(entries)), ""}
}

func (p *program) examineNATS(ctx context.Context, url string) []ailment {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	nc, err := natsd.Dial(url, "tovmach-doctor", p.credentials(journal.RoleServe), func(error) {})
	if err != nil {
		return []ailment{ailing("nats", err, "is the server running, and the address right?")}
	}
	defer nc.Close()
	x, err := natsd.Examine(ctx, nc)
	if err != nil {
		return []ailment{ailing("nats", err, "")}
	}
	out := []ailment{{"nats", true, fmt.Sprintf("%s, JetStream API level %d", x.Version, x.APILevel), ""}}
	replicas := ailment{"replicas", true, "one server: what is on its disk is all there is", ""}
	if x.Cluster != "" {
		replicas.What = fmt.Sprintf("cluster %s; run `tovmach serve --replicas 3` on it", x.Cluster)
	}
	p.progress("sync_interval cannot be asked for: see that each server's jetstream block says sync_interval: always")
	return append(out, replicas)
}
