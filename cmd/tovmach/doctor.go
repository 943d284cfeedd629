package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tovmach/tovmach/pipeline"
)

// ailment is one line of what the doctor says.
type ailment struct {
	Check string `json:"check"`
	OK    bool   `json:"ok"`    // false when something must be mended
	Level string `json:"level"` // ok, warn or fail
	What  string `json:"what"`
	Fix   string `json:"fix,omitempty"`
}

func well(check, format string, args ...any) ailment {
	return ailment{check, true, "ok", fmt.Sprintf(format, args...), ""}
}

// warning is what works and will not for ever.
func warning(check, what, fix string) ailment { return ailment{check, true, "warn", what, fix} }

func (p *program) doctor() *cobra.Command {
	return settingFlags(&cobra.Command{
		Use:   "doctor",
		Short: "Tell what is wrong with this machine, the data folder, NATS or the server",
		Long: `Looks at the data folder and its disk, the clock, the address to listen on, the
server that runs there or that --server names, and with --nats at the outside
NATS: a line each, ok, warn or fail, with what to do. The exit code is 1 when a
line says fail.`,
		Example: "  tovmach doctor\n  tovmach doctor --nats nats://127.0.0.1:4222\n  tovmach doctor -o json | jq '.[] | select(.level != \"ok\")'",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			found := append(p.examineFolder(), p.examineClock(), p.examineAddress(cmd.Context()), p.examineTerms())
			found = append(found, p.examineServer(cmd.Context())...)
			if url := p.config.get("nats"); url != "" {
				found = append(found, p.examineNATS(cmd.Context(), url)...)
			}
			err := printRows(p, found, []string{"", "check", "what", "fix"}, func(a ailment) []string {
				return []string{a.Level, a.Check, a.What, a.Fix}
			})
			for _, a := range found {
				if !a.OK {
					return errors.Join(err, pipeline.Errorf(pipeline.Internal, "something is wrong, see above"))
				}
			}
			return err
		},
	}, append(natsSettings(), "data", "listen", "terms", "server", "token")...)
}

func ailing(check string, err error, fix string) ailment {
	if e, ok := errors.AsType[*pipeline.Error](err); ok {
		return ailment{check, false, "fail", e.Public, cmp.Or(e.Hint, fix)}
	}
	return ailment{check, false, "fail", cause(err), fix}
}

func (p *program) examineAddress(ctx context.Context) ailment {
	address := p.config.get("listen")
	if r, err := readReady(p.config.get("data")); err == nil && strings.TrimPrefix(r.URL, "http://") == address && answers(ctx, r.URL) {
		return well("address", "a newsroom serves on %s", address)
	}
	if err := listenable(address); err != nil {
		return ailing("address", err, "")
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return ailing("address", fmt.Errorf("%s: %w", address, err), "a server has it already, or name another: --listen 127.0.0.1:0")
	}
	if err := l.Close(); err != nil {
		return ailing("address", err, "")
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		return warning("address", address+" is reachable from other machines", "put TLS in front of it")
	}
	return well("address", "%s is free", address)
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
		return well("termbase", "none is named")
	}
	entries, err := p.readTerms(path)
	if err != nil {
		return ailing("termbase", err, "")
	}
	return well("termbase", "%s has %d entries", path, len(entries))
}
